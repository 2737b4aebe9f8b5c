import pytest

from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.problem import Problem
from app.session.session import Session, default_session, new_session
from app.session.verbs import sought
from app.view.words.language import language
from app.view.workbench.timeline import Timeline, timeline

ENGLISH, RUSSIAN = language("en"), language("ru")


def deep(depth: int, stage: int = 0) -> Session:
    architecture = Architecture((1,) * (depth + 1), ("tanh",) * depth, "half_squared_error", bias=True)
    problem = Problem.of(architecture, [[1.0]], [[0.5]], 0.1)
    return sought(new_session(initial_network(architecture, 1), problem), 0, stage)


def states(line: Timeline) -> str:
    return " ".join(stop.state for phase in line.phases for stop in phase.stops)


def test_the_first_screen_has_ten_stops_in_the_articles_names() -> None:
    line = timeline(default_session(), ENGLISH)
    plain = [[stop.symbol.striptags() for stop in phase.stops] for phase in line.phases]
    assert plain == [["Zh", "H", "Zo", "ŷ", "C"], ["Eo", "dWo", "Eh", "dWh"], ["W"]]
    assert states(line) == " ".join(["ahead"] * 10)


@pytest.mark.parametrize("stage", range(1, 11))
def test_the_place_divides_what_is_done_from_what_is_ahead(stage: int) -> None:
    line = timeline(sought(default_session(), 0, stage), ENGLISH)
    assert states(line).split() == ["done"] * (stage - 1) + ["here"] + ["ahead"] * (10 - stage)


def test_what_is_spoken_names_the_step_and_the_stage() -> None:
    assert timeline(sought(default_session(), 0, 8), ENGLISH).spoken == "Step 8 of 10, hidden error, E_h"


@pytest.mark.parametrize("depth", [5, 8, 12])
def test_a_deep_network_has_few_stops_and_each_stage_near_the_place(depth: int) -> None:
    for stage in range(1, 4 * depth + 3):
        line = timeline(deep(depth, stage), ENGLISH)
        stops = [stop for phase in line.phases for stop in phase.stops]
        assert len(stops) <= 2 * depth + 2 + 3
        (here,) = [stop for stop in stops if stop.state == "here"]
        assert here.stage == stage
        assert here.caption
        assert [stop.stage for stop in stops] == sorted({stop.stage for stop in stops})


@pytest.mark.parametrize("depth", [3, 6])
def test_many_stops_have_short_captions_and_whole_names(depth: int) -> None:
    for line in (timeline(deep(depth, 2), ENGLISH), timeline(deep(depth, 2), RUSSIAN)):
        stops = [stop for phase in line.phases for stop in phase.stops if stop.caption]
        assert all(0 < len(stop.short) <= 9 and stop.caption in stop.title for stop in stops)
        assert any(len(stop.short) < len(stop.caption) for stop in stops)


@pytest.mark.parametrize("depth", [2, 7])
def test_few_stops_and_very_many_have_no_short_captions(depth: int) -> None:
    assert not any(stop.short for phase in timeline(deep(depth, 2), ENGLISH).phases for stop in phase.stops)


def test_captions_are_in_the_readers_language() -> None:
    assert timeline(default_session(), RUSSIAN).phases[0].stops[0].caption == "взвешенный вход"
