"""The history of costs as a part of the page."""

import re

from starlette.testclient import TestClient

HX = {"HX-Request": "true"}


def test_the_history_is_asked_for_apart_and_changes_nothing(client: TestClient) -> None:
    assert 'data-at=""' in client.get("/workbench/costs", headers=HX).text
    step = client.post("/workbench/train", data={"iterations": "300"}, headers=HX)
    assert "polyline" not in step.text
    found = client.get("/workbench/costs?scale=log", headers=HX)
    assert found.text.lstrip().startswith('<div id="history"')
    asked, shown = (re.search(r'-?data-at="([^"]+)"', answer.text) for answer in (step, found))
    assert asked
    assert shown
    assert asked[1] == shown[1]
    assert 'aria-current="true">Logarithmic' in found.text
    assert 'class="ahead"' not in found.text
    assert 'class="ahead"' in client.get("/workbench/costs?scale=log&ahead=1", headers=HX).text
    version = re.search(r'data-version="(\d+)"', step.text)
    assert version
    assert version[0] in client.get("/").text


def test_without_scripts_the_history_is_a_page_with_a_form_and_a_table(client: TestClient) -> None:
    client.post("/workbench/train", data={"iterations": "30"})
    page = client.get("/workbench/costs").text
    assert re.search(r'<section id="costs" class="popover costs"\s+aria-label', page)
    assert "<tr><td>30<td>" in page
    client.post("/workbench/seek", data={"iteration": "7", "stage": "5"})
    assert 'data-iteration="7" data-stage-index="5"' in client.get("/").text


def test_while_a_question_is_open_no_cost_from_there_on_is_shown(client: TestClient) -> None:
    """The question is for the cost itself, of an iteration that was seen before."""
    client.post("/workbench/train", data={"iterations": "200"}, headers=HX)
    client.post("/workbench/seek", data={"iteration": "3", "stage": "4"}, headers=HX)
    before = client.get("/workbench/costs", headers=HX).text
    assert "Iteration 4: cost" in before
    client.post("/workbench/practice/on", headers=HX)
    asked = client.post("/workbench/step", headers=HX)
    assert 'id="answering"' in asked.text
    run = re.search(r"run=([0-9a-f]+)", before)
    assert run
    for address in ("/workbench/costs", f"/workbench/costs?run={run[1]}&seen=199&ahead=1"):
        shown = client.get(address, headers=HX).text
        iterations = re.search(r'data-iterations="([^"]*)"', shown)
        assert iterations
        assert iterations[1].split() == ["0", "1", "2"]
