"""Losses as people read them: one row for each row of `core.losses`, with the same name."""

from dataclasses import dataclass

from app.core.losses import LOSSES as FUNCTIONS
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.tree import HALF, H, Total, Tree, Y, Z, call, exp, ln
from app.view.words.language import N_, Language

_SURPRISE = N_("The negative log of the probability the network gave to the target.")
_SURPRISES = N_("The negative log of the probability the network gave to the target, averaged over the samples.")


@dataclass(frozen=True)
class LossText:
    """`label` names it in a list; `sentence` says what it is, `mean` the same over a batch.

    `cost` is the cost of one sample as a tree of H and Y, and `slope` is C′(ŷ), or ŷ − y where that
    is what it simplifies to. `error` is the sentence of the output layer error, which may name the
    {slope} of the last activation. `stable` is the cost of one output from Z and Y where the formula would overflow.
    """

    name: str
    label: str
    sentence: str
    mean: str
    cost: Tree
    error: str
    slope: Tree = H - Y
    stable: Tree | None = None


LOSSES: dict[str, LossText] = {
    row.name: row
    for row in (
        LossText(
            "half_squared_error",
            label=N_("Half squared error"),
            sentence=N_("Half the squared difference between prediction and target."),
            mean=N_("Half the squared difference between prediction and target, averaged over the samples."),
            cost=HALF * Total((H - Y) ** 2),
            error=N_("How far the prediction is from the target, times the slope of {slope} at the weighted input."),
        ),
        LossText(
            "binary_cross_entropy",
            label=N_("Binary cross-entropy"),
            sentence=_SURPRISE,
            mean=_SURPRISES,
            cost=-Total(Y * ln(H) + (1 - Y) * ln(1 - H)),
            error=N_("How far the prediction is from the target: the slope of the sigmoid cancels."),
            stable=call("max", Z, 0) - Z * Y + call("log1p", exp(-call("abs", Z))),
        ),
        LossText(
            "cross_entropy",
            label=N_("Cross-entropy"),
            sentence=_SURPRISE,
            mean=_SURPRISES,
            cost=-Total(Y * ln(H)),
            error=N_("How far the prediction is from the target: softmax and cross-entropy leave only this."),
            stable=-(Y * (Z - call("largest", Z) - ln(Total(exp(Z - call("largest", Z)))))),
        ),
    )
}


def labels(language: Language) -> dict[str, str]:
    """Names and labels for a list, in the order of the core."""
    return {name: language.gettext(LOSSES[name].label) for name in FUNCTIONS}


def conditions(language: Language) -> str:
    """Which losses need which last activation, in sentences."""
    sentence = language.gettext("{loss} needs {activation} in the last layer.")
    return " ".join(
        sentence.format(
            loss=language.gettext(LOSSES[name].label),
            activation=language.gettext(ACTIVATIONS[function.last_activation].label),
        )
        for name, function in FUNCTIONS.items()
        if function.last_activation is not None
    )
