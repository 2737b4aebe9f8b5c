"""The program of lesson 7 for one iteration. Each stage lights up its lines and shows their results."""

from typing import NamedTuple

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.lessons.code.program import STAGES, ProgramLine
from app.view.lessons.code.setting import Setting
from app.view.lessons.kit.embedded_pass import session_at
from app.view.lessons.kit.matrix_fields import Given, Rows
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.panel.panel import Panel
from app.view.panel.panel import panel as panel_of
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language

LAST = max(STAGES.values())
SOURCES = {
    "Zh": Source("Z", 1),
    "H": Source("H", 1),
    "Zo": Source("Z", 2),
    "yHat": Source("H", 2),
    "C": Source("C", 2),
    "Eo": Source("E", 2),
    "dWo": Source("dW", 2),
    "Eh": Source("E", 1),
    "dWh": Source("dW", 1),
    "Wo": Source("W", 2, new=True),
    "Wh": Source("W", 1, new=True),
}
"""The matrix that each name of the program holds."""


class ResultCell(NamedTuple):
    """A number beside a line: its name on the page, its printed form, its sign."""

    name: str
    text: str
    sign: str


class ListingRow(NamedTuple):
    """A line of the listing: its number, text and stage, its CSS classes (lit-line, called), and its result.

    `beside` holds one tuple per row of the result; it is empty if the line has no result or has not run yet.
    """

    number: int
    text: str
    stage: int
    classes: str
    gives: str
    beside: tuple[tuple[ResultCell, ...], ...]


class Listing(NamedTuple):
    """The program of one iteration at a stage: `sizes` with their labels; `query` is the query of the download."""

    kind: Choice
    sizes: tuple[tuple[Choice, str], ...]
    stage: int
    last: int
    given: tuple[Given, ...]
    unseen: tuple[Number, ...]
    rate: Given
    lines: tuple[ListingRow, ...]
    text: str
    panel: Panel
    query: str

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the program's settings, those that are not shown included."""
        fields = [each.name for given in (*self.given, self.rate) for row in given.rows for each in row]
        unseen = [each.name for given in self.given for each in given.unseen]
        others = [each.name for each in self.unseen]
        return ("stage", self.kind.name, *(size.name for size, _ in self.sizes), *fields, *unseen, *others)


def listing(query: Query, chosen: Setting, stage: int) -> Listing:
    """The program with these settings. To be called when the rest of the query has been read."""
    session = session_at(tape_of(chosen.given, chosen.learning_rate), stage)
    return Listing(
        chosen.kind,
        _sizes(chosen, query.language),
        stage,
        LAST,
        chosen.fields[chosen.kind.value],
        _others(chosen),
        chosen.rate,
        _rows(chosen.lines(query.language), Revealed(session), query.language.locale),
        chosen.text(query.language),
        panel_of(session, 0, query.language),
        query.string,
    )


def tape_of(given: dict[str, Rows], rate: float) -> Tape:
    """One iteration of a network with one hidden layer, ReLU and no biases; the rows of x are the samples."""
    W = (given["Wh"], given["Wo"])
    sizes = (len(W[0]), len(W[1]), len(W[1][0]))
    architecture = Architecture(sizes, ("relu", "relu"), "half_squared_error", bias=False)
    network = Network.of(architecture, W)
    return record(network, Problem.of(architecture, given["x"], given["y"], rate))


def values(tape: Tape) -> dict[str, Array]:
    """What the program returns, under its names; the weights are those after the update."""
    revealed = Revealed(session_at(tape, LAST))
    return {name: revealed.array(source) for name, source in SOURCES.items()}


def _sizes(chosen: Setting, language: Language) -> tuple[tuple[Choice, str], ...]:
    say = language.gettext
    names = {
        "samples": say("Samples"),
        "inputs": say("Inputs"),
        "hidden": say("Hidden units"),
        "outputs": say("Outputs"),
    }
    return tuple((size, names[name]) for name, size in chosen.sizes.items())


def _others(chosen: Setting) -> tuple[Number, ...]:
    """The fields of the kind that is not chosen, kept as hidden fields of the form."""
    kept = (given for kind, fields in chosen.fields.items() if kind != chosen.kind.value for given in fields)
    return tuple(each for given in kept for row in (*given.rows, given.unseen) for each in row)


def _rows(lines: list[ProgramLine], revealed: Revealed, locale: str) -> tuple[ListingRow, ...]:
    lit = [line for line in lines if line.stage and line.stage == revealed.session.stage]
    called = frozenset(name for line in lit for name in line.calls)

    def beside(line: ProgramLine) -> tuple[tuple[ResultCell, ...], ...]:
        found = revealed.get(SOURCES[line.gives]) if line.stage else None
        return () if found is None else _cells(line.gives, found, locale)

    return tuple(
        ListingRow(
            at, line.text, line.stage, _classes(line, lit, called), line.gives if line.stage else "", beside(line)
        )
        for at, line in enumerate(lines, 1)
    )


def _classes(line: ProgramLine, lit: list[ProgramLine], called: frozenset[str]) -> str:
    return " ".join(filter(None, ("lit-line" if line in lit else "", "called" if line.within in called else "")))


def _cells(name: str, matrix: Array, locale: str) -> tuple[tuple[ResultCell, ...], ...]:
    """The numbers of a matrix, printed with equal decimals, each named by its position: Wh.0.1."""
    printed = iter(numbers.column(matrix.ravel().tolist(), locale))
    return tuple(
        tuple(ResultCell(f"{name}.{i}.{j}", next(printed), numbers.sign(value)) for j, value in enumerate(row))
        for i, row in enumerate(matrix.tolist())
    )
