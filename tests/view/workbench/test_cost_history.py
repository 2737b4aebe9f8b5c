"""The costs of a run: exact, few, and nothing of the future unless it is asked for."""

from collections import OrderedDict
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session.description import build
from app.session.session import Session
from app.session.verbs import edited, sought, trained_on
from app.view.words.language import language
from app.view.workbench import cost_history
from app.view.workbench.cost_curve import curve
from app.view.workbench.cost_history import SAMPLES, Wish, costs, run_of
from tests.view.strategies import sessions

EN = language("en")


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost_history, "_found", OrderedDict())


def walked(session: Session, count: int) -> list[float]:
    """The costs of the first iterations, each of its own recording, as far as they stay finite."""
    found = [session.tape.cost]
    while len(found) < count and session.tape.diverged is None:
        session = sought(session, session.iteration + 1, 0)
        found.append(session.tape.cost)
    return [cost for cost in found if isfinite(cost)]


@given(sessions(most_layers=3, most_units=3, most_samples=3), st.sampled_from((0.01, 0.5, 10)), st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_the_costs_are_those_that_the_iterations_had(session: Session, rate: float, length: int) -> None:
    cost_history._found.clear()
    expected = walked(session, length)
    there = edited(sought(session, len(expected) - 1, 0), learning_rate=rate)
    expected[-1:] = walked(there, length)
    at_end = sought(there, len(expected) - 1, session.stages.forward_end)
    assert [cost for _, cost in costs(at_end).points] == expected
    followed = [
        costs(sought(at_end, k, session.stages.forward_end)).points for k in range(there.iteration, at_end.iteration)
    ]
    assert all(points == costs(at_end).points[: len(points)] for points in followed)


def test_a_long_run_has_few_points_and_always_the_same() -> None:
    session = trained_on(build(None), 5000)
    first = costs(session)
    assert len(first.points) <= SAMPLES + 2
    assert (first.first, first.here, first.reached, first.last) == (0, 4999, 4999, 4999)
    cost_history._found.clear()
    assert costs(session) == first
    middle = first.points[40]
    assert sought(session, middle[0], 0).tape.cost == middle[1]


def test_nothing_ahead_is_shown_unless_it_is_asked_for() -> None:
    session = sought(build(None), 3, 2)
    assert [k for k, _ in costs(session).points] == [0, 1, 2]
    assert [k for k, _ in costs(sought(session, 3, 5)).points] == [0, 1, 2, 3]
    ahead = costs(session, Wish(ahead=True))
    assert ahead.reached == 3
    assert [k for k, _ in ahead.points] == [0, 1, 2, 4, 5, 6, 7, 8]
    assert costs(session, Wish(seen=9, run="of another network")).reached == 3
    assert [k for k, _ in costs(session, Wish(seen=5, run=run_of(session))).points] == [0, 1, 2, 3, 4, 5]


def test_what_is_ahead_ends_where_training_diverges() -> None:
    session = edited(build({"activations": "identity"}), learning_rate=1e100)
    assert len(costs(sought(session, 0, 5), Wish(ahead=True)).points) < 6


def test_an_interrupted_replay_keeps_what_it_found() -> None:
    session = trained_on(build(None), 1000)

    def watch(done: int) -> None:
        if done > 500:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        costs(session, watch=watch)
    partial = costs(session, replay=False).points
    whole = costs(session).points
    assert 50 < len(partial) < len(whole)
    assert set(partial) <= set(whole)


def test_the_curve_states_its_scale_and_its_points() -> None:
    session = trained_on(build(None), 20)
    found = curve(session, costs(session), Wish(), "log", EN)
    assert (found.scale, found.scales) == ("log", ("linear", "log"))
    assert len(found.known_points.split()) == len(found.iterations.split()) == len(found.texts.split()) == 20
    assert found.ahead_points == ""
    assert (found.first, found.here, found.last, found.x) == (0, 19, 19, "100%")
    assert [tick.text for tick in found.across] == ["1", "5", "10", "15", "20"]
    assert found.table[0] == ("1", "0.296")
    assert found.spoken.startswith("Iteration 20: cost ")
    start = curve(build(None), costs(build(None)), Wish(), "log", EN)
    assert (start.at, start.texts, start.scales) == ("", "", ("linear",))
