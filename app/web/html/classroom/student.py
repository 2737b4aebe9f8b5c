"""A member's page: the teacher's network, or one of their own."""

from starlette.responses import Response

from app.web.html.classroom.access import WELCOME, ClassVisit, page_of
from app.web.html.classroom.held import held_by
from app.web.html.visit import Visit


async def page(visit: ClassVisit) -> Response:
    """The page of a member; the first one tells the made-up name."""
    screen = await Visit(visit.request, held_by(visit), visit.request.query_params).screen()
    response = screen.page()
    if WELCOME in visit.request.cookies:
        response.delete_cookie(WELCOME, path=page_of(visit.code))
    response.headers["Cache-Control"] = "no-store"
    return response
