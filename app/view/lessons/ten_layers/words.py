"""The words of lesson 4: the questions of its beats, what was seen in each, and the replies to guesses."""

from typing import NamedTuple

from app.core.scalar_chain import factors, written_out
from app.view.lessons.kit.guess import Guess
from app.view.lessons.kit.scalar_chain import MAX_WEIGHTS
from app.view.lessons.kit.wording import Wording
from app.view.words.language import N_, Language


class Replies(NamedTuple):
    """The reply to each guess; "" without one."""

    second: str
    last: str
    sum: str


def texts(language: Language, second: Guess, last: Guess, total: Guess, weights: int) -> tuple[tuple[str, str], ...]:
    """A question and what was seen, for each beat. What was not seen yet is not said."""
    say = Wording(language)
    long = str(factors(MAX_WEIGHTS, 1))
    work = say.counted("{n} multiplication.", "{n} multiplications.", written_out(weights))
    return (
        (
            say("What does one weight need?"),
            _with(say, say("Three factors: ŷ − y, a slope, and what came in."), second),
        ),
        (say("How long does it get?"), _with(say, say("Two more for each layer: {count}.", count=long), last)),
        (
            say("Which part is in every row?"),
            say("All rows begin alike, and each repeats almost all of the row above."),
        ),
        (say("How many multiplications is that?"), work if total.value else ""),
    )


def _with(say: Wording, seen: str, guess: Guess) -> str:
    return f"{seen} {say('You said {guess}.', guess=guess.text)}" if guess.text else seen


def replies(language: Language, second: Guess, last: Guess, total: Guess, depth: int) -> Replies:
    """The replies: the first of the table whose number was given, the truth first."""
    say, longest = Wording(language), factors(MAX_WEIGHTS, 1)
    work, last_row = written_out(depth), factors(depth, 1) - 1
    return Replies(
        _reply(say, second, ((5, _RIGHT_SECOND), (4, _WEIGHT_ALONE), (6, _TWICE_THREE)), _SECOND),
        _reply(
            say,
            last,
            (
                (longest, _RIGHT_LAST),
                (longest - 1, _MULTIPLICATIONS),
                (longest - 2, _ONE_LAYER),
                (longest + 2, _ONE_LAYER),
                (3 * MAX_WEIGHTS, _THREE_EACH),
            ),
            _LAST,
        ),
        _reply(
            say,
            total,
            (
                (work, _RIGHT_SUM),
                (depth * (depth + 2), _FACTORS),
                (last_row * depth, _ALL_LONG),
                (last_row, _LAST_ROW),
            ),
            _SUM,
        ),
    )


def _reply(say: Wording, guess: Guess, known: tuple[tuple[int, str], ...], otherwise: str) -> str:
    if guess.value is None:
        return ""
    return say(next((words for number, words in known if number == guess.value), otherwise))


_RIGHT_SECOND = N_("Right: a weight and a slope come in between.")
_WEIGHT_ALONE = N_("Not quite: with the weight, the slope of its layer comes in too.")
_TWICE_THREE = N_("Not quite: ŷ − y is there only once.")
_SECOND = N_("A weight and a slope come in between: two more.")
_RIGHT_LAST = N_("Right: three, and two more for each of the ten layers in between.")
_MULTIPLICATIONS = N_("That is the number of multiplications. The factors are one more.")
_ONE_LAYER = N_("Off by one layer: ten layers lie in between, and each adds two.")
_THREE_EACH = N_("Three for each weight? Only the first row has three; each layer adds two.")
_LAST = N_("The first row has three factors, and each layer adds two.")
_RIGHT_SUM = N_("Right: each row takes two more than the one above.")
_FACTORS = N_("Those are the factors. Each row has one multiplication fewer than factors.")
_ALL_LONG = N_("Not every row is as long as the last one.")
_LAST_ROW = N_("That is the last row alone. Add the others.")
_SUM = N_("The first row takes 2, the next one 4, and so on.")
