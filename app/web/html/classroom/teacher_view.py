"""What the teacher's page shows beside the network, as values for its templates."""

from collections.abc import Mapping
from typing import Any

from app.classroom.service import StoredClass
from app.view.words.language import Language
from app.web.html.classroom.access import ClassVisit


def beside(visit: ClassVisit, stored: StoredClass, language: Language) -> Mapping[str, Any]:
    """What the workbench of the teacher shows besides the session, by the names that templates use."""
    return {"teaching": stored.code, "exercise": None}
