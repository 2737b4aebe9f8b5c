"""The words of the lesson on graphs: why a formula is refused, why a node is, and what a node passes on."""

from app.core.autodiff import Backward, Message, missing
from app.core.formulas import FUNCTIONS, MAX_LENGTH, Formula, Operation, Reason
from app.view.lessons.autodiff.programs import written
from app.view.lessons.kit.wording import Wording
from app.view.words.language import N_

REFUSED: dict[Reason, str] = {
    "empty": N_("Type a formula, for example a*b + a."),
    "too_long": N_("At most {length} characters, please."),
    "not_a_formula": N_("That is not a formula yet. Write products with a *, for example a*b + a."),
    "unknown_name": N_("“{what}” is not known here. Use single letters for variables, and the functions {functions}."),
    "power": N_("A power must be 2, 3 or 4."),
    "too_large": N_("A number in it is too large, or does not exist."),
    "too_deep": N_("That is too much for this picture: at most 4 variables, 10 operations, and 6 one after the other."),
    "constant": N_("There is nothing to differentiate: use a variable and at least one operation."),
}
NO_VALUE = N_("With these numbers one of the values does not exist or is too large.")

RULES = {
    "+": N_("A sum passes its grad on unchanged to both of its terms."),
    "-": N_("A difference passes its grad on unchanged to the left, and with the opposite sign to the right."),
    "*": N_("A product passes its grad on to each factor, multiplied by the other factor."),
    "/": N_("A quotient u / v passes its grad to u multiplied by 1/v, and to v multiplied by −u/v²."),
    "**": N_("A power uⁿ multiplies its grad by n · uⁿ⁻¹ and passes it on."),
    "relu": N_("ReLU passes its grad on if its input is positive, and stops it otherwise."),
    "tanh": N_("tanh multiplies its grad by 1 − tanh² and passes it on."),
    "exp": N_("exp multiplies its grad by its own value and passes it on."),
}


def refused(reason: Reason, what: str, say: Wording) -> str:
    """Why a formula cannot be drawn."""
    return say(REFUSED[reason], length=str(MAX_LENGTH), what=what, functions=", ".join(FUNCTIONS))


def shown(formula: Formula, operation: Operation) -> str:
    """An operation as a node shows it: t1 = a · b."""
    return written(formula, operation, "·").replace(" - ", " − ").replace("-", "−").replace(" ** ", "^")


def not_ready(formula: Formula, pass_: Backward, node: int, say: Wording) -> str:
    """Why a node cannot pass its grad on yet; "" if it can."""
    name, names = formula.names[node], formula.names
    if formula.operation(node) is None:
        return say("{name} is a variable: it only collects. Its grad is what we are looking for.", name=name)
    if node in pass_.played:
        return say("{name} has already passed its grad on.", name=name)
    waits = ", ".join(names[each] for each in missing(formula, pass_.played, node))
    if not waits:
        return ""
    return say(
        "{name} is not ready: its grad is not complete. It also goes into {waits}; play that first.",
        name=name,
        waits=waits,
    )


def passed_on(formula: Formula, sent: list[Message], say: Wording) -> str:
    """What the last node has added to the grads of its operands."""
    names = formula.names
    return "; ".join(
        f"{names[each.node]}.grad += {say.text(each.grad)} · {say.factor(each.slope)} = {say.text(each.amount)}"
        for each in sent
    )
