"""From the settings panel to a network: its text becomes a `NetworkSpec`, whose errors return to the panel's fields."""

import re
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from app.core.architecture import MAX_UNITS
from app.core.data_sets import DATA_SETS
from app.core.errors import InvalidField
from app.session.description import NetworkSpec, build
from app.session.session import Session, new_session
from app.session.validation import invalid_field
from app.view.functions import losses
from app.view.words import numbers
from app.view.words.language import Language
from app.web.html.form_fields import InvalidInput, not_a_number
from app.web.html.network_settings import Draft

Errors = dict[str, str]
"""What is wrong, in the reader's language, by the field of the panel."""


def built(draft: Draft, before: Session, language: Language) -> Session:
    """The session that the panel asks for. Raises `InvalidInput` with the errors of its fields.

    Without a seed, the weights stay where they fit: all of them if the shape is unchanged.
    """
    fields, errors = _fields(draft, language)
    keeps_weights = not draft.numbers and draft.seed == "" and _has_shape(before, fields)
    if keeps_weights:
        fields |= _weights_of(before)
    try:
        session = build(NetworkSpec.model_validate(fields), before.shown)
    except ValidationError as error:
        found = [invalid_field(each) for each in error.errors(include_url=False, include_input=False)]
        raise InvalidInput(dict(error_for(each, language) for each in found) | errors) from None
    except InvalidField as error:
        raise InvalidInput(errors or dict([error_for(error, language)])) from None
    if errors:
        raise InvalidInput(errors)
    return new_session(session.network, session.problem, before.seed) if keeps_weights else session


def error_for(error: InvalidField, language: Language) -> tuple[str, str]:
    """The panel's field that an error of the description belongs to, and the words for it."""
    _ = language.gettext
    name, *places = re.findall(r"\w+", error.field)
    if name == "sizes" and places:
        return f"size.{places[0]}", _("A whole number from 1 to {most}.").format(most=MAX_UNITS)
    words = {
        "sizes": ("size.0", _("From 2 to 13 layers with 1 to 16 units each.")),
        "activations": ("output", _("Choose one from the list. Some are only for the last layer.")),
        "loss": ("loss", losses.conditions(language)),
        "learning_rate": ("learning_rate", _("The learning rate must be a number above 0, for example 0.1.")),
        "problem": ("problem", _("These samples have a different number of inputs or outputs.")),
        "targets": (
            "Y.0.0",
            _(
                "With this cost function, targets must be between 0 and 1; for cross-entropy, "
                "each sample’s targets must add up to 1."
            ),
        ),
        "seed": ("seed", _("A whole number (0 or more), or leave it empty.")),
    }
    return words.get(name, ("size.0", _("These settings don’t work together.")))


def _fields(draft: Draft, language: Language) -> tuple[dict[str, Any], Errors]:
    """The fields of the description, and the errors of numbers that cannot be read (0 in the description).

    What is no size, seed or learning rate stays text, which the description refuses.
    """
    errors = Errors()
    fields: dict[str, Any] = {
        "sizes": [_whole(size) for size in draft.sizes],
        "activations": [draft.activation] * (len(draft.sizes) - 2) + [draft.output],
        "loss": draft.loss,
        "bias": draft.bias,
        "seed": _whole(draft.seed) if draft.seed else None,
        "learning_rate": _number(draft.rate),
    }
    if draft.problem in DATA_SETS:
        fields["problem"] = draft.problem
    else:
        for name, letter, part in (("inputs", "X", 0), ("targets", "Y", 1)):
            fields[name] = [
                [_cell(f"{letter}.{s}.{i}", text, errors, language) for i, text in enumerate(row[part])]
                for s, row in enumerate(draft.rows)
            ]
    return fields | _sent_weights(draft, fields["sizes"], errors, language), errors


def _sent_weights(draft: Draft, sizes: list[int | str], errors: Errors, language: Language) -> dict[str, Any]:
    """The weights and biases that were sent. One that is missing, unknown or unreadable is an error of the sizes."""
    typed, found, wrong = dict(draft.numbers), dict[str, Any](), Errors()
    letters = {name[0] for name in typed}
    known = [size if isinstance(size, int) and size <= MAX_UNITS else 0 for size in sizes]
    shapes = [(l, n, m) for l, (n, m) in enumerate(pairwise(known), 1)]

    def sent(field: str) -> float:
        return _cell(field, typed.pop(field, ""), wrong, language)

    if "W" in letters:
        found["weights"] = [[[sent(f"W.{l}.{i}.{j}") for j in range(m)] for i in range(n)] for l, n, m in shapes]
    if "B" in letters:
        found["biases"] = [[sent(f"B.{l}.{j}") for j in range(m)] for l, _, m in shapes]
    if wrong or typed:
        errors["size.0"] = language.gettext("These settings don’t work together.")
    return found


def _has_shape(session: Session, fields: dict[str, Any]) -> bool:
    old = session.architecture
    shape = tuple(fields["sizes"]), tuple(fields["activations"]), fields["bias"]
    return shape == (old.sizes, old.activations, old.bias)


def _weights_of(session: Session) -> dict[str, Any]:
    shown = session.shown
    return {
        "weights": [W.tolist() for W in shown.W],
        "biases": None if shown.B is None else [B.tolist() for B in shown.B],
    }


def _cell(field: str, text: str, errors: Errors, language: Language) -> float:
    number = _number(text)
    if isinstance(number, float):
        return number
    errors[field] = not_a_number(language)
    return 0.0


def _number(text: str) -> float | str:
    try:
        return numbers.parse(text)
    except ValueError:
        return text


def _whole(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 17 else text
