"""The Python listing: it runs, gives the numbers on screen, and its lines belong to their stages."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from app.core.stages import Quantity, symbol
from app.session.description import build
from app.session.session import Session, default_session
from app.session.verbs import sought
from app.view.words.language import language
from app.view.workbench import python_listing
from tests.view.strategies import sessions

EN = language("en")
AS_TAPE = {"ŷ": "y_hat", "Y": "y"}


def run(session: Session) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(python_listing.program(session, EN), "backprop.py", "exec"), names)
    return names


def same(one: Any, other: Any) -> bool:
    """Equal to 1e-12; where large numbers cancel, the order of a sum shows in what is left, so to 1e-14 of 1."""
    one, other = np.ravel(one), np.ravel(other)
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-12, atol=1e-14 * max(1.0, np.abs(other).max()))


@given(sessions())
@settings(max_examples=150, deadline=None)
def test_the_program_runs_and_gives_every_number_of_the_tape(session: Session) -> None:
    names, tape, depth = run(session), session.tape, session.architecture.depth
    for stage in tape.stages[:-1]:
        for quantity in stage.computes:
            name = symbol(quantity, depth)
            assert same(names[AS_TAPE.get(name, name)], tape.value(quantity)), name
    for l in range(1, depth + 1):
        assert same(names[symbol(Quantity("W", l), depth)], tape.updated.W[l - 1])
        if tape.updated.B is not None:
            assert same(names[symbol(Quantity("B", l), depth)], tape.updated.B[l - 1])


def test_the_reference_example_has_the_fourteen_lines_that_everybody_sees() -> None:
    lines = [line.markup.striptags() for line in python_listing.code(default_session(), EN).lines]
    assert lines == [
        "# forward",
        "Zh = X @ Wh + Bh",
        "H = relu(Zh)",
        "Zo = H @ Wo + Bo",
        "y_hat = relu(Zo)",
        "C = 0.5 * ((y_hat - y)**2).sum()",
        "# backward",
        "Eo = (y_hat - y) * relu_d(Zo)",
        "dWo, dBo = H.T @ Eo, Eo",
        "Eh = (Eo @ Wo.T) * relu_d(Zh)",
        "dWh, dBh = X.T @ Eh, Eh",
        "# update",
        "Wo -= lr * dWo; Bo -= lr * dBo",
        "Wh -= lr * dWh; Bh -= lr * dBh",
    ]


@given(sessions(most_units=2, most_samples=2))
@settings(max_examples=40, deadline=None)
def test_every_stage_lights_the_line_that_computes_it(session: Session) -> None:
    for stage in session.tape.stages:
        shown = python_listing.code(sought(session, 0, stage.index), EN).lines
        lit = [line for line in shown if "lit-line" in line.classes]
        assert {line.stage for line in lit} == {stage.index}
        assert len(shown) <= python_listing.SHOWN
        given_ = {f"{AS_TAPE.get(n, n)}" for n in (symbol(q, session.architecture.depth) for q in stage.computes)}
        written = set(re.findall(r"\w+", " ".join(line.markup.striptags().split("= ")[0] for line in lit)))
        assert given_ & written


def test_before_the_first_step_no_line_is_lit() -> None:
    code = python_listing.code(default_session(), EN)
    assert not any("lit-line" in line.classes for line in code.lines)


def test_names_in_the_program_tell_their_matrix() -> None:
    line = python_listing.code(sought(default_session(), 0, 8), EN).lines[9]
    assert '<b data-symbol="Eh">Eh</b>' in line.markup
    assert '<b data-symbol="Rh">relu_d(<b data-symbol="Zh">Zh</b>)</b>' in line.markup


def test_the_program_of_a_large_network_runs_too() -> None:
    session = build({"sizes": [16, 16, 16, 16]})
    assert same(run(session)["C"], session.tape.cost)


@pytest.mark.parametrize("stage", range(11))
def test_lines_fit_the_panel(stage: int) -> None:
    for description in (None, {"sizes": [2, 3, 1], "problem": "xor", "activations": ["leaky_relu", "leaky_relu"]}):
        for line in python_listing.code(sought(build(description), 0, stage), EN).lines:
            assert len(line.markup.striptags()) <= 50
