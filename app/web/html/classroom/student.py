"""A member's page: the teacher's network, or one of their own."""

from starlette.responses import Response

from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.held import held_by
from app.web.html.view_options import view_options
from app.web.html.workbench_page import Screen


async def page(visit: ClassVisit) -> Response:
    """The page of a member."""
    lens = view_options(visit.request, visit.request.query_params)
    return Screen(visit.request, lens, await held_by(visit).load()).page()
