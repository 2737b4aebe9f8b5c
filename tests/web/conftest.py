"""The program with a store of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from starlette.testclient import TestClient

from app import main
from app.main import create_app
from app.settings import Settings
from app.web.html.templates import environment


class Compiled(BytecodeCache):
    """Compiled templates, kept in memory. To compile those of a page takes a quarter of a second."""

    def __init__(self) -> None:
        self.codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Every test has a program of its own; that of the next takes over the templates compiled for the same path."""
    kept: dict[str, Compiled] = defaultdict(Compiled)

    def shared(folder: Path, asset: Callable[[str], str], root: str = "") -> Environment:
        templates = environment(folder, asset, root)
        templates.bytecode_cache = kept[root]
        return templates

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(main, "environment", shared)
        yield


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
