"""The lesson on whispers: errors that vanish or explode on their way back, and why the first weights matter."""

from typing import NamedTuple

from app.core.error_growth import error_sizes as drawn_sizes
from app.view.functions import activations
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.guess import Guess, number_guess
from app.view.lessons.kit.marking import Marked, marked
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.scalar_chain import Settings, passed
from app.view.lessons.kit.wording import Wording, number
from app.view.lessons.vanishing import plots
from app.view.lessons.vanishing.error_sizes import ErrorSizes, error_sizes
from app.view.lessons.vanishing.plots import LEAST, MOST, Cloud, Layout, Mark, Person
from app.view.lessons.vanishing.training import Training, training

BEATS = 4
STEEPEST = 0.25  # the largest slope of the sigmoid
HEARD = ("fortieth", "thousandth", "millionth")
MOVED = ("alike", "less", "hardly")
LEARNERS = ("sigmoid", "tanh", "relu")


class Chain(NamedTuple):
    """The second beat: a chain of eleven weights, its errors, and the guess how large its weights must be."""

    typed: str
    marked: Marked
    answered: bool
    activation: Choice
    size: Number
    errors: ErrorSizes


class Fader(NamedTuple):
    """The third beat: the guessed size, what the fader is set to, and what 200 networks make of it; None before."""

    aim: Guess
    size: Number
    depth: Number
    activation: Choice
    marks: tuple[Mark, ...]
    cloud: Cloud | None


class Vanishing(NamedTuple):
    """Everything the page of the lesson shows; what is not known yet is None."""

    beats: Beats
    view: str
    layout: Layout
    whisper: str
    people: tuple[Person, ...]
    chain: Chain
    fader: Fader
    moved: str
    learner: Choice
    training: Training | None
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> Vanishing:
    """The lesson for these settings."""
    locale, beat, place = query.language.locale, here(query, BEATS), plots.layout(query.view)
    whisper = _one_of(query, "whisper", HEARD)
    chain, fader = _chain(query), _fader(query, beat, place)
    moved = _one_of(query, "moved", MOVED)
    labels = activations.labels(query.language, elementwise=True)
    learner = query.choice("learner", {name: labels[name] for name in LEARNERS}, "sigmoid")
    return Vanishing(
        beats(query, _texts(query)),
        "phone" if query.view == "phone" else "desk",
        place,
        whisper,
        plots.people(plots.PEOPLE if whisper or beat > 1 else 1, locale),
        chain,
        fader,
        moved,
        learner,
        training(learner.value, locale) if beat == BEATS and moved else None,
        query.fields,
        query,
    )


def _one_of(query: Query, name: str, options: tuple[str, ...]) -> str:
    """The option that was chosen, "shown" if the reader asked to be shown, or ""."""
    return query.choice(name, dict.fromkeys(("", *options, "shown"), ""), "").value


def _chain(query: Query) -> Chain:
    say = Wording(query.language)
    typed, shown = query.typed("least"), query.choice("least_shown", {"": "", "1": ""}, "").value
    result = marked(least_question(say), (typed,), say)
    answered = bool(shown) or result.verdict in ("right", "wrong")
    activation = query.choice("R", activations.labels(query.language, elementwise=True), "sigmoid")
    size = query.number("w", 1 / STEEPEST if answered else 1.0, LEAST, MOST)
    tape = passed(Settings(activation=activation.value, size=size.value))
    return Chain(typed, result, answered, activation, size, error_sizes(tape, query.language.locale))


def least_question(say: Wording) -> Question:
    """How large the weights of sigmoids must be, at best, for an error to keep its size."""
    return number(
        say,
        "",
        1 / STEEPEST,
        say("{weight} · ¼ = 1", weight=1 / STEEPEST),
        name="w",
        slips=(
            (STEEPEST, say("That is the slope. Which weight times ¼ is 1?")),
            (1.0, say("Then the slope alone is left: ¼ per layer.")),
            (2.0, say("2 · ¼ is ½: still quieter from layer to layer.")),
        ),
        otherwise=say("Each layer multiplies by weight · slope. That product must be 1."),
        hint="",
        first="",
    )


def _fader(query: Query, beat: int, place: Layout) -> Fader:
    locale = query.language.locale
    aim = number_guess(query, "aim")
    guessed = None if aim.value is None else min(max(aim.value, LEAST), MOST)
    size = query.number("size", 1.0 if guessed is None else guessed, LEAST, MOST)
    depth = query.whole("depth", 20, 1, 50)
    activation = query.choice("act", activations.labels(query.language, elementwise=True), "relu")
    found = None
    if beat == 3 and aim.committed:
        found = plots.cloud(drawn_sizes(activation.value, size.value, depth.whole), place, locale)
    return Fader(aim, size, depth, activation, plots.fader(size.value, guessed, place, locale), found)


def _texts(query: Query) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    say = Wording(query.language)
    return (
        (
            say("How loud is the tenth whisper?"),
            say("A quarter, ten times: about a millionth is left. Nobody hears it."),
        ),
        (
            say("What does a layer do to an error?"),
            say("It multiplies the error by weight · slope. A sigmoid’s slope is at most ¼."),
        ),
        (
            say("Where must the fader be?"),
            say("Where weight · slope is about 1: at Glorot’s 1 for tanh, at He’s √2 for ReLU."),
        ),
        (say("Does the first layer learn?"), ""),
    )
