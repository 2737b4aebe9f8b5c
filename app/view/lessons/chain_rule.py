"""Lesson 1: f(x) = A(B(C(x))) as three machines in a row, their slopes, and the product of the slopes.

Any joint may be the variable: what lies inside it is then a placeholder that only holds a value.
"""

from typing import NamedTuple

from markupsafe import Markup

from app.core.machines import MACHINES, Joint, Machine, central_difference, joints, products
from app.view.lessons.kit import plot
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.question import Question, numeric
from app.view.lessons.machine_words import formula, hole_words, names, slope_formula
from app.view.words.language import Language

MACHINE_NAMES = ("C", "B", "A")  # in the order that a value passes them
VARIABLES = ("x", "C", "B", "A")  # what stands at each joint; the last is what comes out
AT_FIRST = {"C": "square", "B": "falling", "A": "square"}
NUDGES = (0.1, 0.01, 0.001)
FIELD = (236.0, 150.0)  # of a machine's curve, in units
TANGENT = 92.0
LONGEST_BAR = 84.0


class Curve(NamedTuple):
    """A machine's curve on its field: paths and places, None where there is nothing to draw."""

    path: str
    axis_x: float
    axis_y: float
    point: plot.Point | None
    tangent: tuple[float, float, float, float] | None


class Box(NamedTuple):
    """A machine as it is drawn. One that is `held` lies inside the variable: a placeholder without numbers."""

    letter: str
    argument: str
    choice: Choice
    held: bool
    value: Markup
    derivative: Markup
    slope: Shown
    hole: str
    curve: Curve


class Between(NamedTuple):
    """A joint: the value that passes it rightwards, the derivative of f by it that comes leftwards."""

    symbol: str
    letter: str
    value: Shown
    derivative: Shown
    held: bool
    chosen: bool
    jump: str


class Change(NamedTuple):
    """How far one joint moves when the variable is nudged: number, bar, and the slope that led here (or None)."""

    letter: str
    value: Shown
    bar: float
    slope: Shown | None


class Nudge(NamedTuple):
    """The derivative by finite differences: with the nudge to the right, to the left, and tiny ones to both sides."""

    size: Choice
    changes: tuple[Change, ...]
    right: Shown
    left: Shown
    both: Shown


class ChainRule(NamedTuple):
    """All that the page of the lesson shows."""

    boxes: tuple[Box, ...]
    betweens: tuple[Between, ...]
    by: Choice
    slider: Number
    kept: tuple[tuple[str, str], ...]
    variable: Shown
    factors: tuple[tuple[str, str, Shown], ...]
    product: Shown
    nudge: Nudge
    question: Question


def read(query: Query) -> ChainRule:
    """The lesson for these values."""
    locale = query.language.locale
    choices = [_machine_choice(query, place) for place in range(3)]
    row = [MACHINES[choice.value] for choice in choices]
    by = query.choice("by", dict(zip(VARIABLES, VARIABLES, strict=True)), "x")
    first = VARIABLES.index(by.value)
    x = query.number("x", 1.5, -3.0, 3.0)
    slider = x if first == 0 else query.number("held", _value_at(row, x.value, first), -1e6, 1e6)
    active = row[first:]
    found = joints(active, slider.value)
    slopes = products(found)
    boxes = [_box(choice, place, first, found, query.language) for place, choice in enumerate(choices)]
    return ChainRule(
        tuple(boxes),
        _betweens(first, slider.value, found, slopes, locale),
        by,
        slider,
        () if first == 0 else (("x", x.typed),),
        shown(slider.value, locale),
        tuple((box.letter, box.argument, box.slope) for box in reversed(boxes[first:])),
        shown(slopes[0] if slopes else 1.0, locale),
        _nudge(query, active, first, slider.value, found),
        _question(query),
    )


def _machine_choice(query: Query, place: int) -> Choice:
    name = MACHINE_NAMES[place]
    return query.choice(name, names(VARIABLES[place], query.language), AT_FIRST[name])


def _value_at(row: list[Machine], x: float, place: int) -> float:
    """What arrives at a joint from x; 1 where nothing does."""
    value = joints(row, x)[place - 1].leaving
    return 1.0 if value is None else value


def _box(choice: Choice, place: int, first: int, found: tuple[Joint, ...], language: Language) -> Box:
    held, argument = place < first, VARIABLES[place]
    joint = None if held else found[place - first]
    return Box(
        MACHINE_NAMES[place],
        argument,
        choice,
        held,
        formula(choice.value, argument),
        slope_formula(choice.value, argument, language),
        shown(None if joint is None else joint.slope, language.locale),
        "" if joint is None or joint.hole is None else hole_words(choice.value, joint.hole, language),
        _curve(MACHINES[choice.value], joint),
    )


