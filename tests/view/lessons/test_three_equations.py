"""Lesson 6: its numbers against those found by hand and the core; what it keeps back until the reader has guessed."""

import re
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.view.diagram.layout import Box
from app.view.lessons.kit.query import Query
from app.view.lessons.three_equations import layout as places
from app.view.lessons.three_equations.lesson import STAGES, ThreeEquations, read
from app.view.lessons.three_equations.passes import changed_cost, deeper, shares, tape_of
from app.view.lessons.three_equations.symbols import math
from app.view.words.language import language

EN = language("en")
GUESSES = ("upto", "folded", "arrives", "opened", "learns", "needs", "further", "count", "equation")
FIELDS = ("beat", *GUESSES, "hidden", "outputs", "x", "y1", "Wh11", "Wo11", "Wo32", "R")


def lesson(view: str = "desk", **given: str) -> ThreeEquations:
    return read(Query(given, EN, view))


def values(page: ThreeEquations, letter: str) -> dict[str, str]:
    return {cell.key: cell.text for unit in page.scene.units for cell in unit.cells if cell.key[0] == letter}


def test_the_long_product_folds_into_the_output_error() -> None:
    written, folded = lesson(folded="1").formulas
    assert [chip.text for chip in written.chips] == ["−0.8", "1", "0.7", "1"]
    assert [chip.text for chip in folded.chips] == ["−0.8", "0.7", "1"]
    assert [piece.formula for piece in folded.pieces if piece.kind.startswith("result")] == ["= −0.56"]
    assert len(folded.fans) == 1


def test_before_the_fold_the_hidden_error_is_not_known() -> None:
    page = lesson(upto="3")
    assert len(page.formulas) == 1
    assert values(page, "E") == {"E.1.0": "", "E.2.0": "−0.8"}
    mark, last = page.formulas[0].mark, page.formulas[0].chips[2].box
    assert mark is not None
    assert mark.x < page.formulas[0].chips[0].box.x
    assert last.right < mark.right < page.formulas[0].chips[3].box.x


def test_what_two_outputs_send_back_matches_what_was_found_by_hand() -> None:
    # x = 1: Zh = (1, −1), H = (1, 0), ŷ = (0.7, 0.5), Eo = (−0.8, 0.4)
    page = lesson(beat="2", arrives="-0.76")
    assert [(bar.kind, bar.text) for bar in page.scene.trays[0].bars] == [
        ("share", "−0.56"),
        ("share", "+0.2"),
        ("sum", "−0.36"),
        ("you", "−0.76"),
    ]
    assert [parcel.text for parcel in page.scene.parcels] == ["−0.56", "+0.2"]
    assert (page.arrival.reply.verdict, page.arrival.value) == ("wrong", "−0.36")
    assert page.arrival.reply.words == "You added the sizes. One output pulls the other way."


def test_each_bar_begins_where_the_last_one_ended_and_has_the_width_of_its_parcel() -> None:
    page = lesson(beat="2", arrives="0.1")
    minus, plus, total, _ = page.scene.trays[0].bars
    zero = page.scene.trays[0].zero
    assert minus.x + minus.width == pytest.approx(zero, abs=0.2)
    assert plus.x == pytest.approx(minus.x, abs=0.2)
    assert total.x == pytest.approx(plus.x + plus.width, abs=0.2)
    assert total.x + total.width == pytest.approx(zero, abs=0.2)
    assert [parcel.width for parcel in page.scene.parcels] == [pytest.approx(160 * 0.56), pytest.approx(160 * 0.2)]


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ({}, "A closed gate stops the error: Eh2 = 0."),
        ({"Wh12": "1"}, "The gate multiplies what arrives by 1."),
        ({"R": "sigmoid"}, "The gate multiplies what arrives by 0.197."),
    ],
)
def test_the_summary_of_the_gate_is_true_of_this_gate(given: dict[str, str], seen: str) -> None:
    assert lesson(beat="4", **given).beats.listed[2].seen == seen


def test_the_error_at_the_gate_is_written_term_by_term() -> None:
    assert lesson(beat="3").learned.arriving == "−0.8 · 0.5 + 0.4 · (−0.3) = −0.52"
    assert lesson(beat="2", arrives="shown").arrival.equals == "="
    assert lesson(beat="2", arrives="shown", R="sigmoid").arrival.equals == "≈"  # −0.19 · 0.7 + 0.115 · 0.5


