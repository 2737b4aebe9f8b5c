"""The second beat of lesson 7: what dWh will be, said before the program has run."""

from fractions import Fraction
from typing import NamedTuple

from app.core.practice.arithmetic import read
from app.core.practice.judging import SLIP_WITHIN, WITHIN, agrees
from app.view.lessons.code.listing import tape_of, values
from app.view.lessons.code.program import STAGES
from app.view.lessons.code.setting import Setting
from app.view.lessons.kit.guess import Guess
from app.view.lessons.kit.wording import Wording
from app.view.words import numbers
from app.view.words.language import N_, Language

ASKED = "dWh"


class Run(NamedTuple):
    """The guess of dWh, the number once its line has run ("" before), and the reply to the guess."""

    guess: Guess
    stage: int  # at which it is known
    truth: str
    right: bool
    reply: str


def run(guess: Guess, chosen: Setting, stage: int, language: Language) -> Run:
    """The guess beside the first number of dWh."""
    known = STAGES[ASKED]
    if stage < known:
        return Run(guess, known, "", False, "")
    found = {
        name: float(matrix.flat[0]) for name, matrix in values(tape_of(chosen.given, chosen.learning_rate)).items()
    }
    truth = numbers.text(found[ASKED], language.locale)
    if guess.value is None:
        return Run(guess, known, truth, False, "")
    right = _agrees(guess, found[ASKED], WITHIN)
    return Run(guess, known, truth, right, "" if right else _slip(guess, found, chosen, Wording(language)))


def _slip(guess: Guess, found: dict[str, float], chosen: Setting, say: Wording) -> str:
    """The sentence about the slip that gives the guessed number, "" if none does."""
    if chosen.kind.value != "scalars":
        return ""
    slips = {
        N_("That is Eo times x. On its way back the error also passes Wo."): found["Eo"] * chosen.given["x"][0][0],
        N_("That is Eh. Multiply it by x, the input of Wh."): found["Eh"],
        N_("That is dWo. Wh is one layer further back."): found["dWo"],
        N_("You used the new Wo. All weights change at the very end."): found["Eh"]
        / (chosen.given["Wo"][0][0] or 1)
        * found["Wo"]
        * chosen.given["x"][0][0],
        N_("The size is right. Check the sign."): -found[ASKED],
    }
    named = (say(words) for words, number in slips.items() if _agrees(guess, number, SLIP_WITHIN))
    return next(named, say("Follow the lines: Zh, H, Zo, yHat, Eo, Eh. Which is the first that you had otherwise?"))


def _agrees(guess: Guess, number: float, within: Fraction) -> bool:
    return agrees(read(guess.typed.rpartition("=")[2]), number, within)