def _curve(machine: Machine, joint: Joint | None) -> Curve:
    entering, leaving = (None, None) if joint is None else (joint.entering, joint.leaving)
    half = plot.reach(1.05 * abs(entering or 0.0), 3.0)
    limit = plot.reach(1.2 * abs(leaving or 0.0), 4.0)
    function = _total(machine)
    low, high = plot.heights(function, -half, half, limit)
    window = plot.Window(-half, half, low, high, *FIELD)
    point = None if entering is None or leaving is None else window.at(entering, leaving)
    slope = None if joint is None else joint.slope
    line = None
    if entering is not None and leaving is not None and slope is not None:
        line = plot.tangent(window, entering, leaving, slope, TANGENT)
    axis_x, axis_y = window.at(0, 0)
    return Curve(plot.curve(window, function), axis_x, axis_y, point, line)


def _total(machine: Machine) -> plot.Function:
    """The machine's function with None where it has no value."""
    return lambda x: joints((machine,), x)[0].leaving


def _betweens(
    first: int, value: float, found: tuple[Joint, ...], slopes: tuple[float | None, ...], locale: str
) -> tuple[Between, ...]:
    symbols = ["x", *(f"{VARIABLES[k + 1]}({VARIABLES[k]})" for k in range(3))]
    none = (None,) * first
    values: list[float | None] = [*none, value, *(joint.leaving for joint in found)]
    derivatives: list[float | None] = [*none, *slopes, 1.0]
    return tuple(
        Between(
            letter if place == first else symbols[place],
            letter,
            shown(values[place], locale),
            shown(derivatives[place], locale),
            place < first,
            place == first,
            _jump(place, letter, values[place]),
        )
        for place, letter in enumerate(VARIABLES)
    )


def _jump(place: int, letter: str, value: float | None) -> str:
    """What makes a joint the variable, with the value that it has now."""
    return f"by={letter}" + ("" if place == 0 or value is None else f"&held={value!r}")


def _nudge(query: Query, active: list[Machine], first: int, value: float, found: tuple[Joint, ...]) -> Nudge:
    locale = query.language.locale
    options = {str(size): shown(size, locale).text for size in NUDGES}
    choice = query.choice("nudge", options, "0.01")
    size = float(choice.value)
    if not active:  # f by its own value: what is nudged is what is measured
        one, change = shown(1.0, locale), shown(size, locale, 6)
        return Nudge(choice, (Change("A", change, LONGEST_BAR, None),), one, one, one)
    moved = [size, *_moves(active, value, size, found)]
    largest = max((abs(move) for move in moved if move is not None), default=0.0) or 1.0
    changes = [
        Change(
            VARIABLES[first + k],
            shown(move, locale, 6),
            0.0 if move is None else round(max(2.0, LONGEST_BAR * abs(move) / largest), 1) if move else 0.0,
            None if k == 0 else shown(found[k - 1].slope, locale),
        )
        for k, move in enumerate(moved)
    ]
    ends = (moved[-1], _moves(active, value, -size, found)[-1])
    right, left = (None if end is None else end / step for end, step in zip(ends, (size, -size), strict=True))
    both = central_difference(active, value)
    return Nudge(choice, tuple(changes), *(shown(each, locale, 5) for each in (right, left, both)))


def _moves(active: list[Machine], value: float, size: float, found: tuple[Joint, ...]) -> list[float | None]:
    """How far each joint moves when the variable goes from `value` to `value` + `size`."""
    return [
        None if new.leaving is None or old.leaving is None else new.leaving - old.leaving
        for new, old in zip(joints(active, value + size), found, strict=True)
    ]


def _question(query: Query) -> Question:
    """C = x², B = 2 − C/2, A = B² at −1, computed by the core; and what one gets by each known slip."""
    say = query.language.gettext
    row = [MACHINES[AT_FIRST[name]] for name in MACHINE_NAMES]
    expected = products(joints(row, -1.0))[0]
    assert expected is not None  # noqa: S101 - polynomials have a derivative everywhere
    everywhere = 1.0
    for machine in row:
        everywhere *= machine.derivative(-1.0)
    slips = (
        (-expected, say("Check the sign: two of the three slopes are negative here.")),
        (everywhere, say("Each slope is taken at what enters that machine, not at x.")),
    )
    text = say("C(x) = x², B(C) = 2 − C/2 and A(B) = B². What is f′(x) at x = −1?")
    solution = say("C = 1 and B = 1.5, so f′(−1) = A′(1.5) · B′(1) · C′(−1) = 3 · (−0.5) · (−2) = 3.")
    return numeric(query, text, expected, slips, solution)
