"""A deep network that is trained in earnest for 100 steps, and how far each of its layers has moved."""

from functools import partial
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.data_sets import DATA_SETS
from app.core.errors import Diverged
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.core.training import trained
from app.view.lessons.kit.log_bars import LogBars, log_bars
from app.view.words import numbers

STEPS = 100
HIDDEN, UNITS, SEED, RATE = 8, 6, 7, 0.1
LAYERS = HIDDEN + 1  # of weights
ALIKE, HARDLY = 1 / 4, 1 / 100  # of the last layer's movement


class Training(NamedTuple):
    """How far each layer has moved, as a share of its weights, the last layer first; both costs; the first's share.

    `verdict` is "alike", "less" or "hardly": how far the first layer has moved beside the last.
    """

    bars: LogBars
    first: str
    last: str
    before: str
    after: str
    verdict: str


def training(activation: str, locale: str) -> Training | None:
    """100 steps on XOR with the weights that the program draws for this activation; None if they diverge."""
    activations = (*([activation] * HIDDEN), "identity")
    architecture = Architecture((2, *([UNITS] * HIDDEN), 1), activations, "half_squared_error", bias=True)
    data = DATA_SETS["xor"]
    problem = Problem.of(architecture, data.X.tolist(), data.Y.tolist(), RATE)
    start = initial_network(architecture, SEED)
    try:
        end = trained(start, problem, STEPS)
    except Diverged:
        return None
    moved = [_moved(*pair) for pair in zip(start.W, end.W, strict=True)]
    percent = partial(numbers.about, locale=locale)
    rows = ((_name(layer), layer, move, f"{percent(100 * move)} %") for layer, move in enumerate(moved, 1))
    return Training(
        log_bars(reversed([*rows])),
        f"{percent(100 * moved[0])} %",
        f"{percent(100 * moved[-1])} %",
        numbers.text(_cost(start, problem), locale),
        numbers.text(_cost(end, problem), locale),
        _verdict(moved[0] / moved[-1] if moved[-1] else 0.0),
    )


def _moved(before: Array, after: Array) -> float:
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))


def _cost(network: Network, problem: Problem) -> float:
    return record(network, problem).cost


def _verdict(share: float) -> str:
    return "alike" if share >= ALIKE else "hardly" if share < HARDLY else "less"


def _name(layer: int) -> Markup:
    return Markup("<i>W<sub>{}</sub></i>").format(layer)
