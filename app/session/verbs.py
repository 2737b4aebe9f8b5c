"""What can be done with a session: pure functions, each named for its result.

A place is (iteration, stage). The end of iteration k, (k, count), has the same weights as the
start of the next, (k + 1, 0); counted in stages both are the same point of the run. Stepping by
stage, in either direction, arrives there at (k, count). The exception is an edit of the weights or
the data at the start of k + 1: then going back arrives at (k + 1, 0), so that it undoes a step and
not the edit.

A verb does everything it was called for, or raises and changes nothing. All verbs raise `Diverged`
instead of revealing a stage that is not finite or continuing past one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, TypedDict, Unpack

from numpy.typing import ArrayLike

from app.core.errors import Diverged, InvalidField
from app.core.network import Network
from app.core.problem import Problem
from app.session.errors import AtTheStart, PhaseAlreadyDone, TooFar
from app.session.history import Watch, bounded, travelled
from app.session.session import Keyframe, Session

By = Literal["stage", "iteration"]
Place = tuple[int, int]

MAX_ITERATIONS_PER_REQUEST = 10_000  # also the most stages that one step may take


def stepped(session: Session, by: By = "stage", count: int = 1, watch: Watch | None = None) -> Session:
    """The session `count` stages later, or `count` iterations.

    A step by iteration goes to the end of this iteration, or from an end to the end of the next one.

    Raises `TooFar` for a count above MAX_ITERATIONS_PER_REQUEST, `InvalidField` for one below 1.
    """
    places = _chosen(_ONWARD, by)
    _check_count(count)
    if count > MAX_ITERATIONS_PER_REQUEST:
        raise TooFar(MAX_ITERATIONS_PER_REQUEST)
    return _moved(session, places(session, count), watch)


def taken_back(session: Session, by: By = "stage", count: int = 1, watch: Watch | None = None) -> Session:
    """The session `count` stages earlier, or `count` iterations.

    A step back by iteration goes to the start of this iteration, or from a start to the start of the one before.

    Raises `AtTheStart` if the history does not reach that far.
    """
    places = _chosen(_BACKWARD, by)
    _check_count(count)
    return _moved(session, places(session, count), watch)


def forward(session: Session) -> Session:
    """The session at the cost. Raises `PhaseAlreadyDone` if this iteration has reached it."""
    return _to_phase_end(session, "forward", session.stages.forward_end)


def backward(session: Session) -> Session:
    """The session with all derivatives computed. Raises `PhaseAlreadyDone` if this iteration has them."""
    return _to_phase_end(session, "backward", session.stages.backward_end)


def updated(session: Session) -> Session:
    """The session at the end of this iteration, or from an end at the end of the next one."""
    return stepped(session, "iteration")


def trained_on(session: Session, iterations: int, watch: Watch | None = None) -> Session:
    """The session after that many iterations: a step by iteration."""
    return stepped(session, "iteration", iterations, watch)


def sought(session: Session, iteration: int, stage: int, watch: Watch | None = None) -> Session:
    """The session at a place, earlier or later.

    Raises `InvalidField` for a place that does not exist, `AtTheStart` before the beginning of the
    history and `TooFar` more than MAX_ITERATIONS_PER_REQUEST iterations ahead.
    """
    if iteration < 0:
        raise InvalidField("iteration", "a whole number from 0")
    if not 0 <= stage <= session.count:
        raise InvalidField("stage", f"a whole number from 0 to {session.count}")
    if iteration > session.iteration + MAX_ITERATIONS_PER_REQUEST:
        raise TooFar(MAX_ITERATIONS_PER_REQUEST)
    return _moved(session, (iteration, stage), watch)


class Changes(TypedDict, total=False):
    """The numbers of an edit; those that are None or missing stay."""

    weights: Sequence[ArrayLike] | None
    biases: Sequence[ArrayLike] | None
    inputs: Sequence[ArrayLike] | None
    targets: Sequence[ArrayLike] | None
    learning_rate: float | None


def edited(session: Session, **changes: Unpack[Changes]) -> Session:
    """The session with other numbers from here on, at the start of its iteration; later history is discarded.

    At the end of an iteration the updated network is edited, and the place is the start of the next iteration.
    Raises `InvalidField`.
    """
    weights, biases = changes.get("weights"), changes.get("biases")
    inputs, targets, learning_rate = changes.get("inputs"), changes.get("targets"), changes.get("learning_rate")
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
    # An array that was not edited stays the same object, so that it is stored only once.
    problem = Problem(old.X if inputs is None else new.X, old.Y if targets is None else new.Y, new.learning_rate)
    iteration = session.updates
    earlier = tuple(keyframe for keyframe in session.keyframes if keyframe.iteration < iteration)
    keyframes = bounded((*earlier, Keyframe(iteration, network, problem, given=True)), iteration)
    there = replace(session, keyframes=keyframes, iteration=iteration, network=network, problem=problem)
    return replace(there, stage=0, practice=session.practice.closed())


def edited_in_place(session: Session, **changes: Unpack[Changes]) -> Session:
    """The session with other numbers, as `edited` has them, computed again up to the stage that was revealed.

    At the end of an iteration other weights begin the next one; other data or another learning rate change the
    iteration that has just ended. Where the new numbers are not finite, the stages before that are revealed.
    """
    of_weights = changes.get("weights") is not None or changes.get("biases") is not None
    after = edited(session if of_weights else session.revealing(0), **changes)
    stage = 0 if of_weights and session.at_end else session.stage
    diverged = after.tape.diverged if stage else None
    return after.revealing(stage if diverged is None else min(stage, diverged.index - 1))


def restarted(session: Session) -> Session:
    """The session at the start of iteration 0 with its first network and present data; the history is discarded."""
    network = session.keyframes[0].network
    first = Keyframe(0, network, session.problem, given=True)
    there = replace(session, keyframes=(first,), iteration=0, stage=0, network=network)
    return replace(there, practice=session.practice.closed())


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
    """The number of stages since the start of the run."""
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
    # Checking records the tape, which is about to be shown anyway; if nothing is revealed, none is needed.
    if stage and there.tape.diverged is not None and there.tape.diverged.index <= stage:
        raise Diverged(iteration, there.tape.diverged)
    return there.revealing(stage)
