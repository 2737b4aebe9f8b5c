"""The words of the lesson on many paths that depend on its numbers."""

from collections.abc import Sequence

from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, number
from app.view.lessons.many_paths.step_back import Back
from app.view.words import numbers
from app.view.words.language import Language

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def texts(language: Language, unit: int, step: Back) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it; `unit` (from 1) is looked at."""
    say = language.gettext
    values = {
        "h": f"h{unit}".translate(SUBSCRIPTS),
        "total": numbers.text(round(step.sums[unit - 1].item(), 9), language.locale),
    }
    return (
        (say("Who wins?"), say("The parcels add up, signs and all: {total} arrives at {h}.").format(**values)),
        (
            say("Can you make it a draw?"),
            say("A larger weight makes its own parcel larger. Nothing arrives when the parcels cancel."),
        ),
        (
            say("Where are these weights in the matrix?"),
            say("In a row of Wo. A product adds up columns, so the rows become columns: Eo · Woᵀ."),
        ),
        (
            say("How many paths are there?"),
            say("Paths multiply with every layer. With errors kept, each layer takes one matrix product."),
        ),
        (say("What does an input of 0 do?"), ""),
    )


def terms(say: Wording, errors: Sequence[float], weights: Sequence[float]) -> tuple[str, ...]:
    """Each error times its weight, as the terms of a sum."""
    return tuple(
        f"{say.text(error) if k == 0 else say.factor(error)} · {say.factor(weight)}"
        for k, (error, weight) in enumerate(zip(errors, weights, strict=True))
    )


def arriving(say: Wording, errors: Sequence[float], weights: Sequence[float], slope: float) -> Question:
    """The question what arrives at a unit: the sum of each error times its weight."""
    parcels = [error * weight for error, weight in zip(errors, weights, strict=True)]
    total = round(sum(parcels), 9)
    first = say.text(round(parcels[0], 9))
    return number(
        say,
        say("What arrives?"),
        total,
        " + ".join(terms(say, errors, weights)),
        name=say("Sum"),
        slips=(
            (total * slope, say("That is what passes the gate. What arrives is the sum before it.")),
            (sum(map(abs, parcels)), say("You added the sizes. Parcels with different signs pull against each other.")),
            (sum(errors), say("Each error comes back along its weight: multiply first.")),
            (sum(errors) * sum(weights), say("Each error goes back along its own weight: multiply first, then add.")),
            *((parcel, say("That is one parcel. The others arrive too.")) for parcel in parcels),
        ),
        otherwise=say("Each error is multiplied by its own weight; then the parcels are added with their signs."),
        hint=say("Multiply each error by its weight, then add."),
        first=first,
    )
