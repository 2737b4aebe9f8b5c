"""Health checks: whether the program runs, and whether it can do its work."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.store.errors import StoreUnavailable
from app.web.dependencies import ServicesDep
from app.web.routing import Route

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """200 as soon as requests are answered at all; the store is not asked."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(services: ServicesDep) -> Response:
    """200 if the store answers, else 503 with the reason: for a proxy that chooses where to send requests."""
    try:
        await run_in_threadpool(services.store.ping)
    except StoreUnavailable as error:
        words = {"status": "unavailable", "reason": error.reason.partition(" (")[0]}
        return JSONResponse(words, 503, {"Retry-After": "1"})
    return JSONResponse({"status": "ok"})
