"""Why a number is what it is: how it is computed, from which numbers, and with what result.

Data only, and the same as plain text for the JSON API; `inspector` draws it for the page.
"""

from typing import NamedTuple

from app.core import keys, operands
from app.core.architecture import Architecture
from app.core.keys import Key
from app.session.session import Session
from app.view.quantities import expressions, symbols
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import Revealed, revealing_stage, source
from app.view.words import numbers

_ALIASES = {"Eo": "E", "Eh": "E", "cost": "C"}  # as the API and the article call them


class Explanation(NamedTuple):
    """One number at one sample. `symbolic` and `numeric` are its formula, empty for what is given.

    `stage` is the index of the stage that made it known, 0 for what is given; `uses` are the keys
    of the numbers that it is made from. `formula` and `substituted` are plain text, such as
    "E_h1 = E_o · w_o1 · R′(Z_h1)" and "−0.77 · 0.7 · 1". After the update a weight is "new w_o1".
    """

    key: Key
    sample: int
    value: float
    stage: int
    uses: tuple[Key, ...]
    symbolic: Parts
    numeric: Parts
    formula: str
    substituted: str


def explain(
    session: Session, quantity: str, layer: int, sample: int, unit: int, source: int | None = None, *, limit: int = 0
) -> Explanation:
    """The explanation of one number; of long sums at most `limit` products (0: all).

    `quantity` is a letter of `links` (Eo, Eh and cost are understood), `source` the input that a
    weight comes from; layers count from 1, samples, units and inputs from 0. Raises KeyError for a
    number that there is not, `NotRevealed` for one that is not known yet.
    """
    key = key_of(session.architecture, quantity, layer, unit, source)
    if not 0 <= sample < len(session.problem.X):
        raise KeyError("sample")
    return of(Revealed(session, sample), key, limit)


def key_of(architecture: Architecture, quantity: str, layer: int, unit: int, source: int | None = None) -> Key:
    """The key of a number. Raises KeyError for one that this network does not have."""
    letter = _ALIASES.get(quantity, quantity)
    key = Key(letter, architecture.depth if quantity in ("Eo", "cost") else layer, unit, source)
    if not keys.exists(key, architecture) or (quantity == "Eh" and layer == architecture.depth):
        raise KeyError(str(key))
    return key


def of(revealed: Revealed, key: Key, limit: int = 0) -> Explanation:
    """The explanation of a key that exists."""
    session = revealed.session
    value = revealed.shown(key)
    updated = session.at_end and key.letter in ("W", "B")
    uses: tuple[Key, ...]
    if updated:
        numeric, symbolic = (expressions.update(revealed.form, key, rate) for rate in (revealed.form.rate, "lr"))
        stage, uses = session.count, operands.update_operands(key)[1:]  # the old weight is not on the page
    else:
        numeric, symbolic = (
            expressions.numbers(revealed.form, key, limit),
            expressions.formula(revealed.form, key, limit),
        )
        stage, uses = revealing_stage(source(key), revealed.architecture), operands.operands(key, revealed.architecture)
    name = "" if is_message(key) else symbols.element(key, revealed.sizes).plain
    sides = [f"new {name}" if updated else name, expressions.line(symbolic, _symbol(revealed))]
    return Explanation(
        key,
        revealed.sample,
        value,
        stage,
        uses,
        symbolic,
        numeric,
        " = ".join(dict.fromkeys(filter(None, sides))),  # a slope is named by its own formula
        expressions.line(numeric, _number(revealed)),
    )


def is_message(key: Key) -> bool:
    """Whether a number is what arrives at a unit on the way back: it has no name but its formula."""
    return key.letter == "M"


def _symbol(revealed: Revealed) -> expressions.Shown:
    def shown(part: Term | float, _after: bool) -> str:
        return symbols.element(part.key, revealed.sizes).plain if isinstance(part, Term) else numbers.text(part)

    return shown


def _number(revealed: Revealed) -> expressions.Shown:
    def shown(part: Term | float, after: bool) -> str:
        value = revealed.value(part.key, part.sample) if isinstance(part, Term) else part
        return numbers.bracketed(value) if after else numbers.text(value)

    return shown
