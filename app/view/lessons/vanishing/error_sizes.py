"""What happens to the layer errors on their way back: their sizes, and whether they vanish, explode or stop."""

from dataclasses import dataclass

from markupsafe import Markup

from app.core.tape import Tape
from app.view.lessons.kit.log_bars import LogBars, log_bars
from app.view.lessons.kit.scalar_chain import layer_error
from app.view.words import numbers

VANISHED, EXPLODED = 0.01, 100.0  # |E_1| as a share of |E_L|


@dataclass(frozen=True, slots=True)
class ErrorSizes:
    """The layer errors as bars, the output layer's first.

    `fate` is "vanishing", "exploding", "steady", "stopped" (by a slope of 0) or "none" (there is nothing to send back).
    `share` is |E_1| / |E_L| with two significant digits, "" if E_L is 0; `first` and `last` are their names.
    """

    bars: LogBars
    fate: str
    share: str
    first: Markup
    last: Markup


def error_sizes(tape: Tape, locale: str) -> ErrorSizes:
    """The errors of a scalar chain."""
    values = [float(E[0, 0]) for E in tape.E]
    depth = len(values)
    names = {layer: layer_error(tape, layer, locale)[0] for layer in range(1, depth + 1)}
    bars = log_bars(
        (names[layer], layer, values[layer - 1], numbers.text(values[layer - 1], locale))
        for layer in range(depth, 0, -1)
    )
    share = abs(values[0] / values[-1]) if values[-1] else None
    printed = "" if share is None else numbers.about(share, locale)
    return ErrorSizes(bars, _fate(share), printed, names[1], names[depth])


def _fate(share: float | None) -> str:
    if share is None:
        return "none"
    if share == 0:
        return "stopped"
    return "vanishing" if share < VANISHED else "exploding" if share > EXPLODED else "steady"
