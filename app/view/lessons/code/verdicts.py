"""What clears a line of the program that was accused wrongly: always something that can be seen on the page."""

from collections.abc import Sequence

from app.view.lessons.code.learn_faults import Compared
from app.view.lessons.kit.wording import Wording
from app.view.words.language import N_

FORWARD = ("Zh", "H", "yHat", "C")
MADE_BY = {"Eo": "dWo", "dWo": "dWo", "Eh": "dWh", "dWh": "dWh"}  # the derivative in which a line shows first

_SENTENCES = {
    "loop": N_("Line {line} only repeats the steps."),
    "print": N_("Line {line} only prints the cost."),
    "cost": N_("Line {line} belongs to the forward pass, and the cost agrees."),
    "fed": N_("Line {line} is right; what it works with is wrong already."),
    "before": N_("The cost differs before line {line} has run."),
    "made": N_("Line {line} makes {name}, and that agrees everywhere."),
    "passed on": N_("Line {line} makes {name}. {other} comes from it, and that agrees everywhere."),
    "both": N_("Line {line} serves only {name}. {other} differs too, so the fault is before both."),
    "alike": N_("Line {line} is built like the one that makes dWo, and dWo agrees. What it works with is wrong: Eh."),
    "later": N_("Line {line} runs after the derivatives, and they are wrong at the first step already."),
    "step": N_("Line {line} subtracts the learning rate times the derivative, as it should."),
}


def cleared(number: int, text: str, evidence: Sequence[Compared], say: Wording) -> str:
    """The sentence for a line that is right."""
    agree = {each.name: each.agree for each in evidence}
    kind, name, other = _reason(text, agree)
    return say(_SENTENCES[kind], line=number, name=name, other=other)


def _reason(text: str, agree: dict[str, bool]) -> tuple[str, str, str]:
    """The kind of the sentence, and the two names in it."""
    name = text.split(maxsplit=1)[0].rstrip(",")
    if name in ("for", "print(step"):
        return ("loop" if name == "for" else "print"), "", ""
    if name in FORWARD:
        return ("cost" if agree["C"] else "fed"), name, ""
    if name in ("Wo", "Wh"):
        return ("step" if all(agree.values()) else "later"), name, ""
    return _backward(name, agree) if agree["C"] else ("before", name, "")


def _backward(name: str, agree: dict[str, bool]) -> tuple[str, str, str]:
    shows_in = MADE_BY[name]
    if name == "Eo":  # both derivatives come from it, so it is wrong only if both differ
        return "passed on", name, "dWo" if agree["dWo"] else "dWh"
    if agree[shows_in]:
        return ("made" if name == shows_in else "passed on"), name, shows_in
    other = "dWh" if shows_in == "dWo" else "dWo"
    return ("both", shows_in, other) if not agree[other] else ("alike", name, "")
