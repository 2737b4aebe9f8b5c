"""The names that the scripts fill in are the names of the drawing."""

import json
from html import unescape

from hypothesis import given, settings

from app.core.architecture import Architecture
from app.view.diagram.spoken import names, spoken
from app.view.words.language import language
from tests.core.conftest import architectures
from tests.core.every_key import every_key

ENGLISH = language("en")


@given(architectures())
@settings(max_examples=40, deadline=None)
def test_every_number_has_one_name(architecture: Architecture) -> None:
    patterns: dict[str, str] = json.loads(unescape(names(architecture, ENGLISH)))
    for key in every_key(architecture):
        filled = patterns[f"{key.letter}.{key.layer}"].replace("{u}", str(key.unit + 1))
        assert filled.replace("{i}", str((key.input or 0) + 1)) == spoken(key, architecture, ENGLISH)
