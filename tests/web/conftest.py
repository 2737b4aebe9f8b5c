"""The program with a store of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemBytecodeCache
from starlette.testclient import TestClient

from app import main
from app.main import create_app
from app.settings import Settings
from app.web.html.templates import environment
from tests.web.browsers import another_browser


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test has a program of its own; that of the next takes over the templates compiled for the same path.

    To compile those of a page takes a quarter of a second. The workers of one run share what they compile.
    """
    compiled, kept = tmp_path_factory.getbasetemp(), dict[str, Environment]()
    if "PYTEST_XDIST_WORKER" in os.environ:
        compiled = compiled.parent  # the folder of the run: no other run, maybe of other templates, comes here

    def shared(folder: Path, asset: Callable[[str], str], root: str = "") -> Environment:
        own = environment(folder, asset, root)
        if root not in kept:
            own.bytecode_cache = FileSystemBytecodeCache(str(compiled), f"templates{root.replace('/', '-')}-%s.cache")
        templates = kept.setdefault(root, own)
        templates.globals.update(own.globals)  # with a memory of rendered parts that is empty
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


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program for the tests of one file, running."""
    store = tmp_path_factory.mktemp("store") / "sessions.sqlite3"
    with TestClient(create_app(Settings(store=f"sqlite:///{store}"))) as program:
        yield program


@pytest.fixture
def client(running: TestClient) -> TestClient:
    """A new browser in the program of the file: to start a program takes longer than most tests."""
    return another_browser(running)
