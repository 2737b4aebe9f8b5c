"""Followers are woken when what they follow has changed, and by nothing else."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from app.web.errors.table import Stopping
from app.web.push.hub import AT_ONCE, Follower, Hub
from app.web.push.watcher import Watcher
from tests.web.push.fakes import FakeWatch

SOON, LONG = 0.15, 5.0  # seconds

Story = Callable[[FakeWatch, Hub], Awaitable[None]]


def happens(story: Story) -> None:
    """Let a story happen on an event loop."""

    async def whole() -> None:
        watch = FakeWatch()
        hub = Hub(watch)
        try:
            await story(watch, hub)
        finally:
            hub.stop()
            await asyncio.sleep(0)

    asyncio.run(whole())


async def settled(*followers: Follower) -> None:
    """Take what a beginning watch says to everybody: anything may have changed before it."""
    for follower in followers:
        assert await follower.changed(LONG)


def test_a_change_wakes_those_who_follow_its_key_and_the_leader_of_all() -> None:
    async def story(watch: FakeWatch, hub: Hub) -> None:
        with (
            hub.follow("482913", "482913/17") as member,
            hub.follow("482913", "482913/18") as other,
            hub.follow_all("482913") as leader,
            hub.follow_all("48291") as stranger,
        ):
            await settled(member, other, leader, stranger)
            watch.change("482913/17")
            assert await member.changed(LONG)
            assert await leader.changed(LONG)
            assert not await other.changed(SOON)
            assert not await stranger.changed(0)
            watch.change("482913")
            assert [await one.changed(LONG) for one in (member, other, leader)] == [True] * 3
            assert not await stranger.changed(SOON)
            watch.change_unknown()
            assert [await one.changed(LONG) for one in (member, other, leader, stranger)] == [True] * 4

    happens(story)


def test_changes_while_nobody_waits_wake_once() -> None:
    async def story(watch: FakeWatch, hub: Hub) -> None:
        with hub.follow("1") as follower:
            await settled(follower)
            for _ in range(50):
                watch.change("1")
            await asyncio.sleep(SOON)
            assert await follower.changed(0)
            assert not await follower.changed(SOON)

    happens(story)


def test_the_store_is_asked_only_while_somebody_follows() -> None:
    async def story(watch: FakeWatch, hub: Hub) -> None:
        await asyncio.sleep(SOON)
        assert watch.opened == 0
        with hub.follow("1") as follower:
            await settled(follower)
        watch.change("1")  # the last call returns
        await asyncio.sleep(SOON)
        asked, turn = watch.asked, hub.turn
        await asyncio.sleep(SOON)
        assert (watch.opened, watch.asked) == (1, asked)
        with hub.follow("1") as follower:
            assert hub.turn > turn  # what was read before is not taken for the present
            await settled(follower)
        assert watch.opened == 2

    happens(story)


def test_many_followers_leave_the_event_loop_to_others_in_between() -> None:
    async def story(watch: FakeWatch, hub: Hub) -> None:
        followers = [hub.follow("1").__enter__() for _ in range(3 * AT_ONCE)]
        await settled(*followers)
        awake = 0

        async def wait(follower: Follower) -> None:
            nonlocal awake
            await follower.changed(LONG)
            awake += 1

        waiting = [asyncio.create_task(wait(follower)) for follower in followers]
        await asyncio.sleep(SOON)
        threads = threading.active_count()
        watch.change("1")
        seen = set[int]()
        while awake < len(followers):
            await asyncio.sleep(0)
            seen.add(awake)
        assert seen & set(range(1, len(followers)))
        assert threading.active_count() == threads
        await asyncio.gather(*waiting)

    happens(story)


def test_a_store_that_fails_is_reported_once_and_all_are_woken_when_it_works_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Watcher.__init__, "__defaults__", (0.02,))

    async def story(watch: FakeWatch, hub: Hub) -> None:
        with hub.follow("1") as follower:
            await settled(follower)
            watch.broken = True
            watch.change("2")
            assert not await follower.changed(SOON)
            watch.broken = False
            assert await follower.changed(LONG)
            watch.change("1")
            assert await follower.changed(LONG)

    with caplog.at_level(logging.WARNING):
        happens(story)
    assert caplog.messages == [
        "changes cannot be followed: it is away",
        "changes can be followed again",
    ]


def test_a_stop_ends_every_wait_at_once_and_nobody_follows_afterwards() -> None:
    others = set(threading.enumerate())  # of the programs that other tests have served in this process

    async def story(watch: FakeWatch, hub: Hub) -> None:
        with hub.follow("1") as one, hub.follow_all("2") as other:
            await settled(one, other)
            waits = [asyncio.create_task(follower.changed(LONG)) for follower in (one, other)]
            await asyncio.sleep(0)
            began = time.monotonic()
            threading.Thread(target=hub.stop).start()
            for wait in waits:
                with pytest.raises(Stopping):
                    await wait
            assert time.monotonic() - began < 1
        with pytest.raises(Stopping), hub.follow("1"):
            raise AssertionError("it follows")
        await asyncio.sleep(SOON)
        assert not any(thread.name == "push" for thread in set(threading.enumerate()) - others)

    happens(story)
