"""Members of an entry: they share its life. Cases that the state machine meets too seldom."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.store.base import Store, Stored
from app.store.errors import GroupFull, Missing
from app.store.opening import open_store

IDLE, SLACK = 80, 10


@contextmanager
def classes(address: str, clock: Callable[[], float], cap: int = 1) -> Iterator[Store]:
    store = open_store(address, room="classes", watched=True, idle=IDLE, lifetime=10_000, cap=cap, clock=clock)
    yield store
    store.close()


@pytest.mark.parametrize("use", ["create", "get", "put", "members"])
def test_using_a_member_keeps_its_parent_alive(address: str, use: str) -> None:
    now = 0.0
    with classes(address, lambda: now) as store:
        store.create("class", b"")
        store.create("ann", b"", parent="class")
        uses: dict[str, Callable[[], object]] = {
            "create": lambda: store.create("bob", b"", parent="class"),
            "get": lambda: store.get("ann"),
            "put": lambda: store.put("ann", b"", 1),
            "members": lambda: store.members("class"),
        }
        now = 50.0
        uses[use]()
        now = 50.0 + IDLE - 1
        assert (store.get("ann") is not None, store.count()) == (True, 1)


def test_members_of_an_expired_entry_do_not_come_back_with_a_new_one_of_its_key(address: str) -> None:
    now = 0.0
    with classes(address, lambda: now) as store:
        store.create("class", b"old")
        store.create("ann", b"old", parent="class")
        now = IDLE + SLACK
        assert store.members("class") == []
        with pytest.raises(Missing):
            store.create("bob", b"", parent="class")
        store.create("class", b"new")
        assert (store.members("class"), store.get("ann")) == ([], None)
        assert store.create("ann", b"new", parent="class", most=1) == 1
        assert store.members("class") == [("ann", Stored(1, b"new"))]


def test_a_class_fills_up_in_the_order_of_joining_without_taking_places_of_other_classes(address: str) -> None:
    with classes(address, lambda: 0.0, cap=2) as store:
        store.create("class", b"")
        keys = [f"{number * 7919 % 1000}" for number in range(1000)]
        for key in keys:
            store.create(key, b"x" * 400, parent="class", most=1000)
        with pytest.raises(GroupFull):
            store.create("late", b"", parent="class", most=1000)
        assert [key for key, _ in store.members("class")] == keys
        assert (store.create("another class", b""), store.count()) == (1, 2)
        assert store.delete("class")
        assert (store.members("class"), store.get(keys[0]), store.count()) == ([], None, 1)
