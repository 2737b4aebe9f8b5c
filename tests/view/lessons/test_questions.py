import re
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from app.view.lessons.catalogue import LESSONS, WITH_QUESTIONS
from app.view.lessons.kit.cards import Card
from app.view.lessons.kit.drawing import Drawable
from app.view.lessons.kit.marking import Marked, marked
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording
from app.view.words.language import language

EN = Wording(language("en"))
RU = Wording(language("ru"))
SEEDS = range(40)
ASKS_FOR = {
    "number": "Type a number first, or ask for a hint.",
    "choice": "Choose an answer first, or ask for a hint.",
    "marks": "Mark something first, or ask for a hint.",
    "order": "Choose a line for every place.",
}
DRAWABLES: dict[str, tuple[Drawable[Any], ...]] = {
    slug: import_module(f"app.view.lessons.{slug.replace('-', '_')}.questions").QUESTIONS for slug in WITH_QUESTIONS
}


@cache
def drawn(slug: str, say: Wording = EN) -> list[Question]:
    return [drawable.question(seed, say) for drawable in DRAWABLES[slug] for seed in SEEDS]


def cards(slug: str, **given: str) -> tuple[Card, ...]:
    return LESSONS[slug].cards(Query(given, language("en")))


def reply(slug: str, number: int, *typed: str) -> Marked:
    return marked(DRAWABLES[slug][number - 1].question(0, EN), typed, EN)


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_a_lesson_has_three_to_five_questions_of_several_kinds(slug: str) -> None:
    kinds = [drawable.question(0, EN).kind for drawable in DRAWABLES[slug]]
    assert 3 <= len(kinds) <= 5
    assert len(set(kinds)) >= 2


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_in_each_draw_every_slip_gets_its_own_reply_and_only_the_truth_is_right(slug: str) -> None:
    for question in drawn(slug):
        if question.kind != "number":
            continue
        assert marked(question, (repr(question.expected),), EN).verdict == "right"
        for slip, words in question.slips:
            assert marked(question, (repr(slip),), EN) == ("wrong", words), question.text


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_in_each_draw_a_sign_can_be_missed(slug: str) -> None:
    for question in drawn(slug):
        if question.kind == "number" and not question.whole:
            assert re.search(r"−\d", question.text + question.first), question.text


@pytest.mark.parametrize("slug", ["one-neuron", "hidden-layer", "ten-layers", "three-equations"])
def test_where_slopes_are_in_play_one_question_has_a_slope_that_can_be_missed(slug: str) -> None:
    found = [question for question in drawn(slug) if question.kind == "number" and "R′" in question.text]
    assert len(found) >= len(SEEDS)
    for question in found:
        slope = re.search(r"R′\(\w+\) = (\d+(?:\.\d+)?)", question.text)
        assert slope is not None
        assert float(slope[1]) not in (0, 1)
        without = float(str(question.expected)) / float(slope[1])
        assert any(slip == pytest.approx(without) for slip, _ in question.slips)


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_a_choice_has_its_answer_among_its_options_and_other_options_are_wrong(slug: str) -> None:
    for question in drawn(slug):
        if question.kind == "choice":
            options = dict(question.options)
            assert len(set(options.values())) == len(options) == len(question.options) >= 3
            verdicts = {value: marked(question, (value,), EN).verdict for value in options}
            assert verdicts == {value: "right" if value == question.expected else "wrong" for value in options}


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_marks_are_right_if_they_are_exactly_those_that_fit(slug: str) -> None:
    for question in drawn(slug):
        if question.kind != "marks":
            continue
        values = tuple(dict(question.options))
        assert isinstance(question.expected, tuple)
        assert 0 < len(question.expected) < len(values)
        assert (
            marked(question, tuple(each if each in question.expected else "" for each in values), EN).verdict == "right"
        )
        assert marked(question, values, EN) == ("wrong", question.otherwise)
        assert marked(question, question.expected[1:], EN).words in ("", "These all belong to it. Some are missing.")
        assert marked(question, ("", "no option"), EN).verdict == "open"


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_the_same_seed_asks_the_same_question_in_both_languages(slug: str) -> None:
    for question, other in zip(drawn(slug), drawn(slug, say=RU), strict=True):
        assert question.expected == other.expected
        assert [slip for slip, _ in question.slips] == [slip for slip, _ in other.slips]


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_another_one_asks_something_else_and_forgets_the_answer_and_the_hints(slug: str) -> None:
    for card in cards(slug):
        fields = {name: "1" for name, _ in card.fields}
        given = {**fields, f"hints{card.number}": "2", "to": card.another}
        after = cards(slug, **given)[card.number - 1]
        assert after.question != card.question
        assert after.help == ()
        assert after.marked.verdict == "open"
        assert all(typed == "" for _, typed in after.fields)


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_a_check_without_an_answer_says_what_to_do_and_costs_nothing(slug: str) -> None:
    for card in cards(slug):
        query = Query({f"check{card.number}": "1"}, language("en"))
        asked = LESSONS[slug].cards(query)[card.number - 1]
        assert asked.marked == ("unreadable", ASKS_FOR[card.question.kind])
        assert asked._replace(marked=card.marked) == card
        assert query.string == ""


