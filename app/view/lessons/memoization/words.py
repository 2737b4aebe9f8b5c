"""The words of lesson 5: the questions of its beats, what was seen in each, and the replies to guesses."""

from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.memoization.cached import runs
from app.view.words import numbers
from app.view.words.language import N_, Language


def texts(weights: int, language: Language) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it, for a chain of `weights` weights."""
    say = language.gettext
    counts = {
        "kept": memoized(weights),
        "written": written_out(weights),
        "runs": runs(weights),
        "depth": weights,
    }
    return (
        (say("What if we could save our work?"), say("Each row repeats the row above, all but its last factor.")),
        (
            say("When is the second runner home?"),
            say("The same derivatives, with {kept} multiplications instead of {written}.").format(**counts),
        ),
        (
            say("What is left of a long row?"),
            say("An error, a weight, a slope and an input, in every row but the first."),
        ),
        (
            say("What do we pay for it?"),
            say("Memory: one error and one input per layer. The function runs {depth} times instead of {runs}.").format(
                **counts
            ),
        ),
        (say("What if the chain is twice as long?"), ""),
    )


class Replies(NamedTuple):
    """The replies to the guesses that are numbers."""

    known: str
    home: str
    left: str
    runs: str
    work: str


def replies(weights: int, shared: int, said: tuple[float | None, ...], language: Language) -> Replies:
    """The replies to the guess of each beat (None: no guess); `shared` factors are known in the first one."""
    truths = shared, memoized(weights), _LEFT, runs(weights), written_out(2 * weights)
    tables = _known(shared), _home(weights), _left(weights), _runs(weights), _work(weights)
    return Replies(*map(_reply, said, truths, tables, [language] * len(truths)))


def _reply(said: float | None, truth: int, slips: dict[int, str], language: Language) -> str:
    if said is None:
        return ""
    if said == truth:
        return language.gettext("Right.")
    found = slips.get(int(said)) if said == int(said) else None
    return language.gettext(found or (_LESS if said > truth else _MORE))


_LEFT = 4  # factors in a folded row
_LESS, _MORE = N_("It is less than that."), N_("It is more than that.")


def _known(shared: int) -> dict[int, str]:
    return {
        **dict.fromkeys(range(1, shared), N_("You know more than that: the row above has the next factor too.")),
        **dict.fromkeys((shared + 1, shared + 2), N_("Not so far: those factors are not in the row above.")),
        shared + 3: N_("That is the whole row, but its last three factors are new."),
    }


def _home(weights: int) -> dict[int, str]:
    return {
        3 * weights: N_("Almost: the first row has nothing to reuse and takes two."),
        2 * weights: N_("Two for each row carry the error on; the input takes a third."),
        weights: N_("A row takes more than one: its weight, its slope and its input."),
        written_out(weights) // 2: N_("Not half the work: only three multiplications of each row are left."),
        written_out(weights): N_("That is how long the first runner takes. The second one skips what it knows."),
    }


def _left(weights: int) -> dict[int, str]:
    return {
        2 * weights + 1: N_("That is the number before folding. All but the last three are repeated."),
        3: N_("You have counted the new factors alone. The error is a factor too."),
        2: N_("The row has a weight, a slope and an input of its own, and the error before them."),
        1: N_("That is the folded part alone. Three factors are new in this row."),
    }


def _runs(weights: int) -> dict[int, str]:
    return {
        weights: N_("That is how often it runs with the cache. Without it, nothing is remembered."),
        weights * weights: N_("Not every derivative goes through all layers: it asks only those from its own on."),
        written_out(weights): N_("Those are the multiplications. Count how often the function runs."),
        runs(weights) - weights: N_("Almost: each derivative asks for the error of its own layer too."),
        2 * weights: N_("Each run asks for the next layer’s error, and so on to the last one. Add them all up."),
    }


def _work(weights: int) -> dict[int, str]:
    truth, kept, twice = written_out(2 * weights), memoized(2 * weights), 2 * written_out(weights)
    tenth = truth // 10
    return {
        **dict.fromkeys(range(truth - tenth, truth + tenth + 1), N_("Close.")),
        twice: N_("That is twice the work. But there are twice as many rows, and they are twice as long too."),
        **dict.fromkeys((kept - 1, kept, kept + 1), N_("That is about what it takes with errors kept.")),
    }


def compared(weights: int, other: int, language: Language) -> str:
    """How the work of both runners compares with that of a chain of `weights` weights when it has `other` weights."""
    if other == weights:
        return language.gettext("This is the original chain.")
    longer, shorter = max(weights, other), min(weights, other)
    spelled, kept = (_times(count(longer) / count(shorter), language) for count in (written_out, memoized))
    words = language.gettext(_LONGER if other > weights else _SHORTER)
    return words.format(depth=weights, written=spelled, kept=kept)


_LONGER = N_("Compared with {depth} weights: multiplied out, {written} the work; with errors kept, {kept}.")
_SHORTER = N_("{depth} weights take more: multiplied out, {written} the work of this chain; with errors kept, {kept}.")


def _times(ratio: float, language: Language) -> str:
    shown = round(ratio, 2)
    # a fraction is counted like 2: "2.5 times"
    words = language.ngettext("{n} time", "{n} times", int(shown) if shown == int(shown) else 2)
    return words.format(n=numbers.text(shown, language.locale, 2))
