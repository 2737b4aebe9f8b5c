"""From the address of a store to the store."""

import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from re import fullmatch
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.store.base import Store
from app.store.sqlite import SqliteStore

FORMS = "sqlite:///path/to/file, redis://host:6379/0 and the same with rediss, valkey or valkeys"
TLS_OPTIONS = {"ssl_ca_certs", "ssl_certfile", "ssl_cert_reqs", "ssl_check_hostname", "ssl_keyfile"}


def _sqlite(address: SplitResult) -> Callable[..., Store]:
    """A path is absolute, with three slashes or four."""
    path = unquote(address.path).lstrip("/")
    if address.netloc or address.query or address.fragment or fullmatch(r"[^\0]*[^\0/]", path) is None:
        raise ValueError("it is not of the form sqlite:///path/to/file")
    return partial(SqliteStore, Path("/") / path)


def _redis(address: SplitResult) -> Callable[..., Store]:
    if not address.hostname or not fullmatch(r"/?\d*", address.path) or address.fragment:
        raise ValueError(f"it is not of the form {address.scheme}://user:password@host:6379/0")
    # The client lets options stand above its arguments and trips over unknown ones at the first call.
    if unknown := set(parse_qs(address.query, keep_blank_values=True)) - TLS_OPTIONS:
        raise ValueError(f"it has unknown options: {', '.join(sorted(unknown))}")
    # Not imported at the top: the client takes longer to load than all of the rest of a start, and is an extra.
    try:
        module = import_module("app.store.redis")
    except ModuleNotFoundError as error:
        raise ValueError(f"it needs the package {error.name}, which is not installed") from error
    scheme = address.scheme.replace("valkey", "redis")
    return partial(module.RedisStore, address._replace(scheme=scheme).geturl())


def _unknown(_address: SplitResult) -> Callable[..., Store]:
    raise ValueError(f"it does not begin with a known scheme; known are {FORMS}")


_MAKERS = {"sqlite": _sqlite, "redis": _redis, "rediss": _redis, "valkey": _redis, "valkeys": _redis}


def open_store(
    url: str,
    *,
    idle: float,
    lifetime: float,
    cap: int,
    clock: Callable[[], float] = time.time,
) -> Store:
    """The store at `url`; lifetimes in seconds, `cap` the most live entries.

    Raises `ValueError` with one line if the address is wrong, and `StoreUnavailable` if a file
    cannot be used; whether a server answers is for `ping` to tell.
    """
    try:
        address = urlsplit(url)
        make = _MAKERS.get(address.scheme, _unknown)(address)
        return make(idle=idle, lifetime=lifetime, cap=cap, clock=clock)
    except ValueError as error:
        raise ValueError(f"the store's address is wrong: {error}") from error
