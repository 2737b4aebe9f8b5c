from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.errors import StoreUnavailable


def test_healthz_answers_json_once_the_program_serves(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))) as client:
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


def test_readyz_says_whether_the_store_answers_and_healthz_does_not_ask(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (client.get("/readyz").status_code, client.get("/readyz").json()) == (200, {"status": "ok"})

    def fail(_: object) -> None:
        raise StoreUnavailable("the disk is full (disk I/O error in /secret/path)")

    monkeypatch.setattr("app.store.sqlite.SqliteStore.ping", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "reason": "the disk is full"}
    assert answer.headers["retry-after"] == "1"
    assert client.get("/healthz").status_code == 200
