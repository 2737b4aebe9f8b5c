"""Practice on the page: Step asks, the answer is judged, and nothing gives the number away before."""

import html
import json
import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.core.practice.answering import Choice
from app.core.practice.place import Place
from app.core.practice.question import answer as right_answer
from app.session.practising import open_question, upcoming
from app.session.session import Session
from app.web.dependencies import services_of
from tests.web.hidden_numbers import ENOUGH, NETWORKS, TOKEN, printed
from tests.web.html.home import HX, data, place, press


def send(client: TestClient, name: str, *, hx: bool = True, **fields: str) -> Response:
    return client.post(f"/workbench/practice/{name}", data=fields, headers=HX if hx else {}, follow_redirects=False)


def session_of(client: TestClient) -> Session:
    """The stored session of the client's browser."""
    return services_of(client.app).sessions.load(client.cookies["session"]).session  # type: ignore[arg-type]


def asked(client: TestClient, stage: int = 7) -> str:
    """The id of the question about the stage after this one, on the page of the reference example."""
    send(client, "on")
    client.post("/workbench/seek", data={"iteration": "0", "stage": str(stage)}, headers=HX)
    return data_question(press(client, "step", -1))


def data_question(answer: Response) -> str:
    (found,) = re.findall(r'name="question" value="(\w+)"', answer.text)
    return str(found)


def test_the_switch_is_pressed_while_practice_is_on(client: TestClient) -> None:
    assert 'aria-pressed="false"' in client.get("/").text.split('id="do-practice"')[1][:300]
    answer = send(client, "on")
    assert 'aria-pressed="true"' in answer.text.split('id="do-practice"')[1][:300]
    assert 'aria-pressed="false"' in send(client, "off").text.split('id="do-practice"')[1][:300]


def test_an_address_offers_practice_and_changes_nothing(client: TestClient) -> None:
    page = client.get("/?practice=1")
    assert 'action="/workbench/practice/on"' in page.text.split('id="note"')[1][:1500]
    assert "session" not in client.cookies
    send(client, "on")
    assert "Start practice" not in client.get("/?practice=1").text


def test_step_asks_before_it_shows(client: TestClient) -> None:
    send(client, "on")
    answer = press(client, "step", -1)
    assert place(answer) == (0, 0)
    assert "What is" in answer.text
    assert place(press(client, "step", -1)) == (0, 0)
    assert open_question(session_of(client)) is not None


def test_the_right_answer_shows_the_stage_and_counts(client: TestClient) -> None:
    question = asked(client)
    answer = send(client, "answer", question=question, answer="0")
    assert place(answer) == (0, 8)
    assert "<strong>Right.</strong>" in answer.text
    assert "First try: 1 of 1" in answer.text


def test_a_wrong_answer_is_named_and_stays_in_the_field(client: TestClient) -> None:
    question = asked(client)
    answer = send(client, "answer", question=question, answer="−0,385")
    assert place(answer) == (0, 7)
    assert 'value="−0,385"' in answer.text
    assert "You left out" in answer.text
    assert "Show the answer" not in answer.text
    again = send(client, "answer", question=question, answer="7")
    assert "no usual slip leads to it" in again.text
    assert "Show the answer" in again.text
    assert place(send(client, "reveal")) == (0, 8)
    assert "First try: 0 of 1" in client.get("/").text


@pytest.mark.parametrize("text", ["", "x", "9" * 10_000, "1e999", "0/0", "__import__('os')", "1,5,5"])
@pytest.mark.parametrize("hx", [True, False])
def test_what_cannot_be_read_costs_no_try_and_stays(client: TestClient, text: str, hx: bool) -> None:
    question = asked(client)
    before = session_of(client)
    answer = send(client, "answer", hx=hx, question=question, answer=text)
    assert answer.status_code == 422
    assert "No try was counted." in answer.text
    assert f'value="{html.escape(text).replace("&#x27;", "&#39;")}"' in answer.text
    assert session_of(client).practice == before.practice


def test_an_answer_to_a_question_that_is_gone_changes_nothing(client: TestClient) -> None:
    old = asked(client)
    press(client, "back", -1)
    press(client, "step", -1)
    answer = send(client, "answer", question=old, answer="0")
    assert "This question is no longer open." in answer.text
    assert session_of(client).practice.asked.tries == 0  # type: ignore[union-attr]


