from math import prod

import pytest

from app.core.activations import ACTIVATIONS
from app.core.scalar_chain import derivatives
from app.view.lessons.kit.scalar_chain import SHADES, Settings, layer_input, passed, rows
from app.view.words.numbers import text


def test_a_longer_chain_begins_with_the_weights_of_a_shorter_one() -> None:
    short, long = (passed(Settings(weights=count)).network.W for count in (4, 11))
    assert [float(w[0, 0]) for w in short] == [float(w[0, 0]) for w in long[:4]]


def test_the_weights_have_two_decimals_and_vary_around_their_size() -> None:
    for seed in range(20):
        for w in passed(Settings(size=0.8, seed=seed)).network.W:
            assert float(w[0, 0]) == round(float(w[0, 0]), 2)
            assert 0.59 <= float(w[0, 0]) <= 1.01


def test_another_seed_draws_other_weights() -> None:
    assert passed(Settings(seed=1)).network != passed(Settings(seed=2)).network
    one, other = (passed(Settings(seed=seed)).network.parameters.tolist() for seed in (1, 2))
    assert one != other


@pytest.mark.parametrize("activation", [name for name, each in ACTIVATIONS.items() if each.elementwise])
@pytest.mark.parametrize("weights", range(1, 12))
def test_the_cells_are_the_factors_of_the_core_and_the_shared_ones_are_the_layer_error(
    weights: int, activation: str
) -> None:
    tape = passed(Settings(weights=weights, activation=activation))
    for row, derivative in zip(rows(tape, "en"), derivatives(tape), strict=True):
        assert [cell.value.text for cell in row.cells] == [text(factor.value) for factor in derivative.factors]
        assert row.value.text == text(float(tape.dW[row.layer - 1][0, 0]))
        E = [float(each[0, 0]) for each in tape.E]
        if row.known:
            assert row.known[1].text == text(E[row.layer])
            assert prod(f.value for f in derivative.factors[: row.shared]) == pytest.approx(E[row.layer], rel=1e-12)
        assert row.error[1].text == text(E[row.layer - 1])
        assert (row.written_out, row.memoized) == (len(row.cells) - 1, 3 if row.known else 2)


def test_a_factor_is_darker_the_more_rows_repeat_it_and_an_input_is_never_shaded() -> None:
    found = rows(passed(Settings()), "en")[-1]
    shades = [cell.shade for cell in found.cells]
    assert shades[:2] == [SHADES, SHADES]
    assert shades == sorted(shades, reverse=True)
    assert shades[-3:] == [0, 0, 0]
    assert [cell.error for cell in found.cells] == [layer for k in range(11, 0, -1) for layer in (k, k)] + [0]


def test_two_weights_are_named_by_letters_and_eleven_by_numbers() -> None:
    short = rows(passed(Settings(weights=2)), "en")
    assert "".join(cell.name.striptags() for cell in short[1].cells) == "ŷ−yR′owoR′hx"
    assert [row.name.striptags() for row in short] == ["C′(wo)", "C′(wh)"]
    long = rows(passed(Settings()), "en")[-1]
    assert "".join(cell.name.striptags() for cell in long.cells[:4]) == "ŷ−yR′11w11R′10"
    assert layer_input(1, 11).striptags() == "x"
