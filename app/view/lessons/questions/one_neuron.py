"""The question of the lesson."""

from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric
from app.view.lessons.one_neuron import tape_of


def question(query: Query) -> Question:
    """C′(W) for X = −2, W = −2, y = 1 and ReLU, computed by the core; and the result of each frequent slip."""
    say = query.language.gettext
    tape = tape_of("relu", -2.0, 1.0, -2.0)
    expected = tape.dW[0].item()
    slips = (
        (tape.H[0].item() - 1.0, say("You left out X, the derivative of Z with respect to W.")),
        (-expected, say("Check the sign: the first factor is prediction minus target, and X is negative.")),
        (tape.cost * -2.0, say("That is the cost times X. The first factor is the derivative of the cost, ŷ − y.")),
    )
    text = say("X = −2, W = −2, y = 1, R is ReLU. What is C′(W)?")
    solution = say("Z = XW = 4, so ŷ = 4 and R′(Z) = 1. C′(W) = (4 − 1) · 1 · (−2) = −6.")
    return numeric(query, text, expected, slips, solution)
