"""Languages: what they say, and where a catalogue comes from."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from app.view.words import conventions
from app.view.words import language as languages
from app.view.words.conventions import ENGLISH
from app.view.words.language import language


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues with the source of Russian alone."""
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(languages.CATALOGUES / "ru" / "LC_MESSAGES" / "messages.po", folder)
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    language.cache_clear()
    yield folder
    language.cache_clear()


def test_english_is_what_the_messages_say() -> None:
    assert language("en").gettext("Step {n} of {count}") == "Step {n} of {count}"
    assert language("en").ngettext("Unit {units} is blocked.", "Units {units} are blocked.", 2).startswith("Units")


def test_russian_comes_from_the_source_where_nothing_is_compiled(catalogues: Path) -> None:
    russian = language("ru")
    assert russian.gettext("Step {n} of {count}") == "Шаг {n} из {count}"
    assert russian.pgettext("pass", "Backward") == "Обратный проход"
    assert russian.ngettext("Unit {units} is blocked.", "Units {units} are blocked.", 5).startswith("Нейроны")


def test_a_catalogue_compiled_before_the_last_change_is_not_used(catalogues: Path) -> None:
    compiled = catalogues / "messages.mo"
    compiled.write_bytes(b"not a catalogue")
    os.utime(compiled, (0, 0))
    assert language("ru").gettext("Start") == "Начало"


def test_the_conventions_of_english_are_those_that_babel_knows() -> None:
    assert conventions.from_babel("en") == ENGLISH


def test_russian_has_the_conventions_that_babel_knows() -> None:
    russian = language("ru").conventions
    assert (russian.decimal, russian.group, russian.gap) == (",", "\N{NARROW NO-BREAK SPACE}", "; ")
    assert russian.percent == "{}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("names", "english", "russian"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a и b"),
        (["a", "b", "c", "d"], "a, b, c, and d", "a, b, c и d"),
        (["a < b", Markup("<i>c</i>")], "a &lt; b and <i>c</i>", "a &lt; b и <i>c</i>"),
    ],
)
def test_names_are_joined_as_in_the_language(names: list[str], english: str, russian: str) -> None:
    assert language("en").listed(names) == english
    assert language("ru").listed(names) == russian


def test_an_english_start_reads_no_locale_data() -> None:
    program = "import sys, app.main; from app.view.words import numbers; numbers.text(0.5); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "app.view.words.conventions" in loaded
    assert "babel" not in loaded


def test_every_language_but_english_has_a_catalogue() -> None:
    folders = {path.name for path in languages.CATALOGUES.iterdir()}
    assert folders == set(languages.LANGUAGES) - {languages.SOURCE}


def test_a_language_is_one_value_and_another_is_refused() -> None:
    assert language("ru") is language("ru")
    with pytest.raises(KeyError):
        language("de")
