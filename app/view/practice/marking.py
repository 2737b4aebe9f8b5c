"""Marks of practice on the drawing: the number asked for, the numbers of a hint, what a wrong answer concerns.

The drawing is prepared without them. Each mark is a class on an element that the drawing names by its id.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

from app.core.keys import Key
from app.core.practice.place import Place
from app.core.practice.question import Question
from app.session.practising import open_question, verdict
from app.session.session import Session
from app.view.diagram.edge_curve import short
from app.view.diagram.scene import Scene
from app.view.practice.hints import operand_places
from app.view.practice.naming import Naming
from app.view.practice.question_text import options
from app.view.words.language import Language

ASKED, OPERAND, CONCERN, CANDIDATE = "asked", "operand", "concern", "candidate"
CURRENT = ' current"'  # ends the classes of a number of the stage before, which is not what the panel is about
RUNG_OF_OPERANDS = 2
_HALF, _HEIGHT, _BASE = 27, 22, 11  # of the frame around the question mark, from the dash in its middle


def marked(scene: Scene, session: Session, language: Language) -> Scene:
    """The drawing with the marks of the open question; the same drawing where there is none."""
    open_ = open_question(session)
    if open_ is None:
        return scene
    naming = Naming(session, open_.question, language)
    marks = str(scene.marks).replace(CURRENT, '"')
    if open_.question.kind == "which":
        marks = _classed(marks, (each.drawn for each in options(naming)), CANDIDATE)
    else:
        marks = _asked(marks, open_.question)
    if open_.hints >= RUNG_OF_OPERANDS:
        marks = _classed(marks, map(_id, operand_places(naming)), OPERAND)
    judged = verdict(session)
    marks = _classed(marks, map(_id, judged.concerns if judged else ()), CONCERN)
    return scene._replace(marks=Markup(marks))  # noqa: S704 - the drawing's own markup, with words of ours


def drawn(place: Place) -> Key:
    """The number to mark: for a derivative its weight, for a slope, hidden with its error, its weighted input."""
    letter = {"dW": "W", "dB": "B", "R": "Z"}.get(place.letter, place.letter)
    return place._replace(letter=letter).key


def _id(place: Place) -> str:
    return f"n-{drawn(place)}"


def _classed(marks: str, names: Iterable[str], word: str) -> str:
    for name in names:
        element = rf'<g\b[^>]* id="{re.escape(name)}"[^>]*>'
        marks = re.sub(element, lambda tag: _with_class(tag[0], word), marks, count=1)
    return marks


def _with_class(tag: str, word: str) -> str:
    return tag.replace('class="', f'class="{word} ', 1)


def _asked(marks: str, question: Question) -> str:
    """The number asked for: a question mark in a frame in its place, or a ring around the weight it belongs to."""
    place = question.place
    letter = "E" if question.kind == "gate" and place.letter == "E" else place.letter
    name = re.escape(f"n-{place._replace(letter=letter).key}")
    hidden = rf'<g id="{name}" class="number hidden"([^>]*)><path class="dash" d="M(\S+) (\S+)h16"/>'
    found = re.search(hidden, marks)
    if found is None:
        named = _id(place)
        whole = f"unit-{place.layer}-{place.unit}"  # where units are bars, the cell of an unknown number has no mark
        return _classed(marks, [named if f'id="{named}"' in marks else whole], ASKED)
    x, y = float(found[2]) + 8, float(found[3])
    frame = (
        f'<rect class="asked-frame" x="{short(x - _HALF)}" y="{short(y - _BASE)}" width="{2 * _HALF}" '
        f'height="{_HEIGHT}" rx="6"/><text class="asked-mark" x="{short(x)}" y="{short(y + 5.5)}">?</text>'
    )
    opening = f'<g id="n-{place._replace(letter=letter).key}" class="number hidden {ASKED}"{found[1]}>'
    return marks[: found.start()] + opening + frame + marks[found.end() :]
