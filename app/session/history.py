"""What is kept for going back: edits as long as there is room, checkpoints thinned with distance.

The weights of an iteration cannot be computed backwards, so going back replays from the nearest
keyframe before. Checkpoints lie close together near the present and ever further apart away from
it: a replay is then about as long as the way back at the worst, and a dozen checkpoints serve a
million iterations. Walking back lays new ones, so that every single step of it is short.

Both kinds are bounded in bytes, so a session stays small however long it is trained and edited.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from app.core.network import Network
from app.core.problem import Problem
from app.core.training import trained
from app.session.errors import AtTheStart
from app.session.session import Keyframe, Session

Watch = Callable[[int], None]

ROOM = 64 * 1024  # bytes of checkpoints, and as many of edits
MOST = 12  # checkpoints: with these the default network's state stays below 2 KB
KEYFRAME = 64  # bytes that an edit takes beside its numbers, rounded up
WIDEST, CLOSEST = 64, 4  # iterations between the checkpoints nearest to the present
LIGHT = 20_000  # products a layer-by-layer pass makes in about the time of its calls

_iteration = attrgetter("iteration")


def spacing(network: Network, problem: Problem) -> int:
    """Iterations between checkpoints near the present: fewer where an iteration takes longer."""
    work = network.architecture.parameter_count * len(problem.X)
    return max(CLOSEST, WIDEST // (1 + work // LIGHT))


def travelled(session: Session, iteration: int, watch: Watch | None = None) -> Session:
    """The session at the start of another iteration, exactly as it was or will be there.

    `watch(done)` is called as the replay goes on and may raise to end it. Raises `AtTheStart`
    before the history, `Diverged` where there is no way on.
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
    return Session(keyframes, iteration, 0, network, start.problem, session.seed)


def _replayed(start: Keyframe, iteration: int, watch: Watch | None) -> tuple[list[Keyframe], Network]:
    """The checkpoints on the way from `start` to `iteration`, and the network there."""
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
    """Where checkpoints are worth laying between `start` (left out) and `end`: one an octave of distance."""
    found = {end // unit * unit}
    while unit < end - start:
        found.add((end // unit - 1) * unit)
        unit *= 2
    return sorted(stop for stop in found if start < stop <= end)


def thinned(keyframes: Sequence[Keyframe], present: int) -> tuple[Keyframe, ...]:
    """All that is given, and of the checkpoints as many as there is room for, those worth most."""
    kept = list(keyframes)
    checkpoints = sum(not keyframe.given for keyframe in kept)
    most = min(MOST, ROOM // kept[0].network.parameters.nbytes)
    for _ in range(checkpoints - most):
        del kept[min((at for at, keyframe in enumerate(kept) if not keyframe.given), key=_worth(kept, present))]
    return tuple(kept)


def _worth(keyframes: Sequence[Keyframe], present: int) -> Callable[[int], float]:
    """How long a replay would get without a checkpoint, compared with how far away it is."""

    def worth(at: int) -> float:
        here = keyframes[at].iteration
        after = keyframes[at + 1].iteration if at + 1 < len(keyframes) else max(present, here)
        return (after - keyframes[at - 1].iteration) / (abs(present - here) + WIDEST)

    return worth


def bounded(keyframes: tuple[Keyframe, ...], present: int) -> tuple[Keyframe, ...]:
    """The same without its oldest edits, where all of them would take too much room.

    What rules the present stays, and so does everything after the first that is kept: a history
    with a hole could not be replayed.
    """
    while _bytes(keyframes) > ROOM:
        second = next((at for at, keyframe in enumerate(keyframes) if at and keyframe.given), None)
        if second is None or keyframes[second].iteration > present:
            break
        keyframes = keyframes[second:]
    return keyframes


def _bytes(keyframes: Sequence[Keyframe]) -> int:
    """Bytes of the edits beyond what a session without any would have: one network and one problem."""
    given = [keyframe for keyframe in keyframes if keyframe.given]
    arrays = {id(array): array.nbytes for keyframe in given for array in (keyframe.problem.X, keyframe.problem.Y)}
    now = given[-1].problem
    networks = sum(keyframe.network.parameters.nbytes + KEYFRAME for keyframe in given[1:])
    return networks + sum(arrays.values()) - now.X.nbytes - now.Y.nbytes
