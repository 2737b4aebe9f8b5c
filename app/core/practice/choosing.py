"""Which question to ask about the next stage: the one that teaches most there.

A number teaches where something can go wrong: a closed gate, a negative factor, several paths, weights that could be
read across. A number that can be copied from the screen is not asked for: one that equals a number it is made of.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from math import isclose
from random import Random
from typing import NamedTuple

from app.core.keys import Key
from app.core.operands import operands, update_operands
from app.core.practice.place import PER_SAMPLE, Pass, Place, places
from app.core.practice.question import ZERO, Kind, Question, aspect, gate
from app.core.practice.slips import SLIPS, rule
from app.core.stages import Stage

ENOUGH = 32  # numbers of a stage that are compared: a layer of 16 by 16 weights has many that teach as much
MAX_PRODUCTS = 4  # more than these by hand are drudgery: then only the sign is asked for


class Wish(NamedTuple):
    """What somebody wants to be asked; None leaves it open.

    `even_readable` allows a number that can be copied from the screen where there is no other.
    """

    kind: Kind | None = None
    letter: str | None = None
    layer: int | None = None
    unit: int | None = None
    input: int | None = None
    even_readable: bool = False

    @property
    def names_a_place(self) -> bool:
        """Whether it is for numbers of one quantity, layer, unit or input."""
        return (self.letter, self.layer, self.unit, self.input) != (None, None, None, None)

    def allows(self, place: Place) -> bool:
        """Whether a question for this number grants the wish."""
        return (
            self.letter in (None, place.letter)
            and self.layer in (None, place.layer)
            and self.unit in (None, place.unit)
            and self.input in (None, place.input)
        )


ANYTHING = Wish()


def chosen(stage: Stage, numbers: Pass, sample: int, seed: int, wish: Wish = ANYTHING) -> Question | None:
    """The question about a stage that grants a wish; the same for the same seed. None where there is none."""
    if wish.kind is not None:
        return _BY_KIND[wish.kind](stage, numbers, sample, seed, wish)
    kinds = ("number",) if wish.names_a_place else ("number", "gate", "which")
    found = (_BY_KIND[kind](stage, numbers, sample, seed, wish) for kind in kinds)
    question = next((each for each in found if each is not None), None)
    if question is not None and question.kind == "number" and products(question.place, numbers) > MAX_PRODUCTS:
        return question._replace(kind="sign")
    return question


def readable(place: Place, numbers: Pass) -> bool:
    """Whether the number can be copied from the screen: it equals a number, other than 0, that it is made of."""
    number = numbers.number(place)
    return abs(number) > ZERO and any(
        isclose(number, numbers.number(other), rel_tol=1e-3) for other in made_of(place, numbers)
    )


def made_of(place: Place, numbers: Pass) -> tuple[Place, ...]:
    """The numbers that a number is computed from, of the same sample."""
    keys = update_operands(place.key) if place.new else operands(place.key, numbers.architecture)
    return tuple(_place(key, place.sample) for key in keys)


def products(place: Place, numbers: Pass) -> int:
    """How many products have to be added up for a number."""
    sizes, layer = numbers.architecture.sizes, place.layer
    counts = {
        "Z": sizes[layer - 1],
        "C": sizes[layer] * numbers.samples,
        "Eh": sizes[min(layer + 1, len(sizes) - 1)],
        "dW": numbers.samples,
        "dB": numbers.samples,
    }
    return counts.get(rule(place, numbers.architecture.depth), 1)


def _number(stage: Stage, numbers: Pass, sample: int, seed: int, wish: Wish) -> Question | None:
    found = [place for place in places(stage, numbers.architecture, sample) if wish.allows(place)]
    if len(found) > ENOUGH:
        Random(seed).shuffle(found)  # noqa: S311 - as below
    hidden = [*islice((place for place in found if not readable(place, numbers)), ENOUGH)]
    if not hidden and not wish.even_readable:
        return None
    place = _best(hidden or found[:ENOUGH], numbers, seed)
    return None if place is None else Question("number", place, stage.index)


def _sign(stage: Stage, numbers: Pass, sample: int, seed: int, wish: Wish) -> Question | None:
    question = _number(stage, numbers, sample, seed, wish)
    return None if question is None else question._replace(kind="sign")


def _gate(stage: Stage, numbers: Pass, sample: int, seed: int, wish: Wish) -> Question | None:
    layer = stage.layer
    if stage.kind not in ("activation", "error") or layer is None:
        return None
    if not numbers.architecture.layers[layer - 1].can_close:
        return None
    found = [place for place in places(stage, numbers.architecture, sample) if wish.allows(place)]
    closed = [place for place in found if gate(numbers, place) == "closed"]
    return Question("gate", _drawn(closed or found, seed), stage.index) if found else None


def _which(stage: Stage, numbers: Pass, sample: int, seed: int, wish: Wish) -> Question | None:
    question = aspect(stage, numbers, sample)
    return question if question is not None and wish._replace(unit=None, input=None).allows(question.place) else None


_BY_KIND: Mapping[str, Callable[[Stage, Pass, int, int, Wish], Question | None]] = {
    "number": _number,
    "sign": _sign,
    "gate": _gate,
    "which": _which,
}


def _best(found: list[Place], numbers: Pass, seed: int) -> Place | None:
    """One of the numbers that teach most; the seed decides between equals."""
    worth = {place: _worth(place, numbers) for place in found}
    most = max(worth.values(), default=0)
    return _drawn([place for place in found if worth[place] == most], seed) if found else None


def _drawn(found: list[Place], seed: int) -> Place:
    return Random(seed).choice(found)  # noqa: S311 - a choice that can be repeated, not a secret


def _worth(place: Place, numbers: Pass) -> int:
    return sum(points for points, applies in _REASONS if applies(place, numbers))


def _closed_gate(place: Place, numbers: Pass) -> bool:
    return place.letter in ("H", "E") and _can_close(place, numbers) and gate(numbers, place) == "closed"


def _can_close(place: Place, numbers: Pass) -> bool:
    return numbers.architecture.layers[place.layer - 1].can_close


def _negative_factor(place: Place, numbers: Pass) -> bool:
    return any(numbers.number(other) < 0 for other in made_of(place, numbers))


def _several_paths(place: Place, numbers: Pass) -> bool:
    return products(place, numbers) > 1


def _orientation_matters(place: Place, numbers: Pass) -> bool:
    """Whether weights (or a derivative) read across give another number."""
    asked = rule(place, numbers.architecture.depth)
    across = (slip for slip in SLIPS if slip.id in ("weights-across", "transposed") and asked in slip.rules)
    candidates = (candidate for slip in across for candidate in slip.candidates(numbers, place))
    return any(not isclose(candidate.number, numbers.number(place), rel_tol=1e-5) for candidate in candidates)


_REASONS: tuple[tuple[int, Callable[[Place, Pass], bool]], ...] = (
    (4, _closed_gate),
    (2, _negative_factor),
    (2, _several_paths),
    (1, _orientation_matters),
)


def _place(key: Key, sample: int | None) -> Place:
    own = (sample or 0) if key.letter in PER_SAMPLE else None
    return Place(key.letter, key.layer, key.unit, own, key.input)
