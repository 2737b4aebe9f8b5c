"""The cache of decoded sessions: what it finds, what it evicts, and how much memory it takes."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.session.codec import encode
from app.session.decoded_cache import DecodedSessions
from app.session.description import build
from app.session.errors import DamagedState
from app.session.service import Sessions
from app.session.session import Session
from app.session.verbs import sought, stepped
from app.store.sqlite import SqliteStore


def drawn(seed: int) -> bytes:
    return encode(build({"sizes": [2, 3, 1], "seed": seed}))


def test_the_same_bytes_give_the_same_session_with_its_tape(example: Session) -> None:
    cache = DecodedSessions()
    first = cache.session(encode(example))
    assert cache.session(encode(example)) is first
    assert cache.session(encode(example)).tape is first.tape
    assert cache.session(encode(stepped(example))) is not first


def test_users_at_the_same_place_share_one_session(sessions: Sessions, example: Session) -> None:
    one, other = (sessions.create(example).id for _ in range(2))
    assert sessions.change(one, stepped).data == sessions.change(other, stepped).data
    assert sessions.load(one).session is sessions.load(other).session


def test_a_session_that_another_process_changed_is_read_as_it_is_now(
    sessions: Sessions, elsewhere: Sessions, example: Session
) -> None:
    made = sessions.create(example)
    elsewhere.change(made.id, stepped)
    assert sessions.load(made.id).session.stage == 1


def test_the_least_recently_used_session_is_evicted() -> None:
    cache = DecodedSessions(room=20_000)
    first, *others = (drawn(seed) for seed in range(8))
    known = cache.session(first)
    for data in others:
        cache.session(data)
        assert cache.session(first) is known
    oldest = cache.session(others[0])
    for data in others[1:]:
        cache.session(data)
    assert cache.session(others[0]) is not oldest


def test_a_session_larger_than_the_cache_is_still_read() -> None:
    cache = DecodedSessions(room=1000)
    assert cache.session(drawn(1)) is not cache.session(drawn(1))


def test_damaged_bytes_are_not_cached() -> None:
    cache = DecodedSessions()
    for _ in range(2):
        with pytest.raises(DamagedState):
            cache.session(b"\x01 not a session")


def test_many_threads_can_use_the_cache() -> None:
    cache, data = DecodedSessions(room=20_000), [drawn(seed) for seed in range(12)]

    def ask(turn: int) -> bool:
        return encode(cache.session(data[turn % 12])) == data[turn % 12]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))


@pytest.mark.parametrize("samples", [1, 512])
def test_a_long_run_takes_no_more_memory_than_the_cache_allows(store: SqliteStore, samples: int) -> None:
    inputs = np.linspace(-1, 1, samples)[:, None].tolist()
    one = {"sizes": [1, 4, 1], "inputs": inputs, "targets": inputs, "learning_rate": 1e-6}
    room, sessions = 400_000, Sessions(store)
    sessions._decoded = DecodedSessions(room)
    made = sessions.create(build(one)).id
    sessions.change(made, lambda session: sought(session, 1, 0))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(900):
        sessions.change(made, stepped)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken < room
