"""The program with a store of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture
def client_of(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """A client of the program with these settings; each call makes another program on the same store."""
    with ExitStack() as stack:

        def client(**settings: Any) -> TestClient:
            app = create_app(Settings(**{"store": f"sqlite:///{tmp_path}/sessions.sqlite3", **settings}))
            return stack.enter_context(TestClient(app, follow_redirects=False))

        yield client


@pytest.fixture
def client(client_of: Callable[..., TestClient]) -> TestClient:
    return client_of()
