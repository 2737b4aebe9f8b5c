"""The tables of the view beside those of the core: the same rows, and formulas that compute what the core computes."""

import math
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.core.activations import ACTIVATIONS as FUNCTIONS
from app.core.activations import Array
from app.core.losses import LOSSES as LOSS_FUNCTIONS
from app.core.optimizers import OPTIMIZERS
from app.view.functions import activations, as_python, losses, optimizers
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.as_mathml import MathML
from app.view.functions.as_text import Text
from app.view.functions.losses import LOSSES
from app.view.functions.tree import H, Step, Symbol, Tree
from app.view.words.language import language

EN, RU = language("en"), language("ru")
Z = np.random.default_rng(1).normal(0, 3, (5, 4))  # samples are rows, as in the view
Y = np.full_like(Z, 0.25)
SIGNS = {"·": "*", "−": "-", "½": "0.5", "²": "**2", "ln h": "ln(h)"}
IN_MATHEMATICS = {"exp": math.exp, "ln": math.log, "tanh": math.tanh, "max": max}


def ran(source: str, name: str, *arguments: Array) -> Any:
    """What a printed function returns."""
    names: dict[str, Any] = {"np": np}
    exec(source, names)
    return names[name](*arguments)


def worked_out(tree: Tree, values: Mapping[str, Array], sample: int, unit: int) -> float:
    """The tree, printed as text with numbers and worked out as arithmetic."""

    def leaf(letter: str, of: int | None) -> float:
        return float(values[letter][sample, unit if of is None else of])

    parts = Text(leaf, Z.shape[1]).parts(tree)
    words = "".join(part if isinstance(part, str) else f"({part!r})" for part in parts).replace("ln (", "ln(")
    for one, other in SIGNS.items():
        words = words.replace(one, other)
    return float(eval(words, dict(IN_MATHEMATICS)))


def test_each_activation_and_each_loss_has_one_row_in_the_core_and_one_in_the_view() -> None:
    assert ACTIVATIONS.keys() == FUNCTIONS.keys()
    assert LOSSES.keys() == LOSS_FUNCTIONS.keys()


def test_the_step_of_an_optimizer_computes_what_the_core_computes() -> None:
    assert optimizers.OPTIMIZERS.keys() == OPTIMIZERS.keys()
    gradient, rate, out = Z, np.array(0.3), np.empty_like(Z)
    for name, row in optimizers.OPTIMIZERS.items():
        OPTIMIZERS[name].step(gradient, rate, out)
        printed = as_python.Python({"lr": "rate", "dW": "gradient"}).expression(row.step)
        assert eval(printed, {"rate": rate, "gradient": gradient}) == pytest.approx(out)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_row_of_the_view_has_all_that_the_row_of_the_core_asks_for(name: str) -> None:
    row, function = ACTIVATIONS[name], FUNCTIONS[name]
    assert (row.slope is not None) == (row.backward is not None) == (row.plot is not None) == function.elementwise
    assert not function.kinks or isinstance(row.slope, Step)
    assert row.slope is None or row.slope.letters <= {function.slope_from}


@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_the_sentence_of_the_output_error_names_a_slope_unless_the_loss_simplifies(name: str) -> None:
    assert ("{slope}" in LOSSES[name].error) != LOSS_FUNCTIONS[name].simplifies
    assert (LOSSES[name].slope == H - Symbol("Y")) == LOSS_FUNCTIONS[name].sends_difference


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_formula_of_an_activation_computes_what_the_core_computes(name: str) -> None:
    row, expected = ACTIVATIONS[name], FUNCTIONS[name].of(Z.T).T
    assert ran(as_python.function(name, row.computed, "z"), name, Z) == pytest.approx(expected, rel=1e-12)
    assert ran(as_python.function(name, row.formula, "z"), name, Z) == pytest.approx(expected, rel=1e-12)
    assert worked_out(row.formula, {"Z": Z}, 2, 1) == pytest.approx(expected[2, 1], rel=1e-12)


@pytest.mark.parametrize("name", [name for name, function in FUNCTIONS.items() if function.elementwise])
def test_the_formula_of_a_slope_computes_what_the_core_computes(name: str) -> None:
    row, expected, values = ACTIVATIONS[name], FUNCTIONS[name].slope(Z), FUNCTIONS[name].of(Z)
    assert row.slope is not None
    source = as_python.function(name, row.computed, "z") + as_python.function(
        "slope", row.slope, "z", {H: f"{name}(z)"}
    )
    assert ran(source, "slope", Z) == pytest.approx(expected, rel=1e-12)
    if not isinstance(row.slope, Step):
        assert worked_out(row.slope, {"Z": Z, "H": values}, 2, 1) == pytest.approx(expected[2, 1], rel=1e-12)


@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_the_formula_of_a_loss_computes_what_the_core_computes(name: str) -> None:
    row, loss = LOSSES[name], LOSS_FUNCTIONS[name]
    last = FUNCTIONS[loss.last_activation or "identity"]
    output = last.of(Z.T).T
    expected = loss.cost(Z.T, output.T, Y.T)
    values = {"H": output, "Y": Y}
    assert [worked_out(row.cost, values, s, 0) for s in range(len(Z))] == pytest.approx(list(expected), rel=1e-9)
    assert float(
        eval(as_python.Python({"H": "H", "Y": "Y"}).expression(row.cost), {"np": np, **values})
    ) == pytest.approx(expected.sum(), rel=1e-9)
    if row.stable is not None:
        costs = ran(as_python.function(name, row.stable, "z, y"), name, Z, Y)
        assert costs.sum(axis=1) == pytest.approx(expected, rel=1e-9)
    slope = eval(as_python.Python({"H": "H", "Y": "Y"}).expression(row.slope), values)
    chained = slope if loss.simplifies else slope * last.slope(Z)
    step = 1e-6 * np.eye(4)[0][:, None]
    ahead, behind = (loss.cost(z, last.of(z), Y.T) for z in (Z.T + step, Z.T - step))
    assert chained[:, 0] == pytest.approx((ahead - behind) / 2e-6, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("tree", [row.formula for row in ACTIVATIONS.values()] + [row.cost for row in LOSSES.values()])
def test_a_formula_is_well_formed_mathml_with_each_of_its_quantities(tree: Tree) -> None:
    markup = MathML(lambda letter: f"<mi>{letter}</mi>", "ru").markup(tree)
    letters = {each.text for each in ET.fromstring(f"<math>{markup}</math>").iter("mi")}
    assert tree.letters <= letters


def test_lists_offer_every_activation_and_loss_in_the_order_of_the_core() -> None:
    assert list(activations.labels(EN)) == list(FUNCTIONS)
    assert activations.labels(RU)["identity"] == "Тождественная"
    assert "softmax" not in activations.labels(EN, elementwise=True)
    assert list(losses.labels(EN)) == list(LOSS_FUNCTIONS)


def test_the_activations_that_losses_need_are_named() -> None:
    assert losses.conditions(EN) == (
        "Binary cross-entropy needs Sigmoid in the last layer. Cross-entropy needs Softmax in the last layer."
    )
