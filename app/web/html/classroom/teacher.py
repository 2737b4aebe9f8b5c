"""The teacher's page: the workbench with the class beside it."""

from starlette.responses import Response

from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.held import LedSession
from app.web.html.visit import Visit


async def page(visit: ClassVisit) -> Response:
    """The page of the one who leads."""
    screen = await Visit(visit.request, LedSession(visit), visit.request.query_params).screen()
    return screen.page()
