"""The costs around an iteration, and the line that is drawn of them."""

from collections import OrderedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session.description import build
from app.session.session import Session
from app.session.verbs import edited, sought
from app.view.workbench import cost_history, cost_sparkline
from tests.view.strategies import sessions


def steps(session: Session, count: int) -> list[Session]:
    """The session at the start of its first iterations, as far as they stay finite."""
    found = [session]
    while len(found) < count and found[-1].tape.diverged is None:
        found.append(sought(found[-1], len(found), 0))
    return found


@given(sessions(most_layers=3, most_units=3, most_samples=3), st.sampled_from((0.01, 0.5, 1e3, 1e6)))
@settings(max_examples=60, deadline=None)
def test_following_a_session_finds_the_same_costs_as_starting_over(session: Session, rate: float) -> None:
    before = None
    for there in steps(edited(session, learning_rate=rate), 8):
        fresh = cost_history.costs(there)
        if before:
            followed = cost_history.moved_on(before, there.problem)
            assert followed[:2] == fresh[:2]
            assert (followed.onward is None) == (fresh.onward is None)
        before = fresh if fresh.has_next else None


def test_the_line_is_the_same_on_the_way_and_after_a_leap(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = [cost_sparkline.cost_line(session) for session in steps(build(None), 8)]
    for remembered in ("_lines", "_before"):
        monkeypatch.setattr(cost_sparkline, remembered, OrderedDict())
    assert cost_sparkline.cost_line(sought(build(None), 7, 0)) == walked[7]
    assert [point.kind for point in walked[7].points] == ["past"] * 4 + ["here"] + ["ahead"] * 4


def test_a_heavy_network_shows_its_present_cost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost_history, "HEAVY", 1)
    found = cost_history.costs(sought(build(None), 3, 0))
    assert (len(found.costs), found.here, found.has_next) == (1, 0, False)
