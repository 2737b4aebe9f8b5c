"""Whether the program serves."""

from fastapi import APIRouter

router = APIRouter()


@router.get("/healthz", include_in_schema=False)
async def alive() -> dict[str, str]:
    """200 as soon as requests are answered at all; it asks nothing of the store."""
    return {"status": "ok"}
