"""Sessions in a real SQLite store: versions, two at once, and errors that change nothing."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Diverged
from app.session.errors import AtTheStart, DamagedState, NoSuchSession
from app.session.ids import is_id, new_id
from app.session.service import Sessions, Stale
from app.session.session import Session
from app.session.verbs import sought, stepped, taken_back, trained_on
from app.store.sqlite import SqliteStore

Bits = Callable[[Session], dict[str, Any]]


def test_what_is_made_can_be_loaded(sessions: Sessions, elsewhere: Sessions, example: Session, bits: Bits) -> None:
    made = sessions.create(example)
    loaded = elsewhere.load(made.id)
    assert (loaded.id, loaded.version) == (made.id, made.version) == (made.id, 1)
    assert bits(loaded.session) == bits(example)


def test_a_change_is_kept_and_counts_the_version(
    sessions: Sessions, elsewhere: Sessions, example: Session, bits: Bits
) -> None:
    made = sessions.create(example)
    changed = sessions.change(made.id, stepped)
    assert changed.version == made.version + 1
    assert changed.session.stage == 1
    assert bits(elsewhere.load(made.id).session) == bits(changed.session)


def test_of_100_steps_by_two_at_once_each_is_counted(sessions: Sessions, elsewhere: Sessions, example: Session) -> None:
    made = sessions.create(example)

    def fifty(_: int) -> None:
        for _ in range(50):
            sessions.change(made.id, stepped)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(fifty, range(2)))
    kept = elsewhere.load(made.id)
    assert kept.version == made.version + 100
    assert (kept.session.iteration, kept.session.stage) == (9, 10)


def test_a_change_meant_for_an_earlier_version_is_refused_with_the_present_one(
    sessions: Sessions, example: Session
) -> None:
    made = sessions.create(example)
    sessions.change(made.id, stepped, expected=made.version)
    with pytest.raises(Stale) as refused:
        sessions.change(made.id, stepped, expected=made.version)
    assert refused.value.current.version == made.version + 1
    assert refused.value.current.session.stage == 1
    assert sessions.load(made.id).version == made.version + 1


def test_only_the_version_that_was_meant_is_forgotten(sessions: Sessions, example: Session) -> None:
    made = sessions.create(example)
    sessions.change(made.id, stepped)
    with pytest.raises(Stale) as refused:
        sessions.forget(made.id, expected=made.version)
    assert refused.value.current.version == made.version + 1
    assert sessions.forget(made.id, expected=made.version + 1) is True
    assert sessions.forget(made.id, expected=made.version + 1) is False


def test_a_change_that_comes_in_between_refuses_the_one_that_named_its_version(
    sessions: Sessions, example: Session
) -> None:
    made = sessions.create(example)

    def slow(session: Session) -> Session:
        sessions.change(made.id, stepped)
        return stepped(session, "stage", 5)

    with pytest.raises(Stale):
        sessions.change(made.id, slow, expected=made.version)
    assert sessions.load(made.id).session.stage == 1


def test_a_change_that_named_no_version_is_done_after_the_one_in_between(sessions: Sessions, example: Session) -> None:
    made = sessions.create(example)
    between = iter([stepped])

    def slow(session: Session) -> Session:
        for verb in between:
            sessions.change(made.id, verb)
        return stepped(session, "stage", 5)

    assert sessions.change(made.id, slow).session.stage == 6


def test_a_change_that_never_gets_through_is_given_up(sessions: Sessions, example: Session) -> None:
    made = sessions.create(example)

    def overtaken(session: Session) -> Session:
        sessions.change(made.id, lambda s: sought(s, 0, 1))
        return trained_on(session, 1)

    with pytest.raises(Stale):
        sessions.change(made.id, overtaken)
    assert sessions.load(made.id).session.stage == 1


@pytest.mark.parametrize(
    "unknown", ["0" * 24, "", "x", "\0", "../" * 8, "\udcff" * 24, "é" * 24, "a" * 10_000], ids=range(8)
)
def test_an_unknown_id_is_reported(sessions: Sessions, unknown: str) -> None:
    with pytest.raises(NoSuchSession):
        sessions.load(unknown)
    with pytest.raises(NoSuchSession):
        sessions.change(unknown, stepped)
    assert sessions.forget(unknown) is False


def test_what_is_forgotten_is_gone_even_under_a_change(sessions: Sessions, example: Session) -> None:
    made = sessions.create(example)

    def slow(session: Session) -> Session:
        sessions.forget(made.id)
        return stepped(session)

    with pytest.raises(NoSuchSession):
        sessions.change(made.id, slow)
    assert sessions.forget(made.id) is False


@pytest.mark.parametrize(("verb", "error"), [(taken_back, AtTheStart), (lambda s: trained_on(s, 100), Diverged)])
def test_a_verb_that_refuses_changes_nothing(
    sessions: Sessions, elsewhere: Sessions, doomed: Session, bits: Bits, verb: Any, error: type[Exception]
) -> None:
    made = sessions.create(doomed)
    with pytest.raises(error):
        sessions.change(made.id, verb)
    kept = elsewhere.load(made.id)
    assert kept.version == made.version
    assert bits(kept.session) == bits(doomed)


def test_damaged_bytes_in_the_store_are_reported(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "sessions.db", idle=60, lifetime=60, cap=10)
    damaged = new_id()
    store.create(damaged, b"\x01 not a session")
    with pytest.raises(DamagedState):
        Sessions(store).load(damaged)
    store.close()


def test_ids_are_long_safe_in_addresses_and_never_the_same() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", one) and is_id(one) for one in ids)
