"""Both stores against one oracle: a dictionary for each room and a few rules about time, members and watches."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.store.base import Room, Store, Stored, Watch
from app.store.errors import GroupFull, KeyTaken, Missing, StaleVersion, StoreFull
from app.store.opening import open_store
from app.store.sqlite_watch import KEPT_SECONDS


class Limits(NamedTuple):
    """What a room is opened with, and how much longer than `idle` an entry may live."""

    idle: int
    slack: int
    lifetime: int
    cap: int


LIMITS: dict[Room, Limits] = {"sessions": Limits(80, 10, 300, 2), "classes": Limits(160, 20, 400, 2)}
CLIENTS = range(2)

KEYS = ["a", "b", "ключ", "d:{e} '\"\0"]

rooms: st.SearchStrategy[Room] = st.sampled_from(["classes", "classes", "sessions"])
keys = st.sampled_from(KEYS)
choices = st.integers(0, 23)  # for `key` and `parent`: most rules shall meet a live entry
clients = st.sampled_from(CLIENTS)
data = st.binary(max_size=50)


@dataclass(eq=False)
class Entry:
    """With a `group`, a member of it, without times of its own."""

    version: int
    data: bytes
    used: float
    expires: float
    ends: float
    group: "Entry | None" = None


@dataclass
class Seen:
    """What one client's watch has to report, what it may report because it expired, and what it may report late."""

    watch: Watch
    looked: float
    changed: set[str] = field(default_factory=set)
    cleared: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)


