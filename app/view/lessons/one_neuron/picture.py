"""What the hill of lesson 2 shows in each of its beats, and the dials below it in the last."""

from math import cos, radians, sin
from typing import NamedTuple

from app.core.activations import ACTIVATIONS
from app.view.lessons.kit.plot import Window
from app.view.lessons.kit.printed import Shown
from app.view.lessons.one_neuron import hill as drawing
from app.view.lessons.one_neuron.beats import FogWalk, Landing, Stuck, Trial
from app.view.lessons.one_neuron.descent import Neuron
from app.view.lessons.one_neuron.hill import Hill, Layout

NEEDLE, SWING = 34.0, 75.0  # length in units of the drawing; degrees to the left and to the right
OWN_TOP, OWN_PITCH = 0.1, 0.028  # of the height: the reader's steps above the curve
SMALL = 0.36  # of a tangent's length, where the ball has been


class Dial(NamedTuple):
    """One factor of the slope: its symbol, its value, the end of its needle, and the settings that make it 0."""

    name: str
    value: Shown
    needle: tuple[float, float]
    off: str


class Scenery(NamedTuple):
    """The neuron, its first weight, and how its hill is drawn."""

    neuron: Neuron
    W: float
    window: Window
    place: Layout
    locale: str


def picture(beat: int, scenery: Scenery, fog: FogWalk, landing: Landing, trial: Trial, stuck: Stuck) -> Hill:
    """The hill as far as this beat shows it."""
    if beat == 1:
        return _fog(scenery, fog)
    if beat == 2:
        return _step(scenery, landing)
    if beat == 3:
        return _rate(scenery, fog, trial)
    neuron, _, window, place, locale = scenery
    weights = stuck.weights if stuck.known else (stuck.W.value,)
    drawn = drawing.in_full(drawing.hill(place, window, neuron, weights[-1], locale), neuron)
    return drawing.walked(drawn, place, neuron, weights)


def _fog(scenery: Scenery, fog: FogWalk) -> Hill:
    neuron, _, window, place, locale = scenery
    *been, W = fog.weights
    drawn = drawing.hill(place, window, neuron, W, locale)
    if not fog.lifted:
        return drawing.in_fog(drawn, place, neuron, been)
    return drawing.in_full(drawn, neuron)._replace(stops=drawing.stops(drawn, place, neuron, been, SMALL))


def _step(scenery: Scenery, landing: Landing) -> Hill:
    """The slope as rise over run; once the reader has said where the step leads, the step."""
    neuron, W, window, place, locale = scenery
    drawn = drawing.in_full(drawing.hill(place, window, neuron, W, locale), neuron)
    guess = None if landing.guess is None else window.at(landing.guess, 0)[0]
    if not landing.known:
        return drawing.with_triangle(drawn, neuron, W, locale)._replace(guess=guess)
    walked = drawing.walked(drawn, place, neuron, (W, landing.W))
    return walked._replace(way="", arrow=(window.at(W, 0)[0], window.at(landing.W, 0)[0]), guess=guess)


def _rate(scenery: Scenery, fog: FogWalk, trial: Trial) -> Hill:
    """The path of a rate, first as a ghost; above it the way that the reader went in the fog."""
    neuron, W, window, place, locale = scenery
    drawn = drawing.in_full(drawing.hill(place, window, neuron, W, locale), neuron)
    if trial.known:
        drawn = drawing.walked(drawn, place, neuron, trial.weights)
    else:
        drawn = drawn._replace(
            ghost=tuple(drawing.at(window, neuron, each) for each in trial.weights),
            slopes=drawing.slopes(window, neuron),
        )
    down = [round((OWN_TOP + OWN_PITCH * k) * place.height, 1) for k in range(len(fog.weights))]
    across = [window.at(each, 0)[0] for each in fog.weights]
    first = trial.weights[min(1, len(trial.weights) - 1)]
    return drawn._replace(
        own=tuple(zip(across, down, strict=True)) if len(across) > 1 else (),
        arrow=(window.at(W, 0)[0], window.at(first, 0)[0]),
        bottom=None if trial.bottom is None else window.at(trial.bottom, 0)[0],
    )


def dials(neuron: Neuron, stuck: Stuck, bottom: float | None, locale: str) -> tuple[Dial, ...]:
    """The three factors of the slope at the ball."""
    here = stuck.walked[-1]
    level = flat(neuron)
    return (
        Dial("gap", here.gap, needle(stuck.factors[0]), "" if bottom is None else f"at={bottom:.6g}"),
        Dial("slope", here.slope, needle(stuck.factors[1]), "" if level is None else f"at={level:g}"),
        Dial("input", stuck.X, needle(stuck.factors[2]), "X=0"),
    )


def flat(neuron: Neuron) -> float | None:
    """A weight at which the activation lets nothing or hardly anything through; None if there is none."""
    kind = ACTIVATIONS[neuron.activation]
    side = -1 if neuron.X > 0 else 1
    return side * 0.5 if kind.can_close else side * 3.0 if kind.saturates else None


def needle(value: float) -> tuple[float, float]:
    """The end of a dial's needle; 0 is at the top, and no number is beyond the end of the scale."""
    angle = radians(SWING * value / (1 + abs(value)))
    return round(NEEDLE * sin(angle), 1), round(-NEEDLE * cos(angle), 1)
