"""The drawing: where everything is, what is shown when, and what it says."""

import dataclasses
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session.description import build
from app.session.session import Session, default_session
from app.session.verbs import sought
from app.view.diagram.draw import scene
from app.view.diagram.level_forms import LEVELS, VIEWS
from app.view.diagram.scene import Scene
from app.view.words.language import language
from app.view.words.numbers import text
from tests.view.svg import Place, parsed, places

EN, RU = language("en"), language("ru")


def at(stage: int, view: str = "desk", description: dict[str, Any] | None = None, level: str | None = None) -> Scene:
    session = build(description) if description else default_session()
    return scene(sought(session, 0, stage), view, level, 0, None, EN)


def number(drawn: Scene, key: str) -> str | None:
    """What is printed at a number, None where it is hidden or not there."""
    found = parsed(drawn).find(f".//*[@id='n-{key}']")
    words = [] if found is None else [e.text for e in found.iter("text") if "value" in e.get("class", "")]
    return words[-1] if words else None


def classes(drawn: Scene, name: str) -> set[str]:
    found = parsed(drawn).find(f".//*[@id='{name}']")
    assert found is not None, name
    return set(found.get("class", "").split())


def test_the_reference_shows_a_negative_a_blocked_and_a_positive_error() -> None:
    drawn = at(8)
    assert [number(drawn, f"E.1.{u}") for u in range(3)] == ["−0.539", "0", "0.308"]
    assert [number(drawn, f"R.1.{u}") for u in range(3)] == ["×1", "×0", "×1"]
    assert [number(drawn, f"M.1.{u}") for u in range(3)] == ["−0.539", "−0.385", "0.308"]
    gates = parsed(drawn).findall(".//*[@class='gate closed']")
    assert len(gates) == 1
    assert gates[0].find("*[@class='sliver neg']") is not None


@pytest.mark.parametrize("stage", range(11))
def test_a_number_is_shown_from_the_stage_that_computes_it(stage: int) -> None:
    drawn = at(stage)
    for key, known in (("Z.1.0", 1), ("H.1.0", 2), ("Z.2.0", 3), ("H.2.0", 4), ("C.2.0", 5), ("E.2.0", 6)):
        assert (number(drawn, key) is not None) == (stage >= known), key
    for key, known in (("R.2.0", 6), ("M.2.0", 6), ("E.1.0", 8), ("R.1.0", 8)):
        assert (number(drawn, key) is not None) == (stage >= known), key
    assert (number(drawn, "dW.2.0.0") is not None) == (7 <= stage < 10)


def test_a_hidden_number_keeps_its_place_and_takes_no_focus() -> None:
    hidden = parsed(at(0)).find(".//*[@id='n-E.1.0']")
    assert hidden is not None
    assert "tabindex" not in hidden.attrib
    assert hidden.find("*[@class='dash']") is not None


def test_the_stage_frames_what_it_computed_and_nothing_else() -> None:
    current = [e.get("id") for e in parsed(at(8)).iter("g") if "current" in e.get("class", "").split()]
    assert current == ["n-E.1.0", "n-E.1.1", "n-E.1.2"]


def test_the_edges_of_the_stage_carry_what_flows_along_them() -> None:
    drawn = parsed(at(8))
    flows = {e.get("id"): float(e.attrib["data-flow"]) for e in drawn.iter("path") if "data-flow" in e.attrib}
    assert flows == {"edge-2-0-0": -0.539, "edge-2-1-0": -0.385, "edge-2-2-0": 0.308}
    widths = {e.get("id"): float(e.attrib["data-pulse"]) for e in drawn.iter("path") if "data-pulse" in e.attrib}
    assert widths["edge-2-0-0"] == 18
    assert widths["edge-2-1-0"] == pytest.approx(5 + 13 * 0.385 / 0.539, abs=0.05)


def test_what_meets_at_a_weight_is_as_wide_as_its_derivative_is_large() -> None:
    widths = [e.attrib["data-pulse"] for e in parsed(at(9)).iter("path") if "data-pulse" in e.attrib]
    assert widths == ["11.5", "0", "8.7", "18", "0", "12.4"]
    on_bars = parsed(at(9, level="strip")).iter("path")
    assert sum(float(e.attrib.get("data-pulse", 0)) > 0 for e in on_bars) == 4


def test_the_cost_sends_the_difference_to_the_output() -> None:
    edge = parsed(at(6)).find(".//*[@id='edge-C-0']")
    assert edge is not None
    assert float(edge.attrib["data-flow"]) == -0.77


def test_the_update_strikes_the_old_weight_over_the_new_one() -> None:
    drawn = parsed(at(10))
    changed, same = drawn.find(".//*[@id='n-W.1.0.0']"), drawn.find(".//*[@id='n-W.1.0.1']")
    assert changed is not None
    assert [e.text for e in changed.iter("text")] == ["0.4", "0.454"]
    assert same is not None
    assert [e.text for e in same.iter("text")] == ["−0.6"]


