"""What happens at a weight on the way down: an arrival, a step too far, a ball that is stuck, and why."""

from app.core.tape import Tape
from app.view.functions.activations import ACTIVATIONS
from app.view.lessons.one_neuron.descent import MAX_STEPS, continues, derivative, gap, slope
from app.view.words import numbers
from app.view.words.language import N_, Language

SATURATED = 0.01  # a slope below this lets hardly anything through
WRONG = 0.1  # a prediction further from its target than this still has something to learn


def why_stopped(can_continue: bool, steps: int, language: Language) -> str:
    """Why there is no further step; "" where there is one."""
    if not can_continue:
        return language.gettext("Stopped: the weight diverges.")
    return language.gettext("50 steps is the limit.") if steps >= MAX_STEPS else ""


def remark(walk: list[Tape], X: float, language: Language) -> tuple[str, str]:
    """A comment on the present weight: its kind, and its words."""
    here, before = walk[-1], walk[-2] if len(walk) > 1 else walk[-1]
    down, passed, wrong, locale = derivative(here), slope(here), gap(here), language.locale
    activation = here.network.architecture.layers[0]
    kinds = (  # the first that applies is used
        ("diverged", not continues(here)),
        ("no_input", X == 0),
        ("bottom", wrong == 0),
        ("corner", activation.can_close and here.Z[0].item() in activation.kinks),
        ("closed", activation.can_close and passed == 0),
        ("flat", down == 0),
        ("saturated", not activation.can_close and passed < SATURATED and abs(wrong) > WRONG),
        ("worse", here.cost > before.cost),
        ("overshoot", down * derivative(before) < 0),
        ("down", down > 0),
    )
    kind = next((kind for kind, applies in kinds if applies), "up")
    costs = {name: numbers.text(tape.cost, locale) for name, tape in (("before", before), ("now", here))}
    words = {"slope": numbers.text(passed, locale), "activation": language.gettext(ACTIVATIONS[activation.name].label)}
    return kind, language.gettext(_REMARKS[kind]).format(**words, **costs)


_REMARKS = {
    "diverged": N_("The weight diverges. The next step would be enormous, so we stop here."),
    "no_input": N_("The input is 0, so Z is 0 whatever the weight is: changing the weight changes nothing."),
    "bottom": N_("The prediction equals the target: the slope is 0, and the weight stays where it is."),
    "corner": N_(
        "W = 0 puts Z exactly at the corner of {activation}: the curve is flat on one side and falls or rises on the "
        "other. By convention R′(0) = 0, so C′(W) = 0, and the weight stays where it is."
    ),
    "closed": N_(
        "R′(Z) = 0 here, so C′(W) = 0: the curve is flat, every step has length 0, and the neuron learns nothing, "
        "however wrong its prediction is. A {activation} that is closed for every example is called dead."
    ),
    "flat": N_(
        "R′(Z) is indistinguishable from 0 here, so C′(W) = 0: the curve is flat, and the neuron learns nothing."
    ),
    "saturated": N_(
        "The neuron is saturated: R′(Z) is only {slope}, so C′(W) is tiny, and the weight hardly moves, "
        "however wrong the prediction is."
    ),
    "worse": N_("The step was too big: it overshot the lowest point, and the cost rose from {before} to {now}."),
    "overshoot": N_("The step overshot the lowest point, but the cost still fell."),
    "down": N_("The tangent rises to the right: C′(W) is positive, so the step makes the weight smaller."),
    "up": N_("The tangent falls to the right: C′(W) is negative, so the step makes the weight larger."),
}
