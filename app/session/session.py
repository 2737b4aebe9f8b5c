"""A session: a network, a place in its training, and the keyframes that lead there."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.iteration import Iteration
from app.core.network import Network
from app.core.problem import Problem
from app.core.stages import Stage
from app.core.tape import Tape, record
from app.session.practice import NO_PRACTICE, Practice


@dataclass(frozen=True, eq=False)
class Keyframe:
    """The network at the start of `iteration`, and what it is trained on from there.

    There are two kinds: the start of the history and every edit are `given` and cannot be recomputed; the others are
    checkpoints, which follow from the keyframe before them.
    """

    iteration: int
    network: Network
    problem: Problem
    given: bool = False


class Earlier(NamedTuple):
    """What a change is undone to: the name of the change, the place that it led to, the session before it as bytes.

    Among those that can be made again, the session is the one after the change.
    """

    change: str
    place: tuple[int, int]
    data: bytes


@dataclass(frozen=True, eq=False)
class Session:
    """A place in a run: of `iteration`, the first `stage` stages are revealed (0 … `count`).

    `network` and `problem` are those of the start of `iteration`. `keyframes` rise by iteration;
    the first begins the history, and those later than the place are a future gone back from.
    `seed` is what the first weights were drawn from, None if they were given. `earlier` are the
    sessions that changes can be undone to, oldest first, and `later` those that can be made again, the next one last:
    see `app.session.undo`. `practice` holds the open question and the tally.
    """

    keyframes: tuple[Keyframe, ...]
    iteration: int
    stage: int
    network: Network
    problem: Problem
    seed: int | None
    earlier: tuple[Earlier, ...] = ()
    practice: Practice = NO_PRACTICE
    later: tuple[Earlier, ...] = ()

    @property
    def architecture(self) -> Architecture:
        """The form of the network, the same for the whole session."""
        return self.network.architecture

    @property
    def stages(self) -> Iteration:
        """The stages of an iteration, the same for the whole session."""
        return self.network.architecture.iteration

    @property
    def count(self) -> int:
        """The number of stages in an iteration."""
        return self.stages.count

    @property
    def at_end(self) -> bool:
        """Whether this iteration's update is revealed."""
        return self.stage == self.count

    @cached_property
    def tape(self) -> Tape:
        """All of this iteration; only its first `stage` stages may be shown."""
        return record(self.network, self.problem)

    def revealing(self, stage: int) -> "Session":
        """The same iteration with the first `stage` stages revealed and no open question.

        A tape that was recorded is reused.
        """
        other = replace(self, stage=stage, practice=self.practice.closed())
        if "tape" in vars(self):
            vars(other)["tape"] = self.tape
        return other

    @property
    def last(self) -> Stage | None:
        """The stage revealed last, None at the start of an iteration."""
        return self.stages.stage(self.stage)

    @property
    def shown(self) -> Network:
        """The network as it is shown: the updated one at the end of an iteration."""
        return self.tape.updated if self.at_end else self.network

    @property
    def updates(self) -> int:
        """How many updates the network shown has had."""
        return self.iteration + self.at_end


def new_session(network: Network, problem: Problem, seed: int | None = None) -> Session:
    """A session at iteration 0 with nothing revealed."""
    return Session((Keyframe(0, network, problem, given=True),), 0, 0, network, problem, seed)


def default_session() -> Session:
    """The reference example at its start."""
    return new_session(REFERENCE, REFERENCE_PROBLEM)
