"""The language that a request asks for in its Accept-Language header."""

import re

from app.view.words.language import LANGUAGES, SOURCE

_QUALITY = re.compile(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)")


def accepted(header: str) -> str:
    """The available language that an Accept-Language header prefers; English if it accepts none."""
    wanted = []
    for at, part in enumerate(header[:1000].split(",")):
        tag, _, quality = part.partition(";")
        found = _QUALITY.fullmatch(quality.strip()) if quality else None
        weight = float(found[1]) if found else float(not quality)
        wanted.append((-weight, at, tag.strip().lower().partition("-")[0]))
    return next((tag for weight, _, tag in sorted(wanted) if weight < 0 and tag in LANGUAGES), SOURCE)
