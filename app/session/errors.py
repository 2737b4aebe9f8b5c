"""What a session refuses and why, as a small tree that carries data and knows no HTTP.

Two refusals come from the core: `Diverged` and `InvalidField`.
"""

from app.core.stages import Stage


class SessionError(Exception):
    """A change was refused; the session is unchanged."""


class AtTheStart(SessionError):
    """There is nothing, or not that much, to go back to: `first` is the earliest stored iteration."""

    def __init__(self, first: int) -> None:
        super().__init__(f"the history begins at iteration {first}")
        self.first = first


class PhaseAlreadyDone(SessionError):
    """`phase` (forward or backward) is done in this iteration, and the weights are not updated yet."""

    def __init__(self, phase: str) -> None:
        super().__init__(f"the {phase} pass of this iteration is done")
        self.phase = phase


class NothingToUndo(SessionError):
    """No change of this session can be undone."""

    def __init__(self) -> None:
        super().__init__("there is nothing to undo")


class NothingToRedo(SessionError):
    """No change of this session was undone."""

    def __init__(self) -> None:
        super().__init__("there is nothing to redo")


class NoQuestion(SessionError):
    """No question is open, or not the one that was answered."""

    def __init__(self) -> None:
        super().__init__("this question is not open")


class NotNext(SessionError):
    """A question was wanted for numbers that the next stage, `stage`, does not compute."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(f"the next stage is {stage.name}")
        self.stage = stage


class NotRevealed(SessionError):
    """The quantity of that name is not known yet at this place."""

    def __init__(self, quantity: str) -> None:
        super().__init__(f"{quantity} is not revealed yet")
        self.quantity = quantity


class TooFar(SessionError):
    """More than `limit` iterations (or stages) at once."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"at most {limit} at once")
        self.limit = limit


class DamagedState(SessionError):
    """Bytes that are not a session: not written by `codec.encode`, or changed since."""


class NoSuchSession(SessionError):
    """No session has this id: it never existed, was deleted or has expired."""

    def __init__(self, id: str) -> None:  # noqa: A002 - the API's own word
        super().__init__("there is no such session")
        self.id = id
