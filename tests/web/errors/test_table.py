"""From an error to the answer in the form asked for."""

import inspect
import logging
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

import app.core.errors
import app.session.errors
import app.session.service
import app.store.errors
import app.web.errors.table
from app.core.errors import CoreError, InvalidField
from app.main import create_app
from app.session.errors import SessionError
from app.settings import Settings
from app.store.errors import GroupFull, KeyTaken, Missing, StaleVersion, StoreError, StoreFull, StoreUnavailable
from app.web.errors.table import KINDS, WebError, refusal
from app.web.middleware.edge import Edge

SECRET = "the secret of the database"
ROOTS = {CoreError, SessionError, StoreError, WebError}
# The services turn these into words of their own; a session's key is never taken, as ids are random.
INNER = {GroupFull, KeyTaken, Missing, StaleVersion}


def errors() -> set[type]:
    """Every error class of ours that may reach the web."""
    modules = (app.core.errors, app.session.errors, app.session.service, app.store.errors, app.web.errors.table)
    return {
        found
        for module in modules
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, tuple(ROOTS)) and found not in ROOTS | INNER
    }


def test_every_error_of_ours_has_its_row() -> None:
    assert errors() - set(KINDS) == set()


@pytest.fixture
def program(tmp_path: Path) -> FastAPI:
    return create_app(Settings(store=f"sqlite:///{tmp_path}/s.sqlite3"))


class Broken:
    """Sessions that fail at everything, as the test wants."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise self.error

        return fail


def broken(program: FastAPI, error: Exception) -> TestClient:
    program.state.services.sessions = Broken(error)
    return TestClient(program)


def test_an_unexpected_error_is_answered_without_its_words_and_logged(
    program: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    client = broken(program, RuntimeError(SECRET))
    with caplog.at_level(logging.ERROR):
        answer = client.post("/api/v1/sessions")
    assert answer.status_code == 500
    problem = answer.json()
    assert problem["type"] == "/problems/unexpected"
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert len(problem["request_id"]) == 16
    logged = [record for record in caplog.records if problem["request_id"] in record.getMessage()]
    assert logged
    assert SECRET in str(logged[0].exc_info)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_page_and_its_fragments_get_html(program: FastAPI, headers: dict[str, str]) -> None:
    client = broken(program, RuntimeError(SECRET))
    answer = client.post("/workbench/step", headers=headers)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!doctype") is not bool(headers)
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("error", "slug"), [(StoreFull(3), "store-full"), (StoreUnavailable(SECRET), "store-unavailable")]
)
def test_a_store_that_fails_is_reported_with_a_time_to_retry(program: FastAPI, error: Exception, slug: str) -> None:
    answer = broken(program, error).post("/api/v1/sessions")
    assert answer.status_code == 503
    assert answer.json()["type"] == f"/problems/{slug}"
    assert int(answer.headers["retry-after"]) >= 1
    assert SECRET not in answer.text


def test_a_full_store_is_met_for_real(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(store=f"sqlite:///{tmp_path}/s.sqlite3", max_sessions=2)))
    statuses = [client.post("/api/v1/sessions").status_code for _ in range(3)]
    assert statuses == [201, 201, 503]


def test_an_error_keeps_the_row_of_its_class_when_it_is_a_subclass() -> None:
    class Special(InvalidField):
        pass

    found = refusal(Special("sizes", "fewer"))
    assert found is not None
    assert (found.status, found.detail) == (422, "sizes: fewer.")


async def _starts_and_fails(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError(SECRET)


async def _sends_and_fails(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise RuntimeError(SECRET)


def test_a_failure_before_anything_was_sent_is_answered() -> None:
    answer = TestClient(Starlette(routes=[Mount("/", Edge(_starts_and_fails))])).get("/")
    assert answer.status_code == 500
    assert SECRET not in answer.text


def test_a_response_that_has_been_sent_in_part_is_not_started_again() -> None:
    with pytest.raises(RuntimeError):
        TestClient(Edge(_sends_and_fails)).get("/")
