"""The words of a stage: its badge, its title and the one sentence that says what happens."""

from functools import lru_cache
from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.stages import Stage
from app.view.words.language import N_, Language


class Words(NamedTuple):
    """`direction` is the class of colours, fwd, bwd or upd; `arrow` the sign in the badge."""

    direction: str
    arrow: str
    badge: str
    title: str
    sentence: str


@lru_cache(maxsize=1024)
def words(architecture: Architecture, stage: Stage | None, batch: bool, language: Language) -> Words:
    """The words of a stage; None is the start of an iteration."""
    _ = language.gettext
    if stage is None:
        return Words(direction(stage), "", _("Start"), _(_START[0]), _(_START[1]))
    arrow, badge = {
        "bwd": ("←", language.pgettext("pass", "Backward")),
        "upd": ("↻", language.pgettext("pass", "Update")),
        "fwd": ("→", language.pgettext("pass", "Forward")),
    }[direction(stage)]
    layer = stage.layer or architecture.depth
    title = _(_TITLES[stage.kind][_place(architecture, layer)]).format(n=layer)
    return Words(direction(stage), arrow, badge, title, _sentence(architecture, stage, batch, language))


def direction(stage: Stage | None) -> str:
    """The class of colours of a stage: fwd, bwd or upd (for the start too)."""
    return {"start": "upd", "backward": "bwd", "update": "upd"}.get(stage.phase if stage else "start", "fwd")


def slope_of(name: str, language: Language) -> str:
    """An activation's name after "the slope of"."""
    return language.gettext(_SLOPES[name])


def _place(architecture: Architecture, layer: int) -> int:
    """0 for the only hidden layer, 1 for one of several, 2 for the output layer."""
    return 2 if layer == architecture.depth else int(architecture.depth > 2)


_START = (
    N_("Before the first step"),
    N_("Only the inputs, the targets and the weights are known. Each step computes one more line."),
)

_TITLES = {
    "weighted_input": (
        N_("Weighted input of the hidden layer"),
        N_("Weighted input of hidden layer {n}"),
        N_("Weighted input of the output layer"),
    ),
    "activation": (
        N_("Activation of the hidden layer"),
        N_("Activation of hidden layer {n}"),
        N_("Prediction of the network"),
    ),
    "cost": (N_("Cost of the prediction"),) * 3,
    "error": (
        N_("Error of the hidden layer"),
        N_("Error of hidden layer {n}"),
        N_("Error of the output layer"),
    ),
    "derivative": (
        N_("Derivatives for the hidden weights"),
        N_("Derivatives for hidden layer {n}"),
        N_("Derivatives for the output weights"),
    ),
    "update": (N_("Update the weights"),) * 3,
}


def _sentence(architecture: Architecture, stage: Stage, batch: bool, language: Language) -> str:
    _ = language.gettext
    layer = stage.layer or architecture.depth
    name = architecture.activations[layer - 1]
    if stage.kind == "error":
        return _error(architecture, layer, name, language)
    return {
        "weighted_input": lambda: _(_WEIGHTED_INPUT[architecture.bias]),
        "activation": lambda: _(_ACTIVATION[name]),
        "cost": lambda: _(_COST[architecture.loss, batch]),
        "derivative": lambda: _(_DERIVATIVE[batch]),
        "update": lambda: _(_UPDATE),
    }[stage.kind]()


def _error(architecture: Architecture, layer: int, name: str, language: Language) -> str:
    _ = language.gettext
    if layer < architecture.depth:
        return _(_GOES_BACK[layer + 1 == architecture.depth]) + " " + _(_GATE[name])
    if architecture.cost.simplifies:
        return _(_SIMPLIFIED[architecture.loss])
    return _(_OUTPUT_ERROR).format(slope=slope_of(name, language))


_WEIGHTED_INPUT = {
    True: N_("Multiply each input by its weight, add them up, add the bias."),
    False: N_("Multiply each input by its weight and add them up."),
}

_ACTIVATION = {
    "relu": N_("ReLU keeps a positive weighted input and turns a negative one into 0."),
    "leaky_relu": N_("Leaky ReLU keeps a positive weighted input and shrinks a negative one to a hundredth."),
    "sigmoid": N_("The sigmoid squeezes the weighted input into the range from 0 to 1."),
    "tanh": N_("The hyperbolic tangent squeezes the weighted input into the range from −1 to 1."),
    "identity": N_("The identity passes the weighted input on unchanged."),
    "softmax": N_("Softmax turns the weighted inputs into positive shares that sum to 1."),
}

_SURPRISE = N_("The negative log of the probability the network gave to the target.")
_SURPRISES = N_("The negative log of the probability the network gave to the target, averaged over the samples.")

_COST = {
    ("half_squared_error", False): N_("Half the squared difference between prediction and target."),
    ("half_squared_error", True): N_(
        "Half the squared difference between prediction and target, averaged over the samples."
    ),
    ("binary_cross_entropy", False): _SURPRISE,
    ("binary_cross_entropy", True): _SURPRISES,
    ("cross_entropy", False): _SURPRISE,
    ("cross_entropy", True): _SURPRISES,
}

_OUTPUT_ERROR = N_("How far the prediction is from the target, times the slope of {slope} at the weighted input.")

_SIMPLIFIED = {
    "binary_cross_entropy": N_("How far the prediction is from the target: the slope of the sigmoid cancels."),
    "cross_entropy": N_("How far the prediction is from the target: softmax and cross-entropy leave only this."),
}

_SLOPES = {
    "relu": N_("ReLU"),
    "leaky_relu": N_("leaky ReLU"),
    "sigmoid": N_("the sigmoid"),
    "tanh": N_("the hyperbolic tangent"),
    "identity": N_("the identity"),
    "softmax": N_("softmax"),
}

_GOES_BACK = {
    True: N_("The output error goes back through each weight."),
    False: N_("The error of the next layer goes back through each weight."),
}

_GATE = {
    "relu": N_("Then the ReLU gate lets it pass (×1) or stops it (×0)."),
    "leaky_relu": N_("Then the leaky ReLU gate lets through all of it (×1) or a hundredth (×0.01)."),
    "sigmoid": N_("Then the slope of the sigmoid lets part of it through, at most a quarter."),
    "tanh": N_("Then the slope of the hyperbolic tangent lets part of it through."),
    "identity": N_("The slope of the identity is 1: all of it gets through."),
}

_DERIVATIVE = {
    False: N_("The value coming in, times the error of the layer it feeds."),
    True: N_("The value coming in, times the error of the layer it feeds, averaged over the samples."),
}

_UPDATE = N_(
    "Nudge every weight a little in the direction that lowers the cost. The next iteration starts with the new values."
)
