"""The equation of a stage as matrices with their shapes.

A matrix up to 4×8 shows all its numbers; a larger one is drawn as dots, with a 3×3 window of numbers
about the sample and the unit asked for. Everything but the numbers and dots is prepared once a form.
"""

from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.keys import WEIGHTS, Key
from app.core.stages import Quantity, Stage, symbol
from app.view.panel import matrix_dots, number_template
from app.view.panel.equation_terms import Factor, groups
from app.view.panel.matrix_dots import Window
from app.view.panel.number_template import Marks
from app.view.quantities import symbols
from app.view.quantities.revealed import DIFFERENCE, Revealed, Source
from app.view.quantities.shape import Form
from app.view.words import numbers
from app.view.words.language import Language

ROWS, COLUMNS = 4, 8  # the largest matrix that shows all its numbers
WIDE = 5  # from more columns on two decimals have to do
WINDOW = 3


class Matrix(NamedTuple):
    """A matrix: the places (row, column) in it that are shown, how each is marked, and with how many decimals.

    `dots` is which part of it is drawn as dots, None for none.
    """

    source: Source
    transposed: bool
    places: tuple[tuple[int, int], ...]
    marks: tuple[Marks, ...]
    decimals: int
    dots: Window | None


class Equation(NamedTuple):
    """Markup with "%s" for each number of its matrices; before those of one with dots, for these."""

    markup: str
    matrices: tuple[Matrix, ...]


def filled(equation: Equation, revealed: Revealed, locale: str) -> Markup:
    """The equation with its numbers."""
    found: list[str] = []
    for source, transposed, places, marks, decimals, window in equation.matrices:
        rows = revealed.matrix(source)
        if window:
            found.append(matrix_dots.dots(window, [*zip(*rows, strict=True)] if transposed else rows))
        values = [rows[i][j] for i, j in places]
        texts = numbers.column(values, locale, decimals)
        found += map(number_template.marked, marks, values, texts)
    return Markup(equation.markup % tuple(found))  # noqa: S704 - printed numbers in markup of our own


def prepared(form: Form, stage: Stage | None, language: Language, focus: Key | None) -> Equation:
    """The equation of a stage, in groups that a line keeps together; a sign stays with the matrix after it."""
    lines: list[str] = []
    matrices: list[Matrix] = []
    for group in groups(form, stage, focus):
        items: list[str] = []
        sign = ""
        for item in group:
            if isinstance(item, str):
                sign += f'<span class="sign">{item}</span>'
            else:
                drawn, matrix = _matrix(form, item, stage, language, focus)
                items.append(f'<div class="term">{sign}{drawn}</div>' if sign else drawn)
                matrices.append(matrix)
                sign = ""
        items.append(sign)
        lines.append(f"<div>{''.join(items)}</div>")
    return Equation("".join(lines), tuple(matrices))


def _matrix(
    form: Form, factor: Factor, stage: Stage | None, language: Language, focus: Key | None
) -> tuple[str, Matrix]:
    """The markup of a matrix, and what fills it."""
    row_names, column_names = _names(form, factor, language)
    height, width = len(row_names), len(column_names)
    small = height <= ROWS and width <= COLUMNS
    middle = _middle(form, factor, focus)
    rows, columns = (range(height), range(width)) if small else (_near(middle[0], height), _near(middle[1], width))
    window = None if small else matrix_dots.window(rows, columns, height, width)
    places = tuple((j, i) if factor.transposed else (i, j) for i in rows for j in columns)
    markup = _figure(
        factor,
        form.depth,
        matrix_dots.frame(window, rows, columns) if window else "",
        _table([row_names[i] for i in rows], [column_names[j] for j in columns]),
        f"{_caption(factor, form.depth, language)} <small>{height}×{width}</small>",
        dense=len(columns) > WIDE,
    )
    at_end = stage is not None and stage.kind == "update"
    return markup, Matrix(
        Source(factor.letter, factor.layer, factor.new),
        factor.transposed,
        places,
        tuple(_marks(form, factor, place, at_end) for place in places),
        2 if len(columns) > WIDE else 3,
        window,
    )


def _marks(form: Form, factor: Factor, place: tuple[int, int], at_end: bool) -> Marks:
    row, column = place
    if factor.letter in WEIGHTS:
        key, linked = Key(factor.letter, factor.layer, column, row), factor.new or not at_end
    elif factor.letter == "B":
        key, linked = Key("B", factor.layer, column), factor.new or not at_end
    else:
        key = Key(factor.letter, factor.layer, column)
        linked = factor.letter == "C" or (row == form.sample and factor.letter != DIFFERENCE)
    return number_template.marks(key, linked, coloured=not factor.new)


def _middle(form: Form, factor: Factor, focus: Key | None) -> tuple[int, int]:
    """The row and column that a window is about."""
    unit = focus.unit if focus and focus.layer == factor.layer else 0
    row = form.sample
    if factor.letter in WEIGHTS:
        row = (focus.input or 0) if focus and focus.layer == factor.layer else 0
    return (unit, row) if factor.transposed else (row, unit)


def _near(middle: int, count: int) -> range:
    first = min(max(middle - WINDOW // 2, 0), max(count - WINDOW, 0))
    return range(first, min(first + WINDOW, count))


def _names(form: Form, factor: Factor, language: Language) -> tuple[list[str], list[str]]:
    """What is read aloud before each row and above each column."""
    if factor.letter == "C":
        return [language.pgettext("timeline", "cost")], ["C"]
    columns = _units(form, factor.layer)
    if factor.letter in WEIGHTS:
        rows = _units(form, factor.layer - 1)
    elif factor.letter == "B":
        rows = [language.gettext("bias")]
    else:
        rows = [language.gettext("sample {n}").format(n=s + 1) for s in range(form.samples)]
    return (columns, rows) if factor.transposed else (rows, columns)


def _units(form: Form, layer: int) -> list[str]:
    return [symbols.unit(layer, k, form.sizes).plain for k in range(form.sizes[layer])]


def _caption(factor: Factor, depth: int, language: Language) -> Markup:
    if factor.letter == DIFFERENCE:
        return Markup("<i>ŷ</i> − <i>y</i>")
    name = symbols.matrix(factor.letter, factor.layer, depth).html
    if factor.transposed:
        name += Markup("<sup>T</sup>")
    return escape(language.gettext("new")) + " " + name if factor.new else name


def _figure(factor: Factor, depth: int, drawing: str, table: str, caption: str, *, dense: bool) -> str:
    named = {"current": factor.current, "dense": dense, "windowed": bool(drawing)}
    classes = " ".join(["matrix", *(name for name, is_so in named.items() if is_so)])
    letters = symbol(Quantity(factor.letter, factor.layer), depth)
    return (
        f'<figure class="{classes}" data-symbol="{letters}">{drawing}{table}<figcaption>{caption}</figcaption></figure>'
    )


def _table(rows: list[str], columns: list[str]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}' for name in columns)
    cells = "<td>%s" * len(columns)
    body = "".join(
        f'<tr><th scope="row"><span class="visually-hidden">{escape(name)}</span></th>{cells}</tr>' for name in rows
    )
    return f'<table><thead class="visually-hidden"><tr><td>{head}</tr></thead><tbody>{body}</tbody></table>'
