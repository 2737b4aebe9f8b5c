"""One derivative or error beside a central difference of the cost."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.core import finite_differences
from app.core.keys import Key
from app.core.network import Network
from app.core.problem import Problem
from app.session.session import Session
from app.view.functions.activations import ACTIVATIONS
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import Language

CHECKED = frozenset({"E", "dW", "dB"})
AGREES = 1e-6  # relative; about what rounding leaves of a central difference


class Check(NamedTuple):
    """The two numbers and what they say, in words. `corner`: a unit switched between the two points."""

    derivative: float
    difference: float
    corner: bool
    agrees: bool
    sentence: str


def check(session: Session, key: Key, sample: int, language: Language) -> Check:
    """Checks a revealed dW, dB or E.

    An error is the derivative of its sample's cost by a weighted input, that is by a bias of its
    unit, and is checked as one. Raises KeyError for any other number, `NotRevealed` for one that is
    not known yet.
    """
    if key.letter not in CHECKED:
        raise KeyError(str(key))
    revealed = Revealed(session, sample)
    value = revealed.shown(key)
    network, problem = session.network, session.problem
    if key.letter == "E":
        network, problem = _with_biases(network), _one(problem, sample)
    place = _place(network, key)
    found = finite_differences.by_parameter(network, problem, range(place, place + 1))
    difference, corner = found.values.item(), found.kinks.item()
    size = revealed.value(Key("C", revealed.depth, 0))
    apart = finite_differences.relative_difference(np.array([value]), np.array([difference]), size).item()
    agrees = apart <= AGREES
    return Check(value, difference, corner, agrees, _sentence(session, difference, corner, agrees, language))


def _sentence(session: Session, difference: float, corner: bool, agrees: bool, language: Language) -> str:
    _ = language.gettext
    if corner and not agrees:
        kinked = dict.fromkeys(each.name for each in session.architecture.layers if each.kinks)
        return _("{activation} has a corner here, so a finite difference across it is not the derivative.").format(
            activation=" / ".join(_(ACTIVATIONS[name].label) for name in kinked)
        )
    text = (
        _("A central difference of the cost gives {difference}, the same.")
        if agrees
        else _("A central difference of the cost gives {difference}.")
    )
    return text.format(difference=numbers.exact(difference, language.locale))


def _place(network: Network, key: Key) -> int:
    """The index of the weight or bias of `key` in the flat parameters."""
    at, _, columns = network.architecture.blocks[key.layer - 1]
    row = network.architecture.sizes[key.layer - 1] if key.input is None else key.input
    return at + row * columns + key.unit


def _with_biases(network: Network) -> Network:
    """The same function, with a bias of 0 at each unit where there were none."""
    if network.architecture.bias:
        return network
    return Network.of(replace(network.architecture, bias=True), list(network.W))


def _one(problem: Problem, sample: int) -> Problem:
    row = slice(sample, sample + 1)
    return Problem(problem.X[row], problem.Y[row], problem.learning_rate)
