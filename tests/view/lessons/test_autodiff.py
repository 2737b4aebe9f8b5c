"""The lesson on graphs: what is kept back before a guess, playing backward, and programs that run."""

import io
from contextlib import redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.formulas import formula
from app.view.lessons.autodiff.drawing import drawn
from app.view.lessons.autodiff.lesson import COUNT, Autodiff, read
from app.view.lessons.kit.query import Query
from app.view.words.language import language

EN, RU = language("en"), language("ru")
LONG = "relu(a*b - 1)*c + a/(2 + c**2)"


def lesson(beat: int, view: str = "desk", **given: str) -> Autodiff:
    return read(Query({"beat": str(beat), **given}, EN, view))


def grads(page: Autodiff) -> list[str]:
    return [node.grad.text for node in page.nodes]


def test_before_the_first_guess_only_values_are_known() -> None:
    page = lesson(1)
    assert [node.value.text for node in page.nodes] == ["3", "2", "6", "9"]
    assert grads(page) == ["–"] * 4
    assert {edge.message for edge in page.edges} == {""}
    assert grads(lesson(1, said1="2")) == ["3", "3", "1", "1"]


@pytest.mark.parametrize(
    ("beat", "said", "reply"),
    [
        (1, "3", "Right: 1 + 2."),
        (1, "2", "one way"),
        (1, "9", "value of the formula"),
        (3, "sum", "Right."),
        (3, "last", "neither may be lost"),
        (4, "6", "Right: 2 · 3."),
        (4, "3", "each call began with 0"),
        (5, "once", "memoization"),
        (5, "path", "passes it on once"),
    ],
)
def test_a_guess_is_answered_with_its_reason(beat: int, said: str, reply: str) -> None:
    page = lesson(beat, **{f"said{beat}": said})
    assert page.shown
    assert reply in page.guess.reply


def test_backward_is_played_node_by_node() -> None:
    assert grads(lesson(2)) == ["–", "–", "–", "1"]
    early = lesson(2, touch="2")
    assert early.refusal == "t1 is not ready: its grad is not complete. It also goes into y; play that first."
    assert "variable" in lesson(2, touch="0").refusal
    once = lesson(2, play="3")
    assert grads(once) == ["1", "–", "1", "1"]
    assert once.sent == "t1.grad += 1 · 1 = 1; a.grad += 1 · 1 = 1"
    assert not once.complete
    done = lesson(2, play="3.2")
    assert grads(done) == ["3", "3", "1", "1"]
    assert done.complete
    assert lesson(2, play="2.3").played == ()
    assert lesson(2, play="3", of="a + b").played == ()


def test_at_a_fork_both_messages_are_added() -> None:
    page = lesson(3)
    assert page.fork is not None
    assert (page.fork[0], page.fork[1], page.nodes[0].grad.text) == ("a", ("1", "2"), "–")
    assert lesson(3, said3="shown").nodes[0].grad.text == "3"
    assert lesson(3, f="a*b").fork is None


def test_grads_grow_with_each_pass_until_they_are_set_to_zero() -> None:
    assert grads(lesson(4)) == ["3", "3", "1", "1"]
    assert grads(lesson(4, said4="6")) == ["6", "6", "2", "2"]
    assert grads(lesson(4, said4="6", passes="5")) == ["15", "15", "5", "5"]
    assert grads(lesson(4, said4="6", passes="1")) == ["3", "3", "1", "1"]


@pytest.mark.parametrize(
    "text", ["a*b + a", LONG, "tanh(a - b)**3", "exp(-a) / (1 + exp(-a))", "relu(2*a) - relu(0.5*b)"]
)
def test_the_program_runs_and_finds_the_same_grads(text: str) -> None:
    page = lesson(5, f=text)
    out = io.StringIO()
    with redirect_stdout(out):
        exec("\n".join(page.engine), {})
    assert out.getvalue().split() == page.printed.split()
    assert [f"{float(each):.3f}".rstrip("0").rstrip(".") for each in page.printed.split()] == [
        grad.text.replace("−", "-") for _, grad in page.grads
    ]


def test_a_formula_that_is_refused_stays_in_its_field() -> None:
    page = lesson(1, f="foo(a)")
    assert (page.source.typed, page.source.formula.names) == ("foo(a)", ("a", "b", "t1", "y"))
    assert "“foo”" in page.source.problem
    none = lesson(1, f="1/a", va="0")
    assert "does not exist" in none.source.problem
    assert [each.name for each in none.source.fields] == ["va"]
    assert "«foo»" in read(Query({"f": "foo(a)"}, RU)).source.problem


@pytest.mark.parametrize("view", ["desk", "phone"])
@pytest.mark.parametrize("text", ["a*b + a", LONG, "(a+b)*(c+d)*(a-b)*(c-d)", "a*a"])
def test_no_nodes_overlap_and_all_are_inside(text: str, view: str) -> None:
    place = drawn(formula(text), view)
    w, h = place.box
    for k, (x, y) in enumerate(place.nodes):
        assert w / 2 <= x <= place.width - w / 2
        assert h / 2 <= y <= place.height - h / 2
        for other_x, other_y in place.nodes[:k]:
            assert abs(x - other_x) >= w or abs(y - other_y) >= h


@given(
    given=st.dictionaries(
        st.sampled_from(["beat", "f", "va", "vb", "play", "touch", "passes", "said1", "said3", "said4", "said5"]),
        st.one_of(
            st.text(max_size=12),
            st.integers(-20, 20).map(str),
            st.sampled_from(["shown", "sum", "3.2", "1/3", "1e300", "exp(exp(a))", "a/b", "0", LONG]),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = read(Query(given, EN, view))
    assert 1 <= page.beats.here <= COUNT
    assert len(page.nodes) == page.source.formula.count
