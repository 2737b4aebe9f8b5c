"""Lesson 1: f(x) = A(B(C(x))) as three machines in a row, their slopes, and the product of the slopes.

Any value along the chain can be the variable. The machines before it are then a placeholder that only holds a value.
"""

from typing import Literal, NamedTuple

from markupsafe import Markup

from app.core.machines import Joint, Machine, central_difference, has_derivative, joints, machine, products
from app.view.lessons.kit import plot
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.machine_words import formula, hole_words, missing_product, names, slope_formula
from app.view.words.language import Language

MACHINE_NAMES = ("C", "B", "A")  # in the order in which a value passes through them
VARIABLES = ("x", "C", "B", "A")  # the values along the chain; the last one is f(x)
DEFAULTS = {"C": "square", "B": "falling", "A": "square"}
NUDGES = (0.1, 0.01, 0.001)
PLOT_SIZE = (236.0, 150.0)  # of a machine's curve, in units of the drawing
TANGENT_LENGTH = 92.0
MAX_BAR = 84.0


Verdict = Literal["product", "smooth", "corner", "unknown", "nothing"]


class Curve(NamedTuple):
    """A machine's curve in its plot: a path and positions, None where there is nothing to draw."""

    window: plot.Window
    path: str
    axis_x: float
    axis_y: float
    point: plot.Point | None
    tangent: tuple[float, float, float, float] | None


class MachineBox(NamedTuple):
    """A machine as drawn. One that is `held` lies before the variable: part of the placeholder, without numbers."""

    letter: str
    argument: str
    choice: Choice
    held: bool
    value: Markup
    derivative: Markup
    slope: Shown
    hole: str
    curve: Curve


class ChainValue(NamedTuple):
    """A value along the chain, which travels right, and the derivative of f with respect to it, which travels left."""

    symbol: str
    letter: str
    value: Shown
    derivative: Shown
    held: bool
    chosen: bool
    jump: str


class Change(NamedTuple):
    """How far a value moves when the variable is nudged: number, bar, and the slope before it (None for the first)."""

    letter: str
    value: Shown
    bar: float
    slope: Shown | None


class Nudge(NamedTuple):
    """The derivative by finite differences: with the nudge to the right, to the left, and a tiny one either way.

    `verdict` compares them with the product of the slopes: "product" if there is one; otherwise "smooth" or "corner"
    (right and left meet, or do not, as the nudge shrinks), "unknown" (the product is too large) or "nothing" (there
    are no values to measure).
    """

    size: Choice
    changes: tuple[Change, ...]
    right: Shown
    left: Shown
    both: Shown
    verdict: Verdict


class ChainRule(NamedTuple):
    """Everything the page of the lesson shows. `missing` is why there is no product, "" where there is one."""

    boxes: tuple[MachineBox, ...]
    values: tuple[ChainValue, ...]
    by: Choice
    slider: Number
    kept: tuple[tuple[str, str], ...]
    variable: Shown
    factors: tuple[tuple[str, str, Shown], ...]
    product: Shown
    missing: str
    nudge: Nudge


def read(query: Query) -> ChainRule:
    """The lesson for these settings."""
    locale = query.language.locale
    choices = [_machine_choice(query, place) for place in range(3)]
    row = [machine(choice.value) for choice in choices]
    by = query.choice("by", dict(zip(VARIABLES, VARIABLES, strict=True)), "x")
    first = VARIABLES.index(by.value)
    x = query.number("x", 1.5, -3.0, 3.0)
    slider = x if first == 0 else query.number("held", _value_at(row, x.value, first), -1e6, 1e6)
    active = row[first:]
    found = joints(active, slider.value)
    slopes = products(found)
    product = slopes[0] if slopes else 1.0
    boxes = [_box(choice, place, first, found, query.language) for place, choice in enumerate(choices)]
    return ChainRule(
        tuple(boxes),
        _values(first, slider.value, found, slopes, locale),
        by,
        slider,
        () if first == 0 else (("x", x.typed),),
        shown(slider.value, locale),
        tuple((box.letter, box.argument, box.slope) for box in reversed(boxes[first:])),
        shown(product, locale),
        missing_product([joint.hole for joint in found], query.language) if product is None else "",
        _nudge(query, active, first, slider.value, found),
    )


def _machine_choice(query: Query, place: int) -> Choice:
    name = MACHINE_NAMES[place]
    return query.choice(name, names(VARIABLES[place], query.language), DEFAULTS[name])