def test_only_the_open_gate_lets_the_sum_into_the_error() -> None:
    waiting, opened = (lesson(beat="2", arrives="-0.36", opened=way) for way in ("", "1"))
    assert (values(waiting, "M")["M.1.0"], values(waiting, "E")["E.1.0"]) == ("−0.36", "")
    assert values(opened, "E") == {"E.1.0": "−0.36", "E.1.1": "", "E.2.0": "−0.8", "E.2.1": "0.4"}
    assert values(lesson(beat="2", opened="1"), "M")["M.1.0"] == ""  # nothing was sent


def test_a_guess_that_is_not_a_number_costs_nothing_and_stays() -> None:
    page = lesson(beat="2", arrives="much")
    assert (page.arrival.said.typed, page.arrival.said.committed) == ("much", False)
    assert page.arrival.said.problem
    assert not page.scene.parcels


@pytest.mark.parametrize(
    ("settings", "truth"),
    [({}, "none"), ({"R": "sigmoid"}, "both"), ({"x": "0", "R": "tanh"}, "none"), ({"R": "identity"}, "both")],
)
def test_which_weights_of_the_closed_unit_learn(settings: dict[str, str], truth: str) -> None:
    assert lesson(beat="3", **settings).learned.truth == truth


def test_the_derivatives_around_the_gate_are_those_of_the_pass() -> None:
    page = lesson(beat="3", learns="into", R="sigmoid")
    assert page.learned.products
    tape = tape_of(2, 2, "sigmoid", 1.0, [1.5, 0.1])
    unit = page.learned.unit
    expected = {f"W.1.0.{unit}": tape.dW[0][0, unit]}
    expected |= {f"W.2.{unit}.{k}": tape.dW[1][unit, k] for k in range(2)}
    shown = {edge.key: edge.derivative for edge in page.scene.edges if edge.derivative}
    assert shown == {key: f"{value:.3f}".rstrip("0").replace("-", "−") for key, value in expected.items()}
    assert not any(edge.derivative for edge in lesson(beat="3", R="sigmoid").scene.edges)


def test_one_layer_further_back_the_same_equation_holds() -> None:
    # the later layers get what they got before: E of the second hidden layer is (−0.36, 0)
    ahead, found = lesson(beat="4", needs="3"), lesson(beat="4", needs="2", further="1")
    assert [values(ahead, "E")[key] for key in ("E.2.0", "E.2.1", "E.1.0", "E.1.1")] == ["−0.36", "0", "", ""]
    assert [values(found, "E")[key] for key in ("E.1.0", "E.1.1")] == ["−0.18", "−0.36"]
    assert (found.layers.terms, found.layers.error) == ("−0.36 · 0.5 + 0 · (−0.5)", "−0.18")


@pytest.mark.parametrize(("hidden", "outputs", "x"), list(product([1, 2, 3], [1, 2], [0.5, 2.0])))
def test_the_layer_in_front_changes_nothing_behind_it(hidden: int, outputs: int, x: float) -> None:
    plain = tape_of(hidden, outputs, "relu", x, [1.5, 0.1][:outputs])
    deep = deeper(plain)
    assert np.allclose(deep.Z[1], plain.Z[0])
    assert np.allclose(deep.E[1], plain.E[0])


def test_the_three_equations_come_after_the_guess() -> None:
    before, after = lesson(beat="5"), lesson(beat="5", count="100")
    assert before.formulas == ()
    assert not any(values(before, "E").values())
    assert [piece.formula for piece in after.formulas[0].pieces][1:] == [
        "E_o = (ŷ − y) ⊙ R′(Z_o)",
        "E_h = (E_o · W_oᵀ) ⊙ R′(Z_h)",
        "C′(W_h) = Xᵀ · E_h",
        "C′(W_o) = Hᵀ · E_o",
    ]
    assert "∂" in after.formulas[0].pieces[-1].text("partial")
    single = lesson(beat="5", count="3", hidden="1", outputs="1").formulas[0]
    assert "ᵀ" not in "".join(piece.formula for piece in single.pieces)


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
    nudged = lesson(beat="5").nudged
    assert nudged is not None
    assert (nudged.predicted.text, nudged.happened.text) == ("−0.0036", "−0.00356")


@pytest.mark.parametrize("equation", STAGES)
def test_the_panel_is_about_the_chosen_equation(equation: str) -> None:
    found = lesson(beat="5", equation=equation).panel
    assert found is not None
    assert found.words.direction == "bwd"
    assert found.step == f"Step {STAGES[equation]} of 10"


