"""Lesson 3: what becomes of Eh and of the cost when Wo is updated too early, and the finite difference as the judge."""

from math import isclose, isfinite
from typing import NamedTuple

import numpy as np

from app.core.finite_differences import by_parameter
from app.core.tape import Tape
from app.view.lessons.hidden_layer.network import Walk, walk, with_weight
from app.view.lessons.kit.printed import Shown, equals, shown
from app.view.words.language import Language

ARRIVED = 0.01  # of the first cost


class Way(NamedTuple):
    """Eh and C'(Wh) with one Wo: the printed numbers."""

    weight: Shown
    Eh: Shown
    dWh: Shown

    def equals(self, Eo: Shown, slope: Shown) -> str:
        """The sign between Eo · Wo · R′(Zh) and Eh."""
        return equals(Eo.number * self.weight.number * slope.number, self.Eh.number)


class Judgement(NamedTuple):
    """Both ways beside the finite difference.

    `verdict` is "old" (only the old Wo agrees with it), "same" (both do) or "corner" (there is no derivative).
    """

    Eo: Shown
    slope: Shown
    x: Shown
    old: Way
    new: Way
    difference: Shown
    off: Shown
    verdict: str
    words: str
    slopes: tuple[float, float]


class Race(NamedTuple):
    """Both walks, their last costs as printed, and what became of the one with the new Wo beside the other.

    `outcome` is "never" (only it does not arrive), "neither", "same", "sooner" or "later".
    """

    old: Walk
    new: Walk
    costs: tuple[str, str]
    outcome: str


def race(tape: Tape, locale: str) -> Race:
    """30 iterations both ways, from the network of a tape and at its rate."""
    old, new = walk(tape, new=False), walk(tape, new=True)
    costs = tuple("∞" if each.diverged else shown(each.costs[-1], locale).text for each in (old, new))
    return Race(old, new, (costs[0], costs[1]), _outcome(old, new))


def _outcome(old: Walk, new: Walk) -> str:
    if old == new:
        return "same"
    if not _arrives(new):
        return "never" if _arrives(old) else "neither"
    return "sooner" if sum(new.costs) < sum(old.costs) else "later"


def _arrives(walked: Walk) -> bool:
    return not walked.diverged and walked.costs[-1] <= ARRIVED * walked.costs[0]


def judgement(tape: Tape, language: Language) -> Judgement:
    """C'(Wh) with the old and the new Wo, and the finite difference."""
    locale = language.locale
    weights = [network.W[1].item() for network in (tape.network, tape.updated)]
    found = [with_weight(tape, weight) for weight in weights]
    differences = by_parameter(tape.network, tape.problem)
    difference, corner = float(differences.values[0]), bool(differences.kinks[0])
    agree = [_agrees(dWh, difference) for _, dWh in found]
    verdict = "corner" if corner and not agree[0] else "same" if all(agree) else "old"
    tidy = 0.0 if abs(difference) < 1e-9 else round(difference, 7)
    old, new = (
        Way(shown(weight, locale), shown(Eh, locale), shown(dWh, locale))
        for weight, (Eh, dWh) in zip(weights, found, strict=True)
    )
    return Judgement(
        shown(tape.E[1].item(), locale),
        shown(np.asarray(tape.R[0]).item(), locale),
        shown(tape.problem.X.item(), locale),
        old,
        new,
        shown(tidy if isfinite(tidy) else None, locale),
        shown(round(found[1][1] - tidy, 7), locale),
        verdict,
        _words(verdict, language),
        (found[0][1], found[1][1]),
    )


def _agrees(derivative: float, difference: float) -> bool:
    return isclose(derivative, difference, rel_tol=1e-5, abs_tol=1e-7)


def _words(verdict: str, language: Language) -> str:
    say = language.gettext
    return {
        "old": say("The errors belong to the network that made the prediction, and it had the old Wo."),
        "same": say("Here it makes no difference: either the new Wo equals the old one, or it is multiplied by 0."),
        "corner": say("The cost has a corner exactly here, and a difference taken across it is not a derivative."),
    }[verdict]
