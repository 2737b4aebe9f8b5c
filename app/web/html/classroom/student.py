"""A member's page: the teacher's network, or one of their own."""

from starlette.responses import Response

from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.held import held_by
from app.web.html.visit import Visit


async def page(visit: ClassVisit) -> Response:
    """The page of a member."""
    screen = await Visit(visit.request, held_by(visit), visit.request.query_params).screen()
    return screen.page()
