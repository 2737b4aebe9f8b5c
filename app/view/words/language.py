"""The languages of the program. English is what the messages say themselves; others have a catalogue.

A `Language` is an argument of everything that makes words, never a global.
"""

import gettext
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app import paths

LOCALES = ("en", "ru")
CATALOGUES = paths.LOCALES


@dataclass(frozen=True, eq=False)
class Language:
    """One language: its code and the functions of gettext. There is one value per language, so it can key a cache."""

    locale: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    pgettext: Callable[[str, str], str]
    npgettext: Callable[[str, str, str, int], str]


def N_(message: str) -> str:
    """The message itself. Marks a message in a table for translation; it is translated where it is shown."""
    return message


@lru_cache(maxsize=len(LOCALES))
def language(locale: str) -> Language:
    """The language of that code, one of LOCALES. Raises KeyError for another."""
    if locale not in LOCALES:
        raise KeyError(locale)
    known = gettext.NullTranslations() if locale == "en" else _catalogue(CATALOGUES / locale / "LC_MESSAGES")
    return Language(locale, known.gettext, known.ngettext, known.pgettext, known.npgettext)


def _catalogue(folder: Path) -> gettext.NullTranslations:
    """The compiled catalogue; where the build has not made it, or not since the last change, its source."""
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(source.read_bytes()), locale=folder.parent.name))
    binary.seek(0)
    return gettext.GNUTranslations(binary)
