"""German at run time, by the recipe of CONTRIBUTING: one row, one catalogue. A machine translates it, by a mark."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from app.view.words import language as languages
from app.view.words.language import LANGUAGES, LanguageRow, language
from tools import messages

MARK = "§"  # at the beginning of every translation


def translated(message: Message) -> str | tuple[str, ...]:
    """The message itself behind a mark, numbers with a decimal comma, placeholders as they are."""
    if isinstance(message.id, str):
        return _marked(message.id)
    return tuple(_marked(each) for each in message.id)


def _marked(words: str) -> str:
    return MARK + re.sub(r"(?<=\d)\.(?=\d)", ",", words)


@contextmanager
def german(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program with German, its catalogues in `folder`."""
    shutil.copytree(languages.CATALOGUES, folder, dirs_exist_ok=True)
    with monkeypatch.context() as patch:
        patch.setattr(languages, "CATALOGUES", folder)
        patch.setitem(LANGUAGES, "de", LanguageRow("Deutsch"))
        messages.main()
        language.cache_clear()
        path = folder / "de" / "LC_MESSAGES" / "messages.po"
        catalogue = messages.read(path)
        for message in catalogue:
            if message.id:
                message.string = translated(message)
        path.write_bytes(messages.content(catalogue))
        yield
    language.cache_clear()
