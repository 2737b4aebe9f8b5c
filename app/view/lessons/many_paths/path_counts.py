"""With several units per layer a derivative is a sum over paths: their number, and how much keeping errors saves."""

from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from app.core.scalar_chain import paths
from app.view.lessons.kit.log_bars import LogBars, log_bars
from app.view.words import numbers


class PathCounts(NamedTuple):
    """Paths to the outputs from one unit of each hidden layer, the last layer's first.

    `longest` is their number for the first hidden layer; `kept` is the number of products of an error and a weight in
    a whole backward pass that keeps each layer's error. All are printed numbers.
    """

    bars: LogBars
    longest: str
    kept: str


def path_counts(sizes: tuple[int, ...], locale: str) -> PathCounts:
    """For a network of these sizes, the input layer first."""
    counts = {layer: paths(sizes, layer) for layer in range(max(1, len(sizes) - 2), 0, -1)}
    kept = sum(before * after for before, after in pairwise(sizes[1:]))
    rows = [
        (Markup("{}").format(layer), layer, float(count), numbers.whole(count, locale, max(counts.values())))
        for layer, count in counts.items()
    ]
    return PathCounts(log_bars(rows), numbers.whole(counts[1], locale), numbers.whole(kept, locale))
