"""What can go wrong in the core. The errors carry data and know no HTTP."""

from app.core.stages import Stage


class CoreError(Exception):
    """Any error that the core raises on purpose."""


class InvalidField(CoreError):
    """A part of a network or of its data breaks a rule.

    `field` names it as the JSON API does (`sizes`, `weights[0]`), `limit` states the rule.
    """

    def __init__(self, field: str, limit: str) -> None:
        super().__init__(f"{field}: {limit}")
        self.field = field
        self.limit = limit


class Diverged(CoreError):
    """A stage would give a number that is infinite or not a number.

    `iteration` counts from 0; `stage` is the first stage that cannot be computed.
    """

    def __init__(self, iteration: int, stage: Stage) -> None:
        super().__init__(f"iteration {iteration}: stage {stage.name} is not finite")
        self.iteration = iteration
        self.stage = stage