def test_every_number_says_what_it_is() -> None:
    error = parsed(at(8)).find(".//*[@id='n-E.1.0']")
    assert error is not None
    assert error.get("aria-label") == "Error of hidden unit 1: minus 0.539. Show how"
    assert error.get("data-q") == "E.1.0"
    russian = scene(sought(default_session(), 0, 8), "desk", None, 0, None, RU)
    said = parsed(russian).find(".//*[@id='n-E.1.0']")
    assert said is not None
    assert said.get("aria-label") == "Ошибка скрытого нейрона 1: минус 0,539. Показать, как получено"


def on_phone(stage: int, sizes: tuple[int, ...] = (2, 3, 1)) -> Scene:
    description = {"sizes": list(sizes), "seed": 3} if sizes != (2, 3, 1) else None
    return at(stage, "phone", description)


def test_on_a_phone_each_stage_of_the_reference_shows_its_new_number() -> None:
    found = [
        (1, "Z.1.0", "1.1"),
        (2, "H.1.0", "1.1"),
        (3, "Z.2.0", "0.73"),
        (4, "H.2.0", "0.73"),
        (5, "C.2.0", "0.296"),
        (6, "E.2.0", "−0.77"),
        (7, "dW.2.0.0", "−0.847"),
        (8, "E.1.2", "0.308"),
        (9, "dW.1.0.0", "−0.539"),
        (10, "W.1.0.0", "0.454"),
        (10, "W.2.0.0", "0.785"),
    ]
    assert [(stage, key, number(on_phone(stage), key)) for stage, key, _ in found] == found
    assert number(on_phone(2), "Z.1.0") is None
    changed = parsed(on_phone(10)).find(".//*[@id='n-W.1.0.0']")
    assert changed is not None
    assert [e.text for e in changed.iter("text")] == ["0.4", "0.454"]


@pytest.mark.parametrize("sizes", [(2, 4, 1), (2, 3, 3, 1), (2, 8, 8, 1), (3, 4, 4, 4, 2)])
def test_on_a_phone_a_larger_network_keeps_its_numbers_and_scrolls_to_the_present_gap(sizes: tuple[int, ...]) -> None:
    drawn = on_phone(1, sizes)
    assert drawn.level == "compact"
    assert number(drawn, "Z.1.0") is not None
    last = on_phone(2 * (len(sizes) - 1), sizes)
    assert (drawn.middle is None) == (drawn.width <= 360)
    if drawn.middle and last.middle:
        assert 0 < drawn.middle < last.middle < drawn.width


def boxes(drawn: Scene, name: str) -> list[Place]:
    return [place for place in places(drawn) if place.name == name and place.kind in ("card", "text")]


def test_the_cost_of_a_batch_is_apart_from_the_target_of_its_sample() -> None:
    alone = at(5)
    batch = at(5, description={"sizes": [2, 3, 4], "inputs": [[1, 2], [0, 1]], "targets": [[1, 0, 0, 1]] * 2})
    one = at(5, description={"sizes": [2, 3, 1], "problem": "xor"})
    assert "mean of" not in alone.marks
    for drawn, samples in ((batch, 2), (one, 4)):
        assert f"mean of {samples}" in drawn.marks
        cost = next(box for box in boxes(drawn, "cost") if box.kind == "card")
        cards = [box for box in places(drawn) if box.kind == "card" and box.name.startswith("target-")]
        assert cards
        assert not any(cost.overlaps(card) for card in cards)


def test_where_one_unit_only_has_labels_it_is_ringed_and_the_drawing_says_so() -> None:
    drawn = at(5, description={"sizes": [2, 4, 4]})
    assert drawn.level == "full"
    assert drawn.fan
    rings = [e for e in parsed(drawn).iter("rect") if e.get("class") == "ring"]
    assert len(rings) == 1
    assert float(rings[0].get("y", -9)) > -3  # the unit's name is above it
    assert not at(5).fan


def test_in_a_crowded_gap_the_labels_leave_the_error_in_sight() -> None:
    network = {"sizes": [2, 3, 2], "inputs": [[1, 2]], "targets": [[1, 0]]}
    assert number(at(7, description=network), "dW.2.0.0") is not None
    assert number(at(8, description=network), "dW.2.0.0") is None
    assert number(at(9, description=network), "dW.2.0.0") is not None
    assert number(at(8), "dW.2.0.0") == "−0.847"


def test_a_layer_of_sixteen_units_is_drawn_unit_by_unit() -> None:
    drawn = parsed(at(8, description={"sizes": [16, 16, 16], "inputs": [[0.5] * 16], "targets": [[0.1] * 16]}))
    units = [e.get("id") for e in drawn.iter("g") if e.get("class") == "unit"]
    assert units == [f"unit-{l}-{u}" for l in range(3) for u in range(16)]
    assert len([e for e in drawn.iter("path") if "edge" in e.get("class", "").split()]) == 256
    peek = drawn.find(".//*[@id='n-E.1.0']/*[@class='peek']")
    assert peek is not None
    assert peek.text


