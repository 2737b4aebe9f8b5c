"""The question of the lesson."""

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question, numeric

ASKED_DEPTH = 24  # beyond the curve that is printed beside the race


def question(query: Query) -> Question:
    """The multiplications in a chain of 24 weights, counted by the core; and the result of each frequent slip."""
    say, kept, spelled = query.language.gettext, memoized(ASKED_DEPTH), written_out(ASKED_DEPTH)
    return numeric(
        query,
        say(
            "A chain has 24 weights. How many multiplications do all its derivatives take together "
            "if each layer’s error is kept?"
        ),
        kept,
        (
            (spelled, say("That is the number when everything is written out.")),
            (kept + 1, say("Almost: the first row has nothing to reuse and takes 2, not 3.")),
            (3, say("That is one row. Add up all the rows.")),
        ),
        say("71: two for the first row and three for each of the other 23. Written out, it would be 600."),
    )
