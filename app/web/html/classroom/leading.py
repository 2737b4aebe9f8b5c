"""The forms of the teacher: Step, which may ask the class first; questions, pace, settings, members.

Each names a verb of `app.classroom.leading`; the answer is the workbench with the class beside it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.classroom import following, leading
from app.classroom.classroom import Classroom
from app.classroom.errors import NotAMember, NotTheLeader
from app.classroom.service import StaleClass
from app.core.practice.choosing import ANYTHING, Wish
from app.core.practice.question import KINDS
from app.session import verbs
from app.session.practising import next_stage
from app.session.service import StoredSession
from app.session.session import Session
from app.web.html import actions
from app.web.html.classroom.access import ClassVisitDep, page_of
from app.web.html.classroom.held import LedSession, as_session
from app.web.html.form_fields import Form, whole
from app.web.html.inspector import key_from
from app.web.html.notices import ANSWERED, Note, note_on
from app.web.html.view_options import FIRST
from app.web.html.visit import FormVisit, FormVisitDep
from app.web.routing import Route
from app.web.scope import below

Change = Callable[[Classroom, Form, float], Classroom]

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.post("/workbench/step")
async def step(visit: FormVisitDep) -> Response:
    """Step on; the teacher's Step asks the class first where a question is due."""
    held = visit.browser
    if isinstance(held, LedSession):
        sample = None if visit.lens.sample == FIRST else visit.lens.sample
        visit = replace(visit, browser=held.with_questions(sample))
    return await actions.act(visit, "step")


@router.post("/workbench/back")
async def back(visit: FormVisitDep, code: str) -> Response:
    """Step back; while a question is open, the teacher's Back withdraws it."""
    held = visit.browser
    if isinstance(held, LedSession) and held.visit.stored.classroom.open_question is not None:
        return await _led(visit, held, lambda classroom, _form, _now: leading.withdrawn(classroom))
    return await actions.act(visit, "back")


@router.post("/lead/{name}")
async def lead(visit: FormVisitDep, code: str, name: str) -> Response:
    """Do what the teacher's form of that name does."""
    if name not in CHANGES:
        raise HTTPException(404)
    if not isinstance(visit.browser, LedSession):
        raise NotTheLeader
    return await _led(visit, visit.browser, CHANGES[name])


@router.post("/members/{number}/{name}")
async def of_member(visit: ClassVisitDep, number: int, name: str) -> Response:
    """Lower a member's hand, or remove the member."""
    code = visit.leader.code
    doing: Mapping[str, Callable[[], object]] = {
        "lower": lambda: visit.classes.change_member(
            code, number, lambda member: following.with_hand(member, False, visit.classes.now())
        ),
        "remove": lambda: visit.classes.remove(code, number),
    }
    if name not in doing:
        raise HTTPException(404)
    with suppress(NotAMember):  # removed already, by the other device or by themselves
        await visit.services.jobs.run_short(doing[name])
    return RedirectResponse(f"{page_of(code)}/overview", 303)


async def _led(visit: FormVisit, held: LedSession, change: Change) -> Response:
    """The workbench after a change of the class, or the unchanged one with a note."""
    classes, form = held.services.classes, visit.fields

    def changed() -> StoredSession:
        version = whole(form, actions.VERSION, -1)
        expected = None if version < 0 else version
        return as_session(classes.change(held.id, lambda it: change(it, form, classes.now()), expected))

    note: Note | None = None
    try:
        stored = await held.services.jobs.run_short(changed)
    except StaleClass as error:
        stored = as_session(error.current)
        note = Note(
            visit.language.gettext("The class has changed meanwhile."),
            visit.language.gettext("Another device led it on. Nothing was done twice; look again and repeat it."),
            quiet=True,
        )
    except ANSWERED as error:
        stored = await held.load()
        note = note_on(error, stored.session, visit.language)
    if not visit.fragment:
        back = form.get("back", "")
        return RedirectResponse(back if below(back, page_of(held.id)) else visit.lens.address(visit.request), 303)
    return visit.screen_of(stored, note).fragment()


def _wish(classroom: Classroom, form: Form) -> Wish:
    """What a form asks for: a number by its key, or a kind. Raises `InvalidField` and `NotNext`."""
    kind = next((kind for kind in KINDS if kind == form.get("kind")), None)
    if "q" not in form:
        return Wish(kind)
    key = key_from(form["q"], classroom.session)
    return Wish(kind, key.letter, key.layer, key.unit, key.input, even_readable=True)


def _asked(classroom: Classroom, form: Form, now: float) -> Classroom:
    sample = whole(form, "sample", FIRST)
    shown = min(sample, len(classroom.session.problem.X) - 1)
    return leading.asked(classroom, now, _wish(classroom, form), None if sample == FIRST else shown)


def _lined_up(classroom: Classroom, form: Form, _now: float) -> Classroom:
    stage = whole(form, "stage", next_stage(classroom.session).index)
    wish = _wish(classroom, form) if "q" in form or form.get("kind") else ANYTHING
    return leading.lining_up(classroom, stage, wish)


def _reordered(classroom: Classroom, form: Form, _now: float) -> Classroom:
    """Take a question out of the line, or move it up or down."""
    at, order = whole(form, "at", 0), [*range(len(classroom.lined_up))]
    if at >= len(order):
        return classroom  # it was asked or taken out meanwhile
    order.remove(at)
    if (move := form.get("move")) in ("up", "down"):
        order.insert(max(0, at - 1) if move == "up" else at + 1, at)
    return leading.with_line(classroom, tuple(order))


def _led_from(classroom: Classroom, form: Form, _now: float) -> Classroom:
    """Lead on from a stage of the present iteration."""
    stage = whole(form, "stage", classroom.session.stage)
    led = leading.in_mode(classroom, "lead")

    def there(session: Session) -> Session:
        return verbs.sought(session, session.iteration, min(stage, session.count))

    return leading.led(led, there)


def _in_mode(classroom: Classroom, form: Form, _now: float) -> Classroom:
    return leading.in_mode(classroom, "free" if form.get("mode") == "free" else "lead")


CHANGES: Mapping[str, Change] = {
    "ask": _asked,
    "again": lambda classroom, _form, now: leading.asked_again(classroom, now),
    "reveal": lambda classroom, _form, now: leading.revealed(classroom, now),
    "withdraw": lambda classroom, _form, _now: leading.withdrawn(classroom),
    "mode": _in_mode,
    "from": _led_from,
    "lock": lambda classroom, form, _now: leading.with_settings(classroom, locked=form.get("locked") == "1"),
    "tries": lambda classroom, form, _now: leading.with_settings(classroom, tries=min(9, whole(form, "tries", 0))),
    "practice": lambda classroom, form, _now: leading.with_settings(classroom, practice=form.get("practice") == "1"),
    "hand-out": lambda classroom, form, _now: leading.handed_out(classroom, own_numbers=form.get("own") == "1"),
    "line-up": _lined_up,
    "line": _reordered,
    "always": lambda classroom, form, _now: leading.asking_always(classroom, form.get("always") == "1"),
    "unfold": lambda classroom, _form, _now: classroom,
}
"""What each form does to the class; `unfold` changes only what the teacher's screen shows."""
