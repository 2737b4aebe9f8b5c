"""The template environment: strict about names, escaping by itself, and speaking the language it is handed.

Templates are compiled once per process. The words of a language are passed to each rendering, so that one environment
serves all languages and no language is kept in a global.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from app.view.lessons.kit.typeset import typeset
from app.view.words import numbers
from app.view.words.language import LANGUAGES, Language

Words = Mapping[str, Callable[..., str]]

KEPT = 512  # parts that are remembered

_INCLUDE = re.compile(r'\{%\s*include\s+"([^"]+)"\s*%\}\n?')
_CONTINUED = re.compile(r"\n (?=\S)")
_ATTRIBUTE = r'((?:href|src|action|formaction|hx-get|hx-post|hx-ahead|hx-sse:connect)=")'
_PAGE = re.compile(_ATTRIBUTE + r"/(?=\?)")
_OF_WORKBENCH = re.compile(_ATTRIBUTE + r"(?=/(?:workbench|work/))")
_ADDRESS = re.compile(_ATTRIBUTE + r"(?=/(?!/))")


class Addresses(Extension):
    """Puts before each address that a template writes what it lies below.

    That is `{{ root }}`, the path of another site, and for an address of the workbench `{{ base }}`: a class has a
    workbench of its own at `/class/482913/workbench`.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja calls it so
        """The source with them."""
        page = _PAGE.sub(r'\1{{ root }}{{ base or "/" }}', source)
        below_root = _ADDRESS.sub(r"\1{{ root }}", _OF_WORKBENCH.sub(r"\1{{ root }}{{ base }}", page))
        return below_root if self.environment.globals.get("root") else below_root.replace("{{ root }}", "")


class JoinedTags(Extension):
    """Joins the lines of a tag that is continued on the next: 50 bytes of a compressed answer."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """The source with a space in place of each line that begins with one."""
        return _CONTINUED.sub(" ", source)


class InlineIncludes(Extension):
    """Compiles an included template as part of the one that includes it: a separate one costs 10 µs each time."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """The source with each `{% include "…" %}` replaced by the source of that template."""
        return _INCLUDE.sub(lambda found: self._source(found[1]), source)

    def _source(self, name: str) -> str:
        loader = cast(BaseLoader, self.environment.loader)
        source, *_ = loader.get_source(self.environment, name)
        return self.preprocess(source.removesuffix("\n"), name)


def environment(folder: Path, asset: Callable[[str], str], root: str = "") -> Environment:
    """The environment over the templates in `folder`; `asset(path)` gives the address of a static file.

    Templates write addresses from the program's own root; below the path `root` of another site they come out so.
    """
    templates = Environment(
        loader=FileSystemLoader(folder),
        extensions=["jinja2.ext.i18n", InlineIncludes, JoinedTags, Addresses],
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    templates.newstyle_gettext = True  # type: ignore[attr-defined]  # {% trans %} hands its values over by name
    templates.globals["asset"] = lambda path: root + asset(path)
    templates.globals["root"] = root
    templates.globals["base"] = Markup("")
    templates.globals["once"] = _once()
    templates.filters["typeset"] = typeset
    templates.globals["languages"] = LANGUAGES
    return templates


def rendered(templates: Environment, name: str, language: Language, context: Mapping[str, Any]) -> str:
    """The template of that name with this context, in this language."""
    return templates.get_template(name).render(context, language=language, **words(language))


def _once() -> Callable[..., Markup]:
    """A function for templates: `once(name, key)` renders a template the first time, and remembers what came out.

    `key` is all that the template depends on, beside the language and the base of the workbench.
    """
    kept: OrderedDict[Hashable, Markup] = OrderedDict()

    @pass_context
    def once(context: Context, name: str, key: Hashable = ()) -> Markup:
        whole = (name, context["language"], context["base"], key)
        if (part := kept.get(whole)) is None:
            text = context.environment.get_template(name).render(context.get_all())
            part = kept[whole] = Markup(text)  # noqa: S704 - rendered with escaping
            if len(kept) > KEPT:
                kept.popitem(last=False)
        return part

    return once


# 25 µs per step: twenty messages are looked up and marked safe
@lru_cache(maxsize=1024)
def _translated(message: str, language: Language) -> Markup:
    return Markup(language.gettext(message)) % {}  # noqa: S704 - our own catalogue


def words(language: Language) -> Words:
    """`gettext` and `ngettext` as templates call them, with the values to insert, which are escaped; and numbers."""

    def gettext(message: str, **values: object) -> str:
        return Markup(language.gettext(message)) % values if values else _translated(message, language)  # noqa: S704

    def ngettext(one: str, many: str, n: int, **values: object) -> str:
        values.setdefault("num", n)
        return Markup(language.ngettext(one, many, n)) % values  # noqa: S704 - the same

    def number_text(value: float) -> str:
        return numbers.text(value, language.locale)

    return {"gettext": gettext, "ngettext": ngettext, "number_text": number_text}
