"""How an error goes back from one unit to the unit before it: Eh = Eo · Wo · R′(Zh)."""

from typing import NamedTuple

from app.core.scalar_chain import Derivative, Factor


class Back(NamedTuple):
    """What meets on the way back at a hidden unit."""

    Eo: float
    Wo: float
    slope: float
    X: float


def layer_error(Eo: float, Wo: float, slope: float) -> float:
    """Eo · Wo · R′(Zh)."""
    return Derivative(1, (Factor("difference", 2, Eo), Factor("weight", 2, Wo), Factor("slope", 1, slope)), 0).value
