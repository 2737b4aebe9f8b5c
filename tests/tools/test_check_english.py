import re

import pytest

from tools import check_english
from tools.check_english import ENGLISH, RUSSIAN, findings


def phrases(text: str) -> list[str]:
    return [each.phrase for each in findings("a.py", text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("One entry a layer.", "One entry a layer"),
        ("A line a request, a tuple a row", "A line a request"),
        ("loaded once a process", "once a process"),
        ("the derivative by the weight", "derivative by the"),
        ("the derivative by W2", "derivative by W2"),
        ("Sessions lately in use", "lately"),
        ("built anew at each step", "anew"),
        ("X in the place of H", "in the place of"),
        ("so that who steps on is not decoded", "who steps"),
        ("where it can be had", "be had"),
        ("the number stands beside it", "stands"),
        ("a difference across it is no derivative", "is no derivative"),
        ("Each step computes one line more.", "one line more"),
        ("the workspace is not to be used", "is not to be used"),
        ("The network is as it was.", "is as it was"),
    ],
)
def test_a_foreign_turn_of_phrase_is_found(text: str, phrase: str) -> None:
    assert phrase in phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "One entry per layer.",
        "The derivative is computed by hand; the derivative by finite differences agrees.",
        "X stands for the inputs; a standalone program.",
        "There is no derivative here.",
        "one is a file, two for a row",
        "for good reason",
        "understands, folded, blast, latelyness",
    ],
)
def test_plain_english_is_left_alone(text: str) -> None:
    assert phrases(text) == []


def test_a_phrase_is_found_across_the_lines_of_a_comment_and_in_the_name_of_a_test() -> None:
    found = list(
        findings("a.py", "x = 1\n# the weight in the\n# place of the bias\ndef test_who_asks_is_told(): ...\n")
    )
    assert [(each.line, each.phrase) for each in found] == [(2, "in the place of"), (4, "who asks"), (4, "told")]


def test_a_finding_names_file_line_and_what_to_write_instead() -> None:
    (found,) = findings("docs/a.md", "\nStart anew.")
    assert str(found) == "docs/a.md:2: anew -> again, from the start"


def test_an_allowed_phrase_is_not_found_in_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_english, "ALLOWED", {("a.py", "told"): "a quotation"})
    assert phrases("told") == []
    assert [each.phrase for each in findings("b.py", "told")] == ["told"]


def test_words_that_the_russian_catalogue_avoids_are_found() -> None:
    text = 'msgstr "Затвор закрыт. Кросс-энтропия, три стадии, новое Wo."'
    found = findings("messages.po", text, check_english._RUSSIAN)
    assert [each.phrase for each in found] == ["Затвор", "Кросс-энтропи", "стади", "новое W"]
    assert not list(findings("messages.po", 'msgstr "Вентиль, перекрёстная энтропия, этап"', check_english._RUSSIAN))


@pytest.mark.parametrize("pattern", [*ENGLISH, *RUSSIAN])
def test_every_phrase_is_a_valid_pattern_with_a_replacement(pattern: str) -> None:
    assert re.compile(pattern).pattern == pattern
    assert {**ENGLISH, **RUSSIAN}[pattern]


def test_the_files_that_are_read_include_every_folder_with_words() -> None:
    folders = {path.relative_to(check_english.ROOT).parts[0] for path in check_english.sources()}
    assert {"app", "templates", "static", "tests", "tools", "docs", "README.md"} <= folders
