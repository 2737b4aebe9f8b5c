"""Whether an answer is right, and if not, which slip it shows.

Right is what rounds to the number at the digits that were given, if these are at least two significant ones, or lies
within 1 % of it; 0 must be 0. A slip is named if its number, too, agrees with the typed one. Numbers on the screen are
rounded, so digits after the third are not held against a slip.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import isfinite

import numpy as np

from app.core.practice.arithmetic import Typed
from app.core.practice.place import Pass, Place
from app.core.practice.question import ZERO
from app.core.practice.slips import CLOSE, LAST, Candidate, Slip, rule, slips_of

WITHIN = Fraction(1, 100)  # of the right number
SLIP_WITHIN = Fraction(1, 2000)  # of a slip's number: three digits agree
ENOUGH_DIGITS = 2
LARGEST_FLOAT = sys.float_info.max


@dataclass(frozen=True)
class Verdict:
    """What an answer is: right, a slip by name, or a wrong number that no slip explains (`slip` is None).

    `also` names further slips that give the same number. `concerns` are the places to look at again.
    """

    right: bool
    slip: str | None = None
    also: tuple[str, ...] = ()
    concerns: tuple[Place, ...] = ()


RIGHT = Verdict(right=True)


def judged(typed: Typed, numbers: Pass, place: Place) -> Verdict:
    """The verdict on an answer to the question for the number at a place."""
    if agrees(typed, numbers.number(place), WITHIN):
        return RIGHT
    slips = slips_of(rule(place, numbers.architecture.depth))
    found = [(slip.id, fit) for slip in slips if slip.id not in LAST for fit in _first_fit(slip, typed, numbers, place)]
    if not found:
        found = [(slip.id, fit) for slip in slips if slip.id in LAST for fit in _first_fit(slip, typed, numbers, place)]
        found = found[:1]
    if not found:
        return Verdict(right=False)
    (name, fit), *others = found
    return Verdict(right=False, slip=name, also=tuple(other for other, _ in others), concerns=fit.concerns)


def agrees(typed: Typed, number: float, within: Fraction) -> bool:
    """Whether a typed number stands for `number`: at the digits given, or with a relative error of at most `within`.

    No typed number stands for one that is not finite.
    """
    if not isfinite(number):
        return False
    if typed.value == 0 or number == 0:
        return typed.value == 0 and abs(number) <= ZERO
    exact = Fraction(number)
    distance = abs(typed.value - exact)
    if typed.digits >= ENOUGH_DIGITS and 2 * distance <= typed.step:
        return True
    return distance <= within * abs(exact)


def _first_fit(slip: Slip, typed: Typed, numbers: Pass, place: Place) -> tuple[Candidate, ...]:
    within = Fraction(CLOSE) if slip.id == "rounded-too-early" else SLIP_WITHIN
    with np.errstate(all="ignore"):
        return tuple(islice(_fits(slip.candidates(numbers, place), typed, within), 1))


def _fits(candidates: Iterable[Candidate], typed: Typed, within: Fraction) -> Iterator[Candidate]:
    low, high = _near(typed)
    return (each for each in candidates if low <= each.number <= high and agrees(typed, each.number, within))


def _near(typed: Typed) -> tuple[float, float]:
    """Bounds of all numbers that can agree with a typed one: most slips are ruled out without exact arithmetic."""
    value = float(typed.value)
    step = float(typed.step) if typed.value else ZERO
    reach = max(step, 2 * CLOSE * abs(value))
    return max(value - reach, -LARGEST_FLOAT), min(value + reach, LARGEST_FLOAT)
