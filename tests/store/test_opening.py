"""From an address to a store, or to one clear line."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from app.store import opening
from app.store.base import Store
from app.store.opening import open_store


class HasUrl(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...


def test_three_slashes_and_four_name_the_same_file(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    opened(f"sqlite:///{str(tmp_path).lstrip('/')}/s.db").create("a", b"1")
    assert opened(f"sqlite:////{str(tmp_path).lstrip('/')}/s.db").get("a") is not None


def test_a_path_may_have_spaces_as_they_are_or_encoded(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    opened(f"sqlite://{tmp_path}/мой файл.db").create("a", b"1")
    assert opened(f"sqlite://{tmp_path}/мой%20файл.db").get("a") is not None


def test_valkey_and_redis_name_the_same_server(opened: Callable[[str], Store], redis_server: HasUrl) -> None:
    url = redis_server.url
    opened(url).create("by either name", b"1")
    assert opened(url.replace("redis", "valkey")).get("by either name") is not None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "known scheme"),
        ("store.db", "known scheme"),
        ("mysql://user:secret@host/db", "known scheme"),
        ("sqlite:", "sqlite:///path/to/file"),
        ("sqlite:///", "sqlite:///path/to/file"),
        ("sqlite:///folder/", "sqlite:///path/to/file"),
        ("sqlite://relative/file", "sqlite:///path/to/file"),
        ("sqlite:///tmp/a%00b", "sqlite:///path/to/file"),
        ("sqlite:///tmp/a?mode=ro", "sqlite:///path/to/file"),
        ("redis://", "redis://user:password@host:6379/0"),
        ("redis:///0", "redis://user:password@host:6379/0"),
        ("valkey://:secret@host/name", "valkey://user:password@host:6379/0"),
        ("redis://:secret@host:port/0", "port"),
        ("redis://:secret@host:99999/0", "ort"),
        ("redis://:secret@host/0?socket_timeout=60", "unknown options: socket_timeout"),
        ("redis://[::1/0", "IPv6"),
    ],
)
def test_a_wrong_address_is_reported_in_one_line_without_its_password(address: str, words: str) -> None:
    with pytest.raises(ValueError, match="the store's address is invalid") as wrong:
        open_store(address, idle=1, lifetime=1, cap=1)
    assert words in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert "secret" not in str(wrong.value)


def test_a_missing_client_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("app.store.redis")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ValueError, match="needs the package redis"):
        open_store("redis://host/0", idle=1, lifetime=1, cap=1)


def test_the_redis_client_is_not_loaded_for_a_file() -> None:
    code = f"import sys, {opening.__name__}; sys.exit('redis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
