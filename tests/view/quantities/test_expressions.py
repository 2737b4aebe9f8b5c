"""Whatever spells a formula out names exactly the operands of the core's table."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from hypothesis import given, settings

from app.core.architecture import Architecture
from app.core.keys import Key
from app.core.operands import operands, stage_operands, update_operands
from app.core.stages import Quantity, Stage, symbol
from app.view.panel import equation_terms, row_terms, stage_formula
from app.view.panel.equation_terms import Factor
from app.view.quantities import expressions
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import DIFFERENCE
from app.view.quantities.shape import Form
from app.view.words.language import language
from app.view.workbench import python_listing
from tests.core.conftest import architectures
from tests.core.every_key import every_key

EN = language("en")


def named(parts: Parts) -> list[Key]:
    """The numbers in an expression, each once, in order."""
    return [*dict.fromkeys(part.key for part in parts if isinstance(part, Term))]


def stages(architecture: Architecture) -> Iterable[Stage]:
    return architecture.iteration.stages


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_an_expression_names_exactly_the_operands_in_their_order(architecture: Architecture) -> None:
    form = Form(architecture)
    for key in every_key(architecture):
        found, expected = named(expressions.formula(form, key)), list(operands(key, architecture))
        assert found == named(expressions.numbers(form, key))
        if key.letter == "C":  # cross-entropies begin with the target
            found, expected = sorted(found), sorted(expected)
        assert found == expected, key


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_an_update_names_the_old_number_and_its_derivative(architecture: Architecture) -> None:
    for key in every_key(architecture):
        if key.letter in ("W", "B"):
            assert named(expressions.update(Form(architecture), key, 0.1)) == [*update_operands(key)]


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_rows_of_a_stage_name_exactly_the_operands(architecture: Architecture) -> None:
    form = Form(architecture)
    for stage in stages(architecture):
        for row in row_terms.lines(form, stage, None):
            letter, layer, _ = row.result.source
            columns = {"W": row.result.row, "dW": row.result.row}
            key = Key(letter, layer, row.result.column, columns.get(letter))
            expected = update_operands(key) if stage.kind == "update" else operands(key, architecture)
            found = named(row.parts)
            if "…" in "".join(part for part in row.parts if isinstance(part, str)):
                assert set(found) < set(expected), row
            else:
                assert set(found) == set(expected), row


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_matrices_of_a_stage_are_its_operands(architecture: Architecture) -> None:
    form = Form(architecture)
    for stage in stages(architecture):
        factors = [item for group in equation_terms.groups(form, stage, None) for item in group]
        found = {(each.letter, each.layer) for each in factors if isinstance(each, Factor) and not each.current}
        if stage.kind == "update":  # of a deeper network one layer stands for all; the derivatives are in the rows
            shown = range(1, 1 + (architecture.depth if architecture.depth <= equation_terms.SHALLOW else 1))
            letters = "WB" if architecture.bias else "W"
            assert found == {(letter, layer) for layer in shown for letter in letters}
        else:
            # the biases' derivatives are in the rows; the cost shows the difference that it squares
            assert found - {(DIFFERENCE, architecture.depth)} == set(stage_operands(stage, architecture)), stage.name


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_formula_of_a_stage_names_its_operands(architecture: Architecture) -> None:
    form = Form(architecture)
    for stage in stages(architecture):
        if stage.kind == "update":  # W ← W − lr · dW, for all layers at once
            continue
        tree = ET.fromstring(stage_formula.formula(form, stage))
        found, result = outermost(tree), symbol(stage.computes[0], architecture.depth)
        expected = {symbol(each, architecture.depth) for each in stage_operands(stage, architecture)}
        assert found == {result, *expected}, stage.name


def outermost(tree: ET.Element) -> set[str]:
    """The matrices that are marked in a formula, without those inside another one (Z in R'(Z))."""
    name = tree.get("data-symbol")
    return {name} if name else {each for child in tree for each in outermost(child)}


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_lines_of_a_stage_in_the_program_name_its_operands(architecture: Architecture) -> None:
    lines = python_listing._lines(architecture, False, EN)
    for stage in stages(architecture):
        texts = [str(line.markup) for line in lines if line.stage == stage.index]
        computed = [text if stage.kind == "update" else text.split(" = ", 1)[1] for text in texts]
        found = outermost(ET.fromstring(f"<p>{''.join(computed)}</p>"))
        expected = {symbol(each, architecture.depth) for each in stage_operands(stage, architecture)}
        if stage.kind == "cost" and architecture.cost.simplifies:  # computed from Z, where it cannot overflow
            expected = {symbol(Quantity("Z", architecture.depth), architecture.depth), "Y"}
        assert found == expected, stage.name
