"""The questions of the beats of lesson 2, and what was seen in each."""

from typing import NamedTuple

from markupsafe import Markup

from app.view.functions.activations import ACTIVATIONS
from app.view.lessons.kit.machine_words import formula, slope_formula
from app.view.lessons.kit.printed import Shown
from app.view.lessons.kit.wording import Wording
from app.view.lessons.one_neuron.beats import DescentStep, FogWalk, Landing, Trial
from app.view.words.language import Language


class Rule(NamedTuple):
    """The activation in words, R(Z) and R′(Z)."""

    sentence: str
    formula: Markup
    slope: Markup


def rule(name: str, language: Language) -> Rule:
    """What this activation does."""
    return Rule(
        language.gettext(ACTIVATIONS[name].forward),
        formula(name, "Z", language),
        slope_formula(name, "ŷ", "Z", language),
    )


def texts(
    start: DescentStep, X: Shown, fog: FogWalk, landing: Landing, trial: Trial, language: Language
) -> tuple[tuple[str, str], ...]:
    """A question and what was seen, for each beat."""
    say = Wording(language)
    steps = len(fog.rows) - 1
    went = language.ngettext(
        "In {steps} step you came from {before} to {after}.",
        "In {steps} steps you came from {before} to {after}.",
        steps,
    ).format(steps=steps, before=start.cost.text, after=fog.rows[-1].cost.text)
    downhill = _both(say("The tangent alone shows the way down."), went, steps > 0)
    missed = say("The tangent would have shown you the way down.") if fog.gain < 0 else ""
    landed = say("Rate times slope: from {W} to {new}.", W=start.W.text, new=landing.printed.text)
    step = landed if landing.known else say("A step is rate times slope, and it goes against the slope.")
    enough = say("With a rate of {rate} one step is enough.", rate=trial.enough.text)
    rate = enough if trial.known else say("How far a step leads depends on the rate.")
    product = f"{start.gap.text} · {start.slope.factor} · {X.factor}"
    return (
        (say("Can you find the bottom in fog?"), downhill if fog.gain > 0 or not steps else f"{went} {missed}".strip()),
        (say("How far is a step?"), _both(step, say("You said {guess}.", guess=landing.typed), landing.typed)),
        (
            say("Which rate needs only one step?"),
            say("From here even a rate of 1000 does not reach the bottom in one step.")
            if trial.way == "none"
            else rate,
        ),
        (say("Where does the slope come from?"), f"C′(W) = {product} {start.equals(X)} {start.dW.text}"),
        (say("Can the ball get stuck?"), ""),
    )


def _both(one: str, other: str, wanted: object) -> str:
    return f"{one} {other}" if wanted else one
