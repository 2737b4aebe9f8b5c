"""The page of all lessons: what it links to, and what a first visit of it weighs."""

import re

import pytest
from fastapi.testclient import TestClient

from app.view.lessons.catalogue import LESSONS

MOST = 110_000  # bytes over the wire, with fonts
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg)[^"]*)"')


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("agent", ["", "Mobile"])
def test_the_entrance_leads_to_the_first_lesson_to_the_network_and_to_every_lesson(
    client: TestClient, language: str, agent: str
) -> None:
    page = client.get("/lessons", headers={"Accept-Language": language, "User-Agent": agent}).text
    head, course = page.split('<ol class="course">')
    assert 'id="begin" class="button primary" href="/lessons/goal"' in head
    assert '<a class="button" href="/">' in head
    assert re.findall(r'<a class="card" href="/lessons/([\w-]+)"', course) == list(LESSONS)
    assert re.findall(r'<li><a class="card" href="(/[^l"]*)"', course) == ["/?practice=1", "/", "/worksheet"]
    assert f'class="diagram {"phone compact" if agent else "desk full"}' in head


def test_a_first_visit_is_light(client: TestClient) -> None:
    """The page, its styles, its script and its fonts; 400 bytes stand for the head of each answer."""
    page = client.get("/lessons", headers={"Accept-Encoding": "gzip", "Accept-Language": "ru"})
    sizes = {"/lessons": int(page.headers["content-length"])}
    for address in set(ASSET.findall(page.text)):
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, address
        sizes[address] = int(answer.headers["content-length"])
    assert len(sizes) > 6
    assert sum(sizes.values()) + 400 * len(sizes) < MOST, sizes
