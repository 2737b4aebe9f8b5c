"""Opens a store by its address."""

import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from re import fullmatch
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.store.base import Room, Store
from app.store.sqlite import SqliteStore

FORMS = "sqlite:///path/to/file, redis://host:6379/0 and the same with rediss, valkey or valkeys"
TLS_OPTIONS = {"ssl_ca_certs", "ssl_certfile", "ssl_cert_reqs", "ssl_check_hostname", "ssl_keyfile"}


def _sqlite(address: SplitResult) -> Callable[..., Store]:
    """The path is absolute, whether the address has three slashes or four."""
    path = unquote(address.path).lstrip("/")
    if address.netloc or address.query or address.fragment or fullmatch(r"[^\0]*[^\0/]", path) is None:
        raise ValueError("it should look like sqlite:///path/to/file")
    return partial(SqliteStore, Path("/") / path)


def _redis(address: SplitResult) -> Callable[..., Store]:
    if not address.hostname or not fullmatch(r"/?\d*", address.path) or address.fragment:
        raise ValueError(f"it should look like {address.scheme}://user:password@host:6379/0")
    # In the client, options of the address override arguments, and an unknown one fails at the first call.
    if unknown := set(parse_qs(address.query, keep_blank_values=True)) - TLS_OPTIONS:
        raise ValueError(f"it has unknown options: {', '.join(sorted(unknown))}")
    # Imported only if needed: it is optional, and loading it takes longer than the rest of the start.
    try:
        module = import_module("app.store.redis")
    except ModuleNotFoundError as error:
        raise ValueError(f"it needs the package {error.name}, which is not installed") from error
    scheme = address.scheme.replace("valkey", "redis")
    return partial(module.RedisStore, address._replace(scheme=scheme).geturl())


def _unknown(_address: SplitResult) -> Callable[..., Store]:
    raise ValueError(f"it does not begin with a known scheme; possible are {FORMS}")


_MAKERS = {"sqlite": _sqlite, "redis": _redis, "rediss": _redis, "valkey": _redis, "valkeys": _redis}


def open_store(
    url: str,
    *,
    room: Room = "sessions",
    watched: bool = False,
    idle: float,
    lifetime: float,
    cap: int,
    clock: Callable[[], float] = time.time,
) -> Store:
    """The store at `url`. Lifetimes are in seconds; `cap` is the maximum number of live entries without a parent.

    A `watched` store announces its changes; all that open a room must agree about that.

    Raises `ValueError` with a message of one line if the address is invalid, and
    `StoreUnavailable` if a file cannot be used. A server is not contacted: see `Store.ping`.
    """
    try:
        address = urlsplit(url)
        make = _MAKERS.get(address.scheme, _unknown)(address)
        return make(room=room, watched=watched, idle=idle, lifetime=lifetime, cap=cap, clock=clock)
    except ValueError as error:
        raise ValueError(f"the store's address is invalid: {error}") from error
