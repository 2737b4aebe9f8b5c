"""From numbers typed into the page to an edit: fields `W.l.i.j`, `B.l.u`, `X.s.u`, `Y.s.u` and `learning_rate`.

Layers count from 1; samples, inputs and units from 0.
"""

from typing import Any, NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.errors import InvalidField
from app.session.session import Session
from app.session.verbs import edited_in_place
from app.view.words import numbers
from app.view.words.language import Language
from app.web.html.form_fields import Form, InvalidInput, is_whole, not_a_number

RATE = "learning_rate"
PLACES = {"W": 3, "B": 2, "X": 2, "Y": 2}
NAMES = {"W": "weights", "B": "biases", "X": "inputs", "Y": "targets"}


class Edit(NamedTuple):
    """The numbers of a form by their fields."""

    values: dict[str, float]

    @property
    def is_of_data(self) -> bool:
        """Whether it concerns the samples or the learning rate."""
        return any(field == RATE or field[0] in "XY" for field in self.values)

    def of(self, session: Session) -> Session:
        """The session with these numbers. Raises `InvalidField` for a number that the network does not have."""
        arrays: dict[str, list[Array]] = {}
        for field, value in self.values.items():
            if field != RATE:
                letter, *places = field.split(".")
                _put(
                    arrays.setdefault(letter, _copies(session, letter)), letter, [int(p) for p in places], value, field
                )
        changes: dict[str, Any] = {NAMES[letter]: found for letter, found in arrays.items()}
        for letter in "XY":
            if letter in arrays:
                changes[NAMES[letter]] = list(arrays[letter][0])
        return edited_in_place(session, **changes, learning_rate=self.values.get(RATE))


def edit_of(form: Form, language: Language) -> Edit:
    """The edit that a form asks for. Raises `InvalidInput` with the errors of its fields."""
    values, errors = {}, {}
    for field in filter(is_number, form):
        try:
            values[field] = numbers.parse(form[field])
        except ValueError:
            errors[field] = not_a_number(language)
    if values.get(RATE, 1.0) <= 0:
        errors[RATE] = language.gettext("The learning rate must be a number above 0, for example 0.1.")
    if errors:
        raise InvalidInput(errors)
    return Edit(values)


def is_number(field: str) -> bool:
    """Whether a field of a form is a number of the network."""
    letter, *places = field.split(".")
    return field == RATE or (len(places) == PLACES.get(letter) and all(map(is_whole, places)))


def value_of(session: Session, field: str) -> float:
    """The number that a field names, as the session shows it."""
    if field == RATE:
        return session.problem.learning_rate
    letter, *places = field.split(".")
    layer, *place = (int(part) for part in places) if letter in "WB" else (1, *map(int, places))
    return float(_copies(session, letter)[layer - 1][tuple(place)])


def _copies(session: Session, letter: str) -> list[Array]:
    network, problem = session.shown, session.problem
    found = {"W": network.W, "B": network.B or (), "X": (problem.X,), "Y": (problem.Y,)}[letter]
    return [np.array(array) for array in found]


def _put(arrays: list[Array], letter: str, places: list[int], value: float, field: str) -> None:
    layer = places.pop(0) - 1 if letter in "WB" else 0
    shape = arrays[layer].shape if 0 <= layer < len(arrays) else ()
    if len(shape) != len(places) or any(at >= size for at, size in zip(places, shape, strict=True)):
        raise InvalidField(field, "a number of this network")
    arrays[layer][tuple(places)] = value
