"""What the scripts know about numbers: a table in the page, written from the core's table of operands.

A page carries it once, as JSON in `fragments/operands.html`; it is sent again only with another
network, so the answer to a step does not contain it. It has one row per letter and layer:

    {"Z.1": {"symbol": "Zh", "uses": "X.0.* W.1.*.u B.1.u", "edges": "W.1.*.u", "unit": "1.u"}, …}

    symbol  the matrix of the numbers, as `data-symbol` in formulas and in the program names it
    uses    the numbers that one is computed from; an error includes the message it is made of
    edges   the weights whose edges belong to the number
    unit    the unit that the number belongs to; weights, targets and the cost have none

In a pattern `u` and `i` stand for the unit and the input of the number itself and `*` for every
unit, so that the table grows with the depth of a network and not with its weights. What would be
empty is left out.
"""

from collections.abc import Iterator

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from app.core import keys
from app.core.architecture import Architecture
from app.core.keys import LETTERS, WEIGHTS
from app.core.operands import INPUT, UNIT, Operand, terms
from app.core.stages import Quantity, symbol

AT_UNITS = frozenset({"X", "Z", "H", "R", "M", "E"})  # letters of the numbers on a unit's card that light its edges


def table(architecture: Architecture) -> Markup:
    """The table of a network as JSON, safe inside single quotes."""
    rows = {
        f"{letter}.{layer}": _row(letter, layer, architecture)
        for letter in sorted(LETTERS)
        for layer in keys.layers(letter, architecture)
    }
    return htmlsafe_json_dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _row(letter: str, layer: int, architecture: Architecture) -> dict[str, str]:
    found = {
        "symbol": "" if letter == "M" else symbol(Quantity(letter, layer), architecture.depth),
        "uses": " ".join(map(str, _uses(letter, layer, architecture))),
        "edges": " ".join(map(str, _edges(letter, layer, architecture))),
        "unit": f"{layer}.{UNIT}" if letter in AT_UNITS else "",
    }
    return {name: text for name, text in found.items() if text}


def _uses(letter: str, layer: int, architecture: Architecture) -> Iterator[Operand]:
    if letter == "E":
        yield Operand("M", layer, UNIT)
    yield from dict.fromkeys(operand for term in terms(letter, layer, architecture) for operand in term)


def _edges(letter: str, layer: int, architecture: Architecture) -> Iterator[Operand]:
    if letter in WEIGHTS:
        yield Operand("W", layer, UNIT, INPUT)
    yield from (operand for operand in _uses(letter, layer, architecture) if operand.letter == "W")