def test_hints_bring_the_formula_its_line_and_the_numbers(client: TestClient) -> None:
    asked(client)
    page = client.get("/").text
    assert 'class="hints"' not in page
    assert "lit-line" not in page
    first, second, third = (send(client, "hint").text for _ in range(3))
    assert "<math" in first.split('class="hints"')[1]
    assert "lit-line" in first
    assert "ringed in the drawing" in second
    assert re.search(r'class="operand number"[^>]*id="n-Z\.1\.1"', second)
    assert "R′(−0.8) = ?" in third


def test_the_drawing_shows_what_is_asked_for(client: TestClient) -> None:
    asked(client)
    assert 'id="n-E.1.1" class="number hidden asked"' in client.get("/").text
    send(client, "kind", kind="which")
    assert client.get("/").text.count('class="candidate unit"') == 3


def test_a_unit_that_is_a_bar_is_marked_as_a_whole(client: TestClient) -> None:
    body = {"sizes": [3, 16, 16, 2], "inputs": [[1, 2, 0.5]], "targets": [[1, 0]]}
    session = client.post("/api/v1/sessions", json=body).json()["id"]
    client.cookies["session"] = session
    client.post(f"/api/v1/sessions/{session}/step", json={"count": 9})
    client.post(f"/api/v1/sessions/{session}/question", json={"quantity": "E", "unit": 4, "kind": "number"})
    assert 'id="unit-2-4" class="asked unit"' in client.get("/").text


def test_each_kind_can_be_asked_for_and_is_answered_with_one_press(client: TestClient) -> None:
    asked(client)
    question = data_question(send(client, "kind", kind="sign"))
    assert place(send(client, "answer", question=question, answer="negative")) == (0, 7)
    assert place(send(client, "answer", question=question, answer="zero")) == (0, 8)


def test_without_a_script_the_forms_are_answered_by_303(client: TestClient) -> None:
    question = asked(client)
    assert send(client, "hint", hx=False).status_code == 303
    assert send(client, "answer", hx=False, question=question, answer="0").status_code == 303
    assert place(client.get("/")) == (0, 8)


def test_nothing_is_fetched_ahead_in_practice(client: TestClient) -> None:
    send(client, "on")
    version = data(client.get("/"), "version")
    answer = client.get("/workbench/ahead", params={"version": version}, headers=HX)
    assert (answer.status_code, answer.text) == (204, "")


def test_another_network_keeps_practice_on_but_not_the_question(client: TestClient) -> None:
    asked(client)
    client.post("/workbench/redraw", headers=HX)
    assert session_of(client).practice.on
    assert open_question(session_of(client)) is None


def contains(text: str, number: float) -> bool:
    tokens = set(TOKEN.findall(text))
    return any(form in tokens for form in printed(number) if len(form.strip("−-0.,")) >= ENOUGH)


def views(client: TestClient, key: str) -> list[str]:
    """Everything that a browser with this session can get."""
    version = data(client.get("/"), "version")
    addresses = (
        "/",
        "/workbench",
        "/workbench/numbers",
        "/workbench/program",
        "/workbench/costs?ahead=1",
        f"/workbench/ahead?version={version}",
        f"/workbench/explain?q={key}",
        f"/workbench/check?q={key}",
    )
    return [client.get(address, headers=HX if "?" in address else {}).text for address in addresses]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.slow
def test_no_answer_contains_the_number_before_it_may_be_seen(client: TestClient, name: str) -> None:
    if (description := NETWORKS[name]) is not None:
        client.cookies["session"] = client.post("/api/v1/sessions", json=description).json()["id"]
    send(client, "on")
    known: set[str] = set()
    for _ in range(session_of(client).count):
        before = " ".join(views(client, "Z.1.0"))
        press(client, "step", -1)
        session = session_of(client)
        open_ = open_question(session)
        if open_ is None:
            continue
        right = right_answer(open_.question, upcoming(session))
        if isinstance(right, float) and not contains(before, right):
            send(client, "hint"), send(client, "hint"), send(client, "hint")
            send(client, "answer", question=open_.id, answer="12345")
            for text in views(client, str(open_.question.place.key)):
                assert not contains(text, right), (open_.question, right)
            known.add(json.dumps(right))
        given = str(Choice(right.unit, right.input)) if isinstance(right, Place) else str(right)
        send(client, "answer", question=open_.id, answer=given)
    assert len(known) > 3
