"""The languages of the program. The messages themselves are English; every other language has a catalogue.

A `Language` is an argument of everything that makes words, never a global.
"""

import gettext
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from app import paths
from app.view.words import conventions
from app.view.words.conventions import Conventions

CATALOGUES = paths.LOCALES
SOURCE = "en"  # the language of the messages


class LanguageRow(NamedTuple):
    """A language: what it calls itself, and the fonts that its letters need besides the Latin ones."""

    name: str
    fonts: tuple[str, ...] = ()


LANGUAGES: dict[str, LanguageRow] = {
    SOURCE: LanguageRow("English"),
    "ru": LanguageRow("Русский", fonts=("inter-cyrillic",)),
}
"""The languages by their codes. Each has a catalogue in `app/locale`; Babel knows its numbers, lists and plurals."""


@dataclass(frozen=True, eq=False)
class Language:
    """One language: its code, its conventions, and the functions of gettext. One value per language: it keys caches."""

    locale: str
    conventions: Conventions
    fonts: tuple[str, ...]
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    pgettext: Callable[[str, str], str]
    npgettext: Callable[[str, str, str, int], str]

    def listed(self, names: Sequence[str]) -> Markup:
        """Names in a sentence: "h1, h2, and h3". Text is escaped, markup is not."""
        return conventions.listed(names, self.conventions.lists)


def N_(message: str) -> str:
    """The message itself: marks the words of a table, which are translated when they are shown."""
    return message


# reading a catalogue takes 25 ms
@lru_cache(maxsize=64)
def language(locale: str) -> Language:
    """The language with that code. Raises KeyError for one that is not in LANGUAGES."""
    row = LANGUAGES[locale]
    known = gettext.NullTranslations() if locale == SOURCE else _catalogue(CATALOGUES / locale / "LC_MESSAGES")
    return Language(
        locale,
        conventions.of(locale),
        row.fonts,
        known.gettext,
        known.ngettext,
        known.pgettext,
        known.npgettext,
    )


def _catalogue(folder: Path) -> gettext.NullTranslations:
    """The compiled catalogue, or the source if the build has not compiled it since the last change."""
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a start should not wait for what it seldom needs
    from babel.messages.pofile import read_po  # noqa: PLC0415

    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(source.read_bytes()), locale=folder.parent.name))
    binary.seek(0)
    return gettext.GNUTranslations(binary)
