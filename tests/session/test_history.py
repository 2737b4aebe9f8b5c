"""Going back restores exactly the same numbers by any route, and the history stays small."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.session.codec import decode, encode
from app.session.description import build
from app.session.errors import AtTheStart, SessionError
from app.session.history import MAX_BYTES, MAX_CHECKPOINTS, MAX_SPACING, MIN_SPACING, spacing
from app.session.session import Session, default_session
from app.session.verbs import backward, edited, forward, sought, stepped, taken_back, trained_on, updated

Networks = Callable[[Network, Problem, int], tuple[bytes, ...]]

BY = st.sampled_from(["stage", "iteration"])
MOVES = st.one_of(
    st.tuples(st.just(stepped), BY, st.integers(1, 400)),
    st.tuples(st.just(taken_back), BY, st.integers(1, 400)),
    st.tuples(st.just(sought), st.integers(0, 900), st.integers(0, 10)),
    st.tuples(st.sampled_from([forward, backward, updated])),
)
STARTS = {
    "the reference example": default_session(),
    "a batch with tanh": build({"activations": ["tanh", "sigmoid"], "problem": "xor", "learning_rate": 0.5}),
}
LONGEST = 1_500


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@given(moves=st.lists(MOVES, max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_sequence_of_moves_arrives_at_the_same_bits_as_stepping_there_from_the_start(
    start: Session, networks: Networks, moves: list[tuple[Any, ...]]
) -> None:
    session = start
    for verb, *arguments in moves:
        with suppress(SessionError):
            session = verb(session, *arguments)
        if session.updates > LONGEST:
            session = sought(session, LONGEST // 2, 3)
        expected = networks(start.network, start.problem, LONGEST + 1)
        assert session.network.parameters.tobytes() == expected[session.iteration]
        assert session.shown.parameters.tobytes() == expected[session.updates]
        session = decode(encode(session))


@pytest.mark.slow
def test_stepping_back_over_1500_iterations_restores_the_start_exactly(example: Session, networks: Networks) -> None:
    session = trained_on(example, 1_500)
    expected = networks(example.network, example.problem, 1_500)
    while session.iteration or session.stage:
        session = taken_back(session, "iteration")
        assert session.network.parameters.tobytes() == expected[session.iteration]
    assert session.network.parameters.tobytes() == example.network.parameters.tobytes()


def test_stepping_back_visits_the_same_places_in_reverse(example: Session) -> None:
    walk = [example]
    for _ in range(35):
        walk.append(stepped(walk[-1]))
    session = walk[-1]
    for earlier in reversed(walk[:-1]):
        session = taken_back(session)
        assert (session.iteration, session.stage) == (earlier.iteration, earlier.stage)
        assert session.shown.parameters.tobytes() == earlier.shown.parameters.tobytes()


Edit = tuple[int, float]


def _replayed(edits: dict[int, float], iteration: int) -> Network:
    """The network after that many recorded passes, with each edited learning rate from its iteration on."""
    session = default_session()
    network, problem = session.network, session.problem
    for k in range(iteration):
        problem = Problem(problem.X, problem.Y, edits.get(k, problem.learning_rate))
        network = record(network, problem).updated
    return network


@pytest.mark.slow
@given(
    moves=st.lists(
        st.one_of(
            st.tuples(st.just("edit"), st.floats(0.001, 0.2)),
            st.tuples(st.just("on"), st.integers(1, 120)),
            st.tuples(st.just("back"), st.integers(1, 120)),
            st.tuples(st.just("seek"), st.integers(0, 300)),
        ),
        max_size=15,
    )
)
@settings(max_examples=60, deadline=None)
def test_edits_apply_again_after_going_back_until_an_earlier_edit_replaces_them(moves: list[tuple[str, Any]]) -> None:
    session, edits = default_session(), dict[int, float]()
    for move, value in moves:
        if move == "edit":
            session = edited(session, learning_rate=value)
            edits = {k: rate for k, rate in edits.items() if k < session.iteration} | {session.iteration: value}
        elif move == "on":
            session = stepped(session, "iteration", value)
        elif move == "back":
            with suppress(AtTheStart):
                session = taken_back(session, "iteration", value)
        else:
            session = sought(session, value, 0)
        assert session.network.parameters.tobytes() == _replayed(edits, session.iteration).parameters.tobytes()
        rates = [rate for k, rate in sorted(edits.items()) if k <= session.iteration]
        assert session.problem.learning_rate == ([0.1, *rates])[-1]


def test_going_back_before_an_edit_and_forward_again_restores_it(example: Session) -> None:
    before = trained_on(example, 10)
    session = edited(before, weights=[np.ones((2, 3)), np.ones((3, 1))])
    assert session.iteration == 10
    earlier = taken_back(session, "iteration", 4)
    assert earlier.network.parameters.tobytes() == sought(example, 6, 0).network.parameters.tobytes()
    again = stepped(earlier, "iteration", 5)
    assert (again.iteration, again.stage) == (10, 10)
    assert again.network.parameters.tobytes() == session.network.parameters.tobytes()


def test_stepping_back_to_an_edit_does_not_undo_it(example: Session) -> None:
    session = edited(updated(example), learning_rate=0.3)
    back = taken_back(stepped(session))
    assert (back.iteration, back.stage, back.problem.learning_rate) == (1, 0, 0.3)
    assert taken_back(back).problem.learning_rate == 0.1


def test_an_earlier_edit_discards_later_ones(example: Session) -> None:
    session = edited(sought(example, 20, 0), learning_rate=0.3)
    session = edited(sought(session, 5, 0), learning_rate=0.2)
    assert [(k.iteration, k.problem.learning_rate) for k in session.keyframes if k.given] == [(0, 0.1), (5, 0.2)]
    assert sought(session, 25, 0).problem.learning_rate == 0.2


@pytest.mark.parametrize("iterations", [0, 10, 1_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_the_stored_default_session_stays_below_2_kb(example: Session, iterations: int) -> None:
    session = example
    while session.updates < iterations:
        session = trained_on(session, min(10_000, iterations - session.updates))
    for stage in (0, 7):
        assert len(encode(sought(session, session.iteration, stage))) < 2_048
    middle = sought(session, session.iteration // 2, 3)
    assert len(encode(middle)) < 2_048
    print(f"{iterations} iterations: {len(encode(session))} bytes, in the middle {len(encode(middle))}")


def test_a_thousand_single_steps_leave_few_checkpoints_and_short_replays(example: Session) -> None:
    session, unit = example, spacing(example.network, example.problem)
    for k in range(1, 1_001):
        session = updated(session)
        assert len(session.keyframes) <= MAX_CHECKPOINTS + 1
        for place in range(session.iteration):
            start = max(f.iteration for f in session.keyframes if f.iteration <= place)
            assert place - start <= max(unit, k - place)


@pytest.mark.slow
def test_stepping_back_a_long_way_adds_checkpoints(example: Session) -> None:
    session = trained_on(example, 10_000)
    replayed = 0
    for _ in range(2_000):
        session = taken_back(session, "iteration")
        replayed += session.iteration - max(f.iteration for f in session.keyframes if f.iteration <= session.iteration)
    assert replayed / 2_000 < MAX_SPACING


def test_checkpoints_are_closer_together_if_an_iteration_takes_longer() -> None:
    light, heavy = default_session(), _largest(1)
    assert spacing(light.network, light.problem) == MAX_SPACING
    assert spacing(heavy.network, heavy.problem) == MIN_SPACING


def test_checkpoints_of_the_largest_network_are_limited_in_bytes() -> None:
    session = _largest(1)
    bare = len(encode(session))
    assert len(encode(trained_on(session, 300))) < bare + MAX_BYTES + 30_000  # and the present network


def test_edits_are_limited_in_bytes_and_the_oldest_are_discarded(example: Session) -> None:
    session, edits = example, 1_200
    for k in range(edits):
        session = edited(updated(session), learning_rate=0.001 + k * 1e-5)
    assert len(encode(session)) < MAX_BYTES + 2_048
    first = session.keyframes[0].iteration
    assert 0 < first < edits - 300
    with pytest.raises(AtTheStart) as refused:
        sought(session, first - 1, 0)
    assert refused.value.first == first
    with pytest.raises(AtTheStart):
        taken_back(session, "stage", (edits - first) * 10 + 1)
    back = sought(session, first, 0)
    assert back.network is session.keyframes[0].network
    assert sought(back, edits, 0).network.parameters.tobytes() == session.network.parameters.tobytes()


def test_many_edits_leave_room_for_checkpoints(example: Session) -> None:
    session = example
    for k in range(600):
        session = edited(updated(session), learning_rate=0.001 + k * 1e-5)
    session = trained_on(session, 5_000)
    assert sum(not keyframe.given for keyframe in session.keyframes) > 5


def test_an_edit_of_a_large_batch_stores_unedited_arrays_once() -> None:
    session = _largest(512)
    bare = len(encode(session))
    assert len(encode(edited(session, learning_rate=0.02))) == bare
    later = edited(trained_on(session, 2), learning_rate=0.02)
    assert len(encode(later)) < bare + 30_000


def _largest(samples: int) -> Session:
    rows = [[0.1 * (k % 7)] * 16 for k in range(512)]
    session = build({"sizes": [16] * 13, "activations": "tanh", "learning_rate": 0.01})
    return edited(session, inputs=rows, targets=rows) if samples > 1 else _heavier(session)


def _heavier(session: Session) -> Session:
    rows = [[0.5] * 16] * 200
    return edited(session, inputs=rows, targets=rows)
