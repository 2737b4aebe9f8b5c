"""The words of a stage: its badge, its title and the one sentence that says what happens."""

from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.stages import Stage
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.losses import LOSSES
from app.view.words.language import N_, Language


class Words(NamedTuple):
    """`direction` is the class of colours, fwd, bwd or upd; `arrow` the badge's sign; `hint` is for a first visit."""

    direction: str
    arrow: str
    badge: str
    title: str
    sentence: str
    hint: str = ""


def words(architecture: Architecture, stage: Stage | None, batch: bool, language: Language) -> Words:
    """The words of a stage; None is the start of an iteration, whose title and sentence are in `start_text`."""
    _ = language.gettext
    if stage is None:
        return Words("upd", "", _("Start"), "", "")
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


def _place(architecture: Architecture, layer: int) -> int:
    """0 for the only hidden layer, 1 for one of several, 2 for the output layer."""
    return 2 if layer == architecture.depth else int(architecture.depth > 2)


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
    activation, loss = ACTIVATIONS[architecture.activations[layer - 1]], LOSSES[architecture.loss]
    if stage.kind == "error":
        return _error(architecture, layer, language)
    return {
        "weighted_input": lambda: _(_WEIGHTED_INPUT[architecture.bias]),
        "activation": lambda: _(activation.forward),
        "cost": lambda: _(loss.mean if batch else loss.sentence),
        "derivative": lambda: _(_DERIVATIVE[batch]),
        "update": lambda: _(_UPDATE),
    }[stage.kind]()


def _error(architecture: Architecture, layer: int, language: Language) -> str:
    _ = language.gettext
    activation, loss = ACTIVATIONS[architecture.activations[layer - 1]], LOSSES[architecture.loss]
    if layer < architecture.depth:
        sentences = (_GOES_BACK[layer + 1 == architecture.depth], activation.backward)
        return " ".join(_(each) for each in sentences if each)
    return _(loss.error).format(slope=_(activation.noun))


_WEIGHTED_INPUT = {
    True: N_("Multiply each input by its weight, add them up, add the bias."),
    False: N_("Multiply each input by its weight and add them up."),
}

_GOES_BACK = {
    True: N_("The output error goes back through each weight."),
    False: N_("The error of the next layer goes back through each weight."),
}

_DERIVATIVE = {
    False: N_("The value coming in, times the error of the layer it feeds."),
    True: N_("The value coming in, times the error of the layer it feeds, averaged over the samples."),
}

_UPDATE = N_(
    "Nudge every weight a little in the direction that lowers the cost. The next iteration starts with the new values."
)
