"""The first beat of lesson 7: how many lines the program takes, as bars beside a ruler."""

from collections.abc import Sequence
from typing import NamedTuple

from app.view.lessons.code.program import ProgramLine
from app.view.lessons.kit.guess import Guess

MOST = 100  # lines on the ruler
ROLES = {
    **dict.fromkeys(("Zh", "H", "Zo", "yHat"), "forward"),
    **dict.fromkeys(("Eo", "dWo", "Eh", "dWh"), "backward"),
    **dict.fromkeys(("Wo", "Wh"), "update"),
}


class Ruler(NamedTuple):
    """The ruler: its size, where it begins, the height of a line, its ticks and the height of a tick's text."""

    width: float
    height: float
    left: float
    line: float
    letter: float

    def at(self, lines: float) -> float:
        """How far down so many lines reach."""
        return round(min(max(lines, 0), MOST) * self.line, 1)


DESK = Ruler(280, 630, 34, 6.2, 3.0)
PHONE = Ruler(340, 318, 34, 3.0, 3.9)


class Bar(NamedTuple):
    """One line of the program: its place, its length, and its role (see ROLES) or ""."""

    x: float
    y: float
    length: float
    role: str


class Counted(NamedTuple):
    """A line of the functions: its number among them (0 for an empty line), its text, and its role or ""."""

    number: int
    text: str
    role: str


class Count(NamedTuple):
    """What was guessed, how many lines there are, how many of them go backward, and the drawing of both."""

    guess: Guess
    total: int
    backward: int
    ruler: Ruler
    ticks: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    lines: tuple[Counted, ...]

    @property
    def mark(self) -> float:
        """Where the guess is drawn; in the middle before there is one."""
        value = self.guess.value
        return self.ruler.at(MOST / 2 if value is None else value)


def count(guess: Guess, lines: Sequence[ProgramLine], view: str) -> Count:
    """The lines of the functions of a program; without a guess, nothing of them is drawn."""
    ruler = PHONE if view == "phone" else DESK
    counted = [line for line in lines if line.within]
    ticks = tuple((ruler.at(number), number) for number in range(0, MOST + 1, 20))
    return Count(
        guess,
        len(counted),
        sum(role(line) == "backward" for line in counted),
        ruler,
        ticks,
        tuple(_bar(ruler, place, line) for place, line in enumerate(counted)) if guess.committed else (),
        _numbered(lines) if guess.committed else (),
    )


def role(line: ProgramLine) -> str:
    """What a line is for, "" if it only helps."""
    return ROLES.get(line.gives, "") if line.within in ("feed_forward", "backprop") else ""


def _numbered(lines: Sequence[ProgramLine]) -> tuple[Counted, ...]:
    inside = [place for place, line in enumerate(lines) if line.within]
    number, found = 0, list[Counted]()
    for line in lines[inside[0] : inside[-1] + 1]:
        number += bool(line.within)
        found.append(Counted(number if line.within else 0, line.text, role(line)))
    return tuple(found)


def _bar(ruler: Ruler, place: int, line: ProgramLine) -> Bar:
    indent = len(line.text) - len(line.text.lstrip())
    length = (len(line.text) - indent) * ruler.letter
    return Bar(ruler.left + 8 + indent * ruler.letter, round(place * ruler.line, 1), round(length, 1), role(line))
