"""The keyframes that make going back possible: edits, and checkpoints that thin out with distance.

The weights of an earlier iteration cannot be computed from later ones, so going back replays the
training from the nearest keyframe before it. Checkpoints are close together near the present and
further apart away from it: a replay is at worst about as long as the distance gone back, and a
dozen checkpoints are enough for a million iterations. Going back adds new ones on its way, so that
each further step back is short.

Both kinds are limited in bytes, so that a session stays small however long it is trained and edited.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter

from app.core.network import Network
from app.core.problem import Problem
from app.core.training import FAST_PASS_PRODUCTS, trained
from app.session.errors import AtTheStart
from app.session.session import Keyframe, Session

Watch = Callable[[int], None]

MAX_BYTES = 64 * 1024  # of all checkpoints, and again of all edits
MAX_CHECKPOINTS = 12  # with these the stored session of the default network stays below 2 KB
KEYFRAME_BYTES = 64  # of an edit without its numbers, rounded up
MIN_SPACING, MAX_SPACING = 4, 64  # iterations between the checkpoints nearest to the present

_iteration = attrgetter("iteration")


def spacing(network: Network, problem: Problem) -> int:
    """Iterations between checkpoints near the present: fewer if an iteration takes longer."""
    work = network.architecture.parameter_count * len(problem.X)
    return max(MIN_SPACING, MAX_SPACING // (1 + work // FAST_PASS_PRODUCTS))


def travelled(session: Session, iteration: int, watch: Watch | None = None) -> Session:
    """The session at the start of another iteration, with exactly the numbers it had or will have there.

    `watch(done)` is called during the replay and may raise to end it. Raises `AtTheStart` before
    the beginning of the history, `Diverged` if training does not reach the iteration.
    """
    later = bisect_right(session.keyframes, iteration, key=_iteration)
    if not later:
        raise AtTheStart(session.keyframes[0].iteration)
    before, after = session.keyframes[:later], session.keyframes[later:]
    start = before[-1]
    if start.iteration < session.iteration <= iteration:
        start = Keyframe(session.iteration, session.network, session.problem)
    passed, network = _replayed(start, iteration, watch)
    keyframes = thinned((*before, *passed, *after), iteration) if passed else session.keyframes
    return replace(session, keyframes=keyframes, iteration=iteration, stage=0, network=network, problem=start.problem)


def _replayed(start: Keyframe, iteration: int, watch: Watch | None) -> tuple[list[Keyframe], Network]:
    """New checkpoints between `start` and `iteration`, and the network at `iteration`."""
    passed: list[Keyframe] = []
    network, problem, at = start.network, start.problem, start.iteration
    marks = stops(at, iteration, spacing(network, problem))
    for stop in sorted({*marks, iteration} - {at}):
        report = None if watch is None else _later(watch, at - start.iteration)
        network, at = trained(network, problem, stop - at, first=at, watch=report), stop
        if stop in marks:
            passed.append(Keyframe(stop, network, problem))
    return passed, network


def _later(watch: Watch, before: int) -> Watch:
    return lambda done: watch(before + done)


def stops(start: int, end: int, unit: int) -> list[int]:
    """The iterations after `start`, up to `end`, that get a checkpoint: one per doubling of the distance to `end`."""
    found = {end // unit * unit}
    while unit < end - start:
        found.add((end // unit - 1) * unit)
        unit *= 2
    return sorted(stop for stop in found if start < stop <= end)


def thinned(keyframes: Sequence[Keyframe], present: int) -> tuple[Keyframe, ...]:
    """All given keyframes, and as many of the most useful checkpoints as the limits allow."""
    kept = list(keyframes)
    checkpoints = sum(not keyframe.given for keyframe in kept)
    most = min(MAX_CHECKPOINTS, MAX_BYTES // kept[0].network.parameters.nbytes)
    for _ in range(checkpoints - most):
        del kept[min((at for at, keyframe in enumerate(kept) if not keyframe.given), key=_worth(kept, present))]
    return tuple(kept)


def _worth(keyframes: Sequence[Keyframe], present: int) -> Callable[[int], float]:
    """How long replays would become without a checkpoint, relative to its distance from the present."""

    def worth(at: int) -> float:
        here = keyframes[at].iteration
        after = keyframes[at + 1].iteration if at + 1 < len(keyframes) else max(present, here)
        return (after - keyframes[at - 1].iteration) / (abs(present - here) + MAX_SPACING)

    return worth


def bounded(keyframes: tuple[Keyframe, ...], present: int) -> tuple[Keyframe, ...]:
    """The keyframes without the oldest edits, if all of them together exceed MAX_BYTES.

    The edit that applies to the present stays. So does everything after the first keyframe that
    stays, because a history with a gap could not be replayed.
    """
    while _bytes(keyframes) > MAX_BYTES:
        second = next((at for at, keyframe in enumerate(keyframes) if at and keyframe.given), None)
        if second is None or keyframes[second].iteration > present:
            break
        keyframes = keyframes[second:]
    return keyframes


def _bytes(keyframes: Sequence[Keyframe]) -> int:
    """Bytes of the edits, without the one network and one problem that every session has."""
    given = [keyframe for keyframe in keyframes if keyframe.given]
    arrays = {id(array): array.nbytes for keyframe in given for array in (keyframe.problem.X, keyframe.problem.Y)}
    now = given[-1].problem
    networks = sum(keyframe.network.parameters.nbytes + KEYFRAME_BYTES for keyframe in given[1:])
    return networks + sum(arrays.values()) - now.X.nbytes - now.Y.nbytes
