"""Lesson 2: the cost of one neuron as a hill over its weight, first in fog, then with the rule that walks down it."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.tape import Tape
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.embedded_pass import room, session_at
from app.view.lessons.kit.printed import Shown, equals, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.one_neuron import beats as parts
from app.view.lessons.one_neuron import hill as drawing
from app.view.lessons.one_neuron.beats import DescentStep, FogWalk, Landing, Nudge, Stuck, Trial
from app.view.lessons.one_neuron.hill import Hill, Layout
from app.view.lessons.one_neuron.numbers import numbers as numbers_of
from app.view.lessons.one_neuron.numbers import of_the_guesses
from app.view.lessons.one_neuron.picture import Dial, Scenery, dials, flat, picture
from app.view.lessons.one_neuron.texts import Rule, rule, texts
from app.view.quantities import operand_patterns
from app.view.words import numbers

BEATS = 5
SOURCE = 4  # the beat with the drawing of the neuron
FORWARD = 3  # the stages up to the cost


class OneNeuron(NamedTuple):
    """Everything the page of the lesson shows."""

    beats: Beats
    view: str
    layout: Layout
    X: Number
    y: Number
    W: Number
    rate: Number
    activation: Choice
    x: Shown
    target: Shown
    equals: str  # before the product of its three factors
    printed_rate: str
    here: DescentStep
    fog: FogWalk
    landing: Landing
    trial: Trial
    nudge: Nudge
    stuck: Stuck
    stuck_place: str  # a weight at which the ball is stuck
    dials: tuple[Dial, ...]
    hill: Hill
    rule: Rule
    scene: Scene | None
    operands: Markup
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> OneNeuron:
    """The lesson for these settings."""
    locale = query.language.locale
    given = X, y, W, rate, activation = numbers_of(query)
    beat = here(query, BEATS)
    then = of_the_guesses(query, given, last=beat == BEATS)
    neuron, guessed = given.neuron, then.neuron
    start = guessed.tape(then.W.value, then.rate.value)
    fog = parts.fog_walk(query, guessed, then.W.value, beat)
    place = drawing.layout(query.view, low=False)
    window = drawing.window(place, neuron, W.value, fog.weights if beat < BEATS else (W.value,))
    landing = parts.landing(query, start, then.rate.value)
    trial = parts.trial(query, guessed, start)
    nudge = parts.nudge(query, start, then.X.value)
    stuck = parts.stuck(query, neuron, W.value, rate.value)
    if beat == BEATS and stuck.known:  # the dials are below the picture
        place = drawing.layout(query.view, low=True)
        window = drawing.wide(place, neuron, window, stuck.weights)
    drawn = picture(beat, Scenery(neuron, W.value, window, place, locale), fog, landing, trial, stuck)
    first = parts.place(0, start, locale)
    history = texts(first, shown(then.X.value, locale), fog, landing, trial, query.language)
    stage = start.network.architecture.iteration.backward_end if nudge.known else FORWARD
    return OneNeuron(
        beats(query, history),
        "phone" if query.view == "phone" else "desk",
        place,
        X,
        y,
        W,
        rate,
        activation,
        shown(X.value, locale),
        shown(y.value, locale),
        _equals(first, shown(then.y.value, locale), shown(then.X.value, locale)),
        numbers.text(rate.value, locale),
        first if then.written == given.written else parts.place(0, neuron.tape(W.value, rate.value), locale),
        fog,
        landing,
        trial,
        nudge,
        stuck,
        f"{flat(neuron) or window.x0:g}",
        dials(neuron, stuck, neuron.bottom(W.value), locale),
        drawn,
        rule(activation.value, query.language),
        _scene(start, stage, query) if beat == SOURCE else None,
        operand_patterns.table(start.network.architecture),
        query.fields,
        query,
    )


def _equals(start: DescentStep, target: Shown, X: Shown) -> str:
    """The sign between (ŷ − y) · R′(Z) · X and C′(W)."""
    return equals((start.H.number - target.number) * start.slope.number * X.number, start.dW.number)


def _scene(tape: Tape, stage: int, query: Query) -> Scene:
    """The neuron in the workbench's drawing, with the first `stage` stages revealed."""
    session = session_at(tape, stage)
    return scene(session, query.view, None, 0, None, query.language, room(session, query.view))
