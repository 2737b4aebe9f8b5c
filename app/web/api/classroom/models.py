"""What requests about classes hold: types and limits."""

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.classroom.classroom import Mode
from app.session.description import NetworkSpec, Strict
from app.view.words.language import LANGUAGES, SOURCE

MOST_TRIES = 9


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise PydanticCustomError("language", "one of " + ", ".join(LANGUAGES))
    return code


class NewClass(Strict):
    """A class to be opened."""

    network: NetworkSpec | None = None
    language: Annotated[
        str, AfterValidator(_known), Field(max_length=8, description="Of the names that its members get.")
    ] = SOURCE


class ClassSettings(Strict):
    """Other settings; what is missing stays as it is. At least one field is required."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    mode: Mode | None = None
    locked: bool | None = None
    practice: Annotated[bool | None, Field(description="Whether Step asks first, at free pace.")] = None
    tries: Annotated[
        int | None,
        Field(ge=0, le=MOST_TRIES, description="Answers that a member may give in a round; 0 is any number."),
    ] = None

    @model_validator(mode="after")
    def _has_a_field(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing", "at least one of " + ", ".join(type(self).model_fields))
        return self


class ClassNetwork(NetworkSpec):
    """A network for the class."""

    own_numbers: Annotated[bool, Field(description="Whether each member gets weights of their own, at free pace.")] = (
        False
    )


class Hand(Strict):
    """A hand, raised or not."""

    raised: bool
