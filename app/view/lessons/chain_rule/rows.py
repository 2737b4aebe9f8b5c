"""The rows of machines of lesson 1, and what a nudge does on its way through one of them."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from app.core.machines import Joint, Machine, joints, machine, products
from app.view.lessons.kit.machine_words import formula, slope_formula
from app.view.words import numbers
from app.view.words.language import Language

STEP = 0.05  # between the places to which a variable can be dragged
REACH = 3.0  # how far they reach from the middle
LETTERS = ("C", "B", "A")  # of the machines, in the order in which a value passes through them


class Part(NamedTuple):
    """A machine of a row: its letter, the letter of what enters, and how it and its slope are written.

    `was` is the letter that it had before it was given its name in a network.
    """

    machine: Machine
    letter: str
    argument: str
    formula: Markup
    slope: Markup
    was: str = ""


class Row(NamedTuple):
    """Machines in a row. The one at `first` takes the variable; those before it only hold its value.

    `found` is what happens at the others, `slopes` the derivative of the whole with respect to what enters each of
    them, `moves` how far each value moves when the variable is nudged, beginning with the variable itself.
    """

    parts: tuple[Part, ...]
    first: int
    value: float
    nudge: float
    found: tuple[Joint, ...]
    slopes: tuple[float | None, ...]
    moves: tuple[float | None, ...]

    @property
    def active(self) -> tuple[Machine, ...]:
        """The machines that the nudge goes through."""
        return tuple(part.machine for part in self.parts[self.first :])

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of all values along the row."""
        return (self.parts[0].argument, *(part.letter for part in self.parts))

    @property
    def variable(self) -> str:
        """The letter of the variable."""
        return self.letters[self.first]

    @property
    def values(self) -> tuple[float | None, ...]:
        """The values along the row; None for those that are held, and after a missing one."""
        return (*(None,) * self.first, self.value, *(joint.leaving for joint in self.found))

    @property
    def derivatives(self) -> tuple[float | None, ...]:
        """The derivative of the whole with respect to each value; the last is 1."""
        return (*(None,) * self.first, *self.slopes, 1.0)

    @property
    def product(self) -> float | None:
        """The derivative with respect to the variable."""
        return self.derivatives[self.first]

    @property
    def factors(self) -> tuple[tuple[str, str, float | None], ...]:
        """The slopes as the product is written: letter, argument and value, the last machine first."""
        active = zip(self.parts[self.first :], self.found, strict=True)
        return tuple((part.letter, part.argument, joint.slope) for part, joint in reversed(tuple(active)))


def row(parts: Sequence[Part], first: int, value: float, nudge: float) -> Row:
    """The machines with what happens to `value` at the place `first`, and to a nudge of it."""
    active = [part.machine for part in parts[first:]]
    found = joints(active, value)
    return Row(tuple(parts), first, value, nudge, found, products(found), (nudge, *moves(active, value, nudge, found)))


def moves(active: Sequence[Machine], value: float, nudge: float, found: Sequence[Joint]) -> list[float | None]:
    """How far the value after each machine moves when the one that enters goes from `value` to `value` + `nudge`."""
    return [
        None if new.leaving is None or old.leaving is None else new.leaving - old.leaving
        for new, old in zip(joints(active, value + nudge), found, strict=True)
    ]


def start(row: Row) -> float:
    """The first of the places to which the variable can be dragged."""
    return (0.0 if row.first == 0 else float(round(row.value))) - REACH


def places(row: Row) -> list[tuple[Joint, ...]]:
    """What happens at the machines with the variable at each of its places."""
    return [joints(row.active, round(start(row) + k * STEP, 2)) for k in range(round(2 * REACH / STEP) + 1)]


def line(slope: float) -> Machine:
    """The straight machine through the origin with this slope."""
    return Machine("line", lambda x: slope * x, lambda x: slope)


def straight(slopes: Sequence[float], language: Language) -> tuple[Part, ...]:
    """Machines that multiply by these numbers."""
    arguments = ("x", *LETTERS)
    return tuple(
        Part(line(slope), LETTERS[k], arguments[k], _times(slope, arguments[k], language), _number(slope, language))
        for k, slope in enumerate(slopes)
    )


def chosen(names: Sequence[str], language: Language) -> tuple[Part, ...]:
    """The machines C, B and A with these functions, or the first of them."""
    arguments = ("x", *LETTERS)
    return tuple(
        Part(
            machine(name),
            LETTERS[k],
            arguments[k],
            formula(name, arguments[k], language),
            slope_formula(name, LETTERS[k], arguments[k], language),
        )
        for k, name in enumerate(names)
    )


def neuron(X: float, y: float, language: Language) -> tuple[Part, ...]:
    """One neuron and its cost, as functions in a row that begins with the weight."""
    cost = Machine("cost", lambda R: (R - y) ** 2 / 2, lambda R: R - y)
    target = numbers.text(y, language.locale)
    return (
        Part(line(X), "Z", "W", _times(X, "W", language), Markup("<i>X</i>"), "C"),
        Part(machine("relu"), "R", "Z", formula("relu", "Z", language), slope_formula("relu", "R", "Z", language), "B"),
        Part(
            cost,
            "C",
            "R",
            Markup("½(<i>R</i> − {})²").format(target),
            Markup("<i>R</i> − {}").format(target),
            "A",
        ),
    )


def _number(value: float, language: Language) -> Markup:
    return Markup("{}").format(numbers.text(value, language.locale))


def _times(slope: float, argument: str, language: Language) -> Markup:
    return Markup("{} · <i>{}</i>").format(_number(slope, language), argument)
