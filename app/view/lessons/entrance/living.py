"""The drawing at the head of the entrance: the workbench's own, of the reference network, in its first rounds.

The server draws every round; the page plays them. Without a script, with reduced motion and on paper it shows the
first one, with the costs of all.
"""

from typing import NamedTuple

from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.tape import Tape, record
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.lessons.kit import plot
from app.view.lessons.kit.embedded_pass import session_at
from app.view.words import numbers
from app.view.words.language import Language

ROUNDS = 3
ROOMS = {"desk": ("full", "880x380"), "phone": ("compact", "360x340")}  # level of detail and room of each view
PLOT = (120.0, 150.0)  # of the costs, in units of the drawing


class CostPoint(NamedTuple):
    """The cost of one round: its place, the line that leads to it from the one before, and its number."""

    at: plot.Point
    line: str
    cost: str


class Living(NamedTuple):
    """The rounds as drawings, before each update, the costs as a curve, and what the first round says."""

    rounds: tuple[Scene, ...]
    size: tuple[float, float]
    costs: tuple[CostPoint, ...]
    says: str
    target: str
    first_cost: str
    last_cost: str


def living(view: str, language: Language) -> Living:
    """The drawing for a desktop ("desk") or a phone ("phone")."""
    locale, tapes = language.locale, rounds()
    costs = tuple(numbers.text(tape.cost, locale) for tape in tapes)
    return Living(
        tuple(_scene(tape, view, language) for tape in tapes),
        PLOT,
        _curve([tape.cost for tape in tapes], costs),
        numbers.text(float(tapes[0].H[-1][0, 0]), locale),
        numbers.text(float(tapes[0].problem.Y[0, 0]), locale),
        costs[0],
        costs[-1],
    )


def rounds() -> list[Tape]:
    """The passes of the reference network before each of its first updates."""
    tapes = [record(REFERENCE, REFERENCE_PROBLEM)]
    while len(tapes) < ROUNDS:
        tapes.append(record(tapes[-1].updated, REFERENCE_PROBLEM))
    return tapes


def _scene(tape: Tape, view: str, language: Language) -> Scene:
    session = session_at(tape, tape.network.architecture.iteration.backward_end)
    level, room = ROOMS[view]
    return scene(session, view, level, 0, None, language, room)


def _curve(costs: list[float], texts: tuple[str, ...]) -> tuple[CostPoint, ...]:
    window = plot.Window(0, ROUNDS - 1, 0, costs[0], *PLOT)
    points = list(enumerate(costs))
    lines = ["", *(plot.polyline(window, points[k - 1 : k + 1]) for k in range(1, ROUNDS))]
    return tuple(
        CostPoint(window.at(*point), line, text) for point, line, text in zip(points, lines, texts, strict=True)
    )
