import re
import subprocess
import sys
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from app.view.lessons.catalogue import LESSONS, entries, neighbours
from app.view.words.language import language

EN = language("en")


def test_the_list_links_to_every_lesson(client: TestClient) -> None:
    page = client.get("/lessons").text
    for each in entries(EN):
        assert f'href="/lessons/{each.slug}"' in page


def test_the_server_starts_without_loading_lessons() -> None:
    modules = "import sys, app.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=True).stdout.split()
    assert "app.view.lessons.catalogue" in loaded
    assert not {f"app.view.lessons.{slug.replace('-', '_')}.lesson" for slug in LESSONS} & set(loaded)


@pytest.mark.parametrize("slug", LESSONS)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_lesson_sets_no_cookie(client: TestClient, slug: str, locale: str) -> None:
    answer = client.get(f"/lessons/{slug}", headers={"Accept-Language": locale})
    assert answer.status_code == 200
    assert f'<html lang="{locale}"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("slug", LESSONS)
def test_nonsense_in_the_address_still_returns_the_page(client: TestClient, slug: str) -> None:
    names = (
        "x",
        "W",
        "X",
        "y",
        "rate",
        "steps",
        "held",
        "by",
        "A",
        "R",
        "to",
        "answer1",
        "answer2.1",
        "draw1",
        "hints1",
        "nudge",
        "depth",
        "tick",
    )
    for word in ("", "nan", "<b>", "1e999", "-7,5", "9" * 400):
        answer = client.get(f"/lessons/{slug}", params=dict.fromkeys(names, word))
        assert answer.status_code == 200
        assert "<b>nan" not in answer.text
        assert 'value="<b>"' not in answer.text


def test_htmx_receives_only_the_lesson(client: TestClient) -> None:
    answer = client.get("/lessons/chain-rule?x=2", headers={"HX-Request": "true"})
    assert answer.text.startswith('<article id="lesson" data-address="/lessons/chain-rule?x=2"')
    assert "<html" not in answer.text
    assert "HX-Request" in answer.headers["vary"]


def test_an_unknown_lesson_is_not_found(client: TestClient) -> None:
    assert client.get("/lessons/nonsense").status_code == 404


def test_each_lesson_links_to_its_neighbours() -> None:
    listed = [each.slug for each in entries(EN)]
    assert neighbours(listed[0], EN)[0] is None
    assert neighbours(listed[-1], EN)[1] is None
    for one, other in pairwise(listed):
        after, before = neighbours(one, EN)[1], neighbours(other, EN)[0]
        assert after is not None
        assert before is not None
        assert (after.slug, before.slug) == (other, one)


@pytest.mark.parametrize("slug", ["one-neuron?beat=4", "hidden-layer", "three-equations"])
def test_the_drawing_depends_on_the_window_and_not_on_the_address(client: TestClient, slug: str) -> None:
    for headers, asked, drawn in (
        ({}, "", "desk"),
        ({}, "?view=phone", "phone"),
        ({}, "?view=wide", "desk"),
        ({"User-Agent": "Mobile"}, "", "phone"),
        ({"User-Agent": "Mobile"}, "?view=desk", "desk"),
    ):
        more = asked.replace("?", "&") if "?" in slug else asked
        page = client.get(f"/lessons/{slug}{more}", headers=headers).text
        assert f'<svg id="diagram" class="diagram {drawn} ' in page
        assert f'data-address="/lessons/{slug}"' in page


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_in_beats_asks_in_at_least_three_of_them(client: TestClient, slug: str) -> None:
    numbers = sorted(set(re.findall(r'<section data-beat="(\d)"', client.get(f"/lessons/{slug}").text)))
    pages = [client.get(f"/lessons/{slug}", params={"beat": number}).text for number in numbers]
    assert 3 <= len(numbers) <= 6
    for number, page in zip(numbers, pages, strict=True):
        assert re.findall(r'<section data-beat="(\d)"[^>]*\bhere\b', page) == [number]
    assert len({name for page in pages for name in re.findall(r'<form[^>]*data-guess="(\w+)"', page)}) >= 3
