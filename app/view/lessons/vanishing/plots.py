"""The pictures of the lesson on whispers: ten people, 200 networks layer by layer, and how far each layer has moved.

Everything is plain numbers in the units of an SVG drawing, for a desktop or for a phone.
"""

from math import ceil, floor, isfinite
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.view.lessons.kit import plot
from app.view.lessons.kit.log_bars import power
from app.view.lessons.vanishing.error_sizes import EXPLODED, VANISHED
from app.view.words import numbers

PEOPLE, COLUMNS = 10, 5
ROOM = (124.0, 164.0)  # of one person in the drawing
QUIETER = 0.25
LOUDEST = 64.0  # radius of the first sound
LEAST, MOST = 0.1, 5.0  # size of the weights on the fader
GLOROT, HE = 1.0, 2**0.5
STRIP = 0.1  # of the plot, left of the first layer, for the dots
LOWEST, HIGHEST = -40, 40  # powers of ten that a plot reaches at most


class Layout(NamedTuple):
    """Sizes: of the drawing, and of the field of the plot."""

    width: int
    field: tuple[float, float]


DESK, PHONE = Layout(848, (740.0, 330.0)), Layout(348, (286.0, 230.0))


class Person(NamedTuple):
    """One person in the row: the middle, the radius of the sound, how loud it is."""

    number: int
    at: plot.Point
    sound: float
    text: str


class Cloud(NamedTuple):
    """The errors of all networks: a band from the lowest tenth to the highest, the middle, a dot for each first layer.

    `even` is the height at which an error keeps its size. `share` is the middle of the first layer's shares, `factor`
    what a layer multiplies by on average; both are "" where most errors are stopped. `stopped` networks have no error
    left in the first layer. `power` is the height of a factor of 10, `layer` the way from one layer to the next: what a
    script needs to move the picture with the fader.
    """

    width: float
    height: float
    band: str
    middle: str
    dots: str
    even: float
    ticks_x: tuple[tuple[float, str], ...]
    ticks_y: tuple[tuple[float, str], ...]
    fate: str
    share: str
    factor: str
    stopped: int
    power: float
    layer: float


class Mark(NamedTuple):
    """A mark on the scale of the fader."""

    name: str
    x: float
    text: str


def layout(view: str) -> Layout:
    """The layout for a desktop ("desk") or a phone ("phone")."""
    return PHONE if view == "phone" else DESK


def people(heard: int, locale: str) -> tuple[Person, ...]:
    """Ten people, of whom the first `heard` have passed the message on."""
    wide, high = ROOM
    return tuple(
        Person(
            k + 1,
            (wide * (k % COLUMNS + 0.5), 66.0 + high * (k // COLUMNS)),
            round(LOUDEST * QUIETER ** ((k + 1) / 2), 1) if k < heard else 0.0,  # its area is the loudness
            numbers.text(QUIETER ** (k + 1), locale) if k < heard else "",
        )
        for k in range(PEOPLE)
    )


def cloud(shares: Array, place: Layout, locale: str) -> Cloud:
    """The shares (networks, layers) of all networks."""
    depth = shares.shape[1]
    logs = np.log10(np.clip(np.nan_to_num(shares, posinf=1e300), 10.0**LOWEST, 10.0**HIGHEST))
    low, middle, high = np.quantile(logs, (0.1, 0.5, 0.9), axis=0)
    least, most = np.quantile(logs[:, 0][shares[:, 0] > 0], (0.02, 0.98)) if shares[:, 0].any() else (0.0, 0.0)
    bottom, top = _reach(min(low.min(), least), max(high.max(), most))
    window = plot.Window(1 - STRIP * max(depth, 2), max(depth, 2), bottom, top, *place.field)
    layers = range(1, depth + 1)
    band = [*zip(layers, high.tolist(), strict=True), *reversed([*zip(layers, low.tolist(), strict=True)])]
    first = float(np.median(shares[:, 0]))
    factor = first ** (1 / (depth - 1)) if depth > 1 and isfinite(first) and first > 0 else 0.0
    return Cloud(
        window.width,
        window.height,
        plot.polyline(window, band) + "Z",
        plot.polyline(window, zip(layers, middle.tolist(), strict=True)),
        _dots(window, logs[:, 0]),
        window.at(1, 0)[1],
        tuple((window.at(layer, 0)[0], str(layer)) for layer in _labelled(depth)),
        tuple((window.at(1, tick)[1], power(tick)) for tick in _powers(bottom, top)),
        fate(first),
        numbers.about(first, locale) if first else "",
        numbers.about(factor, locale) if factor else "",
        int(np.count_nonzero(shares[:, 0] == 0)),
        round(window.height / (top - bottom), 2),
        round(window.at(2, 0)[0] - window.at(1, 0)[0], 2),
    )


def fate(share: float) -> str:
    """What has become of an error whose size is this share of the last layer's."""
    if share == 0:
        return "stopped"
    return "vanishing" if share < VANISHED else "exploding" if not share <= EXPLODED else "steady"


def fader(size: float, aim: float | None, place: Layout, locale: str) -> tuple[Mark, ...]:
    """The marks on the fader's scale."""
    values = {"glorot": GLOROT, "he": HE, "now": size} | ({} if aim is None else {"you": aim})
    width = place.width - 2 * EDGE

    def x(value: float) -> float:
        return round(EDGE + width * (min(max(value, LEAST), MOST) - LEAST) / (MOST - LEAST), 1)

    return tuple(Mark(name, x(value), numbers.text(value, locale, 2)) for name, value in values.items())


EDGE = 8  # half of the handle of a fader


def _reach(low: float, high: float) -> tuple[int, int]:
    bottom, top = min(floor(low), -2), max(ceil(high), 2)
    return max(bottom, LOWEST), min(top, HIGHEST)


def _powers(bottom: int, top: int) -> list[int]:
    step = max(1, ceil((top - bottom) / 6))
    return [k for k in range(bottom, top + 1) if k % step == 0]


def _labelled(depth: int) -> list[int]:
    step = max(1, ceil(depth / 8))
    return [1, *(layer for layer in range(step, depth, step) if layer > 1 and depth - layer >= step), depth][
        : depth + 1
    ]


def _dots(window: plot.Window, logs: Array) -> str:
    """A dot for each network left of the first layer, side by side so that each can be seen."""
    wide, lowest = window.at(1, 0)[0] - 16, window.height - 4
    places = (min(max(window.at(1, height)[1], 4), lowest) for height in logs.tolist())
    return "".join(f"M{8 + wide * (k * 0.618 % 1):.0f} {y:.0f}h0" for k, y in enumerate(places))
