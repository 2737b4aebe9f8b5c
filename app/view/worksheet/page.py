"""The content of one page: the network, its matrices, a row of cells for each stage, and a question in words."""

import re
from itertools import count
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.stages import Stage
from app.session.session import Session
from app.view.diagram import draw
from app.view.functions.activations import ACTIVATIONS
from app.view.panel import stage_formula
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language
from app.view.worksheet.options import Options

DECIMALS = 5  # the cost needs them; other numbers need fewer
ROOM = {3: "960x470", 4: "1240x470"}  # for the drawing, by the number of columns; it is printed smaller
DENSE = 8  # rows of cells in the backward pass from which they are lower
BARE = 10  # rows from which there is no room for the drawing
_CURRENT = re.compile(r'(class="[^"]*) current\b')  # of the stage that was drawn last: on paper none is
_IN_PAGE = re.compile(r' (?:id|role|tabindex|aria-label|data-[a-z]+)="[^"]*"')


class Given(NamedTuple):
    """A matrix that is given: its name as MathML and its numbers."""

    name: Markup
    rows: tuple[tuple[str, ...], ...]


class Row(NamedTuple):
    """A stage: its number, its formula, and its cells, "" where the student writes."""

    number: int
    formula: Markup
    cells: tuple[tuple[str, ...], ...]
    wide: bool = False


class Drawing(NamedTuple):
    """The network: the classes, the size and the marks of its SVG."""

    classes: str
    width: float
    height: float
    marks: Markup
    label: str


class Page(NamedTuple):
    """One page of paper. `reply` answers the question in words, "" on the student's page.

    With many rows the cells are `dense`; with still more the page is `bare`, without the drawing.
    """

    label: str
    is_key: bool
    dense: bool
    bare: bool
    intro: Markup
    drawing: Drawing
    given: tuple[Given, ...]
    parts: dict[str, tuple[Row, ...]]
    question: tuple[int, str] | None
    reply: Markup


def page(session: Session, label: str, options: Options, language: Language, *, is_key: bool) -> Page:
    """The page of a version: for students, with what the options give filled in, or the key with everything."""
    whole = Revealed(session.revealing(session.count))
    parts: dict[str, tuple[Row, ...]] = {}
    number, filled = 0, set[int]()
    for part, rows in _rows(whole, language).items():
        numbered = []
        for row in rows:
            number += 1
            if is_key or part in options.given or number in options.rows:
                filled.add(number)
            blank = row.cells if number in filled else tuple(("",) * len(line) for line in row.cells)
            numbered.append(row._replace(number=number, cells=blank))
        parts[part] = tuple(numbered)
    closed = closed_units(whole)
    height = sum(len(row.cells) for row in parts["backward"])
    asked = (number + 1, _question(language)) if closed is not None else None
    return Page(
        label,
        is_key,
        height >= DENSE,
        height >= BARE,
        _intro(whole, language),
        _drawing(session, filled, language),
        tuple(_givens(whole, language)),
        parts,
        asked,
        _reply(whole, closed, language) if is_key and closed is not None else Markup(),
    )


def _question(language: Language) -> str:
    return language.gettext("Which hidden unit learns nothing in this step? Why?")


def closed_units(whole: Revealed) -> tuple[int, int] | None:
    """The one hidden unit (layer, unit) whose error is 0; None where there is none or more than one."""
    found = [(l, u) for l in range(1, whole.depth) for u, e in enumerate(whole.row("E", l)) if e == 0]
    return found[0] if len(found) == 1 else None


def _reply(whole: Revealed, closed: tuple[int, int], language: Language) -> Markup:
    layer, unit = closed
    z, slope = whole.row("Z", layer)[unit], whole.row("R", layer)[unit]
    words = {"unit": symbols.unit(layer, unit, whole.sizes).html, "z": number(z, language)}
    if slope != 0:
        return escape(language.gettext("{unit}. Its error is 0.")).format(**words)
    text = language.gettext(
        "{unit}. Its weighted input is {z}, so R′ = 0: the gate is closed, its error is 0, and so is every derivative "
        "that uses this error."
    )
    return escape(text).format(**words)


