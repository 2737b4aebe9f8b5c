"""The question of the lesson."""

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric
from app.view.lessons.three_equations import shares


def question(query: Query) -> Question:
    """Eh for Eo = (2, −1), Wo = (3, 1) and an identity unit, computed by the core; the result of each frequent slip."""
    say = query.language.gettext
    architecture = Architecture((1, 1, 2), ("identity",) * 2, "half_squared_error", bias=False)
    tape = record(
        Network.of(architecture, [[[1.0]], [[3.0, 1.0]]]), Problem.of(architecture, [[1.0]], [[1.0, 2.0]], 0.1)
    )
    (one, other), expected = shares(tape)[0].tolist(), tape.E[0].item()
    slips = (
        (one, say("That is one path. The other output sends its share back too.")),
        (other, say("That is one path. The other output sends its share back too.")),
        (one - other, say("Check the sign of the second error.")),
        (one * other, say("The shares of the paths are added, not multiplied.")),
    )
    text = say("One hidden unit, two outputs: Eo = (2, −1), Wo = (3, 1), R′(Zh) = 1. What is Eh?")
    return numeric(query, text, expected, slips, say("Eh = (2 · 3 + (−1) · 1) · 1 = 5: one share per path, added up."))