class Oracle(RuleBasedStateMachine):
    """Two clients of two rooms of one store, and a clock that only we move. The room of classes is watched."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.now = 1000.0
        self.is_local = address.startswith("sqlite")
        self.entries: dict[Room, dict[str, Entry]] = {room: {} for room in LIMITS}
        self.stores: dict[Room, list[Store]] = {
            room: [self.open(address, room, limits) for _ in CLIENTS] for room, limits in LIMITS.items()
        }
        self.seen = [Seen(store.watch(), self.now) for store in self.stores["classes"]]

    def open(self, address: str, room: Room, limits: Limits) -> Store:
        idle, _, lifetime, cap = limits
        return open_store(
            address,
            room=room,
            watched=room == "classes",
            idle=idle,
            lifetime=lifetime,
            cap=cap,
            clock=lambda: self.now,
        )

    def live(self, room: Room, key: str) -> Entry | None:
        entry = self.entries[room].get(key)
        return entry if entry is not None and self.now < (entry.group or entry).expires else None

    def key(self, room: Room, choice: int) -> str:
        """A key, that of a live entry or member if possible in two of three cases."""
        live = [key for key in KEYS if self.live(room, key)]
        candidates = live if live and choice % 3 else KEYS
        return candidates[choice // 3 % len(candidates)]

    def parent(self, room: Room, choice: int) -> str:
        """A key, that of a live entry without a parent if possible in two of three cases."""
        live = [key for key in KEYS if (entry := self.live(room, key)) and not entry.group]
        candidates = live if live and choice % 3 else KEYS
        return candidates[choice // 3 % len(candidates)]

    def count(self, room: Room) -> int:
        return sum(self.live(room, key) is not None and not entry.group for key, entry in self.entries[room].items())

    def members_of(self, room: Room, group: Entry | None) -> dict[str, Entry]:
        return {key: entry for key, entry in self.entries[room].items() if group and entry.group is group}

    def use(self, room: Room, entry: Entry) -> None:
        limits, used = LIMITS[room], entry.group or entry
        used.used = self.now
        if used.expires - self.now < limits.idle:
            used.expires = min(self.now + limits.idle + limits.slack, used.ends)

    def announce(self, room: Room, key: str) -> None:
        for seen in self.seen if room == "classes" else ():
            seen.changed.add(key)

    def add(self, room: Room, key: str, entry: Entry) -> None:
        self.entries[room].pop(key, None)  # the new one is the last
        self.entries[room][key] = entry
        self.announce(room, key)

    def remove(self, room: Room, key: str) -> None:
        if self.live(room, key):
            self.announce(room, key)
        else:
            for seen in self.seen:
                seen.cleared.add(key)
        removed = self.entries[room].pop(key, None)
        for member in self.members_of(room, removed):
            del self.entries[room][member]

    @initialize(members=st.lists(keys, unique=True, max_size=3))
    def begin(self, members: list[str]) -> None:
        for room in LIMITS:
            self.create(room, 0, "a", b"")
        for number, key in enumerate(members):
            self.create_member("classes", 0, key, b"%d" % number, 1, None)

    @rule(seconds=st.integers(0, 120))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule(room=rooms, client=clients, key=keys, data=data)
    def create(self, room: Room, client: int, key: str, data: bytes) -> None:
        limits, store = LIMITS[room], self.stores[room][client]
        if self.count(room) >= limits.cap:
            with pytest.raises(StoreFull) as full:
                store.create(key, data)
            assert full.value.cap == limits.cap
        elif self.live(room, key):
            with pytest.raises(KeyTaken):
                store.create(key, data)
        else:
            assert store.create(key, data) == 1
            ends = self.now + limits.lifetime
            expires = min(self.now + limits.idle + limits.slack, ends)
            self.add(room, key, Entry(1, data, self.now, expires, ends))

    @rule(room=rooms, client=clients, key=keys, data=data, choice=choices, most=st.sampled_from([None, None, 1, 2]))
    def create_member(self, room: Room, client: int, key: str, data: bytes, choice: int, most: int | None) -> None:
        store, parent = self.stores[room][client], self.parent(room, choice)
        group = self.live(room, parent)
        if group is None or group.group:
            with pytest.raises(Missing) as missing:
                store.create(key, data, parent=parent, most=most)
            assert missing.value.key == parent
        elif most is not None and len(self.members_of(room, group)) >= most:
            with pytest.raises(GroupFull) as full:
                store.create(key, data, parent=parent, most=most)
            assert full.value.most == most
        elif self.live(room, key):
            with pytest.raises(KeyTaken):
                store.create(key, data, parent=parent, most=most)
        else:
            assert store.create(key, data, parent=parent, most=most) == 1
            self.add(room, key, Entry(1, data, 0, 0, 0, group))
            self.use(room, group)

    @rule(room=rooms, client=clients, choice=choices)
    def get(self, room: Room, client: int, choice: int) -> None:
        key = self.key(room, choice)
        stored = self.stores[room][client].get(key)
        entry = self.live(room, key)
        assert stored == (entry and Stored(entry.version, entry.data))
        if entry:
            self.use(room, entry)

    @rule(room=rooms, client=clients, choice=choices)
    def members(self, room: Room, client: int, choice: int) -> None:
        store, parent = self.stores[room][client], self.parent(room, choice)
        assert store.count_members(parent) == len(found := store.members(parent))
        members = self.members_of(room, self.live(room, parent))
        assert found == [(key, Stored(entry.version, entry.data)) for key, entry in members.items()]
        for entry in members.values():
            self.use(room, entry)

    @rule(
        room=rooms,
        client=clients,
        choice=choices,
        data=data,
        ahead=st.sampled_from([0, 0, 0, -1, 1, -3, 10**30]),
    )
    def put(self, room: Room, client: int, choice: int, data: bytes, ahead: int) -> None:
        key = self.key(room, choice)
        store, entry = self.stores[room][client], self.live(room, key)
        version = (entry.version if entry else 1) + ahead
        if not entry:
            with pytest.raises(Missing):
                store.put(key, data, version)
        elif ahead:
            with pytest.raises(StaleVersion) as stale:
                store.put(key, data, version)
            assert stale.value.current == entry.version
        else:
            assert store.put(key, data, version) == version + 1
            entry.version, entry.data = version + 1, data
            self.announce(room, key)
            self.use(room, entry)

    @rule(room=rooms, client=clients, choice=choices, ahead=st.sampled_from([None, None, 0, -1, 1, 10**30]))
    def delete(self, room: Room, client: int, choice: int, ahead: int | None) -> None:
        key = self.key(room, choice)
        store, entry = self.stores[room][client], self.live(room, key)
        version = None if ahead is None else (entry.version if entry else 1) + ahead
        if entry and ahead:
            with pytest.raises(StaleVersion) as stale:
                store.delete(key, version)
            assert stale.value.current == entry.version
        else:
            assert store.delete(key, version) == (entry is not None)
            self.remove(room, key)

    @rule(room=rooms, client=clients)
    def expire(self, room: Room, client: int) -> None:
        expired = [key for key, entry in self.entries[room].items() if not self.live(room, key) and not entry.group]
        # A new entry may have cleared some of them away before.
        assert 0 <= self.stores[room][client].expire() <= len(expired)
        assert self.stores[room][client].expire() == 0
        for key in expired:
            self.remove(room, key)

    @rule(client=clients)
    def look(self, client: int) -> None:
        seen, found, deadline = self.seen[client], set[str](), time.monotonic() + 5
        seen.cleared |= {key for key in self.entries["classes"] if not self.live("classes", key)}
        while True:
            # What a server publishes may arrive a little later.
            changed = seen.watch.next(1 if seen.changed - found else 0)
            if changed is None:
                assert self.is_local
                assert self.now - seen.looked >= KEPT_SECONDS
                break
            found |= changed
            if seen.changed <= found or time.monotonic() > deadline:
                assert seen.changed <= found <= seen.changed | seen.cleared | seen.late
                break
        seen.looked, seen.late = self.now, seen.changed | seen.cleared
        seen.changed, seen.cleared = set(), set()

    @invariant()
    def both_clients_count_the_same(self) -> None:
        for room, stores in self.stores.items():
            assert [store.count() for store in stores] == [self.count(room)] * 2

    @invariant()
    def an_entry_lives_its_idle_lifetime_after_its_last_use_and_never_past_its_end(self) -> None:
        for room, limits in LIMITS.items():
            for key, entry in self.entries[room].items():
                group = entry.group or entry
                idle = self.now - group.used
                if idle < limits.idle and self.now < group.ends:
                    assert self.live(room, key)
                if idle >= limits.idle + limits.slack or self.now >= group.ends:
                    assert not self.live(room, key)

    def teardown(self) -> None:
        for seen in self.seen:
            seen.watch.close()
        for store in (*self.stores["sessions"], *self.stores["classes"]):
            store.close()


@pytest.mark.slow
def test_a_store_does_what_dictionaries_with_versions_members_and_a_clock_would(
    fresh_address: Callable[[], str],
) -> None:
    run_state_machine_as_test(
        lambda: Oracle(fresh_address()),  # type: ignore[arg-type] # it only calls what it is given
        settings=settings(
            max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
