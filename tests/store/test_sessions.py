"""Sessions in both stores against one oracle: what the verbs make of values, and a clock that only we move."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.session.codec import encode
from app.session.errors import AtTheStart, NoSuchSession, NothingToUndo
from app.session.service import Sessions, Stale, Verb
from app.session.session import Session, default_session
from app.session.undo import redone, remembering, undone
from app.session.verbs import edited, edited_in_place, stepped, taken_back
from app.store.base import Store
from app.store.errors import StoreFull
from app.store.opening import open_store

IDLE, SLACK, LIFETIME, CAP = 80, 10, 300, 3

clients = st.sampled_from([0, 1])
ahead = st.sampled_from([None, None, 0, 0, -1, 1])
by = st.sampled_from(["stage", "iteration"])


@dataclass
class Kept:
    version: int
    session: Session
    expires: float
    ends: float


class Oracle(RuleBasedStateMachine):
    """Two servers with one store; each change is meant for the version that is there, another, or any."""

    ids = Bundle("ids")

    def __init__(self, address: str) -> None:
        super().__init__()
        self.now = 1000.0
        self.kept: dict[str, Kept] = {}
        self.stores = [
            open_store(address, idle=IDLE, lifetime=LIFETIME, cap=CAP, clock=lambda: self.now) for _ in range(2)
        ]
        self.servers = [Sessions(store) for store in self.stores]

    def live(self, id_: str) -> Kept | None:
        kept = self.kept.get(id_)
        return kept if kept is not None and self.now < kept.expires else None

    def use(self, kept: Kept) -> None:
        if kept.expires - self.now < IDLE:
            kept.expires = min(self.now + IDLE + SLACK, kept.ends)

    @rule(seconds=st.integers(0, 120))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule(target=ids, client=clients)
    def create(self, client: int) -> str:
        if sum(self.live(id_) is not None for id_ in self.kept) >= CAP:
            with pytest.raises(StoreFull):
                self.servers[client].create(default_session())
            return "0" * 24
        made = self.servers[client].create(default_session())
        ends = self.now + LIFETIME
        self.kept[made.id] = Kept(1, made.session, min(self.now + IDLE + SLACK, ends), ends)
        return made.id

    @rule(client=clients, id_=ids, ahead=ahead, by=by, count=st.integers(1, 12))
    def step(self, client: int, id_: str, ahead: int | None, by: Any, count: int) -> None:
        self.changed(client, id_, lambda session: stepped(session, by, count), ahead)

    @rule(client=clients, id_=ids, ahead=ahead, by=by, count=st.integers(1, 12))
    def take_back(self, client: int, id_: str, ahead: int | None, by: Any, count: int) -> None:
        self.changed(client, id_, lambda session: taken_back(session, by, count), ahead)

    @rule(client=clients, id_=ids, ahead=ahead, rate=st.floats(0.001, 0.1), wanted=st.floats(-1, 1))
    def edit(self, client: int, id_: str, ahead: int | None, rate: float, wanted: float) -> None:
        self.changed(client, id_, lambda session: edited(session, learning_rate=rate, targets=[[wanted]]), ahead)

    @rule(client=clients, id_=ids, count=st.integers(1, 5))
    def step_while_the_other_steps(self, client: int, id_: str, count: int) -> None:
        kept = self.live(id_)
        others = iter([stepped] * 3)

        def slow(session: Session) -> Session:
            """Each attempt but the fourth finds that the other was first."""
            if (verb := next(others, None)) is not None:
                self.servers[1 - client].change(id_, verb)
            return stepped(session, "stage", count)

        if kept is None:
            with pytest.raises(NoSuchSession):
                self.servers[client].change(id_, slow)
            return
        changed = self.servers[client].change(id_, slow)
        kept.version += 4
        for number in (1, 1, 1, count):
            kept.session = stepped(kept.session, "stage", number)
        self.use(kept)
        assert (changed.version, encode(changed.session)) == (kept.version, encode(kept.session))

    @rule(client=clients, id_=ids, ahead=ahead)
    def forget(self, client: int, id_: str, ahead: int | None) -> None:
        kept = self.live(id_)
        version = None if ahead is None else (kept.version if kept else 1) + ahead
        if kept and ahead:
            with pytest.raises(Stale):
                self.servers[client].forget(id_, version)
            self.use(kept)
            return
        assert self.servers[client].forget(id_, version) is (kept is not None)
        self.kept.pop(id_, None)

    def changed(self, client: int, id_: str, verb: Verb, ahead: int | None) -> None:
        kept, server = self.live(id_), self.servers[client]
        version = None if ahead is None else (kept.version if kept else 1) + ahead
        if kept is None:
            with pytest.raises(NoSuchSession):
                server.change(id_, verb, version)
            return
        self.use(kept)
        if ahead:
            with pytest.raises(Stale) as stale:
                server.change(id_, verb, version)
            assert stale.value.current.version == kept.version
            return
        try:
            session = verb(kept.session)
        except AtTheStart:
            with pytest.raises(AtTheStart):
                server.change(id_, verb, version)
            return
        changed = server.change(id_, verb, version)
        kept.version, kept.session = kept.version + 1, session
        assert (changed.version, encode(changed.session)) == (kept.version, encode(session))

    @invariant()
    def both_servers_have_each_session_bit_for_bit_and_none_that_is_gone(self) -> None:
        for id_ in self.kept:
            kept = self.live(id_)
            for server in self.servers:
                if kept is None:
                    with pytest.raises(NoSuchSession):
                        server.load(id_)
                else:
                    found = server.load(id_)
                    assert (found.version, encode(found.session)) == (kept.version, encode(kept.session))
                    self.use(kept)

    def teardown(self) -> None:
        for store in self.stores:
            store.close()


def test_an_edit_can_be_undone_by_another_process(address: str, opened: Callable[[str], Store]) -> None:
    first = Sessions(opened(address))
    made = first.create(stepped(default_session(), "stage", 8))
    other = first.create(made.session)

    def edit(session: Session) -> Session:
        return remembering(session, edited_in_place(session, targets=[[4.0]]), "edit Y.0.0")

    first.change(made.id, edit)
    second = Sessions(opened(address))  # which has only what was stored
    second.change(made.id, stepped)
    assert encode(replace(second.change(made.id, undone).session, later=())) == encode(made.session)
    third = Sessions(opened(address))
    assert third.change(made.id, redone).session.problem.Y.tolist() == [[4.0]]
    assert encode(replace(third.change(made.id, undone).session, later=())) == encode(made.session)
    for id_ in (made.id, other.id):
        with pytest.raises(NothingToUndo):
            second.change(id_, undone)


@pytest.mark.slow
def test_two_servers_do_to_sessions_what_the_verbs_do_to_values(fresh_address: Callable[[], str]) -> None:
    run_state_machine_as_test(
        lambda: Oracle(fresh_address()),  # type: ignore[arg-type] # it only calls what it is given
        settings=settings(
            max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
