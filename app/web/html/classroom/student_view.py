"""What a member's page shows beside the network, as values for its templates."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.classroom.classroom import Classroom
from app.classroom.member import Member
from app.view.classroom.aliases import alias
from app.view.classroom.followed import Kind, following
from app.view.classroom.own import own
from app.view.words.language import Language
from app.view.workbench.controls import controls, locked
from app.web.html.classroom.access import WELCOME, ClassVisit

CHANGING = "change"  # the field of who wants to change an answer that was sent


class Me(NamedTuple):
    """The member in words: the alias, and whether the hand is raised."""

    alias: str
    hand: bool


def kind_of(classroom: Classroom, member: Member) -> Kind:
    """What the member sees: while a question is open, everybody sees it."""
    if classroom.mode == "free":
        return "free"
    return "explore" if member.exploring and classroom.open_question is None else "follow"


def shared(classroom: Classroom, kind: Kind, language: Language) -> Mapping[str, Any]:
    """What the workbench of all members of a kind shows besides the session, by the names that templates use."""
    shown = following(classroom, kind, language)
    more: dict[str, Any] = {"following": shown, "own": None, "me": None, "welcome": "", "problem": ""}
    if not shown.locked:
        return more
    why = language.gettext("Your teacher leads.")
    unlocked = {"exercise": None, "outcome": None, "tally": None, "edit": None}
    return {**more, **unlocked, "controls": locked(controls(classroom.session, language), why)}


def beside(visit: ClassVisit, language: Language) -> Mapping[str, Any]:
    """The same with what only this member sees."""
    classroom, member = visit.stored.classroom, visit.member.member
    return {
        **shared(classroom, kind_of(classroom, member), language),
        **personal(visit, member, language),
        "welcome": alias(member.number, classroom.language) if WELCOME in visit.request.cookies else "",
    }


def me_of(classroom: Classroom, member: Member) -> Me:
    """The member in words."""
    return Me(alias(member.number, classroom.language), member.hand is not None)


def personal(visit: ClassVisit, member: Member, language: Language) -> dict[str, Any]:
    """What only this member sees, by the names that templates use."""
    classroom, changing = visit.stored.classroom, CHANGING in visit.request.query_params
    return {
        "own": own(classroom, member, language, changing=changing),
        "me": me_of(classroom, member),
    }
