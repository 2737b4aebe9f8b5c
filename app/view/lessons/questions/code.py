"""The question of the lesson."""

from app.view.lessons.code import tape_of, values
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric


def question(query: Query) -> Question:
    """The new Wh for five small numbers, computed by the core; and the result of each frequent slip."""
    say = query.language.gettext
    tape = tape_of({"x": ((-2.0,),), "y": ((3.0,),), "Wh": ((-0.5,),), "Wo": ((2.0,),)}, 0.1)
    found = {name: float(matrix[0, 0]) for name, matrix in values(tape).items()}
    slips = (
        (
            -0.5 - 0.1 * found["Eo"] * found["Wo"] * -2.0,
            say("You used the new Wo in Eh. All weights change at the very end."),
        ),
        (-0.5 + 0.1 * found["dWh"], say("Check the sign: the derivative is subtracted from the weight.")),
        (-0.5 - found["dWh"], say("You left out the learning rate.")),
        (found["dWh"], say("That is the derivative. Subtract lr times it from the weight.")),
        (found["Wo"], say("That is the new Wo.")),
    )
    text = say("x = −2, y = 3, Wh = −0.5, Wo = 2, lr = 0.1. What is the new Wh?")
    solution = say(
        "Zh = 1, H = 1, Zo = 2, yHat = 2. Eo = (2 − 3) · 1 = −1, Eh = −1 · 2 · 1 = −2, dWh = −2 · (−2) = 4, "
        "so Wh = −0.5 − 0.1 · 4 = −0.9."
    )
    return numeric(query, text, found["Wh"], slips, solution)
