"""The question of the lesson."""

from app.view.lessons.hidden_layer import tape_of, with_weight
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric


def question(query: Query) -> Question:
    """C′(Wh) for X = −2, Wh = −1.5, Wo = 2, y = 3, ReLU, computed by the core; and the result of each frequent slip."""
    say = query.language.gettext
    tape = tape_of("relu", -2.0, -1.5, 2.0, 3.0)
    expected = tape.dW[0].item()
    slips = (
        (
            tape.dW[1].item(),
            say("That is C′(Wo). For Wh the product continues: · Wo · R′(Zh) · X instead of · H."),
        ),
        (with_weight(tape, 1.0)[1], say("You left out Wo: the error goes back through it.")),
        (-expected, say("Check the sign: the first factor is prediction minus target.")),
        (
            tape.E[0].item() * tape.H[0].item(),
            say("The last factor is the input of this weight’s own layer: X, not H."),
        ),
    )
    text = say("X = −2, Wh = −1.5, Wo = 2, y = 3, R is ReLU. What is C′(Wh)?")
    solution = say("H = 3, ŷ = 6, so Eo = (6 − 3) · 1 = 3. C′(Wh) = Eo · Wo · R′(Zh) · X = 3 · 2 · 1 · (−2) = −12.")
    return numeric(query, text, expected, slips, solution)
