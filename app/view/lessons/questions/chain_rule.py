"""The question of the lesson."""

from app.core.machines import joints, machine, products
from app.view.lessons.chain_rule import DEFAULTS, MACHINE_NAMES
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric


def question(query: Query) -> Question:
    """f′(−1) for C = x², B = 2 − C/2 and A = B², computed by the core; and the result of each frequent slip."""
    say = query.language.gettext
    row = [machine(DEFAULTS[name]) for name in MACHINE_NAMES]
    expected = products(joints(row, -1.0))[0]
    assert expected is not None  # noqa: S101 - polynomials have a derivative everywhere
    all_at_x = 1.0
    for each in row:
        all_at_x *= each.derivative(-1.0)
    slips = (
        (-expected, say("Check the sign: two of the three slopes are negative here.")),
        (all_at_x, say("Take each slope at the value that enters that machine, not at x.")),
    )
    text = say("C(x) = x², B(C) = 2 − C/2 and A(B) = B². What is f′(x) at x = −1?")
    solution = say("C = 1 and B = 1.5, so f′(−1) = A′(1.5) · B′(1) · C′(−1) = 3 · (−0.5) · (−2) = 3.")
    return numeric(query, text, expected, slips, solution)
