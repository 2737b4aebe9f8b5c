"""Programs for tests that call much, and several browsers in one of them."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


def unlimited_program(folder: Path, **more: Any) -> FastAPI:
    """The program with a store in `folder`, without limits that a table of calls would meet."""
    off: dict[str, Any] = {"session_rate": 0, "address_rate": 0, "new_sessions": 0}
    return create_app(Settings(store=f"sqlite:///{folder}/sessions.sqlite3", **off | more))


def another_browser(client: TestClient) -> TestClient:
    """A browser without cookies in the program of `client`, which runs."""
    browser = TestClient(client.app, follow_redirects=False)
    browser.portal = client.portal  # else each of its requests would start a thread of its own
    return browser
