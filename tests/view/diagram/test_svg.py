"""Marks and sizes: the plot of R, gates, widths, numbers that fit."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.session.description import build
from app.session.verbs import sought
from app.view.diagram.activation_plot import axes_and_curve, dot, plotted
from app.view.diagram.draw import scene
from app.view.diagram.fit_number import Room, fitted, slope, width
from app.view.diagram.gate import gate, narrow
from app.view.diagram.scale import edge_width, pulse_width, side
from app.view.diagram.unit_card import COMPACT, FULL
from app.view.functions.activations import ACTIVATIONS
from app.view.words import numbers
from app.view.words.language import Language, language
from app.view.workbench.status import status

EN, RU = language("en"), language("ru")
CELL = Room(4.12, 5.15)


def test_the_curve_of_relu_has_one_bend() -> None:
    path = re.search(r'class="curve" d="([^"]+)"', axes_and_curve(plotted("relu", 98, 26, 15)))
    assert path is not None
    assert path[1].count("L") == 2


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.plot])
def test_the_dot_stays_on_the_curve_for_any_weighted_input(name: str) -> None:
    plot = plotted(name, 98, 26, 15)
    for z in (-1e6, -0.5, 0.0, 0.5, 1e6):
        cx, cy = (float(x) for x in re.findall(r'c[xy]="([\d.]+)"', dot(plot, z, max(0.0, z))))
        assert 82 <= cx <= 114
        if abs(z) > 10:
            assert 8 <= cy <= 44


def openings(slope: float) -> float:
    """How much of the gate's height is open."""
    heights = re.findall(r"v([\d.]+)h-5z", gate(FULL.gate, slope, 1.0, current=True))
    top = float(re.findall(r"M[\d.]+ ([\d.]+)", gate(FULL.gate, slope, 1.0, current=True))[1])
    first = float(re.findall(r"M[\d.]+ ([\d.]+)", gate(FULL.gate, slope, 1.0, current=True))[0])
    return top - first - float(heights[0])


def test_the_opening_is_as_high_as_the_slope() -> None:
    assert openings(0.5) == pytest.approx(openings(0.25) * 2, abs=0.3)
    assert openings(0.01) == pytest.approx(openings(0.1), abs=0.1)
    assert openings(7.0) == openings(1.0)


def test_a_closed_gate_shows_the_sign_of_what_it_stops() -> None:
    assert 'class="sliver neg"' in gate(FULL.gate, 0.0, -0.385, current=True)
    assert "sliver" not in gate(FULL.gate, 0.0, 0.0, current=True)
    assert "sliver" not in gate(FULL.gate, 0.0, -0.385, current=False)


def test_a_low_gate_has_its_number_above() -> None:
    assert narrow(FULL.gate, 0.25)
    assert not narrow(FULL.gate, 1.0)
    assert not narrow(FULL.gate, 0.0)


def test_widths_follow_the_size_of_a_value() -> None:
    assert edge_width(-2.0, 2.0) == 4.6
    assert edge_width(0.0, 2.0) == 1.4
    assert edge_width(0.0, 0.0) == 1.4
    assert pulse_width(-0.77, 0.77) == 18.0
    assert pulse_width(0.0, 0.77) == 0.0
    assert side(0.25, 1.0) == 0.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.539, "−0.539"), (1234.5678, "1234.57"), (-1234.5678, "−1234.6"), (-0.00032, "−3·10⁻⁴"), (12345.0, "1.2·10⁴")],
)
def test_a_number_is_shortened_until_it_fits(value: float, text: str) -> None:
    assert fitted(value, CELL, EN).text == text
    assert width(text) <= CELL.small


ROOMS = [room for card in (FULL, COMPACT) for room in (card.input.room, card.pill)] + [
    Room(1.7, 1.9, 1),
    Room(9, 9),
    CELL,
]


@given(st.floats(-1, 1).filter(bool), st.sampled_from(ROOMS), st.sampled_from((EN, RU)))
def test_a_number_that_is_not_0_is_never_printed_as_0(value: float, room: Room, language: Language) -> None:
    found = fitted(value, room, language)
    printed = [found.text, numbers.text(value, language.locale), numbers.exact(value, language.locale)]
    printed += [numbers.about(value, language.locale), *numbers.column([value, 0.5], language.locale, 2)[:1]]
    gate = slope(abs(value), room, language)
    for text in [*printed, *([gate.text] if gate else [])]:
        assert "≈" not in text
        assert re.search("[1-9]", text), text
    assert found.text.startswith("−") == (value < 0)
    assert found.said == numbers.text(value, language.locale).replace("−", language.gettext("minus") + " ")
    assert fitted(0.0, room, language).text == "0"


@pytest.mark.parametrize("view", ["desk", "phone"])
@given(st.floats(0, 1e6))
@example(46.6)  # a cost with as many digits as are printed at all
@settings(max_examples=30, deadline=None)
def test_the_cost_is_printed_alike_in_the_strip_and_in_the_drawing(view: str, target: float) -> None:
    session = sought(build({"activations": "identity", "targets": [[target]]}), 0, 5)
    drawn = scene(session, view, None, 0, None, EN)
    assert f">{status(session, 0, EN).cost}</text>" in str(drawn.marks)


def test_a_number_is_read_out_in_words() -> None:
    assert fitted(-0.539, CELL, EN).said == "minus 0.539"
    assert fitted(-0.539, CELL, RU).said == "минус 0,539"
