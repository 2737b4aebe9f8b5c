"""One screen of the workbench: a session seen through a lens (view, level, sample), in a language, rendered.

The page and the fragment are the same template, so they cannot differ.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.core.keys import Key
from app.session.service import StoredSession
from app.session.session import Session
from app.view.panel.panel import panel
from app.view.quantities import operand_patterns
from app.view.words.language import Language
from app.view.workbench.workbench import frame
from app.web.dependencies import services_of
from app.web.html import network_settings
from app.web.html.browser_session import DEFAULT_SESSION
from app.web.html.form_fields import whole_if_any
from app.web.html.network_settings import Draft
from app.web.html.notices import Note
from app.web.html.preferences import CHOICES, chosen, language_of
from app.web.html.templates import rendered
from app.web.response_cache import key_of

UNIT = re.compile(r"([0-9]{1,2})[.]([0-9]{1,2})")

BUILD = "dist/app.js", "dist/app.css"
VARY = "HX-Request, Cookie, Accept-Language"


class Lens(NamedTuple):
    """How the workbench is looked at; it travels in addresses and forms and is not part of the session."""

    view: str
    level: str
    sample: int
    unit: str = ""
    """The unit looked at where not all can be shown in full, "layer.unit"; empty for none."""

    def selected(self, session: Session) -> tuple[int, int] | None:
        """That unit, if this network has it."""
        match = UNIT.fullmatch(self.unit)
        layer, unit = (int(match[1]), int(match[2])) if match else (-1, 0)
        sizes = session.architecture.sizes
        return (layer, unit) if 0 <= layer < len(sizes) and unit < sizes[layer] else None

    def address(self, request: Request) -> str:
        """The page that shows this, without what it shows anyway."""
        usual = lens_of(request, {})
        fields = zip(self._fields, self, usual, strict=True)
        parts = [f"{name}={value}" for name, value, same in fields if value != same]
        return "/?" + "&".join(parts) if parts else "/"


def lens_of(request: Request, values: Mapping[str, str]) -> Lens:
    """The lens that a form or an address asks for, else the one preferred, else a guess from the browser's name."""
    preferences = chosen(request)
    phone = "Mobi" in request.headers.get("user-agent", "")
    view = _word("view", values) or preferences.view or ("phone" if phone else "desk")
    level = _word("level", values) or preferences.level
    return Lens(view, level, whole_if_any(values, "sample", 0), _unit(values.get("unit", "")))


def _unit(text: str) -> str:
    return text if UNIT.fullmatch(text) else ""


def _word(name: str, values: Mapping[str, str]) -> str | None:
    word = values.get(name)
    return word if word in CHOICES[name] else None


@dataclass(frozen=True, slots=True)
class Place:
    """The place in the run, for the root element."""

    iteration: int
    index: int
    count: int
    name: str
    kind: str
    layer: str
    phase: str
    depth: int


def place_of(session: Session) -> Place:
    """The place of a session; empty words at the start of an iteration."""
    last, depth = session.last, session.architecture.depth
    if last is None:
        return Place(session.iteration, 0, session.count, "", "start", "", "start", depth)
    layer = "" if last.layer is None else str(last.layer)
    return Place(session.iteration, session.stage, session.count, last.name, last.kind, layer, last.phase, depth)


class Title(NamedTuple):
    """A network in a few words: its sizes, and its layers and samples."""

    sizes: str
    title: str


def title_of(session: Session, language: Language) -> Title:
    """2-3-1, "2 layers, 1 sample"."""
    depth, samples = session.architecture.depth, len(session.problem.X)
    layers = language.ngettext("%(num)s layer", "%(num)s layers", depth) % {"num": depth}
    batch = language.ngettext("%(num)s sample", "%(num)s samples", samples) % {"num": samples}
    return Title("-".join(map(str, session.architecture.sizes)), f"{layers}, {batch}")


