from pathlib import Path

from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


def test_healthz_answers_json_once_the_program_serves(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))) as client:
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
