"""What both stores promise about time, limits, threads and sizes. `test_state_machine.py` has the rest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.store.base import Store, Stored
from app.store.errors import Missing, StaleVersion, StoreFull
from app.store.opening import open_store

IDLE, SLACK, LIFETIME = 80, 10, 300


def test_steady_reading_keeps_an_entry_alive_with_one_write_a_slack(address: str) -> None:
    now = 0.0
    store = open_store(address, idle=IDLE, lifetime=10_000, cap=1, clock=lambda: now)
    store.create("read", b"data")
    renewals = 0
    renew = store._renew  # type: ignore[attr-defined]

    def counted(key: str, moment: float, expires: float | bytes, ends: float | bytes) -> None:
        nonlocal renewals
        renewals += store._lifetime.renewed(moment, float(expires), float(ends)) is not None  # type: ignore[attr-defined]
        renew(key, moment, expires, ends)

    store._renew = counted  # type: ignore[attr-defined]
    for now in range(1, 1001):  # noqa: B007 - the clock reads it
        assert store.get("read") == Stored(1, b"data")
    assert 80 <= renewals <= 1000 / SLACK
    store.close()


def test_an_entry_is_gone_at_the_very_moment_of_its_expiry(address: str) -> None:
    now = 0.0
    store = open_store(address, idle=IDLE, lifetime=LIFETIME, cap=1, clock=lambda: now)
    store.create("a", b"1")
    now = IDLE + SLACK
    assert (store.get("a"), store.count()) == (None, 0)
    with pytest.raises(Missing):
        store.put("a", b"2", 1)
    assert not store.delete("a")
    store.close()


def test_the_expired_take_no_place_and_no_key_however_many_they_are(address: str) -> None:
    now = 0.0
    store = open_store(address, idle=IDLE, lifetime=LIFETIME, cap=1200, clock=lambda: now)
    for number in range(1200):
        store.create(f"old {number}", b"x")
    now = IDLE + SLACK
    assert store.create("old 1199", b"new") == 1
    assert (store.get("old 1199"), store.count()) == (Stored(1, b"new"), 1)
    store.close()


def test_expiry_frees_the_room_of_any_number_of_entries_and_of_no_live_one(address: str) -> None:
    now = 0.0
    store = open_store(address, idle=IDLE, lifetime=LIFETIME, cap=5000, clock=lambda: now)
    for number in range(1200):
        store.create(f"old {number}", b"x")
    now = 50.0
    store.create("young", b"data")
    now = 100.0
    assert store.count() == 1
    assert store.expire() == 1200
    assert (store.expire(), store.count(), store.get("young")) == (0, 1, Stored(1, b"data"))
    store.close()


def test_a_full_store_gives_up_nothing_until_a_place_is_free(address: str) -> None:
    now = 0.0
    store = open_store(address, idle=IDLE, lifetime=LIFETIME, cap=2, clock=lambda: now)
    store.create("a", b"1")
    store.create("b", b"2")
    with pytest.raises(StoreFull):
        store.create("c", b"3")
    assert (store.get("a"), store.get("b")) == (Stored(1, b"1"), Stored(1, b"2"))
    now = 100.0
    assert store.create("c", b"3") == 1
    store.close()


def test_threads_of_one_process_lose_no_increment_of_one_entry(address: str, opened: Callable[[str], Store]) -> None:
    store = opened(address)
    store.create("number", b"0")

    def increment(_attempt: int) -> None:
        while True:
            stored = store.get("number")
            assert stored is not None
            try:
                store.put("number", b"%d" % (int(stored.data) + 1), stored.version)
            except StaleVersion:
                continue
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(increment, range(200)))
    assert store.get("number") == Stored(201, b"200")


def test_data_of_a_mebibyte_of_any_bytes_come_back_unchanged(address: str, opened: Callable[[str], Store]) -> None:
    store, data = opened(address), bytes(range(256)) * 4096
    store.create("large", data)
    assert store.get("large") == Stored(1, data)
    store.put("large", data[::-1], 1)
    assert store.get("large") == Stored(2, data[::-1])


def test_a_store_that_is_there_answers_a_ping(address: str, opened: Callable[[str], Store]) -> None:
    opened(address).ping()