@dataclass
class Screen:
    """What a page or a fragment is rendered from. `typed` and `errors` go by the name of the field."""

    request: Request
    lens: Lens
    kept: StoredSession = DEFAULT_SESSION
    note: Note | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    draft: Draft | None = None
    panel_open: bool = False
    explained: tuple[Any, Any] | None = None

    def __post_init__(self) -> None:
        self.language = language_of(self.request)
        self.preferences = chosen(self.request)
        samples = len(self.kept.session.problem.X)
        self.lens = self.lens._replace(sample=min(self.lens.sample, samples - 1))

    def page(self, status_code: int = 200) -> Response:
        """The whole page."""
        return self._cached("pages/workbench.html", lambda: {**self._workbench(), **self._panel()}, status_code)

    def fragment(self, status_code: int = 200) -> Response:
        """The workbench alone, for a morph."""
        return self._cached("fragments/workbench.html", self._workbench, status_code)

    def fragment_of_another_network(self, status_code: int = 200, *, settings: bool = True) -> Response:
        """The workbench and the other parts of the page that depend on the network; without `settings` these stay."""
        context = {**self._workbench(), **self._panel(), "swap": True}
        names = ("workbench", "picker", "operands", *(["settings"] if settings else []))
        return self._answer("".join(self._render(f"fragments/{name}.html", context) for name in names), status_code)

    def panel(self, status_code: int = 200) -> Response:
        """The settings alone, for a morph of their own."""
        return self._retargeted(self._render("fragments/settings.html", self._panel()), status_code, "#settings")

    def inspector(self, status_code: int = 200) -> Response:
        """The explanation of a number alone."""
        return self._retargeted(self._render("fragments/inspector.html", self._common()), status_code, "#inspector")

    def note_alone(self, status_code: int) -> Response:
        """The note alone."""
        return self._retargeted(self._render("fragments/note.html", self._common()), status_code, "#note")

    def _cached(self, name: str, context: Callable[[], Mapping[str, Any]], status_code: int) -> Response:
        """A response from the cache, rendered if it is not there."""
        if not self._usual or "gzip" not in self.request.headers.get("accept-encoding", ""):
            return self._answer(self._render(name, context()), status_code)
        answers = services_of(self.request.app).responses
        key = key_of(f"{name} {self._form} {self.kept.version}".encode(), self.kept.data)
        body = answers.get(key) or answers.keep(key, self._render(name, context()))
        headers = {"Content-Encoding": "gzip", "Vary": f"{VARY}, Accept-Encoding"}
        return Response(body, status_code, headers, "text/html; charset=utf-8")

    @property
    def _usual(self) -> bool:
        """Whether it shows the session, the lens and the preferences alone, with no word to one reader."""
        return not (self.note or self.typed or self.errors or self.draft or self.panel_open or self.explained)

    def _retargeted(self, html: str, status_code: int, target: str) -> Response:
        response = self._answer(html, status_code)
        response.headers["HX-Retarget"] = target
        response.headers["HX-Reswap"] = "outerMorph"
        return response

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        return rendered(services_of(self.request.app).templates, name, self.language, context)

    def _answer(self, html: str, status_code: int) -> Response:
        return HTMLResponse(html, status_code, {"Vary": VARY})

    def _panel(self) -> dict[str, Any]:
        session = self.kept.session
        return {
            **self._common(),
            "draft": self.draft or network_settings.draft_of(session, self.language),
            "choices": network_settings.choices(self.language),
            "network": title_of(session, self.language),
            "operands": operand_patterns.table(session.architecture),
            "panel_open": self.panel_open,
        }

    def _common(self) -> dict[str, Any]:
        return {
            "view": self.lens.view,
            "level": self.lens.level,
            "sample": self.lens.sample,
            "unit": self.lens.unit,
            "version": self.kept.version,
            "preferences": self.preferences,
            "typed": self.typed,
            "errors": self.errors,
            "swap": False,
            "note": self.note,
            "inspector": self.explained and self.explained[0],
            "edit": self.explained and self.explained[1],
        }

    def _workbench(self) -> dict[str, Any]:
        session, language, lens = self.kept.session, self.language, self.lens
        unit, level = lens.selected(session), None if lens.level == "auto" else lens.level
        now = panel(session, lens.sample, language, unit and Key("H", *unit))
        return {
            **self._common(),
            **frame(session, lens.view, level, lens.sample, unit, language)._asdict(),
            "panel": now,
            "place": place_of(session),
            "spoken": now.spoken,
        }

    @property
    def _form(self) -> str:
        """A digest of what an answer depends on besides the session: lens, language, preferences, the program."""
        build = [services_of(self.request.app).assets.url(file) for file in BUILD]
        return _digest(self.lens, self.language.locale, self.preferences, self.request.app.version, *build)


def _digest(*what: Hashable) -> str:
    return blake2s(repr(what).encode(), digest_size=6).hexdigest()
