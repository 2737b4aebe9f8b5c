"""Activations as people read them: one row for each row of `core.activations`, with the same name.

A formula is written once, as a tree. The panel, the inspector, the JSON API, the Python listing and
the lessons print it.
"""

from dataclasses import dataclass
from typing import NamedTuple

from app.core.activations import ACTIVATIONS as FUNCTIONS
from app.core.activations import LEAK
from app.view.functions.tree import Constant, H, Step, Total, Tree, Z, call, exp
from app.view.words.language import N_, Language


class Plot(NamedTuple):
    """How R is drawn: Z from −reach to reach, the height of 0 below the middle, and that of 1 (in parts of 16)."""

    reach: float
    zero: float
    one: float


@dataclass(frozen=True)
class ActivationText:
    """`label` names it in a list, `noun` after "the slope of".

    `forward` is the sentence of the stage that computes it, `backward` what its slope does to an
    error that comes back (None without an elementwise slope, as `slope` is). `formula` is R(Z) and
    `slope` R′(Z), which may use H; `stable` is the same as `formula` where that would overflow.
    `plot` is None where there is no curve to draw.
    """

    name: str
    label: str
    noun: str
    forward: str
    formula: Tree
    backward: str | None = None
    slope: Tree | None = None
    stable: Tree | None = None
    plot: Plot | None = None

    @property
    def computed(self) -> Tree:
        """The formula for a program."""
        return self.stable or self.formula


ACTIVATIONS: dict[str, ActivationText] = {
    row.name: row
    for row in (
        ActivationText(
            "relu",
            label=N_("ReLU"),
            noun=N_("ReLU"),
            forward=N_("ReLU keeps a positive weighted input and turns a negative one into 0."),
            backward=N_("Then the ReLU gate lets it pass (×1) or stops it (×0)."),
            formula=call("max", 0, Z),
            slope=Step(1.0, 0.0),
            plot=Plot(1.5, 0.35, 0.7),
        ),
        ActivationText(
            "leaky_relu",
            label=N_("Leaky ReLU"),
            noun=N_("leaky ReLU"),
            forward=N_("Leaky ReLU keeps a positive weighted input and shrinks a negative one to a hundredth."),
            backward=N_("Then the leaky ReLU gate lets through all of it (×1) or a hundredth (×0.01)."),
            formula=call("max", LEAK * Z, Z),
            slope=Step(1.0, LEAK),
            plot=Plot(1.5, 0.35, 0.7),
        ),
        ActivationText(
            "sigmoid",
            label=N_("Sigmoid"),
            noun=N_("the sigmoid"),
            forward=N_("The sigmoid squeezes the weighted input into the range from 0 to 1."),
            backward=N_("Then the slope of the sigmoid lets part of it through, at most a quarter."),
            formula=1 / (1 + exp(-Z)),
            slope=H * (1 - H),
            stable=1 / (1 + exp(call("min", -Z, 709))),
            plot=Plot(5.0, 0.6, 1.2),
        ),
        ActivationText(
            "tanh",
            label=N_("tanh"),
            noun=N_("the hyperbolic tangent"),
            forward=N_("The hyperbolic tangent squeezes the weighted input into the range from −1 to 1."),
            backward=N_("Then the slope of the hyperbolic tangent lets part of it through."),
            formula=call("tanh", Z),
            slope=1 - H**2,
            plot=Plot(2.5, 0.0, 0.8),
        ),
        ActivationText(
            "identity",
            label=N_("Identity"),
            noun=N_("the identity"),
            forward=N_("The identity passes the weighted input on unchanged."),
            backward=N_("The slope of the identity is 1: all of it gets through."),
            formula=Z,
            slope=Constant(1),
            plot=Plot(1.5, 0.0, 0.55),
        ),
        ActivationText(
            "softmax",
            label=N_("Softmax"),
            noun=N_("softmax"),
            forward=N_("Softmax turns the weighted inputs into positive shares that sum to 1."),
            formula=exp(Z) / Total(exp(Z)),
            stable=exp(Z - call("largest", Z)) / Total(exp(Z - call("largest", Z))),
        ),
    )
}


def labels(language: Language, *, elementwise: bool = False) -> dict[str, str]:
    """Names and labels for a list, in the order of the core; of all or of the elementwise ones."""
    return {
        name: language.gettext(ACTIVATIONS[name].label)
        for name, function in FUNCTIONS.items()
        if function.elementwise or not elementwise
    }