def test_the_error_of_an_output_is_above_the_prediction_and_the_target_beside_it() -> None:
    drawn = parsed(at(13, description={"sizes": [2, 8, 8, 1], "inputs": [[1, 2]], "targets": [[1.5]]}, level="strip"))
    peeks = {key: drawn.find(f".//*[@id='n-{key}']/*[@class='peek']") for key in ("E.2.0", "E.3.0", "H.2.0", "H.3.0")}
    height = {key: float(peek.get("y", "0")) for key, peek in peeks.items() if peek is not None}
    assert height["E.3.0"] <= height["H.3.0"] - 15
    assert height["E.2.0"] == height["H.2.0"]


def test_another_sample_shows_another_row() -> None:
    session = sought(build({"sizes": [2, 2, 1], "problem": "xor"}), 0, 4)
    for sample in range(4):
        drawn = scene(session, "desk", None, sample, None, EN)
        assert number(drawn, "Z.1.0") == text(session.tape.Z[0].item(sample, 0))


def test_softmax_has_no_gate_and_no_slope() -> None:
    drawn = at(4, description={"sizes": [2, 3], "activations": "softmax", "targets": [[0, 1, 0]], "inputs": [[1, 2]]})
    assert number(drawn, "E.1.0") == number(drawn, "M.1.0") is not None
    assert number(drawn, "R.1.0") is None
    assert not any("gate" in e.get("class", "").split() for e in parsed(drawn).iter())


def test_a_network_without_biases_shows_none() -> None:
    drawn = at(2, description={"sizes": [2, 3, 1], "bias": False})
    assert number(drawn, "B.1.0") is None
    assert number(drawn, "Z.1.0") is not None


def test_the_selected_unit_is_ringed_and_its_edges_are_labelled() -> None:
    session = sought(build({"sizes": [2, 8, 8, 8, 1]}), 0, 14)
    assert session.last is not None
    assert session.last.name == "E2"
    drawn_gap, units = 3, 8
    drawn = scene(session, "wide", None, 0, (2, 5), EN)
    pills = [e.get("id", "") for e in parsed(drawn).iter("g") if e.get("class") == "pill"]
    assert pills == [f"pill-{drawn_gap}-5-{u}" for u in range(units)]
    unit = parsed(drawn).find(".//*[@id='unit-2-5']")
    assert unit is not None
    assert unit.find(".//*[@class='ring']") is not None


def test_in_a_dense_network_only_the_current_gap_is_drawn_edge_by_edge() -> None:
    drawn = parsed(at(14, "wide", {"sizes": [2, 8, 8, 8, 1]}))
    assert {e.get("id", "").split("-")[1] for e in drawn.iter("path") if "edge" in e.get("class", "").split()} == {"3"}
    assert [e.get("id") for e in drawn.iter("path") if e.get("class") == "gap"] == ["gap-1", "gap-2", "gap-4"]


ROOMS = ("", "900x340", "920x540", "1440x700", "3400x1700", "740x300", "840x200", "320x330", "360x420", "600x500")
ON_PROJECTOR = 2  # px of a screen of 1920 × 1080 for a unit of the projector's drawing

SIZES = st.lists(st.integers(1, 16), min_size=2, max_size=13).map(tuple) | st.lists(
    st.integers(1, 4), min_size=2, max_size=5
).map(tuple)


@settings(max_examples=80, deadline=None)
@given(SIZES, st.sampled_from(tuple(VIEWS)), st.sampled_from(ROOMS), st.data())
def test_nothing_overlaps_and_nothing_is_cut_off(
    sizes: tuple[int, ...], view: str, room: str, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(("relu", "tanh", "sigmoid", "leaky_relu")))
    session = build({"sizes": list(sizes), "activations": kind, "bias": data.draw(st.booleans()), "seed": 3})
    session = sought(session, 0, data.draw(st.integers(0, session.count)))
    scale = data.draw(st.sampled_from((1.0, 1.0, -37.125, 12345.678, 0.00012)))
    if abs(scale) != 1 and not session.at_end:
        session = scaled(session, scale)
    level = data.draw(st.sampled_from((None, None, *LEVELS)))
    drawn = scene(session, view, level, 0, None, data.draw(st.sampled_from((EN, RU))), room)
    check(drawn)
    floor = 24 / ON_PROJECTOR if view == "projector" else 12
    assert min(place.size for place in places(drawn) if place.kind == "text") >= floor


def scaled(session: Session, scale: float) -> Session:
    """The same place with other inputs."""
    problem = dataclasses.replace(session.problem, X=session.problem.X * scale)
    other = dataclasses.replace(session, problem=problem)
    return other if other.tape.diverged is None else session


def check(drawn: Scene) -> None:
    tree = parsed(drawn)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    found = list(places(drawn))
    for place in found:
        inside = (
            place.left > -5 and place.top > -2 and place.right < drawn.width + 5 and place.bottom < drawn.height + 2
        )
        assert inside, place
    captions = [place for place in found if place.name == "captions"]
    cards = [place for place in found if place.kind == "card"]
    assert not any(caption.overlaps(card) for caption in captions for card in cards)
    for kinds in (("card",), ("card", "frame", "frame changed"), ("text",)):
        alike = [place for place in found if place.kind in kinds]
        for one, other in combinations(alike, 2):
            assert not one.overlaps(other), (one, other)
