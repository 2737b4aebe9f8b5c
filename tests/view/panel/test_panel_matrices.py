"""The matrices of the panel: shapes, windows, samples."""

import re

import pytest
from markupsafe import Markup

from app.core.keys import Key
from app.session.description import build
from app.session.verbs import sought
from app.view.panel.panel import panel as panel_of
from app.view.words import numbers
from app.view.words.language import language
from tests.view.panel.shown import EN, at, figures


def test_the_matrices_of_the_cost_reach_it_and_its_row_is_whole() -> None:
    for description in ({}, {"activations": ["relu", "sigmoid"], "loss": "binary_cross_entropy", "targets": [[1]]}):
        panel = at(5, description)
        assert [figure.symbol for figure in figures(panel)][-1] == "C"
        assert numbers.text(sought(build(description), 0, 5).tape.cost) in figures(panel)[-1].cells[0][0]
        assert "<thead>" not in panel.rows


def test_the_matrices_of_an_update_are_all_weights_and_biases_old_and_new() -> None:
    panel = at(10)
    assert [figure.symbol for figure in figures(panel)] == [name for name in ("Wh", "Bh", "Wo", "Bo") for _ in "ab"]
    heads = [Markup(head).striptags() for head in re.findall(r"<thead>(.*?)</thead>", panel.rows)]
    assert heads == ["oldlrdWonew", "oldlrdW, dBnew"]
    deep = panel_of(sought(build({"sizes": [2, 2, 2, 1]}), 0, 14), 0, EN, Key("H", 2, 0))
    assert [figure.symbol for figure in figures(deep)] == ["W2", "W2", "B2", "B2"]


@pytest.mark.parametrize("stage", [1, 2, 3, 4, 6, 7, 8, 9])
def test_the_result_is_the_first_matrix(stage: int) -> None:
    panel = at(stage, {"sizes": [3, 4, 4], "inputs": [[1, 2, 3]] * 4, "targets": [[1, 0, 1, 0]] * 4})
    assert ["current" in figure.classes for figure in figures(panel)].index(True) == 0
    assert panel.equation.index("=</span>") < panel.equation.index("<figure", 10)


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_shapes_are_below_the_matrices(locale: str) -> None:
    panel = panel_of(sought(build(None), 0, 8), 0, language(locale))
    matrices = figures(panel)
    assert [(matrix.symbol, matrix.shape) for matrix in matrices] == [
        ("Eh", "1×3"),
        ("Eo", "1×1"),
        ("Wo", "1×3"),
        ("Rh", "1×3"),
    ]
    assert matrices[2].caption == "WoT"
    assert [matrix.classes for matrix in matrices] == ["matrix current"] + ["matrix"] * 3
    assert matrices[0].head == ["h_1", "h_2", "h_3"]


def test_a_large_matrix_is_a_grid_with_a_window_about_the_focus() -> None:
    session = sought(build({"sizes": [8, 8, 8]}), 0, 1)
    panel = panel_of(session, 0, EN, Key("W", 1, 7, 4))
    weights = next(figure for figure in figures(panel) if "windowed" in figure.classes)
    assert weights.window == [4.5, 2.5, 3, 3]
    assert len(weights.cells) == len(weights.head) == 3
    assert 'data-q="W.1.4.7"' in weights.cells[1][2]
    assert weights.html.count("h0") == 64 - int((session.network.W[0] == 0).sum())


def test_other_samples_of_a_batch_have_no_keys() -> None:
    panel = at(1, {"sizes": [2, 3, 1], "problem": "xor"}, sample=2)
    assert panel.sample == "sample 3 of 4"
    result = next(figure for figure in figures(panel) if "current" in figure.classes)
    assert [("data-q" in row[0]) for row in result.cells] == [False, False, True, False]
