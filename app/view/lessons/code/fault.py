"""The fourth beat of lesson 7: a program with one wrong line, what can be seen of it, and which line is accused."""

import re
from typing import NamedTuple

import numpy as np

from app.view.lessons.code import learn_drawing
from app.view.lessons.code import learn_program as program
from app.view.lessons.code.learn import numbered
from app.view.lessons.code.learn_drawing import CostPlot
from app.view.lessons.code.learn_faults import FAULTS, Compared, Fault, compared, faulty
from app.view.lessons.code.verdicts import cleared
from app.view.lessons.kit.guess import SHOWN
from app.view.lessons.kit.query import Number, Query
from app.view.lessons.kit.wording import Wording
from app.view.words import numbers

DIGITS = 9  # of a measured slope; the rest is rounding
_NUMBER = re.compile(r"\d{1,3}")


class FaultLine(NamedTuple):
    """A line of the loop: its number, its text, the setting that accuses it, and what became of that.

    `state` is "cleared" or "found", or "" for a line that nobody has accused; `why` says what clears it. A comment has
    no such setting.
    """

    number: int
    text: str
    accuse: str
    state: str
    why: str


class Cell(NamedTuple):
    """A number of the program beside the measured one."""

    derived: str
    measured: str
    signs: tuple[str, str]
    apart: bool


class Evidence(NamedTuple):
    """A matrix of the first step, computed in two ways."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    agree: bool


class FaultFinding(NamedTuple):
    """What the fourth beat shows."""

    number: Number
    of: int
    activation: str
    outputs: int
    rate: str
    setup: tuple[str, ...]
    lines: tuple[FaultLine, ...]
    tried: tuple[FaultLine, ...]  # the accused lines that are right, in the order of the accusations
    found: FaultLine | None
    yours: bool  # whether the reader has found it
    wrong: str  # the wrong line; "" before it is found
    why: str
    hidden: bool  # whether no derivative shows the fault, because it is in the update
    evidence: tuple[Evidence, ...]
    plot: CostPlot
    shown: str
    another: str


class Accused(NamedTuple):
    """The accused lines in their order, and whether the reader asked to be shown the wrong one."""

    fault: int
    lines: tuple[int, ...]
    shown: bool

    def adding(self, line: int | str) -> str:
        """The field of the address with one more line, or with the wish to be shown the wrong one."""
        return ".".join(map(str, (self.fault, *dict.fromkeys((*self.lines, line)))))


def accused(query: Query, fault: Number) -> Accused:
    """The accusations in the address: the number of the fault and those of lines, such as 1.25.26.

    Those of another fault do not count, and what is not a number is passed over.
    """
    typed = query.typed("accused")
    of, *lines = [int(found) for found in _NUMBER.findall(typed)] or [0]
    if of != fault.whole:
        return Accused(fault.whole, (), False)
    return Accused(fault.whole, tuple(dict.fromkeys(lines)), SHOWN in typed)


def number_of_fault(query: Query) -> Number:
    """Which fault the address names, from 1."""
    return query.whole("fault", 1, 1, len(FAULTS))


def fault_finding(query: Query, number: Number, said: Accused) -> FaultFinding:
    """The faulty program with these accusations. To be called when the rest of the query has been read."""
    fault, say = FAULTS[number.whole - 1], Wording(query.language)
    right, wrong = program.lines(fault.start.activation), faulty(fault)
    setup, loop = numbered(program.listing(fault.start, wrong, query.language), program.loop_start(fault.start))
    at = next(line for line, text in loop if text.strip() == fault.line.text)
    found = at in said.lines or said.shown
    evidence = compared(fault.start, wrong)
    lines = tuple(_line(said, line, text, (evidence, at), say) for line, text in loop)
    if found:
        mended = next(line.text for line in right if line.gives == fault.line.gives)
        lines = tuple(line._replace(text=f"    {mended}") if line.number == at else line for line in lines)
    by_number = {line.number: line for line in lines}
    return FaultFinding(
        number,
        len(FAULTS),
        fault.start.activation,
        len(fault.start.Bo),
        numbers.text(fault.start.lr, query.language.locale),
        setup,
        lines,
        tuple(by_number[line] for line in said.lines if line in by_number and by_number[line].state == "cleared"),
        by_number[at] if found else None,
        at in said.lines,
        fault.line.text if found else "",
        say(fault.why) if found else "",
        all(each.agree for each in evidence),
        tuple(_evidence(each, query.language.locale) for each in (compared(fault.start, right) if found else evidence)),
        _plot(fault, query),
        query.address(accused=said.adding(SHOWN)),
        query.address(accused="", fault=str(number.whole % len(FAULTS) + 1)),
    )


def _line(said: Accused, number: int, text: str, known: tuple[tuple[Compared, ...], int], say: Wording) -> FaultLine:
    evidence, at = known
    comment = text.lstrip().startswith("#")
    if number == at and (said.shown or at in said.lines):
        return FaultLine(number, text, "", "found", "")
    accuse = "" if comment else f"accused={said.adding(number)}"
    if comment or number not in said.lines:
        return FaultLine(number, text, accuse, "", "")
    return FaultLine(number, text, accuse, "cleared", cleared(number, text, evidence, say))


def _evidence(each: Compared, locale: str) -> Evidence:
    column = len(each.derived) > 1 == each.derived.shape[1]  # printed as a row
    shape = each.derived.shape[::-1] if column else each.derived.shape
    both = [np.round(array, DIGITS).ravel().tolist() for array in (each.derived, each.measured)]
    texts = numbers.column([*both[0], *both[1]], locale, 4)
    size = len(both[0])
    found = zip(texts[:size], texts[size:], *both, each.apart.ravel().tolist(), strict=True)
    cells = [Cell(one, other, (numbers.sign(a), numbers.sign(b)), apart) for one, other, a, b, apart in found]
    rows = tuple(tuple(cells[at : at + shape[1]]) for at in range(0, size, shape[1]))
    return Evidence(each.name + (".T" if column else ""), rows, each.agree)


def _plot(fault: Fault, query: Query) -> CostPlot:
    right = [tape.cost for tape in program.trained(fault.start)]
    costs = {"right": right, "wrong": program.costs(fault.start, faulty(fault))}
    size = learn_drawing.PHONE if query.view == "phone" else learn_drawing.LOW
    return learn_drawing.cost_plot(size, right[0], costs, query.language.locale)
