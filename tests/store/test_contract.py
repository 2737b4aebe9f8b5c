"""Both stores against one oracle: a dictionary and three rules about time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.store.base import Store, Stored
from app.store.errors import KeyTaken, Missing, StaleVersion, StoreFull
from app.store.opening import open_store

IDLE, SLACK, LIFETIME, CAP = 80, 10, 300, 3

keys = st.sampled_from(["a", "b", "c", "ключ", "d:{e} '\"\0"])
clients = st.sampled_from([0, 1])


@dataclass
class Entry:
    version: int
    data: bytes
    used: float
    expires: float
    ends: float


class Oracle(RuleBasedStateMachine):
    """Two clients of one store and a clock that only we move."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.now = 1000.0
        self.entries: dict[str, Entry] = {}
        self.stores = [
            open_store(address, idle=IDLE, lifetime=LIFETIME, cap=CAP, clock=lambda: self.now) for _ in range(2)
        ]

    def live(self, key: str) -> Entry | None:
        entry = self.entries.get(key)
        return entry if entry is not None and self.now < entry.expires else None

    def count(self) -> int:
        return sum(self.live(key) is not None for key in self.entries)

    def use(self, entry: Entry) -> None:
        entry.used = self.now
        if entry.expires - self.now < IDLE:
            entry.expires = min(self.now + IDLE + SLACK, entry.ends)

    @rule(seconds=st.integers(0, 120))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule(client=clients, key=keys, data=st.binary(max_size=50))
    def create(self, client: int, key: str, data: bytes) -> None:
        if self.count() >= CAP:
            with pytest.raises(StoreFull) as full:
                self.stores[client].create(key, data)
            assert full.value.cap == CAP
        elif self.live(key):
            with pytest.raises(KeyTaken):
                self.stores[client].create(key, data)
        else:
            assert self.stores[client].create(key, data) == 1
            ends = self.now + LIFETIME
            self.entries[key] = Entry(1, data, self.now, min(self.now + IDLE + SLACK, ends), ends)

    @rule(client=clients, key=keys)
    def get(self, client: int, key: str) -> None:
        stored = self.stores[client].get(key)
        entry = self.live(key)
        assert stored == (entry and Stored(entry.version, entry.data))
        if entry:
            self.use(entry)

    @rule(client=clients, key=keys, data=st.binary(max_size=50), ahead=st.sampled_from([0, 0, 0, -1, 1, -3, 10**30]))
    def put(self, client: int, key: str, data: bytes, ahead: int) -> None:
        entry = self.live(key)
        version = (entry.version if entry else 1) + ahead
        if not entry:
            with pytest.raises(Missing):
                self.stores[client].put(key, data, version)
        elif ahead:
            with pytest.raises(StaleVersion) as stale:
                self.stores[client].put(key, data, version)
            assert stale.value.current == entry.version
        else:
            assert self.stores[client].put(key, data, version) == version + 1
            entry.version, entry.data = version + 1, data
            self.use(entry)

    @rule(client=clients, key=keys, ahead=st.sampled_from([0, 0, -1, 1, 10**30]))
    def delete_a_version(self, client: int, key: str, ahead: int) -> None:
        entry = self.live(key)
        version = (entry.version if entry else 1) + ahead
        if entry and ahead:
            with pytest.raises(StaleVersion) as stale:
                self.stores[client].delete(key, version)
            assert stale.value.current == entry.version
        else:
            assert self.stores[client].delete(key, version) == (entry is not None)
            self.entries.pop(key, None)

    @rule(client=clients, key=keys)
    def delete(self, client: int, key: str) -> None:
        assert self.stores[client].delete(key) == (self.live(key) is not None)
        self.entries.pop(key, None)

    @rule(client=clients)
    def expire(self, client: int) -> None:
        expired = [key for key in self.entries if not self.live(key)]
        # A new entry may have cleared some of them away before.
        assert 0 <= self.stores[client].expire() <= len(expired)
        assert self.stores[client].expire() == 0
        for key in expired:
            del self.entries[key]

    @invariant()
    def both_clients_count_the_same(self) -> None:
        assert [store.count() for store in self.stores] == [self.count()] * 2

    @invariant()
    def an_entry_lives_its_idle_lifetime_after_its_last_use_and_never_past_its_end(self) -> None:
        for key, entry in self.entries.items():
            idle = self.now - entry.used
            if idle < IDLE and self.now < entry.ends:
                assert self.live(key)
            if idle >= IDLE + SLACK or self.now >= entry.ends:
                assert not self.live(key)

    def teardown(self) -> None:
        for store in self.stores:
            store.close()


@pytest.mark.slow
def test_a_store_does_what_a_dictionary_with_versions_and_a_clock_would(fresh_address: Callable[[], str]) -> None:
    run_state_machine_as_test(
        lambda: Oracle(fresh_address()),  # type: ignore[arg-type] # it only calls what it is given
        settings=settings(
            max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


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
