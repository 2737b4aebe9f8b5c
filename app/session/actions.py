"""What a user can do with a session, by name: which verb that is, and over how many iterations it goes.

The JSON operations and the page's forms look their actions up here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from app.core.examples import REFERENCE_PROBLEM
from app.session import rebuilding, undo, verbs
from app.session.session import Session, default_session

FEW_STAGES = 4  # fewer than any iteration has, so they cross at most one update


class Action(NamedTuple):
    """A change to a session."""

    verb: Callable[..., Session]
    """From a session to the one after the change. A verb that may go over many iterations accepts `watch`."""
    iterations: int | None = 1
    """How many iterations it computes at most; None where that depends on the session."""
    another: bool = False
    """Whether the session has another network afterwards."""
    change: str = ""
    """The name under which it can be undone; empty where going back undoes it."""
    data: bool = False
    """Whether the same network may have other samples or another learning rate afterwards."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """How far an action goes; each action uses its own fields, named as in the JSON API."""

    by: verbs.By = "stage"
    count: int = 1
    iterations: int = 1
    iteration: int = 0
    stage: int = 0
    seed: int = 0
    learning_rate: float = REFERENCE_PROBLEM.learning_rate


def _step(given: Arguments) -> Action:
    step = partial(verbs.stepped, by=given.by, count=given.count)
    if given.by == "iteration":
        return Action(step, given.count)
    return Action(step, 1 if given.count <= FEW_STAGES else None)


def _back(given: Arguments) -> Action:
    # However short the way back is, it is computed from the nearest checkpoint before it.
    return Action(partial(verbs.taken_back, by=given.by, count=given.count), None)


def _train(given: Arguments) -> Action:
    return Action(partial(verbs.trained_on, iterations=given.iterations), given.iterations)


def _seek(given: Arguments) -> Action:
    return Action(partial(verbs.sought, iteration=given.iteration, stage=given.stage), None)


def _redraw(given: Arguments) -> Action:
    return Action(partial(rebuilding.redrawn, seed=given.seed), another=True, change="redraw")


def _restart_calmly(given: Arguments) -> Action:
    restart = partial(rebuilding.restarted_calmly, learning_rate=given.learning_rate)
    return Action(restart, change="restart-calmly", data=True)


ACTIONS: Mapping[str, Callable[[Arguments], Action]] = {
    "step": _step,
    "back": _back,
    "forward": lambda _: Action(verbs.forward),
    "backward": lambda _: Action(verbs.backward),
    "update": lambda _: Action(verbs.updated),
    "restart": lambda _: Action(verbs.restarted, change="restart"),
    "undo": lambda _: Action(undo.undone, another=True),
    "redo": lambda _: Action(undo.redone, another=True),
    "seek": _seek,
    "train": _train,
    "redraw": _redraw,
    "open-gates": lambda _: Action(rebuilding.without_closed_gates, another=True, change="open-gates"),
    "example": lambda _: Action(lambda _: default_session(), another=True, change="example"),
    "restart-calmly": _restart_calmly,
}
