"""Joining a class with its code, and leaving it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.classroom.secrets import read_code
from app.classroom.service import Joined
from app.web.dependencies import services_of
from app.web.html.classroom.access import ClassVisitDep, forget, page_of, remember
from app.web.html.classroom.opening import AN_HOUR
from app.web.html.form_fields import FormDep
from app.web.routing import Route

router = APIRouter(include_in_schema=False, route_class=Route)


@router.post("/join")
async def join(request: Request, form: FormDep) -> Response:
    """Join the class with the code of the form."""
    services, code = services_of(request.app), read_code(form.get("code", ""))

    def joined() -> Joined:
        return services.classes.join(code)

    _, secret = await services.jobs.run_short(joined)
    response = RedirectResponse(page_of(code), 303)
    remember(response, request, code, str(secret), services.settings.class_hours * AN_HOUR)
    return response


@router.post("/class/{code}/leave")
async def leave(visit: ClassVisitDep) -> Response:
    """Leave the class; what the member answered is deleted."""
    number = visit.member.member.number
    await visit.services.jobs.run_short(lambda: visit.classes.remove(visit.code, number))
    response = RedirectResponse("/join", 303)
    forget(response, visit.code)
    return response
