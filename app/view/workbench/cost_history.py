"""The costs of a run, from its first iteration to the last one reached, and on wish a few beyond.

The costs of earlier iterations are not stored: they are found by replaying the training from the nearest keyframe, with
exactly the numbers that it had. However long the run, at most about SAMPLES of them are computed, at every iteration,
every second one, every fourth … What was found is remembered while the run continues: a further iteration is one pass.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2s
from threading import Lock
from typing import NamedTuple

from app.core.errors import Diverged
from app.core.tape import record
from app.core.training import trained
from app.session.session import Keyframe, Session

Watch = Callable[[int], None]

SAMPLES = 160
LEAST_AHEAD = 5
MOST_AHEAD = 1000
MOST_SEEN = 10_000  # beyond the last keyframe
KEPT = 256  # runs whose costs are remembered, at about 20 KB each


class Wish(NamedTuple):
    """What a reader wants to see: also what is `ahead`, and up to the iteration `seen` before in the run `run`."""

    ahead: bool = False
    seen: int = 0
    run: str = ""


class Costs(NamedTuple):
    """Costs by iteration (from 0), as (iteration, cost), earliest first.

    `here` is the present iteration, `reached` the last one that the run has had, `known` whether the present cost is
    revealed; what follows `reached` is ahead. `stride` is the number of iterations between two samples.
    """

    points: tuple[tuple[int, float], ...]
    first: int
    here: int
    reached: int
    known: bool
    stride: int

    @property
    def last(self) -> int:
        """The last iteration that has a point; the present one if none has."""
        return max(self.here, self.points[-1][0]) if self.points else self.here


_found: OrderedDict[str, dict[int, float]] = OrderedDict()
_lock = Lock()


def run_of(session: Session) -> str:
    """A name for all that decides the costs of a session: its first numbers and every edit."""
    digest = blake2s(digest_size=8)
    for keyframe in session.keyframes:
        if keyframe.given:
            problem = keyframe.problem
            digest.update(repr((keyframe.iteration, problem.learning_rate, session.architecture)).encode())
            for array in (keyframe.network.parameters, problem.X, problem.Y):
                digest.update(array.tobytes())
    return digest.hexdigest()


def is_known(session: Session) -> bool:
    """Whether the cost of the present iteration is revealed."""
    return session.stage >= session.stages.forward_end


NO_WISH = Wish()


def costs(session: Session, wish: Wish = NO_WISH, watch: Watch | None = None, *, replay: bool = True) -> Costs:
    """The costs of a run. Without `replay` only those that are remembered or that a keyframe gives at once.

    While a question is open, those of later iterations are not among them: the cost itself may be asked for.

    `watch(done)` is called during the replay and may raise to end it; what was found until then is remembered.
    """
    first, here, known = session.keyframes[0].iteration, session.iteration, is_known(session)
    run = run_of(session)
    is_asked = session.practice.asked is not None
    reached = here if is_asked else max(here, session.keyframes[-1].iteration)
    if is_asked:
        wish = NO_WISH
    if wish.run == run:
        reached = max(reached, min(wish.seen, reached + MOST_SEEN))
    last = reached + (max(LEAST_AHEAD, min((reached - first) // 4, MOST_AHEAD)) if wish.ahead else 0)
    stride = _stride(last - first)
    wanted = {*range(first, last + 1, stride), here, reached}
    if reached == here and not known:
        wanted = {iteration for iteration in wanted if iteration != here}
    found = _costs_at(session, run, sorted(wanted), watch, replay=replay)
    return Costs(tuple(found), first, here, reached, known, stride)


def _stride(length: int) -> int:
    """A power of two, so that the samples of a longer run are some of those of a shorter one."""
    stride = 1
    while length // stride >= SAMPLES:
        stride *= 2
    return stride


def _costs_at(
    session: Session, run: str, wanted: list[int], watch: Watch | None, *, replay: bool
) -> list[tuple[int, float]]:
    with _lock:
        before = _found.get(run, {})
    found = {iteration: before[iteration] for iteration in wanted if iteration in before}
    missing = [iteration for iteration in wanted if iteration not in found]
    if not replay:
        missing = [*filter({start.iteration for start in _starts(session)}.__contains__, missing)]
    try:
        found.update(_replayed(session, missing, watch))
    finally:
        with _lock:
            _found[run] = found
            _found.move_to_end(run)
            if len(_found) > KEPT:
                _found.popitem(last=False)
    return sorted(found.items())


def _starts(session: Session) -> list[Keyframe]:
    """From where a replay can begin: the keyframes and the present, by iteration."""
    present = Keyframe(session.iteration, session.network, session.problem)
    return sorted((*session.keyframes, present), key=lambda start: start.iteration)


def _replayed(session: Session, iterations: Iterable[int], watch: Watch | None) -> Iterator[tuple[int, float]]:
    """The costs at some iterations, as far as training stays finite."""
    starts = _starts(session)
    at, done = starts[0], 0
    with suppress(Diverged):
        for iteration in iterations:
            at = max((at, *(start for start in starts if start.iteration <= iteration)), key=lambda one: one.iteration)
            length = iteration - at.iteration
            network = trained(at.network, at.problem, length, first=at.iteration, watch=_after(watch, done))
            at, done = Keyframe(iteration, network, at.problem), done + length
            cost = record(network, at.problem).cost
            if not math.isfinite(cost):
                return
            yield iteration, cost
            if watch is not None:
                watch(done)


def _after(watch: Watch | None, done: int) -> Watch | None:
    return None if watch is None else lambda more: watch(done + more)
