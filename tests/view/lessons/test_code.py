"""Lesson 7: what each beat keeps back, what the guesses come to, and that any address opens it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.view.lessons.code.learn_faults import FAULTS
from app.view.lessons.code.lesson import TORCH, CodeLesson, read
from app.view.lessons.kit.query import Query
from app.view.words.language import language

FIELDS = ("beat", "lines", "dWh", "stage", "cost", "start", "rate", "fault", "accused", "replaced", "kind")


def lesson(view: str = "desk", locale: str = "en", **given: str) -> CodeLesson:
    return read(Query(given, language(locale), view))


def test_before_a_guess_nothing_of_the_answer_is_known() -> None:
    count = lesson().counted
    assert count is not None
    assert (count.bars, count.lines) == ((), ())
    run = lesson(beat="2").run
    assert run is not None
    assert (run.truth, run.reply) == ("", "")
    learning = lesson(beat="3").learning
    assert learning is not None
    assert (learning.plot.curves, learning.last) == ({}, "")
    assert {sample.last for sample in learning.samples} == {""}
    twin = lesson(beat="5").twin
    assert twin is not None
    assert (twin.right.backward, twin.same) == ((), ())


@pytest.mark.parametrize("kind", ["scalars", "matrices"])
def test_the_first_beat_counts_the_lines_of_the_functions(kind: str) -> None:
    count = lesson(lines="40", kind=kind).counted
    assert count is not None
    assert (count.total, count.backward) == (28, 4)  # as the text of the beat says when it is past
    assert len(count.bars) == 28
    assert [line.number for line in count.lines if line.text] == [*range(1, 29)]
    assert count.mark == count.ruler.at(40)


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("1.5", ""),
        ("3/2", ""),
        ("0,75", "That is Eh. Multiply it by x, the input of Wh."),
        ("1", "That is Eo times x. On its way back the error also passes Wo."),
        ("0.5", "That is dWo. Wh is one layer further back."),
        ("1.45", "You used the new Wo. All weights change at the very end."),
        ("-1.5", "The size is right. Check the sign."),
    ],
)
def test_a_guessed_derivative_gets_its_slip_named(typed: str, reply: str) -> None:
    run = lesson(beat="2", stage="9", dWh=typed).run  # x = 2, y = 1, Wh = 0.5, Wo = 1.5
    assert run is not None
    assert (run.truth, run.right, run.reply) == ("1.5", not reply, reply)


def test_a_guess_that_is_not_a_number_costs_nothing_and_keeps_what_was_typed() -> None:
    page = lesson(beat="5", replaced="four")
    assert page.twin is not None
    assert (page.twin.guess.typed, page.twin.guess.committed) == ("four", False)
    assert "A count is" in page.twin.guess.problem


def test_the_training_of_the_third_beat_learns_xor() -> None:
    learning = lesson(beat="3", cost="0.2").learning
    assert learning is not None
    assert (learning.first, learning.last, learning.learned) == ("0.419", "0.002", True)
    assert [(sample.target, sample.first, sample.last) for sample in learning.samples] == [
        ("0", "−0.09", "0.07"),
        ("1", "−0.72", "0.97"),
        ("1", "0.39", "0.92"),
        ("0", "−0.11", "0.05"),
    ]
    assert learning.mark == learning.plot.down(0.2)


def test_other_weights_and_rates_may_fail_and_say_so() -> None:
    stuck = [page.learning for page in (lesson(beat="3", cost="shown", start=str(start)) for start in range(1, 12))]
    assert {learning.learned for learning in stuck if learning} == {True, False}
    wild = lesson(beat="3", cost="shown", rate="2").learning
    assert wild is not None
    assert wild.rose
    assert wild.plot.curves["right"].beyond


def test_wrong_accusations_are_answered_and_the_right_one_mends_the_line() -> None:
    page = lesson(beat="4", accused="1.25").fault
    assert page is not None
    assert [line.why for line in page.tried] == ["Line 25 makes dWo, and that agrees everywhere."]
    assert (page.found, page.wrong, page.why) == (None, "", "")
    assert [each.agree for each in page.evidence] == [True, True, False]
    done = lesson(beat="4", accused="1.25.26").fault
    assert done is not None
    assert done.found is not None
    assert done.found.text.strip() == "Eh = Eo @ Wo.T * relu_prime(Zh)"
    assert (done.wrong, done.yours) == ("Eh = Eo @ Wo.T", True)
    assert all(each.agree for each in done.evidence)


def test_the_accusations_of_one_fault_do_not_count_for_another() -> None:
    page = lesson(beat="4", accused="1.25.26", fault="2").fault
    assert page is not None
    assert (page.tried, page.found) == ((), None)


@pytest.mark.parametrize("number", range(1, len(FAULTS) + 1))
def test_only_the_wrong_line_is_found_and_every_other_is_cleared(number: int) -> None:
    first = lesson(beat="4", fault=str(number)).fault
    assert first is not None
    wrong = [line.number for line in first.lines if line.text.strip() == FAULTS[number - 1].line.text]
    accusable = [line.number for line in first.lines if line.accuse]
    page = lesson(beat="4", fault=str(number), accused=f"{number}." + ".".join(map(str, accusable))).fault
    assert page is not None
    assert page.found is not None
    assert [page.found.number] == wrong
    assert [line.number for line in page.tried] == [line for line in accusable if line not in wrong]
    assert all(line.why for line in page.tried)
    assert page.hidden == (FAULTS[number - 1].line.gives[0] in ("Wo", "Wh"))
    shown = lesson(beat="4", fault=str(number), accused=f"{number}.shown").fault
    assert shown is not None
    assert (shown.found, shown.yours) == (page.found, False)
    assert int(first.another.rpartition("fault=")[2] or 1) == number % len(FAULTS) + 1


CLAIMS = (
    (r"makes (\w+), and that agrees everywhere", True),
    (r"(\w+) comes from it, and that agrees everywhere", True),
    (r"and (\w+) agrees\. What it works with", True),
    (r"the (cost) agrees", True),
    (r"serves only (\w+)", False),
    (r"(\w+) differs too", False),
    (r"The (cost) differs", False),
)


@pytest.mark.parametrize("number", range(1, len(FAULTS) + 1))
def test_what_clears_a_line_can_be_seen_in_the_evidence(number: int) -> None:
    first = lesson(beat="4", fault=str(number)).fault
    assert first is not None
    agree = {"cost" if each.name == "C" else each.name.removesuffix(".T"): each.agree for each in first.evidence}
    lines = ".".join(str(line.number) for line in first.lines if line.accuse)
    page = lesson(beat="4", fault=str(number), accused=f"{number}.{lines}").fault
    assert page is not None
    found = [(name, claim) for line in page.tried for words, claim in CLAIMS for name in re.findall(words, line.why)]
    assert len(found) >= 4
    for name, claim in found:
        assert agree[name] is claim, name


def test_the_twin_replaces_four_lines_and_has_the_same_derivatives() -> None:
    twin = lesson(beat="5", replaced="6").twin
    assert twin is not None
    assert twin.expected == 4
    assert twin.right.backward == ("    # backward", "    loss.backward()")
    assert [(each.name, each.torch) for each in twin.same] == [("dWo.T", "Wo.grad.T"), ("dWh", "Wh.grad")]


@given(
    given=st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(
            st.text(max_size=12),
            st.integers(-200, 200).map(str),
            st.sampled_from(["shown", "1.25.26", "2.", "1/3", "1e300", "matrices", "-1e-300"]),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    parts = (page.counted, page.run, page.learning, page.fault, page.twin)
    assert [part is not None for part in parts].index(True) + 1 == page.beats.here
    assert len(page.beats.listed) == TORCH
