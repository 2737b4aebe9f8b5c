"""The programs of lesson 7 that learn: their files, run, print the costs that the page shows, right or with a fault."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.core.practice import faulty_programs
from app.core.practice.faulty_programs import first_difference
from app.core.practice.slips import SLIPS
from app.view.lessons.code import learn_program as program
from app.view.lessons.code import torch_twin
from app.view.lessons.code.learn_drawing import DESK, LABELS_APART, cost_plot
from app.view.lessons.code.learn_faults import FAULTS, SMOOTH, SQUARE, START, Fault, compared, faulty
from app.view.lessons.code.learn_program import Line, Start
from app.view.words.language import language

EN, RU = language("en"), language("ru")
TORCH = json.loads((Path(__file__).parent / "data" / "torch_xor.json").read_text(encoding="utf-8"))
every_fault = pytest.mark.parametrize("fault", FAULTS, ids=[fault.slip for fault in FAULTS])
IN_ONE_LINE = ("slope-left-out", "sign-flipped", "weights-across", "updated-weight", "slope-at-activation")
"""Slips that spoil one line of a program with one hidden layer; the others could be made in two."""


def printed(lines: list[str]) -> list[float]:
    """The costs that a file prints when it is run as a separate program."""
    command = [sys.executable, "-W", "error::SyntaxWarning", "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [float(line.split()[1]) for line in done.stdout.splitlines()]


def file(start: Start, lines: tuple[Line, ...]) -> list[str]:
    return program.listing(start, lines, EN)


@pytest.mark.parametrize("start", [START, SMOOTH, SQUARE], ids=["xor", "tanh", "half adder"])
def test_the_file_prints_the_costs_that_are_shown(start: Start) -> None:
    lines = program.lines(start.activation)
    shown = program.costs(start, lines)
    assert printed(file(start, lines)) == pytest.approx(shown, rel=1e-9)
    assert [tape.cost for tape in program.trained(start)] == pytest.approx(shown, rel=1e-9)
    assert len(shown) == program.STEPS
    assert shown[-1] < 0.003


@every_fault
def test_the_faulty_file_prints_the_costs_that_are_shown(fault: Fault) -> None:
    shown = program.costs(fault.start, faulty(fault))
    found = printed(file(fault.start, faulty(fault)))
    assert found[: len(shown)] == pytest.approx(shown, rel=1e-6)
    assert len(shown) == program.STEPS or not found[len(shown)] < program.TOO_LARGE


@every_fault
def test_one_line_differs_and_one_file_has_one_fault(fault: Fault) -> None:
    right, wrong = file(fault.start, program.lines(fault.start.activation)), file(fault.start, faulty(fault))
    different = [new.strip() for old, new in zip(right, wrong, strict=True) if old != new]
    assert different == [fault.line.text]
    assert fault.slip in {slip.id for slip in SLIPS}


def test_there_are_enough_different_faults() -> None:
    assert len({fault.slip for fault in FAULTS}) == len(FAULTS) >= 6
    assert len({fault.line.gives[0] for fault in FAULTS}) >= 5


@pytest.mark.parametrize("slip", IN_ONE_LINE)
def test_a_faulty_program_is_that_of_the_core(slip: str) -> None:
    fault = next(fault for fault in FAULTS if fault.slip == slip)
    core = next(fault for fault in faulty_programs.FAULTS if fault.slip == slip)
    network, problem = program.network_of(fault.start)
    shown = program.costs(fault.start, faulty(fault))[:6]
    assert shown == pytest.approx(faulty_programs.costs(network, problem, len(shown) - 1, core), rel=1e-9)
    first = first_difference(faulty_programs.run(network, problem, core))
    assert first is not None
    name = f"dW{'ho'[first.layer - 1]}"
    evidence = {each.name: each for each in compared(fault.start, faulty(fault))}
    assert evidence[name].apart[first.cell]


@every_fault
def test_the_evidence_points_to_the_line(fault: Fault) -> None:
    agree = {each.name: each.agree for each in compared(fault.start, faulty(fault))}
    expected = {
        "Zh": {"C": False, "dWo": False, "dWh": False},
        "Eo": {"C": True, "dWo": False, "dWh": False},
        "dWo": {"C": True, "dWo": False, "dWh": True},
        "Eh": {"C": True, "dWo": True, "dWh": False},
        "Wo": {"C": True, "dWo": True, "dWh": True},
        "Wh": {"C": True, "dWo": True, "dWh": True},
    }
    assert agree == expected[fault.line.gives[0]]
    assert all(each.agree for each in compared(fault.start, program.lines(fault.start.activation)))


def test_pytorch_ran_the_very_file_that_is_shown_and_found_the_same() -> None:
    assert torch_twin.listing(START, EN) == TORCH["program"]
    assert [tape.cost for tape in program.trained(START)] == pytest.approx(TORCH["costs"], rel=1e-12)
    names = program.step(program.given(START), program.lines("relu"))
    for name, gradient in TORCH["grad"].items():
        assert np.allclose(names[f"d{name}"], gradient, rtol=1e-12, atol=1e-15), name


def test_the_comments_are_in_the_language_of_the_page() -> None:
    for lines in (program.listing(START, program.lines("relu"), RU), torch_twin.listing(START, RU)):
        ast.parse("\n".join(lines))
        assert [line.strip() for line in lines if "#" in line] == ["# обратный проход", "# обновление"]


def test_lines_are_short_enough_not_to_wrap() -> None:
    loops = [*program.loop(program.lines("tanh"), RU), *torch_twin.loop(START, RU)]
    assert max(map(len, loops)) <= 48
    assert max(len(fault.line.text) for fault in FAULTS) <= 46


def test_a_cost_that_leaves_the_plot_is_cut_off_at_its_edge_and_labels_keep_apart() -> None:
    plot = cost_plot(DESK, 0.4, {"right": [0.4, 0.2, 0.1], "wrong": [0.4, 0.45, 90.0]}, "en")
    assert plot.top == 0.5
    assert plot.curves["wrong"].end[1] == 0
    assert (plot.curves["wrong"].beyond, plot.curves["wrong"].cost) == (True, "90")
    close = cost_plot(DESK, 0.4, {"right": [0.4, 0.1], "wrong": [0.4, 0.101]}, "en").curves
    assert close["right"].label - close["wrong"].label >= LABELS_APART
