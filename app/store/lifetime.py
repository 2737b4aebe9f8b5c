"""How long an entry lives.

A read should not cost a write, so the expiry is not moved at every use. It is set a little
later than the idle lifetime requires (by the slack), and moved only when less than the idle
lifetime is left. So an entry lives for at least the idle lifetime after its last use, and
for the slack longer at most; an entry in steady use is renewed once per slack.
"""

from dataclasses import dataclass

SLACK = 1 / 8  # of the idle lifetime


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The idle and the absolute lifetime of an entry, in seconds."""

    idle: float
    absolute: float

    def begun(self, now: float) -> tuple[float, float]:
        """For an entry created `now`: when it expires if unused, and when it ends in any case."""
        ends = now + self.absolute
        return self._expiry(now, ends), ends

    def renewed(self, now: float, expires: float, ends: float) -> float | None:
        """The new expiry of an entry used `now`, or None if it need not be moved yet."""
        if expires - now >= self.idle or expires >= ends:
            return None
        return self._expiry(now, ends)

    def _expiry(self, now: float, ends: float) -> float:
        return min(now + self.idle * (1 + SLACK), ends)
