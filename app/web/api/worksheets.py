"""Worksheets as JSON, Moodle XML and GIFT. What is on them is in `app.view.worksheet`."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import orjson
from anyio import to_thread
from fastapi import APIRouter, Query
from markupsafe import Markup
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.core.errors import InvalidField
from app.core.practice.kind_numbers import MOST_VERSIONS
from app.view.practice.naming import plain
from app.view.words.language import Language, language
from app.view.worksheet import gift, moodle
from app.view.worksheet.items import Quiz, quiz
from app.view.worksheet.options import Options, short_name
from app.web.accept_language import accepted
from app.web.api import schemas
from app.web.api.openapi import refusals
from app.web.api.responses import PREFIX
from app.web.routing import Route


class Wanted(BaseModel):
    """The query of a call for worksheets."""

    seed: Annotated[int, Field(ge=0, lt=10**9, description="Draws the numbers; the same for ever.")] = 17
    versions: Annotated[int, Field(ge=1, le=MOST_VERSIONS, description="How many, each with its own numbers.")] = 1
    sizes: Annotated[str, Field(max_length=20, description="Inputs, hidden units, outputs: 2-3-1 or 2-3-3-1.")] = (
        "2-3-1"
    )
    bias: Annotated[bool, Field(description="Whether there are biases.")] = True
    format: Annotated[Literal["json", "moodle", "gift"], Field(description="The kind of file.")] = "json"


router = APIRouter(prefix=PREFIX, route_class=Route, generate_unique_id_function=lambda route: route.name)


@router.get(
    "/worksheets",
    response_model=schemas.Worksheets,
    response_description="The sheets with their answers.",
    responses={
        200: {
            "content": {
                moodle.MEDIA_TYPE: {"schema": {"type": "string"}},
                gift.MEDIA_TYPE: {"schema": {"type": "string"}},
            }
        },
        **refusals(422),
    },
)
async def show_worksheets(request: Request, wanted: Annotated[Wanted, Query()]) -> Response:
    """Show worksheets with numbers that are kind to compute by hand, and their answers."""
    options = Options(wanted.seed, wanted.versions, sizes_of(wanted.sizes), wanted.bias)
    spoken = language(accepted(request.headers.get("accept-language", "")))
    write, ending, media_type = _FORMATS[wanted.format]
    text = await to_thread.run_sync(_written, options, write, spoken)
    name = f"worksheet-{wanted.seed}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept-Language"}
    return Response(text, 200, headers, media_type)


def sizes_of(text: str) -> tuple[int, ...]:
    """The sizes that are written as 2-3-1. Raises `InvalidField`."""
    if not re.fullmatch(r"[0-9]{1,2}(-[0-9]{1,2}){1,5}", text):
        raise InvalidField("sizes", "numbers such as 2-3-1: inputs, hidden units, outputs")
    return tuple(map(int, text.split("-")))


def _written(
    options: Options, write: Callable[[Sequence[Quiz], Language], str | bytes], spoken: Language
) -> str | bytes:
    return write([quiz(sheet, spoken) for sheet in options.sheets()], spoken)


def _as_json(quizzes: Sequence[Quiz], spoken: Language) -> bytes:
    return orjson.dumps({"worksheets": [_sheet(each) for each in quizzes]})


def _sheet(found: Quiz) -> dict[str, Any]:
    """The fields of `schemas.Worksheet`."""
    sheet, session = found.sheet, found.session
    network, problem = session.network, session.problem
    return {
        "seed": sheet.seed,
        "version": found.label,
        "short": short_name(sheet),
        "network": {
            "sizes": sheet.sizes,
            "activations": network.architecture.activations,
            "loss": network.architecture.loss,
            "bias": sheet.bias,
            "learning_rate": problem.learning_rate,
            "weights": [W.tolist() for W in network.W],
            "biases": None if network.B is None else [B.tolist() for B in network.B],
            "inputs": problem.X.tolist(),
            "targets": problem.Y.tolist(),
        },
        "questions": [
            {
                "id": item.id,
                "text": _lines(item.text),
                "answer": item.number,
                "tolerance": item.tolerance,
                "slips": [
                    {"slip": each.slip, "answer": each.number, "tolerance": each.tolerance, "message": each.feedback}
                    for each in item.wrong
                ],
            }
            for item in found.items
        ],
    }


def _lines(text: Markup) -> str:
    """A text of several paragraphs as lines of plain text."""
    return "\n".join(plain(Markup(line)) for line in re.split("<br>|</p>", text) if line)  # noqa: S704 - only plain text


_FORMATS: dict[str, tuple[Callable[[Sequence[Quiz], Language], str | bytes], str, str]] = {
    "json": (_as_json, "json", "application/json"),
    "moodle": (moodle.moodle_xml, "xml", moodle.MEDIA_TYPE),
    "gift": (gift.gift, "gift.txt", gift.MEDIA_TYPE),
}
