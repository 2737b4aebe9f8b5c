import pytest

from app.view.lessons.catalogue import LESSONS
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question
from app.view.words.language import language

EN = language("en")


def asked(slug: str, typed: str) -> Question:
    return LESSONS[slug].question(Query({"answer": typed}, EN))


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("chain-rule", "3", "Right."),
        ("chain-rule", "3,0", "Right."),
        ("chain-rule", "-3", "sign"),
        ("chain-rule", "-2", "enters"),
        ("one-neuron", "-6", "Right."),
        ("one-neuron", "3", "X"),
        ("one-neuron", "6", "sign"),
        ("one-neuron", "-9", "cost times X"),
        ("hidden-layer", "-12", "Right."),
        ("hidden-layer", "9", "C′(Wo)"),
        ("hidden-layer", "-6", "left out Wo"),
        ("hidden-layer", "12", "sign"),
        ("hidden-layer", "18", "X, not H"),
        ("ten-layers", "33", "Right."),
        ("ten-layers", "32", "multiplications"),
        ("memoization", "71", "Right."),
        ("memoization", "600", "written out"),
        ("memoization", "72", "Almost"),
        ("three-equations", "5", "Right."),
        ("three-equations", "6", "one path"),
        ("three-equations", "7", "sign"),
        ("three-equations", "-6", "added"),
        ("code", "-0.9", "Right."),
        ("code", "-0.92", "new Wo"),
        ("code", "-0.1", "sign"),
        ("code", "-4.5", "rate"),
        ("code", "4", "lr"),
    ],
)
def test_the_answer_is_marked_and_frequent_slips_get_a_reply_of_their_own(slug: str, typed: str, words: str) -> None:
    assert words in asked(slug, typed).words


@pytest.mark.parametrize("slug", LESSONS)
def test_an_unknown_number_is_wrong_and_a_word_is_not_a_number(slug: str) -> None:
    assert asked(slug, "12345").verdict == "wrong"
    assert asked(slug, "x").verdict == "no_number"
    assert asked(slug, "").verdict == "open"
