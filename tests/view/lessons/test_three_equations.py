from itertools import product

import numpy as np
import pytest

from app.view.lessons.kit.query import Query
from app.view.lessons.three_equations import STAGES, ThreeEquations, changed_cost, read, shares, tape_of
from app.view.words.language import language

EN = language("en")


def lesson(**given: str) -> ThreeEquations:
    return read(Query(given, EN))


def test_the_shares_of_two_outputs_match_those_found_by_hand() -> None:
    # x = 1: Zh = (1, −1), H = (1, 0), ŷ = (0.7, 0.5), Eo = (−0.8, 0.4)
    first, second = lesson().arrivals
    assert [path.share.text for path in first.paths] == ["−0.56", "0.2"]
    assert (first.message.value.text, first.slope.value.text, first.error.value.text) == ("−0.36", "1", "−0.36")
    assert [path.share.text for path in second.paths] == ["−0.4", "−0.12"]
    assert (second.message.value.text, second.slope.value.text, second.error.value.text) == ("−0.52", "0", "0")


@pytest.mark.parametrize(
    ("hidden", "outputs", "activation"), list(product([1, 2, 3], [1, 2], ["relu", "sigmoid", "tanh"]))
)
def test_the_sum_of_all_shares_times_the_slope_is_the_hidden_error(hidden: int, outputs: int, activation: str) -> None:
    tape = tape_of(hidden, outputs, activation, 1.0, [1.5, 0.1][:outputs])
    assert tape.R[0] is not None
    assert np.allclose(shares(tape).sum(axis=1) * tape.R[0][0], tape.E[0][0], rtol=1e-14)
    assert shares(tape).shape == (hidden, outputs)


@pytest.mark.parametrize(
    ("equation", "hidden", "activation"), list(product(STAGES, [1, 2, 3], ["sigmoid", "tanh", "identity"]))
)
def test_the_network_confirms_each_equation(equation: str, hidden: int, activation: str) -> None:
    tape = tape_of(hidden, 2, activation, 0.8, [1.5, 0.1])
    layer = 1 if equation.endswith("o") else 0
    value = (tape.E if equation.startswith("E") else tape.dW)[layer].item(0)
    h = 1e-5
    slope = (changed_cost(tape, equation, h) - changed_cost(tape, equation, -h)) / (2 * h)
    assert slope == pytest.approx(value, rel=1e-6, abs=1e-9)


def test_raising_the_weighted_input_changes_the_cost_by_the_amount_found_by_hand() -> None:
    # ŷ1 = 0.7 + 0.007, ŷ2 = 0.5 + 0.005: ½(0.793² + 0.405²) − ½(0.8² + 0.4²) = −0.003563
    nudged = lesson().nudged
    assert (nudged.predicted.text, nudged.happened.text) == ("−0.0036", "−0.00356")


@pytest.mark.parametrize(("equation", "stage"), list(STAGES.items()))
def test_the_drawing_shows_the_stage_of_the_chosen_equation(equation: str, stage: int) -> None:
    run = lesson(equation=equation).run
    assert run.stage == stage
    assert run.panel.words.direction == "bwd"


def test_one_unit_per_layer_means_one_path_and_no_transpose() -> None:
    found = lesson(hidden="1", outputs="1")
    assert found.single
    assert [len(row.paths) for row in found.arrivals] == [1]
    assert found.arrivals[0].error.value.text == "−0.56"  # −0.8 · 0.7 · 1
    assert 'class="up">T<' not in found.run.panel.formula


def test_the_readers_weights_are_used_and_those_of_a_missing_unit_are_kept() -> None:
    # x = 2, Wh = (0.5, −1): H = (1, 0); Wo = (1.5, 0.5; …): ŷ = (1.5, 0.5), y = (1, 0.5), Eo = (0.5, 0)
    found = lesson(x="2", Wh11="0,5", Wo11="1.5", Wo12="1/2", y1="1", y2="0.5", Wo31="9")
    assert [path.share.text for path in found.arrivals[0].paths] == ["0.75", "0"]
    assert found.arrivals[0].error.value.text == "0.75"
    assert [(each.name, each.typed) for each in found.Wo.unseen] == [("Wo31", "9")]
    assert lesson(hidden="3", Wo31="5").Wo.values[2] == (5, 0.8)


def test_an_invalid_weight_is_reported_beside_its_field() -> None:
    wrong = lesson(Wo21="much").Wo.rows[1][0]
    assert (wrong.typed, wrong.value) == ("much", 0.5)
    assert wrong.problem


def test_bars_show_the_size_and_the_sign_of_a_share() -> None:
    first = lesson().arrivals[0]
    minus, plus = (path.bar for path in first.paths)
    assert (minus.x + minus.width, plus.x) == (50, 50)
    assert minus.width / plus.width == pytest.approx(0.56 / 0.2, rel=1e-3)
