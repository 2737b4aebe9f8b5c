"""The entrance: every lesson has its place and its picture, and the drawing at the head is the network's own."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.tape import record
from app.view.lessons.catalogue import LESSONS
from app.view.lessons.entrance.living import ROUNDS, living, rounds
from app.view.lessons.entrance.parts import parts
from app.view.lessons.entrance.thumbnails import thumbnail
from app.view.words.language import language

EN = language("en")


def test_the_parts_hold_every_lesson_once_and_in_order() -> None:
    found = parts(EN)
    assert [each.slug for part in found for each in part.lessons] == list(LESSONS)
    assert [part.name for part in found][:3] == ["The idea", "The trick", "The whole"]


@pytest.mark.parametrize("slug", [*LESSONS, "a-lesson-to-come"])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_each_picture_is_well_formed_and_light(slug: str, locale: str) -> None:
    drawn = thumbnail(slug, locale)
    assert ET.fromstring(drawn).get("aria-hidden") == "true"
    assert len(drawn) < 6000


def test_no_two_lessons_have_the_same_picture() -> None:
    assert len({thumbnail(slug, "en") for slug in LESSONS}) == len(LESSONS)


@pytest.mark.parametrize(
    ("slug", "english", "russian"),
    [
        ("goal", (">0.73<", ">1.5<"), (">0,73<", ">1,5<")),
        ("chain-rule", (">×3<", ">×(−0.5)<", ">×1.75<", ">−2.625<"), (">×(−0,5)<", ">−2,625<")),
        ("hidden-layer", (">−0.9<", ">1.2<", ">−1.08<"), (">−1,08<",)),
        ("memoization", (">132<", ">32<"), (">132<",)),
    ],
)
def test_its_numbers_are_those_that_the_lesson_begins_with(
    slug: str, english: tuple[str, ...], russian: tuple[str, ...]
) -> None:
    assert all(number in thumbnail(slug, "en") for number in english)
    assert all(number in thumbnail(slug, "ru") for number in russian)


def test_the_staircase_has_the_factors_of_eleven_products() -> None:
    drawn = ET.fromstring(thumbnail("ten-layers", "en"))
    kinds = [element.get("class") for element in drawn.iter()]
    assert (kinds.count("factor"), kinds.count("own")) == (22, 11)


def test_the_drawing_shows_real_rounds_whose_cost_falls() -> None:
    tapes = rounds()
    assert np.array_equal(tapes[1].network.W[0], record(REFERENCE, REFERENCE_PROBLEM).updated.W[0])
    costs = [tape.cost for tape in tapes]
    assert costs == sorted(costs, reverse=True)
    run = living("desk", EN)
    assert (run.says, run.target, run.first_cost) == ("0.73", "1.5", "0.296")
    assert len(run.rounds) == len(run.costs) == ROUNDS
    heights = [point.at[1] for point in run.costs]
    assert heights == sorted(heights)


@pytest.mark.parametrize(("view", "level"), [("desk", "full"), ("phone", "compact")])
def test_each_round_draws_the_same_places_with_other_numbers(view: str, level: str) -> None:
    drawn = living(view, EN).rounds
    assert {scene.level for scene in drawn} == {level}
    ids = [{found.get("id") for found in ET.fromstring(f"<svg>{scene.marks}</svg>").iter()} for scene in drawn]
    assert all(each == ids[0] for each in ids)
    assert len({scene.marks for scene in drawn}) == ROUNDS
