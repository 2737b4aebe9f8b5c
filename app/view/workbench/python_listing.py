"""The same network as a Python program: it runs as it is and gives the same numbers.

Names are the symbols on screen (`Eh` for E with subscript h, `y_hat`, `y`, `lr`). One line per stage;
the update has one line per layer. Data and functions come first and are folded on the page.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.architecture import Architecture
from app.core.stages import Quantity, symbol
from app.session.practising import open_question
from app.session.session import Session
from app.view.functions import as_python
from app.view.functions.activations import ACTIVATIONS, ActivationText
from app.view.functions.as_python import Python
from app.view.functions.losses import LOSSES, LossText
from app.view.functions.optimizers import GRADIENT_DESCENT
from app.view.functions.tree import PRODUCT, H
from app.view.panel.stage_text import direction
from app.view.words.language import Language

SHOWN = 14  # lines at once
NEAR = 2  # lines about the lit one that a small window keeps


class CodeLine(NamedTuple):
    """A line: its number on screen, its markup, its stage (0 for a comment), `classes` lit and far."""

    number: int
    markup: Markup
    stage: int
    classes: str


class Code(NamedTuple):
    """What `fragments/code.html` shows; `direction` is the class of colours of the line that is lit."""

    direction: str
    lines: tuple[CodeLine, ...]
    iteration: int


def code(session: Session, language: Language) -> Code:
    """The lines about the stage revealed last, or about the one that a question has a hint on."""
    stage = _lit(session)
    lines = _lines(session.architecture, len(session.problem.X) > 1, language)
    lit = [at for at, line in enumerate(lines) if line.stage == stage and line.stage]
    middle = lit[len(lit) // 2] if lit else 0
    first = max(0, min(middle - SHOWN // 2, len(lines) - SHOWN))
    shown = tuple(
        CodeLine(at + 1, lines[at].markup, lines[at].stage, _classes(at, lit, middle))
        for at in range(first, min(first + SHOWN, len(lines)))
    )
    return Code(direction(session.stages.stage(stage)), shown, session.iteration)


def _lit(session: Session) -> int:
    """The number of the stage whose line is lit; 0 for none, as the line is a hint on an open question."""
    open_ = open_question(session)
    if open_ is None:
        return session.stage
    return open_.question.stage if open_.hints else 0


def program(session: Session, language: Language) -> str:
    """The whole program of this iteration, with the weights of its start."""
    architecture, problem = session.architecture, session.problem
    body = [line.text for line in _lines(architecture, len(problem.X) > 1, language)]
    return "\n".join([*_functions(architecture), *_data(session), *body, ""])


def _classes(at: int, lit: list[int], middle: int) -> str:
    return " ".join(filter(None, ("lit-line" if at in lit else "", "" if abs(at - middle) <= NEAR else "far")))


class _Line(NamedTuple):
    text: str
    stage: int
    markup: Markup


# 0.4 ms for 2-3-1, 1.8 ms for ten hidden layers
@lru_cache(maxsize=256)
def _lines(architecture: Architecture, batch: bool, language: Language) -> tuple[_Line, ...]:
    """The program below its data: comments and one line per stage."""
    depth = architecture.depth
    names = {quantity: symbol(quantity, depth) for quantity in _quantities(architecture)}
    forward, backward, update = language.gettext("forward"), language.gettext("backward"), language.gettext("update")
    rows = [
        (f"# {forward}", 0),
        *_forward(architecture, batch),
        (f"# {backward}", 0),
        *_backward(architecture, batch),
        (f"# {update}", 0),
        *_update(architecture),
    ]
    marked = {_name(symbol_): symbol_ for symbol_ in names.values()}
    slopes = {_slope_call(architecture, l): symbol(Quantity("R", l), depth) for l in range(1, depth + 1)}
    return tuple(_Line(text, stage, _marked(text, marked, slopes)) for text, stage in rows)


def _quantities(architecture: Architecture) -> list[Quantity]:
    depth = architecture.depth
    each = [Quantity(letter, l) for letter in ("W", "B", "Z", "H", "E", "dW", "dB") for l in range(1, depth + 1)]
    return [Quantity("X", 0), Quantity("Y", depth), Quantity("C", depth), *each]


def _name(symbol_: str) -> str:
    """A symbol as a name in Python."""
    return {"ŷ": "y_hat", "Y": "y"}.get(symbol_, symbol_)


def _marked(text: str, names: dict[str, str], slopes: dict[str, str]) -> Markup:
    """The line with each name, and each slope, telling its matrix."""
    if text.startswith("#"):
        return escape(text)
    plain = str(escape(text))
    plain = _WORD.sub(lambda word: _tagged(word[0], names[word[0]]) if word[0] in names else word[0], plain)
    for call, symbol_ in slopes.items():
        inner = _WORD.sub(lambda word: _tagged(word[0], names[word[0]]) if word[0] in names else word[0], call)
        plain = plain.replace(inner, _tagged(inner, symbol_))
    return Markup(plain)  # noqa: S704 - escaped above


def _tagged(text: str, symbol_: str) -> str:
    return f'<b data-symbol="{symbol_}">{text}</b>'


_WORD = re.compile(r"[A-Za-z_]\w*")


def _of(letter: str, layer: int, depth: int) -> str:
    return _name(symbol(Quantity(letter, layer), depth))


def _slope_call(architecture: Architecture, l: int) -> str:
    return f"{architecture.activations[l - 1]}_d({_of('Z', l, architecture.depth)})"


_Row = tuple[str, int]


def _forward(architecture: Architecture, batch: bool) -> list[_Row]:
    depth, stage = architecture.depth, architecture.iteration
    found: list[_Row] = []
    for l in range(1, depth + 1):
        bias = f" + {_of('B', l, depth)}" if architecture.bias else ""
        z = _of("Z", l, depth)
        found.append((f"{z} = {_of('H', l - 1, depth)} @ {_of('W', l, depth)}{bias}", stage.of("weighted_input", l)))
        found.append((f"{_of('H', l, depth)} = {architecture.activations[l - 1]}({z})", stage.of("activation", l)))
    cost = _cost(LOSSES[architecture.loss], _of("Z", depth, depth))
    return [*found, (f"C = {cost}{' / m' if batch else ''}", stage.of("cost"))]


def _cost(loss: LossText, z: str) -> str:
    if loss.stable is not None:
        return f"{loss.name}({z}, y).sum()"
    return _OUTPUT.expression(loss.cost, PRODUCT)


_OUTPUT = Python({"H": "y_hat", "Y": "y"})


def _backward(architecture: Architecture, batch: bool) -> list[_Row]:
    depth, stage = architecture.depth, architecture.iteration
    found: list[_Row] = []
    for l in range(depth, 0, -1):
        e, slope = _of("E", l, depth), _slope_call(architecture, l)
        if l < depth:
            error = f"({_of('E', l + 1, depth)} @ {_of('W', l + 1, depth)}.T) * {slope}"
        else:
            error = _output_error(architecture, slope)
        found.append((f"{e} = {error}", stage.of("error", l)))
        found.append((_derivatives(architecture, l, batch), stage.of("derivative", l)))
    return found


def _output_error(architecture: Architecture, slope: str) -> str:
    difference = LOSSES[architecture.loss].slope
    if architecture.cost.simplifies:
        return _OUTPUT.expression(difference)
    return f"{_OUTPUT.expression(difference, PRODUCT)} * {slope}"


def _derivatives(architecture: Architecture, l: int, batch: bool) -> str:
    depth = architecture.depth
    e = _of("E", l, depth)
    mean = " / m" if batch else ""
    weights = f"{_of('H', l - 1, depth)}.T @ {e}{mean}"
    if not architecture.bias:
        return f"{_of('dW', l, depth)} = {weights}"
    bias = f"{e}.mean(axis=0)" if batch else e
    return f"{_of('dW', l, depth)}, {_of('dB', l, depth)} = {weights}, {bias}"


def _update(architecture: Architecture) -> list[_Row]:
    depth, stage = architecture.depth, architecture.iteration.of("update")
    found: list[_Row] = []
    for l in range(depth, 0, -1):
        row = _subtracted(l, depth, "W")
        if architecture.bias:
            row += f"; {_subtracted(l, depth, 'B')}"
        found.append((row, stage))
    return found


def _subtracted(l: int, depth: int, letter: str) -> str:
    names = {"lr": "lr", "dW": _of(f"d{letter}", l, depth)}
    return f"{_of(letter, l, depth)} -= {Python(names).expression(GRADIENT_DESCENT.step)}"


def _functions(architecture: Architecture) -> list[str]:
    """The import, and the functions that this network calls."""
    found = [text for name in dict.fromkeys(architecture.activations) for text in _activation(ACTIVATIONS[name])]
    loss = LOSSES[architecture.loss]
    if loss.stable is not None:
        found.append(as_python.function(loss.name, loss.stable, "z, y"))
    return ["import numpy as np", "", *(line for text in found for line in ("", text)), "", ""]


def _activation(row: ActivationText) -> Iterator[str]:
    """R and R′ as functions of z."""
    yield as_python.function(row.name, row.computed, "z")
    if row.slope is not None:
        yield as_python.function(f"{row.name}_d", row.slope, "z", known={H: f"{row.name}(z)"})


def _data(session: Session) -> list[str]:
    """Inputs, targets, learning rate, weights and biases, each number to its last bit."""
    depth, problem, network = session.architecture.depth, session.problem, session.network
    found = [f"X = np.array({problem.X.tolist()})", f"y = np.array({problem.Y.tolist()})"]
    found += [f"lr = {problem.learning_rate!r}"]
    if len(problem.X) > 1:
        found += ["m = len(X)"]
    for l in range(1, depth + 1):
        found.append(f"{_of('W', l, depth)} = np.array({network.W[l - 1].tolist()})")
        if network.B is not None:
            found.append(f"{_of('B', l, depth)} = np.array([{network.B[l - 1].tolist()}])")
    return [*found, ""]
