"""The program of one iteration in lesson 7 prints what the core computes."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.view.lessons.code import setting
from app.view.lessons.code.listing import LAST, Listing, listing, tape_of, values
from app.view.lessons.kit.query import Query
from app.view.words.language import language

EN, RU = language("en"), language("ru")

KINDS = ("scalars", "matrices")
MATRIX = ("x11", "x12", "y11", "Wh11", "Wh12", "Wh13", "Wh21", "Wh22", "Wh23", "Wo11", "Wo21", "Wo31")

SETTINGS: list[dict[str, str]] = [
    {},
    {"x": "-2", "y": "3", "Wh": "-0.5", "Wo": "2"},
    {"x": "1/3", "y": "-1.25", "Wh": "0,7", "Wo": "1.1", "lr": "0.03"},
    {"x": "-1", "Wh": "1"},
    {"x": "0", "y": "0", "Wh": "0", "Wo": "0"},
    {"x": "1e6", "y": "-1e6", "Wh": "1e6", "Wo": "1e6", "lr": "100"},
    {"x": "1e-300", "y": "1e-300", "Wh": "1e-300", "Wo": "1e-300", "lr": "0.0001"},
    {"kind": "matrices"},
    {"kind": "matrices", "x11": "-1,5", "Wh12": "1/3", "Wo31": "2", "y11": "-4", "lr": "0.25"},
    {"kind": "matrices", "x11": "-3", "x12": "-0.1", "Wo21": "-7", "Wh22": "-9"},
    {"kind": "matrices", "lr": "100"} | dict.fromkeys(MATRIX, "1e6"),
    {"kind": "matrices"} | dict.fromkeys(MATRIX, "-1e6"),
    {"kind": "matrices"} | dict.fromkeys(MATRIX, "0"),
    *(
        {"kind": "matrices", "samples": samples, "inputs": inputs, "hidden": hidden, "outputs": outputs}
        for samples, inputs, hidden, outputs in ("1111", "2231", "4443", "3142", "1413", "4114")
    ),
    {"kind": "matrices", "samples": "4", "inputs": "4", "hidden": "4", "outputs": "3", "x44": "1/7", "Wo43": "-2,5"},
]


def lesson(**given: str) -> Listing:
    query = Query(given, EN)
    return listing(query, setting.setting(query), query.whole("stage", 0, 0, LAST).whole)


def printed(program: str, folder: Path) -> dict[str, Any]:
    """What the program prints when it is run as a separate file."""
    path = folder / "backprop.py"
    path.write_text(program, encoding="utf-8")
    command = [sys.executable, "-W", "error", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    pairs = (line.split(" = ") for line in done.stdout.splitlines())
    return {name: ast.literal_eval(value) for name, value in pairs}


@pytest.mark.parametrize("given", SETTINGS)
def test_the_downloaded_program_prints_every_number_of_the_core(given: dict[str, str], tmp_path: Path) -> None:
    query = Query(given, EN)
    chosen = setting.setting(query)
    expected = values(tape_of(chosen.given, chosen.learning_rate))
    found = printed(setting.program_text(query), tmp_path)
    assert [*found] == ["Zh", "H", "Zo", "yHat", "C", "Eo", "dWo", "Eh", "dWh", "Wo", "Wh"]
    for name, value in found.items():
        matrix = np.reshape(value, expected[name].shape)
        scale = max(1e-12 * abs(expected[name]).max(), 0.0)
        assert np.allclose(matrix, expected[name], rtol=1e-12, atol=scale), name


def test_the_first_program_prints_the_numbers_found_by_hand(tmp_path: Path) -> None:
    # x = 2, y = 1, Wh = 0.5, Wo = 1.5, lr = 0.1
    found = printed(lesson().text, tmp_path)
    by_hand = {"Zh": 1, "H": 1, "Zo": 1.5, "yHat": 1.5, "C": 0.125, "Eo": 0.5, "dWo": 0.5, "Eh": 0.75, "dWh": 1.5}
    assert found == pytest.approx(by_hand | {"Wo": 1.45, "Wh": 0.35})


def test_the_example_with_matrices_has_a_closed_unit(tmp_path: Path) -> None:
    # Zh = (1, −1, 0.7), H = (1, 0, 0.7), ŷ = 0.7 − 0.28 = 0.42, Eo = −1.08, Eh = −1.08 · (0.7, –, −0.4)
    found = printed(lesson(kind="matrices").text, tmp_path)
    assert found["Zh"] == [pytest.approx([1, -1, 0.7])]
    assert found["Eh"] == [pytest.approx([-0.756, 0, 0.432])]
    assert found["dWh"][1] == pytest.approx([-1.512, 0, 0.864])


def test_cost_and_derivatives_are_means_over_the_samples(tmp_path: Path) -> None:
    # x = (2; −1), y = (1; 0.5), Wh = 0.5, Wo = 1.5: ŷ = (1.5; 0), C = ½ (0.5² / 2 + 0.5² / 2), Eo = (0.5; 0)
    given = {"samples": "2", "inputs": "1", "hidden": "1", "outputs": "1"}
    given |= {"x11": "2", "x21": "-1", "y11": "1", "y21": "0.5", "Wh11": "0.5", "Wo11": "1.5"}
    found = printed(lesson(kind="matrices", **given).text, tmp_path)
    assert found["C"] == 0.125
    assert found["Eo"] == [[0.5], [0]]
    assert (found["dWo"], found["dWh"]) == ([[0.25]], [[0.75]])  # half of 0.5 · 1 and of 0.75 · 2


def test_smaller_sizes_hide_entries_and_keep_them() -> None:
    found = lesson(kind="matrices", hidden="2", Wh23="7", x31="0,25")
    assert [[entry.value for entry in row] for row in found.given[2].rows] == [[0.4, -0.6], [0.3, -0.2]]
    assert [(each.name, each.typed) for given in found.given for each in given.unseen] == [
        ("x31", "0,25"),
        ("Wh23", "7"),
    ]
    assert "Wh23=7" in found.query


def test_a_size_beyond_the_limits_means_the_default() -> None:
    found = lesson(kind="matrices", samples="9", inputs="0", hidden="many")
    assert [size.value for size, _ in found.sizes] == ["1", "2", "3", "1"]


def test_the_program_has_the_names_of_the_article_and_comments_in_the_language_of_the_page(tmp_path: Path) -> None:
    names = ["relu", "relu_prime", "feed_forward", "cost", "cost_prime", "backprop"]
    for kind in KINDS:
        program = setting.program_text(Query({"kind": kind}, RU))
        defined = [each.name for each in ast.parse(program).body if isinstance(each, ast.FunctionDef)]
        assert defined == names
        assert "# все веса сразу" in program
        printed(program, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", range(11))
def test_each_stage_lights_up_its_line_and_shows_the_results_so_far(kind: str, stage: int) -> None:
    found = lesson(kind=kind, stage=str(stage))
    lit = [line.gives for line in found.lines if "lit-line" in line.classes]
    order = [[], ["Zh"], ["H"], ["Zo"], ["yHat"], ["C"], ["Eo"], ["dWo"], ["Eh"], ["dWh"], ["Wo", "Wh"]]
    assert lit == order[stage]
    known = [line.gives for line in found.lines if line.beside]
    assert known == [name for names in order[: stage + 1] for name in names]


def test_the_functions_called_by_the_current_line_are_marked() -> None:
    called = [line.text for line in lesson(stage="6").lines if "called" in line.classes]
    assert [text for text in called if text.startswith("def")] == ["def relu_prime(z):", "def cost_prime(yHat, y):"]
    assert not any("called" in line.classes for line in lesson(stage="1").lines)


def test_the_numbers_beside_the_lines_are_their_results() -> None:
    found = lesson(kind="matrices", stage="10")
    beside = {line.gives: [[cell.text for cell in row] for row in line.beside] for line in found.lines if line.gives}
    assert beside["Eh"] == [["−0.756", "0", "0.432"]]
    assert beside["Wo"] == [["0.808"], ["0.500"], ["−0.324"]]


def test_lines_are_short_enough_not_to_wrap() -> None:
    for kind in KINDS:
        assert max(len(line.text) for line in lesson(kind=kind).lines) <= 64


def test_the_settings_of_the_other_kind_are_kept() -> None:
    found = lesson(kind="matrices", x="7")
    assert "x=7" in found.query
    assert [each.typed for each in found.unseen if each.name == "x"] == ["7"]


def test_invalid_numbers_are_reported_and_replaced() -> None:
    found = lesson(x="much", y="1e9", lr="0")
    x, y = found.given[0].rows[0][0], found.given[1].rows[0][0]
    assert (x.typed, x.value) == ("much", 2)
    rate = found.rate.rows[0][0]
    assert (y.value, rate.value) == (1e6, 0.0001)
    assert all(each.problem for each in (x, y, rate))
