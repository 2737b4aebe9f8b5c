"""Where each verb leads, by hand. The reference example has 10 stages; the cost is the 5th, the last dW the 9th."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from app.core.errors import Diverged, InvalidField
from app.session.errors import AtTheStart, PhaseAlreadyDone, SessionError, TooFar
from app.session.session import Session
from app.session.verbs import (
    By,
    backward,
    edited,
    forward,
    restarted,
    sought,
    stepped,
    taken_back,
    trained_on,
    updated,
)

Bits = Callable[[Session], dict[str, Any]]


def at(session: Session, place: tuple[int, int]) -> Session:
    return sought(session, *place)


def place(session: Session) -> tuple[int, int]:
    return session.iteration, session.stage


@pytest.mark.parametrize(
    ("start", "by", "count", "end"),
    [
        ((0, 0), "stage", 1, (0, 1)),
        ((0, 3), "stage", 4, (0, 7)),
        ((0, 9), "stage", 1, (0, 10)),
        ((0, 9), "stage", 2, (1, 1)),
        ((0, 10), "stage", 1, (1, 1)),
        ((1, 0), "stage", 1, (1, 1)),
        ((0, 0), "stage", 30, (2, 10)),
        ((0, 0), "stage", 31, (3, 1)),
        ((0, 0), "iteration", 1, (0, 10)),
        ((0, 9), "iteration", 1, (0, 10)),
        ((0, 10), "iteration", 1, (1, 10)),
        ((1, 0), "iteration", 1, (1, 10)),
        ((0, 0), "iteration", 3, (2, 10)),
        ((0, 10), "iteration", 3, (3, 10)),
    ],
)
def test_a_step_leads_to(example: Session, start: tuple[int, int], by: Any, count: int, end: tuple[int, int]) -> None:
    assert place(stepped(at(example, start), by, count)) == end


@pytest.mark.parametrize(
    ("start", "by", "count", "end"),
    [
        ((0, 1), "stage", 1, (0, 0)),
        ((0, 10), "stage", 1, (0, 9)),
        ((1, 1), "stage", 1, (0, 10)),
        ((1, 0), "stage", 1, (0, 9)),
        ((1, 1), "stage", 2, (0, 9)),
        ((3, 1), "stage", 31, (0, 0)),
        ((0, 7), "iteration", 1, (0, 0)),
        ((0, 10), "iteration", 1, (0, 0)),
        ((2, 10), "iteration", 1, (2, 0)),
        ((2, 0), "iteration", 1, (1, 0)),
        ((2, 5), "iteration", 3, (0, 0)),
        ((2, 0), "iteration", 2, (0, 0)),
    ],
)
def test_a_step_back_leads_to(
    example: Session, start: tuple[int, int], by: Any, count: int, end: tuple[int, int]
) -> None:
    assert place(taken_back(at(example, start), by, count)) == end


@pytest.mark.parametrize(
    ("start", "by", "count"),
    [
        ((0, 0), "stage", 1),
        ((0, 3), "stage", 4),
        ((1, 1), "stage", 12),
        ((0, 0), "iteration", 1),
        ((0, 3), "iteration", 2),
        ((2, 0), "iteration", 3),
        ((2, 0), "stage", 10**30),
    ],
)
def test_a_step_back_before_the_start_is_refused(example: Session, start: tuple[int, int], by: Any, count: int) -> None:
    with pytest.raises(AtTheStart) as refused:
        taken_back(at(example, start), by, count)
    assert refused.value.first == 0


@pytest.mark.parametrize(
    ("verb", "start", "end"),
    [
        (forward, (0, 0), (0, 5)),
        (forward, (0, 4), (0, 5)),
        (forward, (0, 10), (1, 5)),
        (forward, (1, 0), (1, 5)),
        (backward, (0, 0), (0, 9)),
        (backward, (0, 5), (0, 9)),
        (backward, (0, 8), (0, 9)),
        (backward, (0, 10), (1, 9)),
        (updated, (0, 0), (0, 10)),
        (updated, (0, 9), (0, 10)),
        (updated, (0, 10), (1, 10)),
    ],
)
def test_a_phase_leads_to(example: Session, verb: Any, start: tuple[int, int], end: tuple[int, int]) -> None:
    assert place(verb(at(example, start))) == end


@pytest.mark.parametrize(
    ("verb", "phase", "stages"), [(forward, "forward", range(5, 10)), (backward, "backward", range(9, 10))]
)
def test_a_finished_phase_is_refused(example: Session, verb: Any, phase: str, stages: range) -> None:
    for stage in stages:
        with pytest.raises(PhaseAlreadyDone) as refused:
            verb(at(example, (2, stage)))
        assert refused.value.phase == phase


def test_training_equals_stepping_by_iteration(example: Session, bits: Bits) -> None:
    middle = at(example, (3, 4))
    assert bits(trained_on(middle, 25)) == bits(stepped(middle, "iteration", 25))


def test_no_verb_changes_the_session_it_receives(example: Session, bits: Bits) -> None:
    session = at(example, (70, 4))
    before = bits(session)
    stepped(session, "iteration", 200)
    taken_back(session, "stage", 300)
    edited(session, learning_rate=0.5)
    restarted(session)
    assert bits(session) == before


@pytest.mark.parametrize(
    ("verb", "error"),
    [
        (lambda s: stepped(s, "stage", 0), InvalidField),
        (lambda s: stepped(s, "stage", 10_001), TooFar),
        (lambda s: stepped(s, "iteration", 10_001), TooFar),
        (lambda s: stepped(s, cast(By, "layer")), InvalidField),
        (lambda s: taken_back(s, "stage", 0), InvalidField),
        (lambda s: taken_back(s, cast(By, "layer")), InvalidField),
        (lambda s: trained_on(s, 0), InvalidField),
        (lambda s: trained_on(s, 10_001), TooFar),
        (lambda s: sought(s, -1, 0), InvalidField),
        (lambda s: sought(s, 0, -1), InvalidField),
        (lambda s: sought(s, 0, 11), InvalidField),
        (lambda s: sought(s, 10_004, 0), TooFar),
    ],
)
def test_invalid_and_too_distant_places_are_refused(example: Session, verb: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        verb(at(example, (3, 10)))


def test_ten_thousand_iterations_ahead_are_allowed(example: Session) -> None:
    assert place(trained_on(example, 10_000)) == (9_999, 10)
    assert place(sought(at(example, (3, 0)), 10_003, 10)) == (10_003, 10)


def test_updates_counts_the_updates_of_the_weights_shown(example: Session) -> None:
    end, next_start = at(example, (4, 10)), at(example, (5, 0))
    assert end.updates == next_start.updates == 5
    assert end.shown.parameters.tobytes() == next_start.shown.parameters.tobytes()
    assert at(example, (4, 9)).updates == 4


def test_only_stages_before_a_divergence_can_be_revealed(doomed: Session) -> None:
    with pytest.raises(Diverged) as refused:
        trained_on(doomed, 100)
    iteration, stage = refused.value.iteration, refused.value.stage.index
    assert iteration > 0
    shown = sought(doomed, iteration, stage - 1)
    assert place(shown) == (iteration, stage - 1)
    for verb in (stepped, updated, lambda s: sought(s, iteration, stage), lambda s: sought(s, iteration + 1, 0)):
        with pytest.raises(Diverged) as again:
            verb(shown)
        assert (again.value.iteration, again.value.stage.index) == (iteration, stage)
    assert place(taken_back(shown, "iteration")) == (iteration, 0)


def test_progress_is_reported_and_can_abort(example: Session) -> None:
    reported: list[int] = []
    trained_on(example, 2_000, watch=reported.append)
    assert reported == sorted(set(reported))
    assert reported[-1] == 1_999

    def enough(done: int) -> None:
        raise SessionError("enough")

    with pytest.raises(SessionError, match="enough"):
        trained_on(example, 2_000, watch=enough)


def test_an_edit_restarts_the_iteration_with_its_initial_weights(example: Session) -> None:
    session = edited(at(example, (2, 7)), learning_rate=0.05)
    assert place(session) == (2, 0)
    assert session.problem.learning_rate == 0.05
    assert session.network.parameters.tobytes() == at(example, (2, 0)).network.parameters.tobytes()


def test_an_edit_at_the_end_changes_the_updated_network(example: Session) -> None:
    end = at(example, (2, 10))
    session = edited(end, biases=[[1.0, 2.0, 3.0], [4.0]])
    assert place(session) == (3, 0)
    assert session.network.B is not None
    assert [b.tolist() for b in session.network.B] == [[1.0, 2.0, 3.0], [4.0]]
    for after, before in zip(session.network.W, end.tape.updated.W, strict=True):
        assert np.array_equal(after, before)


def test_an_edit_of_the_weights_keeps_biases_and_data(example: Session) -> None:
    session = edited(example, weights=[[[1, 2, 3], [4, 5, 6]], [[7], [8], [9]]])
    assert session.network.W[0].tolist() == [[1, 2, 3], [4, 5, 6]]
    assert session.network.B is not None
    assert [b.tolist() for b in session.network.B] == [[0.1, 0.2, -0.1], [0.2]]
    assert session.problem.X is example.problem.X
    assert session.problem.Y is example.problem.Y


def test_an_edit_may_change_the_number_of_samples(example: Session) -> None:
    session = edited(example, inputs=[[0, 1], [1, 0]], targets=[[1], [0]])
    assert session.problem.X.tolist() == [[0, 1], [1, 0]]
    assert place(updated(session)) == (0, 10)


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"weights": [[[1, 2, 3]]]}, "weights"),
        ({"weights": [[[1, 2], [4, 5]], [[7], [8]]]}, "weights[0]"),
        ({"biases": [[1, 2, 3], [float("nan")]]}, "biases[1]"),
        ({"inputs": [[1, 2], [3, 4]]}, "targets"),
        ({"targets": [[1, 2]]}, "targets"),
        ({"learning_rate": 0}, "learning_rate"),
        ({"learning_rate": float("inf")}, "learning_rate"),
    ],
)
def test_an_invalid_edit_names_its_field(example: Session, numbers: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        edited(example, **numbers)
    assert refused.value.field == field


def test_a_restart_keeps_the_data_and_restores_the_first_network(example: Session) -> None:
    session = edited(at(example, (5, 10)), learning_rate=0.3)
    session = restarted(stepped(session, "stage", 17))
    assert place(session) == (0, 0)
    assert session.network is example.network
    assert session.problem.learning_rate == 0.3
    assert [k.iteration for k in session.keyframes] == [0]
