"""How long an entry lives.

A read must not cost a write, so the moment of expiry is not moved at every use. It is set a
little further than the idle lifetime (by the slack), and moved only when less than the idle
lifetime is left. So an entry lives at least the idle lifetime after its last use, at most
the slack longer, and an entry in steady use is renewed once a slack.
"""

from dataclasses import dataclass

SLACK = 1 / 8  # of the idle lifetime


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The idle and the absolute lifetime of an entry, in seconds."""

    idle: float
    absolute: float

    def begun(self, now: float) -> tuple[float, float]:
        """When an entry made `now` expires if it is not used, and when it ends in any case."""
        ends = now + self.absolute
        return self._expiry(now, ends), ends

    def renewed(self, now: float, expires: float, ends: float) -> float | None:
        """When an entry used `now` expires instead; None if that need not be moved yet."""
        if expires - now >= self.idle or expires >= ends:
            return None
        return self._expiry(now, ends)

    def _expiry(self, now: float, ends: float) -> float:
        return min(now + self.idle * (1 + SLACK), ends)
