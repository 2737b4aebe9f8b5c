"""The workbench over HTTP, with and without a script."""

import re

from fastapi.testclient import TestClient
from httpx2 import Response

HX = {"HX-Request": "true"}


def data(answer: Response, name: str) -> str:
    found = re.search(rf'<main id="workbench"[^>]* data-{name}="([^"]*)"', answer.text)
    assert found, answer.text[:500]
    return found[1]


def place(answer: Response) -> tuple[int, int]:
    return int(data(answer, "iteration")), int(data(answer, "stage-index"))


def press(client: TestClient, verb: str, version: int | str | None = None, **form: str) -> Response:
    sent = form if version is None else {"version": str(version), **form}
    return client.post(f"/workbench/{verb}", data=sent, headers=HX)
