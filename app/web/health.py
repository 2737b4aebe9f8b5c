"""Whether the program serves, and whether it is of use."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.store.errors import StoreUnavailable
from app.web.dependencies import ServicesDep

router = APIRouter()


@router.get("/healthz", include_in_schema=False)
async def alive() -> dict[str, str]:
    """200 as soon as requests are answered at all; it asks nothing of the store."""
    return {"status": "ok"}


@router.get("/readyz", include_in_schema=False)
async def ready(services: ServicesDep) -> Response:
    """200 if the store answers, else 503 with what is wrong: for a proxy that chooses where to send requests."""
    try:
        await run_in_threadpool(services.store.ping)
    except StoreUnavailable as error:
        words = {"status": "unavailable", "reason": error.reason.partition(" (")[0]}
        return JSONResponse(words, 503, {"Retry-After": "1"})
    return JSONResponse({"status": "ok"})
