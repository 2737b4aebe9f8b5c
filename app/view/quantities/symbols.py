"""The names of matrices, numbers and units, in HTML, in MathML and as plain text.

The letters are the article's. `core.stages.symbol` names the matrices, this module their elements.
"""

from typing import NamedTuple

from markupsafe import Markup

from app.core.keys import Key
from app.core.stages import Quantity, symbol

_SMALL = {"X": "x", "Y": "y", "W": "w", "B": "b", "dW": "dw", "dB": "db"}
_LETTERS = ("dW", "dB", "ŷ")  # of two characters, or without a subscript


class Name(NamedTuple):
    """A letter with its subscript; if `slope` is true, R' of it."""

    letter: str
    sub: str = ""
    slope: bool = False

    @property
    def plain(self) -> str:
        """The name as text: w_o1, R′(Z_h1)."""
        name = f"{self.letter}_{self.sub}" if self.sub else self.letter
        return f"R′({name})" if self.slope else name

    @property
    def html(self) -> Markup:
        """The name as HTML, in italics."""
        sub = f"<sub>{self.sub}</sub>" if self.sub else ""
        name = f"<i>{self.letter}{sub}</i>"
        return Markup(f"<i>R</i>′({name})" if self.slope else name)  # noqa: S704 - letters and digits of our own

    @property
    def mathml(self) -> str:
        """The name as MathML."""
        letter = f"<mi>{self.letter}</mi>"
        name = f"<msub>{letter}<mi>{self.sub}</mi></msub>" if self.sub else letter
        return (
            f'<mrow><mi>R</mi><mo>′</mo><mo stretchy="false">(</mo>{name}<mo stretchy="false">)</mo></mrow>'
            if self.slope
            else name
        )

    @property
    def transposed(self) -> str:
        """The name of the transposed matrix as MathML."""
        sub, up = f"<mi>{self.sub}</mi>", '<mi class="up">T</mi>'
        letter = f"<mi>{self.letter}</mi>"
        return f"<msubsup>{letter}{sub}{up}</msubsup>" if self.sub else f"<msup>{letter}{up}</msup>"


def matrix(letter: str, layer: int, depth: int) -> Name:
    """The name of a whole matrix, Eh: E with subscript h. The letter R gives R'(Z)."""
    if letter == "R":
        return matrix("Z", layer, depth)._replace(slope=True)
    whole = symbol(Quantity(letter, layer), depth)
    head = next((each for each in _LETTERS if whole.startswith(each)), whole[0])
    return Name("y" if whole == "Y" else head, whole[len(head) :])


def element(key: Key, sizes: tuple[int, ...]) -> Name:
    """The name of one number, E_h1; in a layer of one unit it has no index, E_o."""
    letter, layer, unit, source = key
    if letter == "R":
        return element(Key("Z", layer, unit), sizes)._replace(slope=True)
    whole = matrix("W" if letter == "M" else letter, layer, len(sizes) - 1)
    if letter == "C":
        return whole
    numbers = [] if source is None or sizes[layer - 1] == 1 else [source + 1]
    numbers += [] if sizes[layer] == 1 else [unit + 1]
    apart = "," if whole.sub.isdigit() or max(sizes[max(layer - 1, 0) : layer + 1]) > 9 else ""
    places = [whole.sub] if whole.sub else []
    places += [apart.join(map(str, numbers))] if numbers else []
    return Name(_SMALL.get(letter, whole.letter), ("," if whole.sub.isdigit() else "").join(places))


def unit(layer: int, number: int, sizes: tuple[int, ...]) -> Name:
    """The name of a unit: x_1, h_2, o."""
    depth = len(sizes) - 1
    place = "" if sizes[layer] == 1 else str(number + 1)
    if layer == 0:
        return Name("x", place)
    if layer == depth:
        return Name("o", place)
    level = "" if depth == 2 else str(layer)
    return Name("h", ",".join(filter(None, (level, place))))