def number(value: float, language: Language) -> str:
    """A number of the pass as it is printed."""
    return numbers.text(value, language.locale, DECIMALS)


def _intro(whole: Revealed, language: Language) -> Markup:
    names = dict.fromkeys(whole.architecture.activations)
    relu = tuple(names) == ("relu",)
    text = language.gettext(
        "Fill in every empty cell. Top half of a unit: the value. Bottom half: its error. Use lr = {rate}."
    )
    found = escape(text).format(rate=number(whole.form.rate, language))
    if relu:
        return found + Markup(" <i>R</i>(z) = max(0, z).")
    listed = language.listed([language.gettext(ACTIVATIONS[name].label) for name in names])
    return found + escape(language.gettext(" Activation: {names}.")).format(names=listed)


def _givens(whole: Revealed, language: Language) -> list[Given]:
    depth, bias = whole.depth, whole.architecture.bias
    sources = [Source("X", 0)]
    for l in range(1, depth + 1):
        sources += [Source("W", l), Source("B", l)] if bias else [Source("W", l)]
    return [_given(whole, source, language) for source in (*sources, Source("Y", depth))]


def _given(whole: Revealed, source: Source, language: Language) -> Given:
    return Given(
        _math(symbols.matrix(source.letter, source.layer, whole.depth).mathml), _cells(whole, source, language)
    )


def _cells(whole: Revealed, source: Source, language: Language) -> tuple[tuple[str, ...], ...]:
    rows = whole.matrix(source)
    rows = [rows[whole.sample]] if source.letter in "XYZHE" else rows
    return tuple(tuple(number(value, language) for value in row) for row in rows)


def _rows(whole: Revealed, language: Language) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {"forward": [], "backward": [], "update": []}
    for stage in whole.session.stages.stages[:-1]:
        letter, layer = stage.computes[0]
        part = "backward" if stage.phase == "backward" else "forward"
        cells = _cells(whole, Source(letter, layer), language)
        found[part].append(Row(0, _formula(whole, stage, language), cells, letter == "C"))
    for l in range(whole.depth, 0, -1):
        cells = _cells(whole, Source("W", l, new=True), language)
        found["update"].append(Row(0, _update(whole, l, language), cells))
    return found


def _formula(whole: Revealed, stage: Stage, language: Language) -> Markup:
    if stage.kind == "activation" and stage.layer:
        h, z = (symbols.matrix(letter, stage.layer, whole.depth).mathml for letter in "HZ")
        return _math(f'{h}<mo>=</mo><mi>R</mi><mrow><mo stretchy="false">(</mo>{z}<mo stretchy="false">)</mo></mrow>')
    return Markup(stage_formula.formula(whole.form, stage, language.locale).replace(' display="block"', ""))  # noqa: S704


def _update(whole: Revealed, layer: int, language: Language) -> Markup:
    w, d = (symbols.matrix(letter, layer, whole.depth).mathml for letter in ("W", "dW"))
    new = escape(language.gettext("new {name}")).format(name="").strip()
    return _math(
        f'<mtext>{new}</mtext><mspace width="0.3em"/>{w}<mo>=</mo>{w}<mo>−</mo><mi class="up">lr</mi><mo>·</mo>{d}'
    )


def _math(inner: str) -> Markup:
    return Markup(f"<math>{inner}</math>")  # noqa: S704 - letters and digits of our own


def _drawing(session: Session, filled: set[int], language: Language) -> Drawing:
    """The network with what is given, up to the first empty row and the errors; the rest of its cells are empty."""
    known = next(row for row in count(1) if row not in filled) - 1
    stage = min(known, session.stages.of("error", 1))
    room = ROOM[min(4, len(session.architecture.sizes))]
    scene = draw.scene(session.revealing(stage), "wide", "full", 0, None, language, room)
    marks = _CURRENT.sub(r"\1", _IN_PAGE.sub("", scene.marks))
    classes = " ".join(filter(None, ("diagram", scene.view, scene.level, scene.card)))
    return Drawing(classes, scene.width, scene.height, Markup(marks), scene.label)  # noqa: S704
