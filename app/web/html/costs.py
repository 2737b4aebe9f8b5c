"""The history of costs: a part of the page that it asks for apart from a step, and only where something has changed."""

from fastapi import APIRouter
from starlette.responses import Response

from app.session.session import Session
from app.view.workbench import cost_history
from app.view.workbench.cost_curve import Curve, curve
from app.view.workbench.cost_history import Costs, Wish
from app.web.errors.table import Busy, Cancelled, TooLong
from app.web.html.form_fields import whole_if_any
from app.web.html.visit import Visit, VisitDep
from app.web.routing import Route

router = APIRouter(prefix="/workbench", include_in_schema=False, route_class=Route)


@router.get("/costs")
async def show(visit: VisitDep) -> Response:
    """The curve of all costs of the run so far, and on wish of those ahead. It changes nothing."""
    screen = await visit.screen()
    fields, session = visit.fields, screen.kept.session
    ahead = "ahead" in fields and not session.practice.on  # in practice the learner guesses what comes
    wish = Wish(ahead, whole_if_any(fields, "seen", 0), fields.get("run", "")[:16])
    screen.history = _drawn(session, await _found(visit, session, wish), wish, visit)
    return screen.cost_history() if visit.fragment else screen.page()


def _drawn(session: Session, costs: Costs, wish: Wish, visit: Visit) -> Curve:
    return curve(session, costs, wish, visit.fields.get("scale", ""), visit.language)


async def _found(visit: Visit, session: Session, wish: Wish) -> Costs:
    """The costs; of a run that takes too long to replay those that are known by then."""
    name = f"costs {visit.browser.id}"  # not the session's own report: Cancel is for its training
    try:
        return await visit.browser.services.jobs.run(
            visit.request, name, 0, lambda watch: cost_history.costs(session, wish, watch)
        )
    except (Busy, Cancelled, TooLong):
        return cost_history.costs(session, wish, replay=False)
