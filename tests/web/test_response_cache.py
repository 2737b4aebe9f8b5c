"""Cached responses: each is identical to one rendered again."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.response_cache import ResponseCache, key_of

HX = {"HX-Request": "true"}
SIZE = 4_000_000

CHANGES = st.sampled_from(
    [
        ("step", {}),
        ("step", {}),
        ("step", {"by": "iteration"}),
        ("back", {}),
        ("forward", {}),
        ("restart", {}),
        ("edit", {"learning_rate": "0.25"}),
        ("edit", {"W.1.0.0": "2"}),
        ("edit", {"W.1.0.0": "much"}),
        ("seek", {"iteration": "0", "stage": "4"}),
        ("network", {"sizes": "2-2-1"}),
    ]
)
LENSES = st.sampled_from([{}, {}, {"view": "phone"}, {"sample": "0", "level": "compact"}, {"unit": "1.2"}])
LANGUAGES = st.sampled_from(["en", "en", "ru"])
CLICKS = st.lists(st.tuples(st.integers(0, 1), CHANGES, LENSES, LANGUAGES, st.booleans()), max_size=12)


@contextmanager
def program(answers: ResponseCache) -> Iterator[list[TestClient]]:
    """Two browsers at one program."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(store=f"sqlite:///{folder}/sessions.db"))
        app.state.services.responses = answers
        with TestClient(app), TestClient(app) as one, TestClient(app) as other:
            yield [one, other]


class Page:
    """A page in a browser: what it shows says what its next click sends."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.shown = {"version": "0"}

    def click(self, change: tuple[str, dict[str, str]], lens: dict[str, str], lang: str, *, first: bool) -> str:
        name, form = change
        self.client.cookies.set("lang", lang)
        if first:
            self._see(self.client.get("/", params=lens).text)
        answer = self.client.post(f"/workbench/{name}", data={**self.shown, **lens, **form}, headers=HX)
        return self._see(answer.text)

    def _see(self, html: str) -> str:
        for name in self.shown:
            if found := re.search(rf'<main id="workbench"[^>]* data-{name}="([^"]*)"', html):
                self.shown[name] = found[1]
        return html


@pytest.mark.slow
def test_after_any_clicks_a_cached_response_equals_one_rendered_again() -> None:
    """New browsers each time, at the same two programs: what others have clicked is in the cache already."""
    with program(ResponseCache(SIZE)) as keeping, program(ResponseCache(0)) as making:

        @settings(max_examples=25)
        @given(CLICKS)
        def check(clicks: list[Any]) -> None:
            pages = [[newcomer(client) for client in clients] for clients in (keeping, making)]
            for who, change, lens, lang, first in clicks:
                kept, made = (two[who].click(change, lens, lang, first=first) for two in pages)
                assert kept == made

        check()


def newcomer(client: TestClient) -> Page:
    """A page in a browser that has not been here."""
    client.cookies.clear()
    return Page(client)


@pytest.fixture
def browsers() -> Iterator[list[TestClient]]:
    with program(ResponseCache(SIZE)) as clients:
        yield clients


def made(client: TestClient) -> int:
    return len(client.app.state.services.responses)  # type: ignore[attr-defined]


def test_who_goes_through_the_same_example_gets_the_same_answers_made_once(browsers: list[TestClient]) -> None:
    one, other = (Page(client) for client in browsers)
    walk = [("step", dict[str, str]())] * 12
    first = [one.click(change, {}, "en", first=False) for change in walk]
    count = made(browsers[0])
    assert count == len(walk)
    assert [other.click(change, {}, "en", first=False) for change in walk] == first
    assert made(browsers[0]) == count


def test_a_word_to_one_reader_is_not_kept(browsers: list[TestClient]) -> None:
    one, other = (Page(client) for client in browsers)
    one.click(("step", {}), {}, "en", first=False)
    stale = browsers[0].post("/workbench/step", data={"version": "0"}, headers=HX)
    assert 'id="note"' in stale.text
    typed = one.click(("edit", {"learning_rate": "much"}), {}, "en", first=False)
    assert 'value="much"' in typed
    assert made(browsers[0]) == 1
    assert 'value="much"' not in other.click(("step", {}), {}, "en", first=False)


def test_who_takes_no_gzip_gets_it_plain(browsers: list[TestClient]) -> None:
    packed, plain = (browsers[0].get("/", headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    for answer in (packed, plain):
        assert {"Cookie", "Accept-Language", "HX-Request", "Accept-Encoding"} <= {
            word.strip() for word in answer.headers["vary"].split(",")
        }


def test_answers_take_no_more_than_their_room() -> None:
    answers = ResponseCache(1000)
    keys = [key_of(bytes([n])) for n in range(10)]
    for key in keys:
        assert gzip.decompress(answers.keep(key, "a page")) == b"a page"
    assert len(answers) == 1000 // (len(gzip.compress(b"a page")) + 200)
    assert answers.get(keys[0]) is None
    assert answers.get(keys[-1]) is not None


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert len({key_of(b"ab", b"c"), key_of(b"a", b"bc"), key_of(b"abc"), key_of(b"abc", b"")}) == 4