def _value_at(row: list[Machine], x: float, place: int) -> float:
    """The value at a place along the chain for this x; 1 where there is none."""
    value = joints(row, x)[place - 1].leaving
    return 1.0 if value is None else value


def _box(choice: Choice, place: int, first: int, found: tuple[Joint, ...], language: Language) -> MachineBox:
    held, letter, argument = place < first, MACHINE_NAMES[place], VARIABLES[place]
    joint = None if held else found[place - first]
    return MachineBox(
        letter,
        argument,
        choice,
        held,
        formula(choice.value, argument, language),
        slope_formula(choice.value, letter, argument, language),
        shown(None if joint is None else joint.slope, language.locale),
        "" if joint is None else hole_words(joint, language),
        _curve(machine(choice.value), joint),
    )


def _curve(machine: Machine, joint: Joint | None) -> Curve:
    entering, leaving = (None, None) if joint is None else (joint.entering, joint.leaving)
    half = plot.reach(1.05 * abs(entering or 0.0), 3.0)
    limit = plot.reach(1.2 * abs(leaving or 0.0), 4.0)
    function = _total(machine)
    low, high = plot.heights(function, -half, half, limit)
    window = plot.Window(-half, half, low, high, *PLOT_SIZE)
    point = None if entering is None or leaving is None else window.at(entering, leaving)
    slope = None if joint is None else joint.slope
    line = None
    if entering is not None and leaving is not None and slope is not None:
        line = plot.tangent(window, entering, leaving, slope, TANGENT_LENGTH)
    axis_x, axis_y = window.at(0, 0)
    return Curve(window, plot.curve(window, function), axis_x, axis_y, point, line)


def _total(machine: Machine) -> plot.Function:
    """The machine's function, None where it has no value."""
    return lambda x: joints((machine,), x)[0].leaving


def _values(
    first: int, value: float, found: tuple[Joint, ...], slopes: tuple[float | None, ...], locale: str
) -> tuple[ChainValue, ...]:
    symbols = ["x", *(f"{VARIABLES[k + 1]}({VARIABLES[k]})" for k in range(3))]
    none = (None,) * first
    values: list[float | None] = [*none, value, *(joint.leaving for joint in found)]
    derivatives: list[float | None] = [*none, *slopes, 1.0]
    return tuple(
        ChainValue(
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
    """The fields that make a value along the chain the variable, at its present value."""
    return f"by={letter}" + ("" if place == 0 or value is None else f"&held={value!r}")


def _nudge(query: Query, active: list[Machine], first: int, value: float, found: tuple[Joint, ...]) -> Nudge:
    locale = query.language.locale
    options = {str(size): shown(size, locale).text for size in NUDGES}
    choice = query.choice("nudge", options, "0.01")
    size = float(choice.value)
    if not active:  # f with respect to its own value: change in and change out are the same
        one, change = shown(1.0, locale), shown(size, locale, 6)
        return Nudge(choice, (Change("A", change, MAX_BAR, None),), one, one, one, "product")
    moved = [size, *_moves(active, value, size, found)]
    largest = max((abs(move) for move in moved if move is not None), default=0.0) or 1.0
    changes = [
        Change(
            VARIABLES[first + k],
            shown(move, locale, 6),
            0.0 if move is None else round(max(2.0, MAX_BAR * abs(move) / largest), 1) if move else 0.0,
            None if k == 0 else shown(found[k - 1].slope, locale),
        )
        for k, move in enumerate(moved)
    ]
    ends = (moved[-1], _moves(active, value, -size, found)[-1])
    right, left = (None if end is None else end / step for end, step in zip(ends, (size, -size), strict=True))
    both = central_difference(active, value)
    verdict = "nothing" if right is None and left is None else _verdict(active, value, found)
    return Nudge(
        choice, tuple(changes), shown(right, locale, 5), shown(left, locale, 5), shown(both, locale, 5), verdict
    )


def _verdict(active: list[Machine], value: float, found: tuple[Joint, ...]) -> Verdict:
    if products(found)[0] is not None:
        return "product"
    if not any(joint.hole == "no_derivative" for joint in found):
        return "unknown"
    return "smooth" if has_derivative(active, value) else "corner"


def _moves(active: list[Machine], value: float, size: float, found: tuple[Joint, ...]) -> list[float | None]:
    """How far each value moves when the variable goes from `value` to `value` + `size`."""
    return [
        None if new.leaving is None or old.leaving is None else new.leaving - old.leaving
        for new, old in zip(joints(active, value + size), found, strict=True)
    ]
