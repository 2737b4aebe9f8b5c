"""All numbers that may be shown at a session's place, by matrix: a list for readers whose page cannot be clicked."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core import keys
from app.core.keys import WEIGHTS, Key
from app.session.session import Session
from app.view.diagram import spoken
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, source
from app.view.words import numbers
from app.view.words.language import Language

FORWARD, BACKWARD = ("W", "B", "Z", "H"), ("R", "E", "dW", "dB")


class KnownNumber(NamedTuple):
    """One number: its key, what it is in words, its symbol and its value."""

    key: str
    name: str
    symbol: Markup
    value: str


class KnownMatrix(NamedTuple):
    """The numbers of a matrix under its name."""

    name: Markup
    numbers: tuple[KnownNumber, ...]


def known_matrices(session: Session, sample: int, language: Language) -> tuple[KnownMatrix, ...]:
    """The matrices that are revealed, in the order in which they are computed, at one sample of the batch."""
    revealed = Revealed(session, sample)
    found = (known_matrix(letter, layer, revealed, language) for letter, layer in _order(revealed))
    return tuple(matrix for matrix in found if matrix is not None)


def known_matrix(letter: str, layer: int, revealed: Revealed, language: Language) -> KnownMatrix | None:
    """The matrix of that letter and layer, if it is revealed."""
    if layer not in keys.layers(letter, revealed.architecture) or not revealed.knows(source(Key(letter, layer, 0))):
        return None
    return KnownMatrix(_heading(letter, layer, revealed, language), _numbers(letter, layer, revealed, language))


def _order(revealed: Revealed) -> Iterator[tuple[str, int]]:
    depth = revealed.depth
    yield "X", 0
    yield from ((letter, layer) for layer in range(1, depth + 1) for letter in FORWARD)
    yield from (("Y", depth), ("C", depth))
    yield from ((letter, layer) for layer in range(depth, 0, -1) for letter in BACKWARD)


def _heading(letter: str, layer: int, revealed: Revealed, language: Language) -> Markup:
    name = symbols.matrix(letter, layer, revealed.depth).html
    return escape(language.gettext("new {name}")).format(name=name) if _is_new(letter, revealed) else name


def _is_new(letter: str, revealed: Revealed) -> bool:
    return letter in ("W", "B") and revealed.session.at_end


def _numbers(letter: str, layer: int, revealed: Revealed, language: Language) -> tuple[KnownNumber, ...]:
    architecture, locale = revealed.architecture, language.locale
    return tuple(
        KnownNumber(
            str(key),
            spoken.spoken(key, architecture, language),
            symbols.element(key, revealed.sizes).html,
            numbers.text(revealed.shown(key), locale),
        )
        for key in _keys(letter, layer, revealed.sizes)
    )


def _keys(letter: str, layer: int, sizes: tuple[int, ...]) -> Iterator[Key]:
    units = range(1 if letter == "C" else sizes[layer])
    if letter in WEIGHTS:
        return (Key(letter, layer, unit, each) for unit in units for each in range(sizes[layer - 1]))
    return (Key(letter, layer, unit) for unit in units)
