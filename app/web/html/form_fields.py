"""The fields of a form, and the errors of what was typed, by field.

An error is shown beside its field, and what was typed stays.
"""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends
from starlette.requests import Request

from app.core.errors import InvalidField
from app.view.words.language import Language
from app.web.errors.table import N_

MOST_FIELDS = 12_000  # a little more than a batch of 512 samples with 16 inputs needs

WHOLE = N_("a whole number")

Form = dict[str, str]


class InvalidInput(Exception):
    """What was typed cannot be used: `errors` states what is wrong, by the name of the field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def not_a_number(language: Language) -> str:
    """The error of a field that holds no number."""
    return language.gettext("Type a number, for example −0.5 or 1/3.")


async def form_of(request: Request) -> Form:
    """The fields of an urlencoded form; of a name that comes twice the last value. Empty for anything else."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:  # not UTF-8, or more fields than a page of ours has
        return {}


FormDep = Annotated[Form, Depends(form_of)]
"""The fields of a form. FastAPI's own forms name their fields; those of the workbench depend on the network (X.0.1)."""


def whole(form: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of the form; `default` if there is no such field. Raises `InvalidField` for anything else."""
    text = form.get(name, str(default)).strip()
    if text != str(default) and not is_whole(text):
        raise InvalidField(name, WHOLE)
    return int(text)


def whole_if_any(form: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of an address, which always shows something: `default` for anything else."""
    text = form.get(name, "")
    return int(text) if is_whole(text) else default


def is_whole(text: str) -> bool:
    """Whether a text is a whole number from 0, of at most 15 digits."""
    return text.isascii() and text.isdigit() and len(text) < 16
