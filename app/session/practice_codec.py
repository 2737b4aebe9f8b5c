"""The practice of a session as JSON text, and back."""

import json
from typing import Any

from app.core.practice.place import Place
from app.core.practice.question import Question
from app.session.practice import Answered, Asked, Practice


def described(practice: Practice) -> bytes:
    """The practice's bytes."""
    parts = [
        practice.on,
        practice.kind,
        practice.asked,
        practice.done,
        practice.marks,
        practice.right_at_once,
        practice.total,
    ]
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()


def practice_of(data: bytes) -> Practice:
    """The practice of these bytes. Raises ValueError or TypeError for other ones."""
    on, kind, asked, done, marks, right_at_once, total = json.loads(data)
    return Practice(
        on,
        kind,
        asked and Asked(asked[0], _question(asked[1]), *asked[2:]),
        done and Answered(_question(done[0]), *done[1:]),
        tuple(marks),
        right_at_once,
        total,
    )


def _question(parts: list[Any]) -> Question:
    kind, place, stage, aspect = parts
    return Question(kind, Place(*place), stage, aspect)
