"""The summary of a class for the one who leads it: a page to print, and files with every answer."""

import orjson
from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from app.classroom.member import Member
from app.classroom.summary import Row, as_csv
from app.view.classroom.answers import answers
from app.view.classroom.summary import summary
from app.web.html.classroom.access import ClassVisit, ClassVisitDep
from app.web.html.preferences import chosen
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.workbench_page import title_of
from app.web.routing import Route
from app.web.scope import base_of

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.get("/summary")
async def show(visit: ClassVisitDep) -> Response:
    """The page."""
    html = await visit.services.jobs.run_short(lambda: _html(visit))
    return HTMLResponse(html, headers={"Vary": "Cookie, Accept-Language"})


@router.get("/summary.csv")
async def as_table(visit: ClassVisitDep) -> Response:
    """Every answer as a row for a spreadsheet."""
    found = await visit.services.jobs.run_short(lambda: _answers(visit))
    return _file(visit, as_csv(found, Row._fields), "csv", "text/csv")


@router.get("/summary.json")
async def as_json(visit: ClassVisitDep) -> Response:
    """Every answer as the API gives it."""
    found = await visit.services.jobs.run_short(lambda: _answers(visit))
    return _file(visit, orjson.dumps({"answers": [row._asdict() for row in found]}), "json", "application/json")


def _file(visit: ClassVisit, content: str | bytes, kind: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="class-{visit.code}.{kind}"', "Vary": "Accept-Language"}
    return Response(content, headers=headers, media_type=media_type)


def _members(visit: ClassVisit) -> list[Member]:
    return [each.member for each in visit.classes.members(visit.leader.code)]


def _answers(visit: ClassVisit) -> list[Row]:
    return answers(visit.stored.classroom, _members(visit), visit.language)


def _html(visit: ClassVisit) -> str:
    classroom = visit.stored.classroom
    context = {
        "view": view_options(visit.request, {}).view,
        "preferences": chosen(visit.request),
        "base": base_of(visit.request),
        "grouped": f"{visit.code[:3]} {visit.code[3:]}",
        "network": title_of(classroom.session, visit.language),
        "summary": summary(classroom, _members(visit), visit.language),
    }
    return rendered(visit.services.templates, "classroom/summary.html", visit.language, context)
