"""The words of the lesson on softmax that depend on its numbers."""

from collections.abc import Sequence
from math import isclose

from app.core.softmax_costs import softmax
from app.view.lessons.kit.printed import Shown
from app.view.words import numbers
from app.view.words.language import N_, Language

CLOSE = 0.01  # relative


def texts(language: Language, said: Shown, costs: tuple[float, float]) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it; `costs` are cross-entropy and squared error."""
    say = language.gettext
    cross, squared = (numbers.text(cost, language.locale) for cost in costs)
    return (
        (say("Where do the probabilities come from?"), say("The logits share out 1: when one rises, the others fall.")),
        (
            say("How loudly does each cost complain?"),
            say("The right class gets {said}: squared error says {squared}, cross-entropy {cross}.").format(
                said=said.text, squared=squared, cross=cross
            ),
        ),
        (
            say("How much of the error gets back?"),
            say("With cross-entropy, C′(ŷ) grows as the slope shrinks. Their product is simply ŷ − y."),
        ),
        (
            say("Which way do the logits go?"),
            say("Only the right logit rises, and the entries of Eo add up to 0."),
        ),
        (say("Which ball is home first?"), ""),
    )


def slip(guess: float | None, logits: Sequence[float], right: int, language: Language) -> str:
    """The reply to a guess of the right class's entry of Eo; "" without a guess."""
    if guess is None:
        return ""
    p = softmax(logits)[right]
    return language.gettext(next((words for value, words in _replies(p) if _near(guess, value)), _OTHERWISE))


def _near(guess: float, value: float) -> bool:
    return isclose(guess, value, rel_tol=CLOSE)


def _replies(p: float) -> tuple[tuple[float, str], ...]:
    return (
        (p - 1, N_("Right.")),
        (1 - p, N_("The size is right. Check the sign: the first factor is negative.")),
        (p * (1 - p), N_("That is the slope alone.")),
        (-1 / p, N_("That is C′(ŷ) alone. The slope is still missing.")),
    )


_OTHERWISE = N_("Not quite. The large factor and the small one nearly cancel.")
