"""Edits keep the place, and edits and new networks can be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session import rebuilding, undo, verbs
from app.session.codec import decode, encode
from app.session.errors import NothingToRedo, NothingToUndo
from app.session.session import Session, default_session
from app.session.undo import MAX_BYTES, MAX_LEVELS, redone, remembering, undone

Bits = Callable[[Session], dict[str, Any]]

CHANGES: dict[str, Callable[[Session], Session]] = {
    "edit W.2.0.0": lambda session: verbs.edited_in_place(
        session, weights=[session.shown.W[0], session.shown.W[1] * 2]
    ),
    "edit learning_rate": lambda session: verbs.edited_in_place(session, learning_rate=0.2),
    "redraw": lambda session: rebuilding.redrawn(session, 11),
    "open-gates": rebuilding.without_closed_gates,
    "restart": verbs.restarted,
    "example": lambda _: default_session(),
}


@given(stage=st.integers(0, 10), moves=st.lists(st.sampled_from([*CHANGES, "step"]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_undo_takes_each_change_back_bit_for_bit(bits: Bits, stage: int, moves: list[str]) -> None:
    session, before = verbs.sought(default_session(), 1, stage), []
    for move in moves:
        if move == "step":
            session = verbs.stepped(session, "stage")
            continue
        joined = session.earlier and session.earlier[-1][:2] == (move, (session.iteration, session.stage))
        if not joined:
            before.append(session)
        session = decode(encode(remembering(session, CHANGES[move](session), move)))
    for earlier in reversed(before):
        session = undone(session)
        assert bits(session) == bits(earlier)
        assert session.earlier == earlier.earlier
    with pytest.raises(NothingToUndo):
        undone(session)


@given(stage=st.integers(0, 10), moves=st.lists(st.sampled_from([*CHANGES]), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_redo_makes_each_change_again_bit_for_bit(bits: Bits, stage: int, moves: list[str]) -> None:
    session, after = verbs.sought(default_session(), 1, stage), []
    for move in moves:
        session = remembering(session, CHANGES[move](session), move)
    while session.earlier:
        after.append(session)
        session = decode(encode(undone(session)))
    for there in reversed(after):
        session = decode(encode(redone(session)))
        assert bits(session) == bits(there)
        assert len(session.earlier) == len(there.earlier)
    with pytest.raises(NothingToRedo):
        redone(session)


def test_a_new_change_forgets_what_was_undone_and_a_step_keeps_it() -> None:
    session = default_session()
    session = undone(remembering(session, CHANGES["redraw"](session), "redraw"))
    stepped = verbs.stepped(session, "stage")
    assert len(stepped.later) == 1
    with pytest.raises(NothingToRedo):
        redone(remembering(stepped, CHANGES["edit W.2.0.0"](stepped), "edit W.2.0.0"))
    assert undone(redone(stepped)).stage == 1


@pytest.mark.parametrize("stage", range(1, 10))
def test_an_edit_keeps_the_stage_and_computes_it_again(stage: int) -> None:
    session = verbs.sought(default_session(), 3, stage)
    edited = verbs.edited_in_place(session, learning_rate=0.5, inputs=[[0.5, 2.0]])
    assert (edited.iteration, edited.stage) == (3, stage)
    again = verbs.edited(session, learning_rate=0.5, inputs=[[0.5, 2.0]])
    assert edited.tape.memory.tobytes() == again.tape.memory.tobytes()


def test_after_the_update_another_rate_updates_again_and_other_weights_begin_the_next_iteration() -> None:
    session = verbs.sought(default_session(), 3, 10)
    again = verbs.edited_in_place(session, learning_rate=0.2)
    assert (again.iteration, again.stage) == (3, 10)
    moved = [new - old for new, old in zip(again.shown.W, again.network.W, strict=True)]
    half = [new - old for new, old in zip(session.shown.W, session.network.W, strict=True)]
    for whole, part in zip(moved, half, strict=True):
        assert whole == pytest.approx(2 * part)
    weights = [W * 2 for W in session.shown.W]
    assert (verbs.edited_in_place(session, weights=weights).iteration) == 4


def test_an_edit_that_diverges_reveals_what_is_finite() -> None:
    session = verbs.sought(default_session(), 0, 9)
    edited = verbs.edited_in_place(session, weights=[session.network.W[0] * 1e200, session.network.W[1] * 1e200])
    assert edited.tape.diverged is not None
    assert edited.stage == edited.tape.diverged.index - 1


def test_a_number_that_is_dragged_is_one_change() -> None:
    session = verbs.sought(default_session(), 0, 4)
    for rate in (0.2, 0.3, 0.4):
        after = verbs.edited_in_place(session, learning_rate=rate)
        session = remembering(session, after, "edit learning_rate")
    assert len(session.earlier) == 1
    assert undone(session).problem.learning_rate == 0.1


def test_what_can_be_undone_is_limited() -> None:
    session = default_session()
    for _ in range(MAX_LEVELS + 5):
        session = remembering(session, rebuilding.redrawn(session, 3), "redraw")
        session = verbs.stepped(session, "stage")
    assert len(session.earlier) == MAX_LEVELS
    assert sum(len(each.data) for each in session.earlier) <= MAX_BYTES


def test_the_latest_change_can_be_undone_however_large_the_session_is(
    monkeypatch: pytest.MonkeyPatch, bits: Bits
) -> None:
    monkeypatch.setattr(undo, "MAX_BYTES", 1)
    session = default_session()
    for seed in (3, 4):
        before = session
        session = remembering(session, rebuilding.redrawn(session, seed), "redraw")
        assert len(session.earlier) == 1
        assert bits(undone(session)) == bits(before)
        session = verbs.stepped(session, "stage")


def test_format_2_stays_readable(bits: Bits) -> None:
    """The kept bytes are of the reference example, stepped, its learning rate edited, stepped on."""
    session = decode((Path(__file__).parent / "data" / "format-2.bin").read_bytes())
    start = verbs.sought(default_session(), 0, 4)
    edited = verbs.edited_in_place(start, learning_rate=0.2)
    assert bits(session) == bits(verbs.stepped(edited, "stage", 2))
    assert bits(undone(session)) == bits(start)


def test_format_4_stays_readable(bits: Bits) -> None:
    """The kept bytes are of the reference example, stepped, its learning rate edited, and the edit undone."""
    session = decode((Path(__file__).parent / "data" / "format-4.bin").read_bytes())
    start = verbs.sought(default_session(), 0, 4)
    assert bits(session) == bits(start)
    assert bits(redone(session)) == bits(verbs.edited_in_place(start, learning_rate=0.2))
