"""Formulas as graphs: what is read, what is refused, and derivatives against finite differences."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.autodiff import backward, full_order, gradients, missing, values
from app.core.formulas import MAX_DEPTH, MAX_LENGTH, MAX_OPERATIONS, Formula, UnreadableFormula, formula
from tests.core.conftest import reference_cases

FORK = formula("y = a*b + a")


def test_a_formula_becomes_a_graph() -> None:
    assert FORK.names == ("a", "b", "t1", "y")
    assert [(each.name, each.operands, each.depth) for each in FORK.operations] == [("*", (0, 1), 1), ("+", (2, 0), 2)]
    assert FORK.users(0) == (2, 3)
    assert values(FORK, {"a": 3.0, "b": 2.0}) == (3.0, 2.0, 6.0, 9.0)
    assert gradients(FORK, (3.0, 2.0, 6.0, 9.0)) == (3.0, 3.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("a·b − 1", "a*b - 1"),
        ("relu(a)²", "relu(a)**2"),
        ("a^3", "a**3"),
        ("0,5*a", "0.5*a"),
        (" y =a+ 1 ", "a+1"),
        ("(1 + 2)*a", "3*a"),
        ("+a*2", "a*2"),
    ],
)
def test_a_formula_may_be_written_as_people_write_it(typed: str, same: str) -> None:
    assert formula(typed) == formula(same)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("y =", "empty"),
        ("a" * (MAX_LENGTH + 1), "too_long"),
        ("__import__('os')", "not_a_formula"),
        ("a.real", "not_a_formula"),
        ("[a]", "not_a_formula"),
        ("a if a else b", "not_a_formula"),
        ("lambda", "not_a_formula"),
        ("a == b", "not_a_formula"),
        ("2a", "not_a_formula"),
        ("(a", "not_a_formula"),
        ("a(b)", "unknown_name"),
        ("relu", "not_a_formula"),
        ("relu(a, b)", "not_a_formula"),
        ("open(a)", "unknown_name"),
        ("a**b", "power"),
        ("a**9", "power"),
        ("9999999*a", "not_a_formula"),
        ("999999*999999*a", "too_large"),
        ("1/0*a", "too_large"),
        ("exp(999)*a", "too_large"),
        ("a+b+c+d+e", "too_deep"),
        ("a" + "+1" * (MAX_DEPTH + 1), "too_deep"),
        ("(a+1)*(a+2)*(a+3)*(a+4)*(a+5)*(a+6)*(a+7)", "too_deep"),
        ("3 + 4", "constant"),
        ("a", "constant"),
    ],
)
def test_anything_else_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(UnreadableFormula) as refused:
        formula(typed)
    assert refused.value.reason == reason


@given(st.text(st.sampled_from("ab12+-*/()^,. ²relutanhxp=_'[\x00"), max_size=MAX_LENGTH + 5))
def test_no_text_breaks_the_reader(typed: str) -> None:
    try:
        found = formula(typed)
    except UnreadableFormula:
        return
    assert len(found.operations) <= MAX_OPERATIONS
    assert all(source < len(found.variables) + k for k, each in enumerate(found.operations) for source in each.sources)


@st.composite
def formulas(draw: st.DrawFn) -> Formula:
    """A formula of a few operations over a, b and c, in which everything is used."""
    text = draw(st.sampled_from("abc"))
    for _ in range(draw(st.integers(1, 5))):
        other = draw(st.sampled_from(["a", "b", "c", "0.5", "2", "(a*b)", "(b-c)"]))
        shapes = ["{0}+{1}", "{1}-{0}", "({0})*{1}", "tanh({0})", "relu({0})", "({0})**2", "{1}/(3+({0})**2)"]
        text = draw(st.sampled_from(shapes)).format(f"({text})", other)
    try:
        return formula(text)
    except UnreadableFormula:
        assume(False)
        raise


@given(formulas(), st.lists(st.floats(-2, 2), min_size=3, max_size=3))
def test_every_gradient_is_the_slope_that_is_measured(found: Formula, given: list[float]) -> None:
    at = dict(zip("abc", given, strict=True))
    known = values(found, at)
    assume(known is not None and max(map(abs, known)) < 1e3)
    assert known is not None
    step = 1e-6
    for place, name in enumerate(found.variables):
        right, left = (values(found, {**at, name: at[name] + side}) for side in (step, -step))
        assert right is not None
        assert left is not None
        # a corner of ReLU within the step has no slope to compare with
        assume(abs(right[-1] - 2 * known[-1] + left[-1]) < 1e-9 * max(1, abs(known[-1])))
        measured = (right[-1] - left[-1]) / (2 * step)
        assert gradients(found, known)[place] == pytest.approx(measured, rel=1e-4, abs=1e-4)


@given(formulas(), st.data())
def test_any_order_in_which_every_node_is_ready_gives_the_same_gradients(found: Formula, data: st.DataObject) -> None:
    known = values(found, {"a": 0.7, "b": -1.2, "c": 0.4})
    assume(known is not None)
    assert known is not None
    order: list[int] = []
    while len(order) < len(found.operations):
        ready = [k for k in full_order(found) if k not in order and not missing(found, order, k)]
        order.append(data.draw(st.sampled_from(ready)))
    assert backward(found, known, order).grads == pytest.approx(gradients(found, known))


def test_a_node_that_is_not_ready_is_not_played() -> None:
    known = (3.0, 2.0, 6.0, 9.0)
    assert backward(FORK, known, (2, 3)).played == ()
    assert backward(FORK, known, (3, 3)).played == (3,)
    assert backward(FORK, known, (3, 0)).played == (3,)
    assert backward(FORK, known, (3, 9)).played == (3,)
    assert missing(FORK, (), 0) == (2, 3)


def test_values_that_do_not_exist_are_none() -> None:
    assert values(formula("1/a"), {"a": 0.0}) is None
    assert values(formula("exp(exp(a))"), {"a": 100.0}) is None


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("one neuron", "1 / (1 + exp(0 - (a*x + b*y)))"),
        ("article network", "(relu(a*x) - 0.01*relu(0 - a*x)) * b"),
    ],
)
def test_the_gradients_of_a_prediction_typed_as_a_formula_match_pytorch(case: str, text: str) -> None:
    found = next(each for each in reference_cases() if each["name"].startswith(case))
    weights = [row[0] for matrix in found["description"]["weights"] for row in matrix]
    given = dict(zip("ab", weights, strict=True))
    given |= dict(zip("xy", found["description"]["inputs"][0], strict=False))
    known = values(formula(text), given)
    assert known is not None
    assert known[-1] == pytest.approx(found["expected"]["first"]["H"][-1][0][0], rel=1e-12)
    grads = dict(zip(formula(text).names, gradients(formula(text), known), strict=True))
    expected = [row[0] for matrix in found["expected"]["first"]["dW"] for row in matrix]
    gap = known[-1] - found["description"]["targets"][0][0]  # C′(ŷ)
    assert [grads["a"] * gap, grads["b"] * gap] == pytest.approx(expected, rel=1e-9)
