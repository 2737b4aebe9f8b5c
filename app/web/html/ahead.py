"""What Step would show, for a page that fetches it while its reader looks (static/js/shared/ahead.js).

It is computed as Step computes it and not stored: only a click does that. With the picture comes its key, which the
click sends back; where the click leads to the same picture, its answer is empty.
"""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from app.session.actions import ACTIONS, Arguments
from app.web.html.actions import VERSION
from app.web.html.form_fields import whole_if_any
from app.web.html.notices import ANSWERED
from app.web.html.visit import VisitDep
from app.web.middleware.rate_limit import AHEAD
from app.web.routing import Route

KEY = "HX-Picture"  # the header with the picture's key

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get(AHEAD)
async def ahead(visit: VisitDep) -> Response:
    """The workbench one stage on; nothing where there is none, or where the page shows an old version."""
    if not visit.fragment:
        return RedirectResponse(visit.lens.address(visit.request), status_code=303)
    services, step = visit.browser.services, ACTIONS["step"](Arguments())
    try:
        kept = await visit.browser.load()
        if kept.version != whole_if_any(visit.fields, VERSION, -1):
            return Response(status_code=204)
        if not visit.browser.looks_ahead or kept.session.practice.on:  # the learner guesses the next stage first
            return Response(status_code=204)
        screen = visit.screen_of(await services.jobs.run_short(lambda: services.sessions.foreseen(kept, step.verb)))
    except ANSWERED:
        return Response(status_code=204)
    response = screen.fragment()
    response.headers[KEY] = screen.key
    return response
