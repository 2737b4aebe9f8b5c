"""What the teacher's page shows beside the network, as values for its templates."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.requests import Request

from app.classroom.classroom import Classroom, Mode
from app.classroom.service import StoredClass
from app.session.practising import next_stage
from app.view.classroom.line import KINDS, Lined, line, stages
from app.view.classroom.question import Folding, QuestionCard, question_card
from app.view.words.language import Language
from app.view.workbench.controls import controls, locked
from app.view.worksheet.qr_code import QrCode, qr_code
from app.web.dependencies import services_of
from app.web.html.classroom.access import ClassVisit

FOLDING = "shown"
"""The field with what the teacher's screen shows of the answers: `<question>.answers` or `<question>.mistakes`."""


class Column(NamedTuple):
    """The class beside the network."""

    code: str
    grouped: str
    join: str
    qr: QrCode
    joined: int
    mode: Mode
    locked: bool
    card: QuestionCard | None
    line: tuple[Lined, ...]
    asks_always: bool
    tries: int
    practice: bool
    own_numbers: bool
    shown: str
    why_not_ask: str
    stages: tuple[tuple[int, str], ...]
    next_stage: int
    kinds: tuple[tuple[str, str], ...]


def beside(visit: ClassVisit, stored: StoredClass, language: Language) -> Mapping[str, Any]:
    """What the workbench of the teacher shows besides the session, by the names that templates use."""
    shown = column(visit, stored, language)
    found: dict[str, Any] = {"teaching": shown, "exercise": None, "outcome": None, "tally": None}
    if stored.classroom.open_question is not None:
        usual = controls(stored.classroom.session, language)
        found["controls"] = locked(usual, language.gettext("Reveal the answer first."), but=("back", "restart"))
    return found


def column(visit: ClassVisit, stored: StoredClass, language: Language) -> Column:
    """The class, as the teacher sees it beside the network."""
    classroom, _ = stored.classroom, language.gettext
    members = [each.member for each in visit.services.classes.members(stored.code)]
    shown = visit.fields.get(FOLDING, "")
    open_ = classroom.open_question is not None
    address = join_address(visit.request, stored.code)
    return Column(
        stored.code,
        f"{stored.code[:3]} {stored.code[3:]}",
        address.partition("?")[0].partition("://")[2],
        qr_code(address),
        len(members),
        classroom.mode,
        classroom.locked,
        question_card(classroom, members, folding(shown, classroom), language),
        line(classroom, language),
        classroom.asks_always,
        classroom.tries,
        classroom.practice,
        classroom.own_numbers,
        shown,
        _("Reveal the answer first.") if open_ else "" if classroom.mode == "lead" else _("Lead the class to ask it."),
        stages(classroom, language),
        next_stage(classroom.session).index,
        tuple((kind, _(name)) for kind, name in KINDS.items()),
    )


def folding(shown: str, classroom: Classroom) -> Folding:
    """What is unfolded of the last question; each question begins folded."""
    number, _, what = shown.partition(".")
    if number != str(len(classroom.questions) - 1):
        return ""
    return what if what in ("answers", "mistakes") else ""  # type: ignore[return-value]  # one of these


def join_address(request: Request, code: str) -> str:
    """The address that a QR code opens: the page for joining, filled in."""
    root = services_of(request.app).settings.root_path
    return f"{request.url.scheme}://{request.url.netloc}{root}/join?code={code}"
