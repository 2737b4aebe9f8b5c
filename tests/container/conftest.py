"""A redis-server of our own for several servers of the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.conftest import RedisServer


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path, durable=True)
    server.start()
    yield server
    server.stop()
