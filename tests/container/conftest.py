"""A redis-server shared by several servers of the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.conftest import RedisServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as slow: each starts servers."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("slow")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path, durable=True)
    server.start()
    yield server
    server.stop()
