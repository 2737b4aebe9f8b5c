"""Lesson 3: both derivatives as rows of factors, which the pass finds one after the other, and what the rows share.

The backward pass is presented here in links of the chain, without the errors: their name comes after the reader has
seen what the rows have in common.
"""

from math import prod
from typing import NamedTuple

from app.core.keys import Key
from app.core.tape import Tape
from app.view.lessons.kit.embedded_pass import before_update
from app.view.lessons.kit.printed import Shown, equals, shown
from app.view.quantities.revealed import Source
from app.view.words.language import N_

LINKS = 11  # five steps forward, six links back
WITHHELD = frozenset((Source("E", 2), Source("E", 1), Source("M", 1)))
_STAGES = (0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9)  # of the iteration, by the links found


class Factor(NamedTuple):
    """One factor of a product: its number's key, its name, its link in the chain, its value, where it was found."""

    key: str
    name: str
    link: str
    value: Shown
    found: int


class Product(NamedTuple):
    """A derivative written out: the factors of Eo (`common`), those that make it Eh, the layer's input, the value."""

    key: str
    name: str
    common: tuple[Factor, ...]
    further: tuple[Factor, ...]
    own: Factor
    value: Shown
    found: int

    @property
    def equals(self) -> str:
        """The sign between the factors and the value."""
        factors = (*self.common, *self.further, self.own)
        return equals(prod(each.value.number for each in factors), self.value.number)


def stage_at(found: int) -> int:
    """The stage of the iteration that the drawing shows when so many links are found."""
    return _STAGES[found]


def products(tape: Tape, locale: str) -> tuple[Product, Product]:
    """Both products with all their numbers; the template leaves out those that are not found yet."""
    revealed = before_update(tape)

    def factor(key: Key, name: str, link: str, found: int) -> Factor:
        return Factor(str(key), name, link, shown(revealed.value(key), locale), found)

    one, other = (
        Product(
            str(key),
            name,
            tuple(factor(*each) for each in _COMMON),
            tuple(factor(*each) for each in further),
            factor(*own),
            shown(revealed.value(key), locale),
            own[-1],
        )
        for key, name, further, own in _ROWS
    )
    return one, other


_Z_O, _Z_H, _W_O, _W_H = (f"<i>{letter}<sub>{below}</sub></i>" for letter, below in ("Zo", "Zh", "Wo", "Wh"))
_COMMON = (
    (Key("M", 2, 0), "<i>ŷ</i> − <i>y</i>", "<i>C</i>′(<i>ŷ</i>)", 6),
    (Key("R", 2, 0), f"<i>R</i>′({_Z_O})", f"<i>ŷ</i>′({_Z_O})", 7),
)
_FURTHER = (
    (Key("W", 2, 0, 0), _W_O, f"{_Z_O}′(<i>H</i>)", 9),
    (Key("R", 1, 0), f"<i>R</i>′({_Z_H})", f"<i>H</i>′({_Z_H})", 10),
)
_ROWS = (
    (Key("dW", 2, 0, 0), _W_O, (), (Key("H", 1, 0), "<i>H</i>", f"{_Z_O}′({_W_O})", 8)),
    (Key("dW", 1, 0, 0), _W_H, _FURTHER, (Key("X", 0, 0), "<i>X</i>", f"{_Z_H}′({_W_H})", 11)),
)

# What each step finds, in words; the first is the start.
FOUND = (
    (N_("Everything is blank again. Only X, the target and the two weights are known."), ""),
    (N_("Forward: what reaches the hidden unit."), "Zh = X · Wh"),
    (N_("What leaves it."), "H = R(Zh)"),
    (N_("What reaches the output."), "Zo = H · Wo"),
    (N_("The prediction."), "ŷ = R(Zo)"),
    (N_("The cost. Now we go back, from the outermost function inwards."), "C = ½ (ŷ − y)²"),
    (N_("First link: how the cost depends on the prediction. It is in both rows."), "C′(ŷ) = ŷ − y"),
    (N_("How the prediction depends on Zo: the slope of R there. In both rows again."), "ŷ′(Zo) = R′(Zo)"),
    (N_("Here we meet Wo, and its slope is what came in. The first row is complete."), "Zo′(Wo) = H"),
    (N_("For Wh we continue: the other way into Zo is H, and its slope is Wo."), "Zo′(H) = Wo"),
    (N_("Through the hidden unit: the slope of R there."), "H′(Zh) = R′(Zh)"),
    (N_("Here we meet Wh, and again its slope is what came in. The second row is complete."), "Zh′(Wh) = X"),
)
