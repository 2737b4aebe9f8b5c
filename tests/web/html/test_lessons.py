import subprocess
import sys
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from app.view.lessons.catalogue import LESSONS, entries, neighbours
from app.view.words.language import language

EN = language("en")


def test_the_list_has_every_lesson(client: TestClient) -> None:
    page = client.get("/lessons").text
    for each in entries(EN):
        assert f'href="/lessons/{each.slug}"' in page


def test_the_start_of_a_server_waits_for_no_lesson() -> None:
    modules = "import sys, app.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=True).stdout.split()
    assert "app.view.lessons.catalogue" in loaded
    assert not {f"app.view.lessons.{slug.replace('-', '_')}" for slug in LESSONS} & set(loaded)


@pytest.mark.parametrize("slug", LESSONS)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_lesson_is_a_page_without_a_cookie(client: TestClient, slug: str, locale: str) -> None:
    answer = client.get(f"/lessons/{slug}", headers={"Accept-Language": locale})
    assert answer.status_code == 200
    assert f'<html lang="{locale}"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("slug", LESSONS)
def test_nonsense_in_the_address_is_still_a_page(client: TestClient, slug: str) -> None:
    names = ("x", "W", "X", "y", "rate", "steps", "held", "by", "A", "R", "to", "answer", "nudge", "depth", "tick")
    for word in ("", "nan", "<b>", "1e999", "-7,5", "9" * 400):
        answer = client.get(f"/lessons/{slug}", params=dict.fromkeys(names, word))
        assert answer.status_code == 200
        assert "<b>nan" not in answer.text
        assert 'value="<b>"' not in answer.text


def test_htmx_gets_the_lesson_alone(client: TestClient) -> None:
    answer = client.get("/lessons/chain-rule?x=2", headers={"HX-Request": "true"})
    assert answer.text.startswith('<article id="lesson" data-address="/lessons/chain-rule?x=2"')
    assert "<html" not in answer.text
    assert "HX-Request" in answer.headers["vary"]


def test_there_is_no_other_lesson(client: TestClient) -> None:
    assert client.get("/lessons/nonsense").status_code == 404


def test_each_lesson_leads_to_the_next_and_back() -> None:
    listed = [each.slug for each in entries(EN)]
    assert neighbours(listed[0], EN)[0] is None
    assert neighbours(listed[-1], EN)[1] is None
    for one, other in pairwise(listed):
        after, before = neighbours(one, EN)[1], neighbours(other, EN)[0]
        assert after is not None
        assert before is not None
        assert (after.slug, before.slug) == (other, one)


@pytest.mark.parametrize("slug", ["one-neuron", "hidden-layer", "three-equations"])
def test_the_window_decides_how_a_network_is_drawn_and_is_no_part_of_the_address(client: TestClient, slug: str) -> None:
    for headers, asked, drawn in (
        ({}, "", "desk"),
        ({}, "?view=phone", "phone"),
        ({}, "?view=wide", "desk"),
        ({"User-Agent": "Mobile"}, "", "phone"),
        ({"User-Agent": "Mobile"}, "?view=desk", "desk"),
    ):
        page = client.get(f"/lessons/{slug}{asked}", headers=headers).text
        assert f'<svg id="diagram" class="diagram {drawn} ' in page
        assert f'data-address="/lessons/{slug}"' in page
