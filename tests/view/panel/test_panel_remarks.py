"""The remarks of the panel: why, and what to do."""

import re

import pytest

from app.session.description import build
from app.session.verbs import edited, sought
from app.view.panel.panel import Panel
from app.view.panel.panel import panel as panel_of
from app.view.words import numbers
from tests.view.panel.shown import EN, at, remarks


def test_remarks_say_why() -> None:
    assert remarks(at(2)) == [
        "Unit h2 is off. Its weighted input is −0.8, so it sends 0 forward. Watch this gate in the backward pass."
    ]
    assert remarks(at(6)) == [
        "Why negative? The prediction 0.73 is below the target 1.5. The cost falls when the output goes up."
    ]
    assert remarks(at(10))[0] == "The cost fell from 0.296 to 0.032. Again?"
    assert remarks(at(10))[1] == "Why last? Updating sooner would have made Eh1 −0.604 instead of −0.539."


def test_softmax_and_sigmoid_say_where_the_slope_went() -> None:
    softmax = {"sizes": [2, 3], "activations": ["softmax"], "loss": "cross_entropy"}
    assert "Jacobian" in remarks(at(4, softmax))[1]
    sigmoid = {"sizes": [2, 1], "activations": ["sigmoid"], "loss": "binary_cross_entropy"}
    factors = re.search(r"= (\S+) · (\S+) = (\S+)\. ", remarks(at(4, sigmoid))[1])
    assert factors
    outer, slope, error = (numbers.parse(text) for text in factors.groups())
    assert outer * slope == pytest.approx(error, rel=0.01)


def test_a_unit_that_is_off_for_all_samples_and_a_vanishing_error_are_noted() -> None:
    off = {"sizes": [2, 2, 1], "problem": "xor", "weights": [[[1, -1], [1, -1]], [[1], [1]]], "biases": [[0, -1], [0]]}
    assert remarks(at(2, off))[0].startswith("Unit h2 is off for all 4 samples.")
    weak = {"sizes": [1, 1, 1], "activations": ["sigmoid", "identity"], "weights": [[[1]], [[0.001]]]}
    assert "of the output error" in remarks(at(8, weak))[0]


def test_a_cost_that_grew_blames_the_learning_rate() -> None:
    far = edited(build(None), learning_rate=3.0)
    assert remarks(panel_of(sought(far, 0, 10), 0, EN))[0] == (
        "The cost rose from 0.296 to 648.694. The step was too big. Try a smaller learning rate."
    )


def test_a_cost_that_hardly_moved_shows_the_digits_that_did() -> None:
    careful = edited(build(None), learning_rate=1e-4)
    assert remarks(panel_of(sought(careful, 0, 10), 0, EN))[0] == "The cost fell from 0.29645 to 0.296067. Again?"
    right = build({"sizes": [1, 1], "weights": [[[2]]], "bias": False, "inputs": [[1]], "targets": [[2]]})
    assert remarks(panel_of(sought(right, 0, 6), 0, EN))[0].strip() == "The cost is still 0."


def ways_out(panel: Panel) -> list[list[str]]:
    return [[offer.verb, offer.label] for note in panel.notes for offer in note.offers]


def test_where_no_update_can_help_the_ways_out_fit_what_happened() -> None:
    leaky = ["open-gates", "Use leaky ReLU"]
    never = build({"sizes": [2, 4, 1], "seed": 7})
    for stage in (6, 7, 9, 10):  # the output error, both derivatives, the update
        for iteration in (0, 3):
            found = ways_out(panel_of(sought(never, iteration, stage), 0, EN))
            assert found == [["redraw", "Draw other weights"], leaky]
    assert remarks(panel_of(sought(never, 3, 10), 0, EN))[0].startswith("Nothing changed. Every derivative is 0")

    killed = edited(build(None), learning_rate=1.5)
    found = ways_out(panel_of(sought(killed, 20, 10), 0, EN))
    assert found == [["restart-calmly", "Start again with learning rate 0.1"], leaky]

    finished = build({"sizes": [1, 1], "activations": "identity", "weights": [[[1]]], "targets": [[1]]})
    assert ways_out(panel_of(sought(finished, 0, finished.count), 0, EN)) == []


def test_numbers_that_become_too_large_are_reported_first() -> None:
    session = edited(build({"sizes": [1, 1], "activations": "identity"}), inputs=[[1e4]], weights=[[[1e4]]])
    assert remarks(panel_of(sought(session, 0, 1), 0, EN))[0].startswith("The numbers are getting too large.")