def test_the_first_draws_have_the_numbers_that_every_usual_slip_changes() -> None:
    assert DRAWABLES["one-neuron"][0].question(0, EN).expected == -6
    assert DRAWABLES["hidden-layer"][0].question(0, EN).expected == 5
    assert DRAWABLES["hidden-layer"][1].question(0, EN).expected == -7.5
    assert DRAWABLES["ten-layers"][0].question(0, EN).expected == 33
    assert DRAWABLES["memoization"][0].question(0, EN).expected == 71
    assert DRAWABLES["three-equations"][1].question(0, EN).expected == 2.5
    assert DRAWABLES["code"][0].question(0, EN).expected == -0.9


@pytest.mark.parametrize(
    ("slug", "number", "typed", "words"),
    [
        ("chain-rule", 1, "-3", "slope of C alone"),
        ("chain-rule", 1, "8", "f(x), the value"),
        ("one-neuron", 1, "-3", "left out X, and"),
        ("one-neuron", 1, "-9", "cost times X"),
        ("one-neuron", 1, "7", "ŷ = R(Z)"),
        ("hidden-layer", 2, "-5", "left out Wo"),
        ("hidden-layer", 2, "7.5", "X, not H"),
        ("ten-layers", 1, "34", "multiplications counted"),
        ("ten-layers", 1, "35", "Off by one"),
        ("ten-layers", 1, "30", "already has three"),
        ("ten-layers", 1, "15", "layers that follow"),
        ("memoization", 1, "70", "not 1"),
        ("memoization", 1, "69", "not free"),
        ("memoization", 1, "552", "writing everything out"),
        ("three-equations", 2, "5", "left out R′(Zh)"),
        ("three-equations", 2, "2", "multiply first"),
        ("code", 1, "0.9", "sign"),
        ("code", 1, "-0.5", "old Wh"),
    ],
)
def test_frequent_wrong_answers_get_a_reply_of_their_own(slug: str, number: int, typed: str, words: str) -> None:
    found = reply(slug, number, typed)
    assert found.verdict == "wrong"
    assert words in found.words


@pytest.mark.parametrize(
    "typed", ["-6", "–6", "−6", "- 6", "= −6", "C′(W) = -6", "x=-6", "-6,0", "(4-1)·1·(−2)", "-12/2"]
)
def test_a_number_is_read_however_it_is_written(typed: str) -> None:
    assert reply("one-neuron", 1, typed) == ("right", "Right: (4 − 1) · 1 · (−2).")


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("33", "right"), ("33,0", "right"), ("34", "wrong"), ("33.3", "unreadable"), ("-33", "unreadable")],
)
def test_only_the_exact_count_is_right(typed: str, verdict: str) -> None:
    assert reply("ten-layers", 1, typed).verdict == verdict


@pytest.mark.parametrize("typed", ["?", "minus six", "=", "1/0", "9" * 400])
def test_what_is_not_a_number_gets_no_verdict(typed: str) -> None:
    assert reply("one-neuron", 1, typed) == ("unreadable", "Not a number. Write it like 0.5 or 1/3.")


def test_lines_are_in_order_or_not_and_each_is_used_once() -> None:
    assert reply("code", 2, "Eo", "Eh", "dWh", "Wh") == ("right", "Right: Eo → Eh → dWh → Wh.")
    assert reply("code", 2, "Eh", "Eo", "dWh", "Wh").verdict == "wrong"
    assert reply("code", 2, "Eo", "Eo", "dWh", "Wh") == ("unreadable", "One line is in two places.")
    assert reply("code", 2, "Eo", "", "dWh", "Wh") == ("unreadable", "Choose a line for every place.")
    assert reply("code", 2, "", "", "", "").verdict == "open"


def test_help_comes_in_three_steps_and_the_solution_last() -> None:
    labels, shown = [], []
    for hints in range(4):
        card = cards("one-neuron", hints1=str(hints))[0]
        labels.append(card.more)
        shown.append(card.help)
    assert labels == ["Hint", "First step", "Show the solution", ""]
    assert shown[3] == (
        "C′(W) = (ŷ − y) · R′(Z) · X",
        "ŷ = 4, so ŷ − y = 3.",
        "C′(W) = (4 − 1) · 1 · (−2) = −6",
    )
    assert [found == shown[3][:count] for count, found in enumerate(shown)] == [True] * 4


def test_a_right_answer_needs_no_more_help() -> None:
    assert cards("one-neuron", answer1="-6")[0].more == ""


def test_the_row_that_takes_an_error_over_is_the_one_after_the_row_that_computes_it() -> None:
    for question in (DRAWABLES["memoization"][3].question(seed, EN) for seed in SEEDS):
        layer = int(re.search(r"E(\d+)", question.text)[1])  # type: ignore[index]
        assert question.expected == str(layer - 1)
        assert question.solution == f"C′(w{layer - 1}). Its product is E{layer} · w{layer} · R′{layer - 1} · its input."


def test_times_are_counted_in_russian() -> None:
    labels = {label for question in drawn("memoization", say=RU) for _, label in question.options if "раз" in label}
    assert {f"Примерно в {n} раза больше" for n in (2, 3, 4)} <= labels
    assert {f"Примерно в {n} раз больше" for n in (8, 9, 27)} <= labels
