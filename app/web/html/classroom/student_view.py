"""What a member's page shows beside the network, as values for its templates."""

from collections.abc import Mapping
from typing import Any

from app.view.words.language import Language
from app.web.html.classroom.access import ClassVisit


def beside(visit: ClassVisit, language: Language) -> Mapping[str, Any]:
    """What the workbench of a member shows besides the session, by the names that templates use."""
    return {"following": visit.member.member.number, "exercise": None}
