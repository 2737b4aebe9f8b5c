"""What can be done with a session: pure functions, each named for its result.

A place is (iteration, stage). The end of iteration k, (k, count), has the weights of the start of
the next, (k + 1, 0). Counted in stages, both are one point of the run; stepping and taking back
by stage name it (k, count), except where the weights or the data were edited at the start of
k + 1: there it is (k + 1, 0), so that taking back undoes a step and not the edit.

A verb does the whole of what was asked or raises and changes nothing. All of them raise `Diverged`
rather than reveal a stage that is not finite, or go on past one.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from numpy.typing import ArrayLike

from app.core.errors import Diverged, InvalidField
from app.core.network import Network
from app.core.problem import Problem
from app.session.errors import AtTheStart, PhaseAlreadyDone, TooFar
from app.session.history import Watch, bounded, travelled
from app.session.session import Keyframe, Session

By = Literal["stage", "iteration"]
Place = tuple[int, int]

FARTHEST = 10_000  # iterations on, or stages, at once


def stepped(session: Session, by: By = "stage", count: int = 1, watch: Watch | None = None) -> Session:
    """`count` stages more revealed, or moved on to the end of this iteration, or of the next from an end.

    Raises `TooFar` for a count above 10 000, `InvalidField` for one below 1.
    """
    places = _chosen(_ONWARD, by)
    _check_count(count)
    if count > FARTHEST:
        raise TooFar(FARTHEST)
    return _moved(session, places(session, count), watch)


def taken_back(session: Session, by: By = "stage", count: int = 1, watch: Watch | None = None) -> Session:
    """The last `count` stages hidden, or gone back to the start of this iteration, or of the one before from a start.

    Raises `AtTheStart` where there is not that much to go back over.
    """
    places = _chosen(_BACKWARD, by)
    _check_count(count)
    return _moved(session, places(session, count), watch)


def forward(session: Session) -> Session:
    """Moved on to the cost. Raises `PhaseAlreadyDone` within an iteration that has it."""
    return _to_phase_end(session, "forward", session.stages.forward_end)


def backward(session: Session) -> Session:
    """Moved on to the last derivative. Raises `PhaseAlreadyDone` within an iteration that has them all."""
    return _to_phase_end(session, "backward", session.stages.backward_end)


def updated(session: Session) -> Session:
    """Moved on to the end of the iteration, or of the next one from an end."""
    return stepped(session, "iteration")


def trained_on(session: Session, iterations: int, watch: Watch | None = None) -> Session:
    """The same as a step by iteration with that count."""
    return stepped(session, "iteration", iterations, watch)


def sought(session: Session, iteration: int, stage: int, watch: Watch | None = None) -> Session:
    """At that place, earlier or later.

    Raises `InvalidField` for a place that cannot be, `AtTheStart` before the history, `TooFar`
    more than 10 000 iterations on.
    """
    if iteration < 0:
        raise InvalidField("iteration", "a whole number from 0")
    if not 0 <= stage <= session.count:
        raise InvalidField("stage", f"a whole number from 0 to {session.count}")
    if iteration > session.iteration + FARTHEST:
        raise TooFar(FARTHEST)
    return _moved(session, (iteration, stage), watch)


def edited(
    session: Session,
    *,
    weights: Sequence[ArrayLike] | None = None,
    biases: Sequence[ArrayLike] | None = None,
    inputs: Sequence[ArrayLike] | None = None,
    targets: Sequence[ArrayLike] | None = None,
    learning_rate: float | None = None,
) -> Session:
    """Other numbers from here on; the iteration starts over, and what was later is forgotten.

    What is None stays as it is. At the end of an iteration the network shown there is edited, and
    the place is the start of the next one. Raises `InvalidField`.
    """
    shown, old = session.shown, session.problem
    network = shown
    if weights is not None or biases is not None:
        network = Network.of(
            session.architecture, shown.W if weights is None else weights, shown.B if biases is None else biases
        )
    new = Problem.of(
        session.architecture,
        list(old.X) if inputs is None else inputs,
        list(old.Y) if targets is None else targets,
        old.learning_rate if learning_rate is None else learning_rate,
    )
    # An array that was not edited stays the same object, and is kept and written only once.
    problem = Problem(old.X if inputs is None else new.X, old.Y if targets is None else new.Y, new.learning_rate)
    iteration = session.updates
    earlier = tuple(keyframe for keyframe in session.keyframes if keyframe.iteration < iteration)
    keyframes = bounded((*earlier, Keyframe(iteration, network, problem, given=True)), iteration)
    return Session(keyframes, iteration, 0, network, problem, session.seed)


def restarted(session: Session) -> Session:
    """At the start of iteration 0 with the first network kept and the present data; all else forgotten."""
    network = session.keyframes[0].network
    return Session((Keyframe(0, network, session.problem, given=True),), 0, 0, network, session.problem, session.seed)


def _stages_on(session: Session, count: int) -> Place:
    iteration, stage = divmod(_point(session) + count - 1, session.count)
    return iteration, stage + 1


def _iterations_on(session: Session, count: int) -> Place:
    return session.iteration + count - 1 + session.at_end, session.count


def _stages_back(session: Session, count: int) -> Place:
    iteration, stage = divmod(_point(session) - count, session.count)
    first = session.keyframes[0].iteration
    if iteration < first:
        raise AtTheStart(first)
    given = stage == 0 and any(keyframe.given and keyframe.iteration == iteration for keyframe in session.keyframes)
    return (iteration, stage) if stage or given else (iteration - 1, session.count)


def _iterations_back(session: Session, count: int) -> Place:
    return session.iteration - count + (session.stage > 0), 0


_Places = Callable[[Session, int], Place]
_ONWARD: dict[str, _Places] = {"stage": _stages_on, "iteration": _iterations_on}
_BACKWARD: dict[str, _Places] = {"stage": _stages_back, "iteration": _iterations_back}


def _point(session: Session) -> int:
    """The place counted in stages since the start of the run."""
    return session.iteration * session.count + session.stage


def _chosen(places: dict[str, _Places], by: str) -> _Places:
    if by not in places:
        raise InvalidField("by", "stage or iteration")
    return places[by]


def _check_count(count: int) -> None:
    if count < 1:
        raise InvalidField("count", "a whole number from 1")


def _to_phase_end(session: Session, phase: str, end: int) -> Session:
    if end <= session.stage < session.count:
        raise PhaseAlreadyDone(phase)
    return _moved(session, (session.iteration + session.at_end, end))


def _moved(session: Session, place: Place, watch: Watch | None = None) -> Session:
    iteration, stage = place
    there = session if iteration == session.iteration else travelled(session, iteration, watch)
    # The check records the tape that is about to be shown anyway; with nothing revealed none is needed.
    if stage and there.tape.diverged is not None and there.tape.diverged.index <= stage:
        raise Diverged(iteration, there.tape.diverged)
    return there.revealing(stage)
