"""The workbench as HTML. The page and the fragment are the same template, so they cannot differ.

`render` is a pure function; the cache of responses is around it, in `Screen`, and a setting switches it off.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.core.keys import Key
from app.session.service import StoredSession
from app.session.session import Session
from app.view.diagram import spoken
from app.view.inspector.known_numbers import known_matrices
from app.view.panel.panel import panel
from app.view.practice.exercise import exercise, kinds, outcome, tally
from app.view.practice.marking import marked
from app.view.quantities import operand_patterns
from app.view.words.language import Language
from app.view.workbench.cost_curve import Curve
from app.view.workbench.workbench import frame
from app.web.dependencies import services_of
from app.web.html import network_settings
from app.web.html.browser_session import DEFAULT_SESSION
from app.web.html.notices import Note
from app.web.html.partner_settings import Adaptation
from app.web.html.preferences import Preferences, chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import ViewOptions
from app.web.middleware.compression import takes_gzip
from app.web.response_cache import key_of
from app.web.scope import base_of

BUILD = "dist/app.js", "dist/app.css"
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})
PAGE = "pages/workbench.html"
VARY = "HX-Request, Cookie, Accept-Language"


@dataclass(frozen=True, slots=True)
class RootPlace:
    """The place in the run, for the root element."""

    iteration: int
    index: int
    count: int
    name: str
    kind: str
    layer: str
    phase: str
    depth: int


def place_of(session: Session) -> RootPlace:
    """The place of a session; empty words at the start of an iteration."""
    last, depth = session.last, session.architecture.depth
    if last is None:
        return RootPlace(session.iteration, 0, session.count, "", "start", "", "start", depth)
    layer = "" if last.layer is None else str(last.layer)
    return RootPlace(session.iteration, session.stage, session.count, last.name, last.kind, layer, last.phase, depth)


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


def workbench(session: Session, options: ViewOptions, language: Language) -> dict[str, Any]:
    """What the workbench shows of a session, by the names that its templates use."""
    unit, level = options.selected(session), None if options.level == "auto" else options.level
    stage_panel = panel(session, options.sample, language, unit and Key("H", *unit))
    shown = frame(session, options.view, level, options.sample, unit, language, options.room)
    return {
        **shown._asdict(),
        "scene": marked(shown.scene, session, language),
        "panel": stage_panel,
        "place": place_of(session),
        "spoken": stage_panel.spoken,
        **_practice(session, stage_panel.spoken, language),
    }


def _practice(session: Session, spoken_stage: str, language: Language) -> dict[str, Any]:
    """What the panel shows of practice, and what is read out; nothing where it is off."""
    asked, ended = exercise(session, language), outcome(session, language)
    if not session.practice.on and asked is None:
        return {"exercise": None, "outcome": None, "tally": None, "kinds": ()}
    spoken = {"spoken": asked.spoken} if asked else {"spoken": f"{ended.plain} {spoken_stage}"} if ended else {}
    return {
        "exercise": asked,
        "outcome": ended,
        "tally": tally(session.practice, language),
        "kinds": kinds(session.practice, language),
        **spoken,
    }


def common(stored: StoredSession, options: ViewOptions, preferences: Preferences) -> dict[str, Any]:
    """What every part of the page needs, with nothing that concerns one request."""
    return {
        **options._asdict(),
        "version": stored.version,
        "preferences": preferences,
        "typed": {},
        "errors": {},
        "swap": False,
        "note": None,
        "inspector": None,
        "edit": None,
        "history": None,
        "whole": False,
        "costs_open": False,
        "teaching": None,
        "following": None,
        "wall": None,
    }


def render(
    templates: Environment,
    stored: StoredSession,
    options: ViewOptions,
    language: Language,
    preferences: Preferences,
    base: str = "",
    more: Mapping[str, Any] = NOTHING_MORE,
) -> str:
    """The whole fragment of the workbench: a pure function, which remembers nothing of other sessions."""
    context = {**common(stored, options, preferences), **workbench(stored.session, options, language), **more}
    context["base"] = Markup(base)  # noqa: S704 - see `base_of`
    return rendered(templates, "fragments/workbench.html", language, context)


@dataclass
class Screen:
    """What a page or a fragment is rendered from. `typed` and `errors` go by the name of the field."""

    request: Request
    lens: ViewOptions
    kept: StoredSession = DEFAULT_SESSION
    note: Note | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    adaptation: Adaptation | None = None
    panel_open: bool = False
    explained: tuple[Any, Any] | None = None
    history: Curve | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    """What a class adds to the workbench, by the names that templates use."""
    template: str = PAGE

    def __post_init__(self) -> None:
        self.language = language_of(self.request)
        self.preferences = chosen(self.request)
        self.base = base_of(self.request)
        self.lens = self.lens.at(self.kept.session.problem)

    def page(self, status_code: int = 200) -> Response:
        """The whole page."""
        if self.template != PAGE or not self._usual:
            return self._answer(self._page(), status_code)
        return self._cached("page", self._page, status_code)

    def fragment(self, status_code: int = 200) -> Response:
        """The workbench alone, for a morph."""
        if not self._usual:
            return self._answer(self._render("fragments/workbench.html", self._workbench()), status_code)
        return self._cached("fragment", self._fragment, status_code)

    @property
    def key(self) -> str:
        """A name for what the fragment shows: equal keys, equal pictures."""
        return self._key("fragment").hex()

    def fragment_unless(self, shown: str) -> Response:
        """The workbench alone, or no content where the page shows it already: `shown` is the key of its picture."""
        return Response(status_code=204) if shown and self._usual and shown == self.key else self.fragment()

    def fragment_of_another_network(self, status_code: int = 200, *, settings: bool = True) -> Response:
        """The workbench and the other parts of the page that depend on the network; without `settings` these stay."""
        names = ("workbench", "picker", "operands", *(["settings"] if settings else []))
        return self._fragments(names, status_code)

    def fragment_of_other_data(self) -> Response:
        """The workbench and the settings panel, which shows the samples and the learning rate too."""
        return self._fragments(("workbench", "settings"), 200)

    def _fragments(self, names: Iterable[str], status_code: int) -> Response:
        context = {**self._workbench(), **self._panel(), "swap": True}
        return self._answer("".join(self._render(f"fragments/{name}.html", context) for name in names), status_code)

    def fragment_of_practice(self) -> Response:
        """The workbench and the switch of practice in the header."""
        return self._fragments(("workbench", "practice"), 200)

    def part(self, name: str) -> str:
        """A part of the page, by its template."""
        return self._render(name, {**self._workbench(), "swap": True})

    def panel(self, status_code: int = 200) -> Response:
        """The settings alone, for a morph of their own."""
        return self._retargeted(self._render("fragments/settings.html", self._panel()), status_code, "#settings")

    def inspector(self, status_code: int = 200) -> Response:
        """The explanation of a number alone."""
        return self._retargeted(self._render("fragments/inspector.html", self._common()), status_code, "#inspector")

    def numbers(self, status_code: int = 200) -> Response:
        """The page that needs no script: the numbers that are known, and the explanation of one of them, if any."""
        session = self.kept.session
        context = {
            **self._common(),
            "matrices": known_matrices(session, self.lens.sample, self.language),
            "samples": len(session.problem.X),
        }
        return self._answer(self._render("pages/numbers.html", context), status_code)

    def cost_history(self) -> Response:
        """The curve of costs alone."""
        return self._answer(self._render("fragments/history.html", self._common()), 200)

    def note_alone(self, status_code: int) -> Response:
        """The note alone."""
        return self._retargeted(self._render("fragments/note.html", self._common()), status_code, "#note")

    def _fragment(self) -> str:
        templates = services_of(self.request.app).templates
        return render(templates, self.kept, self.lens, self.language, self.preferences, self.base, self.more)

    def _page(self) -> str:
        context = {**self._workbench(), **self._panel(), "whole": True, "costs_open": self.history is not None}
        if self.base:
            context["back"] = self.base
        return self._render(self.template, context)

    def _cached(self, name: str, rendering: Callable[[], str], status_code: int) -> Response:
        """A response from the cache, rendered if it is not there, or if there is no cache."""
        cache = services_of(self.request.app).responses
        if not cache.on or not takes_gzip(self.request.headers.get("accept-encoding", "")):
            return self._answer(rendering(), status_code)
        key = self._key(name)
        body = cache.get(key) or cache.keep(key, rendering())
        headers = {"Content-Encoding": "gzip", "Vary": f"{VARY}, Accept-Encoding"}
        return Response(body, status_code, headers, "text/html; charset=utf-8")

    def _key(self, name: str) -> bytes:
        return key_of(f"{name} {self._digest(name)} {self.kept.version}".encode(), self.kept.data)

    @property
    def _usual(self) -> bool:
        """Whether it shows the session, the lens and the preferences alone, with no word to one reader."""
        return not (
            self.note
            or self.typed
            or self.errors
            or self.adaptation
            or self.panel_open
            or self.explained
            or self.history
        )

    def _retargeted(self, html: str, status_code: int, target: str) -> Response:
        response = self._answer(html, status_code)
        response.headers["HX-Retarget"] = target
        response.headers["HX-Reswap"] = "outerMorph"
        return response

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        templates = services_of(self.request.app).templates
        return rendered(templates, name, self.language, {"base": self.base, **context})

    def _answer(self, html: str, status_code: int) -> Response:
        return HTMLResponse(html, status_code, {"Vary": VARY})

    def _panel(self) -> dict[str, Any]:
        session = self.kept.session
        adaptation = self.adaptation or Adaptation(network_settings.draft_of(session, self.language))
        return {
            **self._common(),
            "adaptation": adaptation,
            "draft": adaptation.draft,
            "samples": network_settings.samples_of(adaptation.draft, self.language.locale),
            "choices": network_settings.choices(self.language),
            "seed": session.seed,
            "network": title_of(session, self.language),
            "operands": operand_patterns.table(session.architecture),
            "names": spoken.names(session.architecture, self.language),
            "panel_open": self.panel_open,
            "practising": session.practice.on,
        }

    def _common(self) -> dict[str, Any]:
        return {
            **common(self.kept, self.lens, self.preferences),
            "typed": self.typed,
            "errors": self.errors,
            "note": self.note,
            "inspector": self.explained and self.explained[0],
            "edit": self.explained and self.explained[1],
            "history": self.history,
            **self.more,
        }

    def _workbench(self) -> dict[str, Any]:
        return {**self._common(), **workbench(self.kept.session, self.lens, self.language), **self.more}

    def _digest(self, name: str) -> str:
        """A digest of what an answer depends on besides the session; the page also names the built files."""
        build = [services_of(self.request.app).assets.url(file) for file in BUILD] if name == "page" else []
        what = self.lens, self.language.locale, self.preferences, self.base, self.more, build
        return blake2s(repr(what).encode(), digest_size=6).hexdigest()
