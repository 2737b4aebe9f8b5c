"""Lesson 6: a long product folds into an error, errors come back along the weights, and three equations are all."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.iteration import iteration
from app.core.keys import Key
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.embedded_pass import before_update, session_at
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Query
from app.view.lessons.three_equations import guesses
from app.view.lessons.three_equations import layout as places
from app.view.lessons.three_equations.formula import Formula
from app.view.lessons.three_equations.guesses import Arrival, Layers, Learned
from app.view.lessons.three_equations.network import Sketch
from app.view.lessons.three_equations.nudge import Nudged, nudged
from app.view.lessons.three_equations.passes import deeper
from app.view.lessons.three_equations.picture import Scene, State, known, scene, written
from app.view.lessons.three_equations.settings import Settings, settings, values
from app.view.lessons.three_equations.words import texts
from app.view.panel.panel import Panel, panel
from app.view.quantities import operand_patterns

COUNT = 5  # beats
_STAGE = iteration(depth=2, bias=False).of
STAGES = {
    "Eo": _STAGE("error", 2),
    "dWo": _STAGE("derivative", 2),
    "Eh": _STAGE("error", 1),
    "dWh": _STAGE("derivative", 1),
}


class Entry(NamedTuple):
    """One number of Wo: its key and its printed value."""

    key: str
    value: Shown


class ThreeEquations(NamedTuple):
    """Everything the page of the lesson shows; what only the last beat needs is None in the others."""

    beats: Beats
    view: str
    settings: Settings
    values: tuple[str, ...]  # x, Wh, Wo, the targets and the first of them, printed
    place: places.Plan
    scene: Scene
    formulas: tuple[Formula, ...]
    operands: Markup
    upto: int  # the factors that the reader has marked, 0 for none
    folded: bool
    arrival: Arrival
    opened: bool
    learned: Learned
    layers: Layers
    counted: str
    equation: Choice
    nudged: Nudged | None
    panel: Panel | None
    weights: tuple[tuple[Entry, ...], ...]
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> ThreeEquations:
    """The lesson for these settings."""
    language, locale = query.language, query.language.locale
    given = settings(query)
    beat = here(query, COUNT)
    upto = int(query.choice("upto", {"": "", **{str(k): "" for k in range(1, 5)}}, "").value or 0)
    folded = query.choice("folded", {"": "", "1": ""}, "").value == "1"
    tape = given.tape(*given.sizes)
    arrival = guesses.arrival(tape, query)
    opened = arrival.said.committed and query.choice("opened", {"": "", "1": ""}, "").value == "1"
    learned = guesses.learned(tape, query)
    deep = deeper(tape)
    layers = guesses.layers(deep, query)
    count = query.choice("count", {"": "", "3": "", "100": "", "300": "", "shown": ""}, "").value
    equation = query.choice("equation", {name: name for name in STAGES}, "Eh")
    state = State(beat, upto, folded, arrival, opened, learned, layers, bool(count))
    pass_here = given.tape(1, 1) if beat == 1 else deep if beat == 4 else tape
    place = places.plan(query.view, beat, *given.sizes, folded=folded)
    sketch = Sketch(
        pass_here, before_update(pass_here), place, known(state, pass_here), locale, language.gettext("sum")
    )
    revealed = before_update(tape)
    return ThreeEquations(
        beats(query, texts(tape, arrival, learned, language)),
        "phone" if query.view == "phone" else "desk",
        given,
        values(given, tape, locale),
        place,
        scene(sketch, state),
        written(sketch, state),
        operand_patterns.table(pass_here.network.architecture),
        upto,
        folded,
        arrival,
        opened,
        learned,
        layers,
        count,
        equation,
        nudged(tape, equation.value, language) if beat == COUNT else None,
        panel(session_at(tape, STAGES[equation.value]), 0, language) if beat == COUNT else None,
        tuple(
            tuple(Entry(str(key), shown(revealed.value(key), locale)) for key in row)
            for row in ([Key("W", 2, k, j) for k in range(given.sizes[1])] for j in range(given.sizes[0]))
        ),
        query.fields,
        query,
    )
