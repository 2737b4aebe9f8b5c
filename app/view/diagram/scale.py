"""How large a value looks: widths of edges and pulses, areas of a grid."""

from math import sqrt

EDGE, EDGE_RANGE = 1.4, 3.2
PULSE, PULSE_RANGE = 5.0, 13.0


def edge_width(value: float, largest: float) -> float:
    """The width of an edge with that weight, where `largest` is the largest |w| of the network."""
    return round(EDGE + EDGE_RANGE * share(value, largest), 1)


def pulse_width(value: float, largest: float) -> float:
    """The width of a pulse of that value, where `largest` is the largest |v| of the step; 0 for no pulse."""
    return round(PULSE + PULSE_RANGE * share(value, largest), 1) if value else 0.0


def share(value: float, largest: float) -> float:
    """|value| as a share of the largest, 0 … 1."""
    return min(1.0, abs(value) / largest) if largest > 0 else 0.0


def side(value: float, largest: float) -> float:
    """The half side of a mark whose area is |value|, as a share of the largest mark's."""
    return sqrt(share(value, largest))


def faint(value: float, largest: float) -> float:
    """The opacity of an edge among many: .08 … .3."""
    return round(0.08 + 0.22 * share(value, largest), 2)
