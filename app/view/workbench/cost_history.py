"""The costs of the iterations around the present one: those that were, and what the next ones would give."""

from typing import NamedTuple

from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.session.history import travelled
from app.session.session import Session

BEFORE, AHEAD = 4, 4  # iterations beside the present one
HEAVY = 400_000  # products in a pass above which only the present cost is computed


class Costs(NamedTuple):
    """Costs, earliest first, and which of them is the present one.

    `onward` is the network after the last of them, None where the next cost would not be finite.
    """

    costs: tuple[float, ...]
    here: int
    onward: Network | None

    @property
    def has_next(self) -> bool:
        """Whether the cost of the next iteration is among them."""
        return len(self.costs) > self.here + 1


def costs(session: Session) -> Costs:
    """The costs around the session's iteration: several passes of work."""
    light = session.architecture.parameter_count * len(session.problem.X) <= HEAVY
    first = max(session.keyframes[0].iteration, session.iteration - BEFORE * light)
    there, past = session, []
    for iteration in range(first, session.iteration):
        there = travelled(there, iteration)
        past.append(record(there.network, there.problem).cost)
    tape = session.tape
    found = Costs((*past, tape.cost), len(past), tape.updated if tape.diverged is None else None)
    for _ in range(AHEAD * light):
        found = _longer(found, session.problem)
    return found


def moved_on(before: Costs, problem: Problem) -> Costs:
    """The costs around the next iteration, which must be among those around this one: a single pass."""
    here = min(before.here + 1, BEFORE)
    return _longer(Costs(before.costs[before.here + 1 - here :], here, before.onward), problem)


def _longer(found: Costs, problem: Problem) -> Costs:
    if found.onward is None:
        return found
    tape = record(found.onward, problem)
    if tape.diverged is not None:
        return found._replace(onward=None)
    return Costs((*found.costs, tape.cost), found.here, tape.updated)
