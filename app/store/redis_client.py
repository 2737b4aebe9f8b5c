"""A connection to Redis or Valkey, and its errors in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis, exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.store.errors import StoreUnavailable

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 1.0

# The first match counts, so a subclass comes before its base class.
REASONS: tuple[tuple[type[exceptions.RedisError], str], ...] = (
    (exceptions.AuthenticationError, "the server rejects the user name or password"),
    (exceptions.BusyLoadingError, "the server is still loading its data"),
    (exceptions.ConnectionError, "the server cannot be reached"),
    (exceptions.TimeoutError, "the server does not respond in time"),
    (exceptions.OutOfMemoryError, "the server's memory is full"),
    (exceptions.ReadOnlyError, "the server is read-only"),
    (exceptions.NoPermissionError, "the server does not permit this"),
)


def client_of(url: str) -> Redis:
    """A client of the server at `url`, which is first contacted by the first command. Raises `ValueError`."""
    # No retries: if the reply to a write is lost, the write may have been done, and sending it
    # again would fail as stale. The pool reopens connections that the server has closed anyway.
    return Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )


@contextmanager
def available() -> Iterator[None]:
    """Turn errors of the client into `StoreUnavailable`."""
    try:
        yield
    except exceptions.RedisError as error:
        reason = next((words for kind, words in REASONS if isinstance(error, kind)), "the server reports an error")
        raise StoreUnavailable(f"{reason} ({error})") from error
