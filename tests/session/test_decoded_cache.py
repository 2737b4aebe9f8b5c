"""Sessions lately in use: what is found again, what makes way, and how much they take."""

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
    lately = DecodedSessions()
    first = lately.session(encode(example))
    assert lately.session(encode(example)) is first
    assert lately.session(encode(example)).tape is first.tape
    assert lately.session(encode(stepped(example))) is not first


def test_who_stands_at_the_same_place_shares_one_session(sessions: Sessions, example: Session) -> None:
    one, other = (sessions.create(example).id for _ in range(2))
    assert sessions.change(one, stepped).data == sessions.change(other, stepped).data
    assert sessions.load(one).session is sessions.load(other).session


def test_a_session_that_another_process_changed_is_read_as_it_is_now(
    sessions: Sessions, elsewhere: Sessions, example: Session
) -> None:
    made = sessions.create(example)
    elsewhere.change(made.id, stepped)
    assert sessions.load(made.id).session.stage == 1


def test_what_was_used_least_lately_makes_way() -> None:
    lately = DecodedSessions(room=20_000)
    first, *others = (drawn(seed) for seed in range(8))
    known = lately.session(first)
    for data in others:
        lately.session(data)
        assert lately.session(first) is known
    oldest = lately.session(others[0])
    for data in others[1:]:
        lately.session(data)
    assert lately.session(others[0]) is not oldest


def test_one_that_is_larger_than_the_room_is_read_all_the_same() -> None:
    lately = DecodedSessions(room=1000)
    assert lately.session(drawn(1)) is not lately.session(drawn(1))


def test_damaged_bytes_are_not_remembered() -> None:
    lately = DecodedSessions()
    for _ in range(2):
        with pytest.raises(DamagedState):
            lately.session(b"\x01 not a session")


def test_many_threads_may_ask_at_once() -> None:
    lately, data = DecodedSessions(room=20_000), [drawn(seed) for seed in range(12)]

    def ask(turn: int) -> bool:
        return encode(lately.session(data[turn % 12])) == data[turn % 12]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))


@pytest.mark.parametrize("samples", [1, 512])
def test_sessions_that_are_stepped_on_and_on_take_no_more_than_the_room(store: SqliteStore, samples: int) -> None:
    inputs = np.linspace(-1, 1, samples)[:, None].tolist()
    one = {"sizes": [1, 4, 1], "inputs": inputs, "targets": inputs, "learning_rate": 1e-6}
    room, sessions = 400_000, Sessions(store)
    sessions._lately = DecodedSessions(room)
    made = sessions.create(build(one)).id
    sessions.change(made, lambda session: sought(session, 1, 0))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(900):
        sessions.change(made, stepped)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken < room
