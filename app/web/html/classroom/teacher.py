"""The teacher's page: the workbench with the class beside it."""

from starlette.responses import Response

from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.held import as_session
from app.web.html.view_options import view_options
from app.web.html.workbench_page import Screen


async def page(visit: ClassVisit) -> Response:
    """The page of the one who leads."""
    lens = view_options(visit.request, visit.request.query_params)
    return Screen(visit.request, lens, as_session(visit.stored)).page()
