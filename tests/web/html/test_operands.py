"""The page carries the table of operands of the network it shows, and a step does not send it again."""

import json
import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

HX = {"HX-Request": "true"}
DEEP = {
    **{f"size.{l}": "1" for l in range(4)},
    "X.0.0": "1",
    "Y.0.0": "1",
    "activation": "tanh",
    "output": "identity",
    "loss": "half_squared_error",
    "seed": "7",
    "learning_rate": "0.1",
    "problem": "own",
}


def table(answer: Response) -> dict[str, dict[str, str]] | None:
    found = re.search(r"""<template id="operands" data-table='([^']*)'""", answer.text)
    rows: dict[str, dict[str, str]] | None = found and json.loads(found[1])
    return rows


def test_the_page_has_the_table_and_a_step_leaves_it(client: TestClient) -> None:
    rows = table(client.get("/"))
    assert rows
    assert rows["Z.1"]["uses"] == "X.0.* W.1.*.u B.1.u"
    assert table(client.post("/workbench/step", headers=HX)) is None


def test_another_network_brings_its_table(client: TestClient) -> None:
    rows = table(client.post("/workbench/network", data=DEEP, headers=HX))
    assert rows
    assert rows["R.1"]["uses"] == "H.1.u"
    assert rows["E.3"]["uses"].startswith("M.3.u H.3.u Y.3.u")


def test_a_tab_that_still_shows_the_old_network_gets_the_new_name_and_table(client: TestClient) -> None:
    old = client.post("/workbench/step", headers=HX)
    for _ in range(3):
        old = client.post("/workbench/step", headers=HX)
    client.post("/workbench/network", data=DEEP, headers=HX)
    version = re.search(r'data-version="(\d+)"', old.text)
    assert version
    late = client.post("/workbench/step", data={"version": version[1]}, headers=HX)
    assert late.status_code == 200
    rows = table(late)
    assert rows
    assert "E.3" in rows
    assert "1-1-1-1" in re.sub(r"<main.*</main>", "", late.text, flags=re.DOTALL)
    assert 'id="settings"' not in late.text


def test_an_expired_session_brings_the_table_of_the_example(client: TestClient) -> None:
    client.post("/workbench/network", data=DEEP, headers=HX)
    client.cookies.clear()
    client.cookies.set("session", "A" * 24)
    rows = table(client.get("/workbench", headers=HX))
    assert rows
    assert "E.3" not in rows


@pytest.mark.parametrize("lesson", ["one-neuron?beat=4", "hidden-layer?", "three-equations?"])
def test_a_lesson_with_a_drawing_has_the_table_of_its_network(client: TestClient, lesson: str) -> None:
    rows = table(client.get(f"/lessons/{lesson}&R=tanh"))
    assert rows
    assert rows["R.1"]["uses"] == "H.1.u"
