"""The words about a slip: what was computed, where to look, and a question that leads on.

Placeholders: {typed} what was typed, {name} the number asked for, {unit} its unit, {concern} the number to look at
again; at a unit {z} and {z_value} its weighted input, {h} its activation, {slope} its R′ and {activation} its function;
for an update {derivative} and {derivative_value}; {weight} and {source} for a derivative; {count} samples; {rate} lr.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.core.practice.slips import Rule, rule
from app.view.practice.naming import Naming
from app.view.words.language import N_


class SlipText(NamedTuple):
    """`lead` names the slip; `sentence` points at the place and asks on."""

    lead: str
    sentence: str


def slip_text(slip: str, naming: Naming) -> SlipText:
    """The words for a slip in a question about this number, untranslated."""
    asked = rule(naming.place, naming.revealed.depth)
    return _BY_RULE.get((slip, asked)) or _SLIPS[slip]


_SLIPS: Mapping[str, SlipText] = {
    "bias-left-out": SlipText(
        N_("You left out the bias."),
        N_("{typed} is the sum of the products alone. What does {concern} add to it?"),
    ),
    "one-term-only": SlipText(
        N_("One term is not the whole sum."),
        N_("{typed} comes from a single product. How many edges lead to {unit}, and what does each of them bring?"),
    ),
    "weights-across": SlipText(
        N_("You read the weights across."),
        N_("A column of the matrix holds the weights that lead to one unit. Which column belongs to {unit}?"),
    ),
    "added-not-multiplied": SlipText(
        N_("You added where the formula multiplies."),
        N_("{typed} is a sum of inputs and weights. What does a weight do to the number that passes through it?"),
    ),
    "activation-left-out": SlipText(
        N_("That is {z}, before the activation."),
        N_("{activation} still has to be applied. What does it make of {z_value}?"),
    ),
    "slope-for-value": SlipText(
        N_("That is the slope, not the value."),
        N_("{typed} is R′ at {z} = {z_value}. What is R there?"),
    ),
    "other-activation": SlipText(
        N_("That is another activation."),
        N_("This layer has {activation}. What does it make of {z} = {z_value}?"),
    ),
    "size-for-value": SlipText(
        N_("That is the size of {z} without its sign."),
        N_("What does {activation} make of a negative number such as {z_value}?"),
    ),
    "half-left-out": SlipText(
        N_("You left out the ½."),
        N_("{typed} is the sum of the squares. Which factor comes before it in the formula of the cost?"),
    ),
    "not-squared": SlipText(
        N_("You did not square the difference."),
        N_("{typed} is half the difference itself. What does the formula do with ŷ − y before it is halved?"),
    ),
    "summed-not-averaged": SlipText(
        N_("You added up the samples."),
        N_("{typed} is the sum over {count} samples. Which mean does the formula take?"),
    ),
    "slope-left-out": SlipText(
        N_("You left out {slope}."),
        N_("{typed} is what arrives at {unit}. Look at {z} = {z_value}: what is the slope of {activation} there?"),
    ),
    "slope-at-activation": SlipText(
        N_("You took the slope at {h}."),
        N_("The slope belongs to the weighted input. What is it at {z} = {z_value}?"),
    ),
    "cost-for-error": SlipText(
        N_("That is the cost itself."),
        N_("The error says how the cost changes with {z}. What do you get when you differentiate the cost?"),
    ),
    "factor-two": SlipText(
        N_("That is twice the error."),
        N_("Squaring brings a factor of 2 into the derivative. What does the ½ of the cost do to it?"),
    ),
    "other-slope": SlipText(
        N_("You used the slope of another unit."),
        N_("The error passes the gate of {unit}. Look at {z} = {z_value}: what is the slope there?"),
    ),
    "other-weight": SlipText(
        N_("You used the weight of another unit."),
        N_("The error comes back along the edges that leave {unit}. Which weights are on them?"),
    ),
    "updated-weight": SlipText(
        N_("You used a weight from after the update."),
        N_("The errors use the weights of this forward pass. What is {concern} now?"),
    ),
    "activation-multiplied": SlipText(
        N_("You multiplied by the activation {h}."),
        N_("The error passes the gate, and the gate multiplies by the slope. What is {slope}?"),
    ),
    "own-activation": SlipText(
        N_("You took the number at the wrong end of the weight."),
        N_("The derivative uses what enters the weight. Which number comes from {source}?"),
    ),
    "weighted-input-for-activation": SlipText(
        N_("You took Z in place of the activation."),
        N_("A weight multiplies what its unit passes on, after the activation. What is {concern}?"),
    ),
    "error-before": SlipText(
        N_("You took the error of another layer."),
        N_("{weight} leads to {unit}. What is the error there?"),
    ),
    "transposed": SlipText(
        N_("That is the derivative at the mirrored place."),
        N_("{weight} leads from {source} to {unit}. Which number enters it, and which error comes back to it?"),
    ),
    "rate-included": SlipText(
        N_("You multiplied by the learning rate too early."),
        N_("The learning rate belongs to the update. What is the derivative alone?"),
    ),
    "added": SlipText(
        N_("You went uphill."),
        N_("{typed} adds the step. The cost grows along {derivative}; which way makes it smaller?"),
    ),
    "rate-left-out": SlipText(
        N_("You left out the learning rate."),
        N_("{typed} takes a step of the whole derivative. What part of it is taken with lr = {rate}?"),
    ),
    "derivative-alone": SlipText(
        N_("That is how far it moves, not where it arrives."),
        N_("From which number does the step start?"),
    ),
    "not-updated": SlipText(
        N_("That is the old number."),
        N_("Its derivative {derivative} is {derivative_value}. How far does it move with lr = {rate}, and which way?"),
    ),
    "another-place": SlipText(
        N_("That is {concern}."),
        N_("It is the right number of another place. Which numbers go into {name}?"),
    ),
    "sign-flipped": SlipText(
        N_("Only the sign is wrong."),
        N_("Count the negative factors, or look at the order of a subtraction. Which sign remains?"),
    ),
    "decimal-place": SlipText(
        N_("The decimal point is in the wrong place."),
        N_("The digits are right. About how large must {name} be?"),
    ),
    "rounded-too-early": SlipText(
        N_("Close, but rounded too early."),
        N_("Keep all digits until the end. Which intermediate number did you round?"),
    ),
}

_BY_RULE: Mapping[tuple[str, Rule], SlipText] = {
    ("one-term-only", "Eh"): SlipText(
        N_("One path is not all of them."),
        N_("{typed} comes back along a single edge. Along how many edges does {unit} pass its value on?"),
    ),
    ("weights-across", "Eh"): SlipText(
        N_("You read the weights across."),
        N_("The error comes back along the edges that leave {unit}. Which row of the matrix holds their weights?"),
    ),
    ("slope-left-out", "Eo"): SlipText(
        N_("You left out {slope}."),
        N_("{typed} is the difference alone. Look at {z} = {z_value}: what is the slope of {activation} there?"),
    ),
    ("sign-flipped", "C"): SlipText(
        N_("A cost is never negative."),
        N_("What does squaring do to a negative difference?"),
    ),
    ("sign-flipped", "Eo"): SlipText(
        N_("Only the sign is wrong."),
        N_("Which is subtracted from which: y from ŷ, or ŷ from y?"),
    ),
}

UNEXPLAINED = SlipText(
    N_("Not yet."),
    N_("{typed} is not {name}, and no usual slip leads to it. A hint shows what goes into it."),
)
"""For a wrong number that no slip explains."""
