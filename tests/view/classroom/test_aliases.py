"""Aliases are many, unique and made of known words, in each language."""

from dataclasses import replace

import pytest

from app.classroom.member import NAMES
from app.view.classroom import aliases
from app.view.classroom.aliases import ADJECTIVES, ANIMALS, alias, number_of
from app.view.words.language import LANGUAGES, language


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_are_at_least_two_thousand_different_names(code: str) -> None:
    names = {alias(number, code) for number in range(NAMES)}
    assert len(names) == NAMES >= 2000


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_name_leads_back_to_its_number(code: str) -> None:
    assert all(number_of(alias(number, code), code) == number for number in range(NAMES))
    assert number_of("Nobody", code) is None
    assert number_of("", code) is None


def test_each_language_has_words_of_its_own() -> None:
    for code in LANGUAGES:
        spoken = language(code)
        assert len(spoken.gettext(ADJECTIVES).split()) * len(spoken.gettext(ANIMALS).split()) == NAMES
        assert code == "en" or alias(0, code) != alias(0, "en")


def test_a_catalogue_with_too_few_words_leaves_the_english_names(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(language("ru"), gettext=lambda text: "Тихий" if text == ADJECTIVES else text)
    monkeypatch.setattr(aliases, "language", lambda _code: few)
    assert alias(0, "ru") == "Amber Badger"


def test_a_russian_adjective_agrees_with_its_animal() -> None:
    adjectives = language("ru").gettext(ADJECTIVES).split()
    assert all(word.endswith(("ый", "ий", "ой")) for word in adjectives)