def test_the_readers_weights_are_used_and_those_of_a_missing_unit_are_kept() -> None:
    # x = 2, Wh = (0.5, −1): H = (1, 0); Wo = (1.5, 0.5; …): ŷ = (1.5, 0.5), y = (1, 0.5), Eo = (0.5, 0)
    typed = {"x": "2", "Wh11": "0,5", "Wo11": "1.5", "Wo12": "1/2", "y1": "1", "y2": "0.5", "Wo31": "9"}
    found = lesson(beat="2", arrives="0.75", **typed)
    assert [bar.text for bar in found.scene.trays[0].bars] == ["+0.75", "0", "0.75", "0.75"]
    assert found.arrival.reply.verdict == "right"
    assert [(each.name, each.typed) for each in found.settings.Wo.unseen] == [("Wo31", "9")]
    assert lesson(hidden="3", Wo31="5").settings.Wo.values[2] == (5, 0.8)


def test_an_invalid_weight_is_reported_beside_its_field() -> None:
    wrong = lesson(Wo21="much").settings.Wo.rows[1][0]
    assert (wrong.typed, wrong.value) == ("much", 0.5)
    assert wrong.problem


def test_one_output_has_one_path_and_another_question() -> None:
    page = lesson(beat="2", outputs="1", arrives="shown")
    assert page.beats.listed[1].question == "What arrives at a hidden unit?"
    assert [bar.kind for bar in page.scene.trays[0].bars] == ["share", "sum"]


@pytest.mark.parametrize("beat", "12345")
@pytest.mark.parametrize(("view", "hidden", "outputs"), list(product(["desk", "phone"], "123", "12")))
def test_labels_units_and_trays_keep_apart(view: str, beat: str, hidden: str, outputs: str) -> None:
    page = lesson(view, beat=beat, hidden=hidden, outputs=outputs, arrives="2", learns="out", count="3")
    labels = [*(edge.pill for edge in page.scene.edges), *(parcel.box for parcel in page.scene.parcels)]
    units = [unit.box for unit in page.scene.units]
    for one, other in [*combinations(labels, 2), *combinations(units, 2)]:
        assert not one.near(other, 0), (one, other)
    for tray in page.scene.trays:
        for k, unit in enumerate(page.scene.units):
            assert str(k) == tray.unit or not tray.box.near(unit.box, 0)
        for bar in tray.bars:
            assert tray.box.x <= bar.x
            assert bar.x + bar.width <= tray.box.right
    assert all(unit.box.right <= page.place.width for unit in page.scene.units)


@pytest.mark.parametrize("beat", "2345")
def test_on_a_phone_every_weight_is_labelled_and_no_label_lies_on_another_edge(beat: str) -> None:
    edges = lesson("phone", beat=beat, learns="out").scene.edges
    assert all(edge.text for edge in edges)
    for edge, other in permutations(edges, 2):
        assert not any(edge.pill.near(Box(*point, 0, 0), 0) for point in points(other.path)), (edge.id, other.id)


def points(path: str) -> list[tuple[float, float]]:
    """Points on an edge: a curve, or a level line."""
    given = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    if "H" in path:
        given = [given[0], given[1], given[0], given[1], given[2], given[1], given[2], given[1]]
    curve = np.array(given).reshape(4, 2)
    shares = [(s**3, 3 * s * s * t, 3 * s * t * t, t**3) for t in np.linspace(0, 1, 60) for s in (1 - t,)]
    return [(float(x), float(y)) for x, y in np.array(shares) @ curve]


@given(
    given=st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(
            st.text(max_size=12),
            st.integers(-20, 20).map(str),
            st.sampled_from(["1", "2", "3", "shown", "none", "1/3", "-0.76", "1e300", "tanh", "Eo", "sigmoid"]),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= 5
    assert page.place == places.plan(view, page.beats.here, *page.settings.sizes, folded=page.folded)


def test_what_follows_a_subscript_is_on_the_line_again() -> None:
    for formula in ("E_h = (E_o · W_oᵀ) ⊙ R′(Z_h) · 1", "X_1ᵀ − y", "C′(W_o11) ="):
        moves = [float(move) for move in re.findall(r'dy="(-?\d+)"', str(math(formula)))]
        assert sum(moves) == 0
