"""How large a network may be, how far one request may go, how long a session is kept: each by its setting."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

Client = Callable[..., TestClient]
HX = {"HX-Request": "true"}


def refused(answer: Any, words: str) -> None:
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize("most", [10, 50])
def test_no_request_goes_farther_than_the_setting_says(client_of: Client, most: int) -> None:
    client = client_of(max_iterations=most)
    session = "/api/v1/sessions/" + client.post("/api/v1/sessions").json()["id"]
    assert client.post(f"{session}/train", json={"iterations": most}).status_code == 200
    before = client.get(session).json()
    asked = [
        ("train", {"iterations": most + 1}),
        ("step", {"by": "iteration", "count": most + 1}),
        ("seek", {"iteration": before["iteration"] + most + 1, "stage": 0}),
    ]
    for verb, body in asked:
        refused(client.post(f"{session}/{verb}", json=body), f"At most {most} at a time.")
    assert client.get(session).json() == before
    refused(
        client.post("/workbench/train", data={"iterations": str(most + 1)}, headers=HX), f"At most {most} at a time."
    )
    refused(client.post("/workbench/seek", data={"iteration": str(most + 1)}, headers=HX), f"At most {most} at a time.")
    assert client.app.state.services.store.count() == 1  # type: ignore[attr-defined]


def test_a_request_that_is_refused_for_its_length_computes_nothing(client_of: Client) -> None:
    client = client_of(max_iterations=10, work_seconds=0.1)
    session = "/api/v1/sessions/" + client.post("/api/v1/sessions").json()["id"]
    refused(client.post(f"{session}/train", json={"iterations": 10_000}), "too-far")


def test_no_network_is_larger_than_the_setting_says(client_of: Client) -> None:
    client = client_of(max_network=26)
    session = "/api/v1/sessions/" + client.post("/api/v1/sessions").json()["id"]  # 13 parameters, one sample
    before = client.get(session).json()
    two, three = ({"inputs": [[1, 1]] * rows, "targets": [[1]] * rows} for rows in (2, 3))
    refused(client.patch(session, json=three), "at most 26 here")
    refused(client.post("/api/v1/sessions", json=three), "at most 26 here")
    refused(client.post("/api/v1/sessions", json={"sizes": [2, 7, 1]}), "at most 26 here")
    assert client.get(session).json() == before
    assert client.patch(session, json=two).status_code == 200
    form = {f"size.{l}": size for l, size in enumerate(("2", "7", "1"))}
    usual = {"activation": "relu", "output": "relu", "loss": "half_squared_error", "bias": "1", "seed": "7"}
    refused(client.post("/workbench/network", data={**usual, **form, "learning_rate": "1"}, headers=HX), 'id="note"')


def test_the_largest_network_that_there_can_be_is_within_what_the_setting_allows(client: TestClient) -> None:
    largest = {"sizes": [16] * 13, "inputs": [[0.0] * 16] * 512, "targets": [[0.0] * 16] * 512}
    assert client.post("/api/v1/sessions", json=largest).status_code == 201


def test_the_lifetimes_of_a_session_are_those_of_the_settings(client_of: Client) -> None:
    lifetime = client_of(idle_days=2, lifetime_days=3).app.state.services.store._lifetime  # type: ignore[attr-defined]
    assert (lifetime.idle, lifetime.absolute) == (2 * 86_400, 3 * 86_400)


def test_the_largest_body_is_that_of_the_setting_on_both_faces_and_in_pieces(client_of: Client) -> None:
    client = client_of(max_body=1024)
    for path, kind in (
        ("/api/v1/sessions", "application/json"),
        ("/workbench/step", "application/x-www-form-urlencoded"),
    ):
        headers = {"content-type": kind}
        for content in (b" " * 1025, iter([b" " * 600, b" " * 425])):
            assert client.post(path, content=content, headers=headers).status_code == 413
        assert client.post(path, content=b"", headers=headers).status_code in {201, 303}
    assert client.app.state.services.store.count() == 2  # type: ignore[attr-defined]
