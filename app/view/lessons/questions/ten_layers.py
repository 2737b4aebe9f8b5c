"""The question of the lesson."""

from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric

ASKED_DEPTH, ASKED_WEIGHT = 20, 5


def question(query: Query) -> Question:
    """The factors of one derivative in a chain of 20 weights; and the result of each frequent slip."""
    say = query.language.gettext
    factors = 2 * (ASKED_DEPTH - ASKED_WEIGHT) + 3
    return numeric(
        query,
        say(
            "A chain has 20 weights. How many factors does the derivative with respect to the fifth weight have, "
            "counting from the input?"
        ),
        factors,
        (
            (factors - 1, say("That is the number of multiplications, one fewer than the factors.")),
            (2 * ASKED_WEIGHT + 1, say("You counted from the wrong end: the product begins at the output.")),
            (
                factors - 2,
                say("Two factors are missing: the product begins with ŷ − y and ends with the layer’s input."),
            ),
        ),
        say(
            "33. The product for the last weight has 3 factors, and each layer closer to the input adds two, a weight "
            "and a slope: 3 + 2 · 15."
        ),
    )
