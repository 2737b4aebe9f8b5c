import pytest

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.keys import Key
from app.core.network import Network
from app.core.operands import operands
from app.core.problem import Problem
from app.core.scalar_chain import derivatives, memoized, paths, written_out
from app.core.scalar_chain import factors as count
from app.core.stages import Quantity
from app.core.tape import Tape, record


def chain(depth: int, activation: str = "tanh") -> Tape:
    architecture = Architecture((1,) * (depth + 1), (activation,) * depth, "half_squared_error", bias=False)
    return record(initial_network(architecture, 3), Problem.of(architecture, [[0.7]], [[0.2]], 0.1))


@pytest.mark.parametrize("depth", range(1, 13))
def test_every_product_equals_the_derivative_of_the_pass(depth: int) -> None:
    tape = chain(depth)
    for row in derivatives(tape):
        assert row.value == pytest.approx(float(tape.dW[row.layer - 1][0, 0]), rel=1e-12)


@pytest.mark.parametrize("depth", range(1, 13))
def test_the_counts_add_up_to_the_formulas(depth: int) -> None:
    rows = derivatives(chain(depth))
    assert [len(row.factors) for row in rows] == [2 * (depth - row.layer) + 3 for row in rows]
    assert sum(row.written_out for row in rows) == written_out(depth) == depth * (depth + 1)
    assert sum(row.memoized for row in rows) == memoized(depth) == 3 * depth - 1


def test_ten_hidden_layers_take_132_multiplications_or_32_and_23_factors() -> None:
    assert (written_out(11), memoized(11)) == (132, 32)
    assert len(derivatives(chain(11))[-1].factors) == 23


def factors(key: Key, architecture: Architecture) -> list[Quantity]:
    """The product of a number in a chain without stopping at any layer error, output first."""
    *others, last = operands(key, architecture)
    if key.letter == "dW":
        return [*factors(last, architecture), Quantity("H", others[0].layer)]
    if key.layer == architecture.depth:
        return [Quantity("Y", key.layer), Quantity("R", key.layer)]
    return [*factors(others[0], architecture), Quantity("W", key.layer + 1), Quantity("R", key.layer)]


@pytest.mark.parametrize("depth", [1, 2, 11])
def test_the_factors_are_what_the_operands_lead_back_to(depth: int) -> None:
    tape = chain(depth, "relu")
    for row in derivatives(tape):
        expected = factors(Key("dW", row.layer, 0, 0), tape.network.architecture)
        assert [factor.quantity for factor in row.factors] == expected


@pytest.mark.parametrize("depth", range(2, 12))
def test_the_shared_factors_are_exactly_the_error_of_the_next_layer(depth: int) -> None:
    tape, before = chain(depth), None
    for row in derivatives(tape):
        if before is not None:
            shared = row.factors[: row.shared]
            assert shared == before.factors[: row.shared]
            product = 1.0
            for factor in shared:
                product *= factor.value
            assert product == pytest.approx(float(tape.E[row.layer][0, 0]), rel=1e-12)
        before = row


def test_the_factors_match_a_calculation_by_hand() -> None:
    architecture = Architecture((1, 1, 1), ("relu", "relu"), "half_squared_error", bias=False)
    tape = record(Network.of(architecture, [[[0.5]], [[3.0]]]), Problem.of(architecture, [[2.0]], [[1.0]], 0.1))
    last, first = derivatives(tape)
    assert [factor.value for factor in last.factors] == [2.0, 1.0, 1.0]
    assert [factor.value for factor in first.factors] == [2.0, 1.0, 3.0, 1.0, 2.0]
    assert first.value == 12.0


def test_a_network_with_several_units_per_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="one unit per layer"):
        derivatives(record(REFERENCE, REFERENCE_PROBLEM))


def test_paths_multiply_layer_by_layer() -> None:
    assert paths((2, 3, 1)) == 1
    assert paths((2, 3, 4, 2)) == 8
    assert paths((1, *(2,) * 10, 1)) == 2**9


@pytest.mark.parametrize("depth", [1, 2, 5, 11])
def test_the_number_of_factors_follows_from_the_depth(depth: int) -> None:
    for row in derivatives(chain(depth)):
        assert count(depth, row.layer) == len(row.factors)
