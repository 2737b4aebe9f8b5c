"""A slip in a few words, about nobody in particular: for counts of a class and for summaries."""

from collections.abc import Mapping

from markupsafe import Markup

from app.view.practice.naming import Naming, filled
from app.view.words.language import N_


def slip_label(slip: str, naming: Naming) -> Markup:
    """The words for a slip in a question about this number."""
    return filled(naming.language.gettext(LABELS[slip]), naming.words)


LABELS: Mapping[str, str] = {
    "bias-left-out": N_("Left out the bias"),
    "one-term-only": N_("Took one term of the sum"),
    "weights-across": N_("Read the weights across"),
    "added-not-multiplied": N_("Added instead of multiplying"),
    "activation-left-out": N_("Stopped at {z}, before the activation"),
    "slope-for-value": N_("Gave the slope, not the value"),
    "other-activation": N_("Used another activation"),
    "size-for-value": N_("Dropped the sign of {z}"),
    "half-left-out": N_("Left out the ½"),
    "not-squared": N_("Did not square"),
    "summed-not-averaged": N_("Summed over the samples"),
    "slope-left-out": N_("Left out {slope}"),
    "slope-at-activation": N_("Took the slope at {h}"),
    "cost-for-error": N_("Gave the cost"),
    "factor-two": N_("Gave twice the error"),
    "other-slope": N_("Used the slope of another unit"),
    "other-weight": N_("Used the weight of another unit"),
    "updated-weight": N_("Used a weight from after the update"),
    "activation-multiplied": N_("Multiplied by {h}"),
    "own-activation": N_("Took the wrong end of the weight"),
    "weighted-input-for-activation": N_("Took Z in place of the activation"),
    "error-before": N_("Took the error of another layer"),
    "transposed": N_("Took the mirrored place"),
    "rate-included": N_("Multiplied by the learning rate"),
    "added": N_("Went uphill"),
    "rate-left-out": N_("Left out the learning rate"),
    "derivative-alone": N_("Gave the step, not the new number"),
    "not-updated": N_("Gave the old number"),
    "another-place": N_("Gave the number of another place"),
    "sign-flipped": N_("Wrong sign"),
    "decimal-place": N_("Decimal point misplaced"),
    "rounded-too-early": N_("Rounded too early"),
}
"""What needs a name: {slope}, {z} and {h} of the unit that was asked about."""
