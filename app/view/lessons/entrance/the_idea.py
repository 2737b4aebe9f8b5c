"""The pictures of the first part: a network that errs, three machines, a valley with a ball, two brackets."""

from itertools import pairwise

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.machines import Joint, joints, machine, products
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.view.diagram.layout import Box
from app.view.diagram.svg import circle, path, rect, tag, text
from app.view.lessons.entrance.marks import Node, cell, drawn, edges, touching
from app.view.lessons.kit import plot
from app.view.words import numbers

_UNITS: tuple[tuple[Node, ...], ...] = (
    ((40, 54), (40, 114)),
    ((132, 30), (132, 84), (132, 138)),
    ((222, 84),),
)


def goal(locale: str) -> str:
    """The network that says too little, and how much is missing."""
    tape = record(REFERENCE, REFERENCE_PROBLEM)
    links = [
        (_UNITS[layer][i], _UNITS[layer + 1][j], float(w))
        for layer, W in enumerate(tape.network.W)
        for i, row in enumerate(W)
        for j, w in enumerate(row)
    ]
    boxes = "".join(rect("cell", Box(x - 16, y - 13, 32, 26), 8) for layer in _UNITS for x, y in layer)
    said, wanted = float(tape.H[-1][0, 0]), float(tape.problem.Y[0, 0])
    at = {value: 148 - 64 * value for value in (said, wanted)}
    return (
        edges(links)
        + boxes
        + path("axis", "M270 20V148")
        + path("missing", f"M270 {at[said]:.1f}V{at[wanted]:.1f}")
        + path("target", f"M260 {at[wanted]:.1f}h20")
        + circle("point", 270, at[said], 6)
        + text("start strong", 286, at[wanted] + 5, numbers.text(wanted, locale))
        + text("start strong", 286, at[said] + 5, numbers.text(said, locale))
    )


def chain_rule(locale: str) -> str:
    """Three machines, the slope of each, and the product."""
    row = joints([machine(name) for name in ("square", "falling", "square")], 1.5)
    product = products(row)[0] or 0.0
    boxes = "".join(_machine(joint, 18 + 104 * k, locale) for k, joint in enumerate(row))
    arrow = path("back", "M318 143H20m7-6-7 6 7 6")
    return boxes + arrow + cell("truth", Box(118, 128, 100, 30), numbers.text(product, locale), 20.5)


def _machine(joint: Joint, x: float, locale: str) -> str:
    entering, leaving, slope = joint.entering or 0.0, joint.leaving or 0.0, joint.slope or 0.0
    window = plot.Window(-3, 3, -0.5, 5.5, 92, 68)
    factor = f"({numbers.text(slope, locale)})" if slope < 0 else numbers.text(slope, locale)
    return (
        rect("cell", Box(x, 12, 92, 104), 10)
        + rect("slope", Box(x + 1, 84, 90, 31), 9)
        + drawn(window, joint.machine.function, x, 14)
        + touching(window, (entering, leaving), slope, (x, 14), 36)
        + text(f"strong {numbers.sign(slope)}", x + 46, 105, f"×{factor}")
    )


def one_neuron(_locale: str) -> str:
    """The cost as a valley, the ball on its slope, and the steps that it will take."""
    X, y, rate, W = 2.0, 1.0, 0.1, 1.2

    def cost(w: float) -> float:
        return float((max(0.0, w * X) - y) ** 2 / 2)

    window = plot.Window(-0.8, 1.6, -0.12, 1.3, 336, 168)
    walked, slope = [W], (W * X - y) * X
    for _ in range(6):
        walked.append(walked[-1] - rate * (walked[-1] * X - y) * X)
    stops = "".join(circle("stop", *window.at(w, cost(w)), 5) for w in walked[1:])
    return drawn(window, cost, 0, 0) + stops + touching(window, (W, cost(W)), slope, (0, 0), 92)


def hidden_layer(locale: str) -> str:
    """Two products with the same beginning under one bracket."""
    network = Network.of(
        Architecture((1, 1, 1), ("relu", "relu"), "half_squared_error", bias=False), W=[[[0.6]], [[0.5]]]
    )
    tape = record(network, Problem.of(network.architecture, [[2.0]], [[1.5]], 0.5))
    gap = float(tape.H[1][0, 0] - tape.problem.Y[0, 0])
    one, other = 1.0, float(tape.network.W[1][0, 0])  # both units are open
    rows = (
        (20, ((gap, 1), (one, 1), (float(tape.H[0][0, 0]), 0)), float(tape.dW[1][0, 0])),
        (92, ((gap, 1), (one, 1), (other, 0), (one, 0), (2.0, 0)), float(tape.dW[0][0, 0])),
    )
    drawn_rows = "".join(_product(y, factors, result, locale) for y, factors, result in rows)
    return drawn_rows + path("bracket", "M16 72v8h90v-8M16 84v-4m90 4v-4")


def _product(y: float, factors: tuple[tuple[float, int], ...], result: float, locale: str) -> str:
    cells = "".join(
        cell("shared" if shared else "", Box(16 + 47 * k, y, 43, 46), numbers.text(value, locale), 28)
        for k, (value, shared) in enumerate(factors)
    )
    return cells + cell("truth", Box(262, y + 6, 62, 34), numbers.text(result, locale), 22.5)


def network_of_units(_locale: str) -> str:
    """A lesson without a picture of its own: a network."""
    dots = "".join(tag("circle", "cell", cx=x + 42, cy=y, r=12) for layer in _UNITS for x, y in layer)
    links = [(a, b, 0.2) for first, then in pairwise(_UNITS) for a in first for b in then]
    moved = [((ax + 42, ay), (bx + 42, by), w) for (ax, ay), (bx, by), w in links]
    return edges(moved) + dots
