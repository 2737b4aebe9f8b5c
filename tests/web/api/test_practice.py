"""Questions, answers, hints and slips through the API."""

import json
import re
from typing import Any

import pytest

from tests.web.api.conftest import Api
from tests.web.hidden_numbers import NETWORKS

EH = {"quantity": "Eh", "unit": 1}


def at(api: Api, stage: int) -> str:
    """The id of a session of the reference example at a stage."""
    session: str = api.new()["id"]
    if stage:
        api.do(session, "seek", {"iteration": 0, "stage": stage})
    return session


def test_a_question_about_the_next_stage_has_every_field(api: Api) -> None:
    session = at(api, 7)
    found = api.good(api.call("POST", f"/{session}/question", EH), 201)
    question = found["question"]
    assert re.fullmatch("[0-9a-f]{8}", question.pop("id"))
    assert question == {
        "kind": "number",
        "quantity": "Eh",
        "layer": 1,
        "sample": 0,
        "unit": 1,
        "input": None,
        "stage": 8,
        "text": "What is Eh2?",
        "choices": None,
        "tries": 0,
        "hints": 3,
    }
    assert found["version"] == api.get(session)["version"]


def test_a_wrong_answer_names_its_slip_and_where_to_look(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    found = api.do(session, "answer", {"text": "-0.385"})
    message = found.pop("message")
    assert "Look at Zh2 = −0.8" in message
    assert found == {
        "right": False,
        "slip": "slope-left-out",
        "also": ["other-slope"],
        "concerns": [{"quantity": "R", "layer": 1, "sample": 0, "unit": 1, "input": None}],
        "tries": 1,
        "version": found["version"],
        "snapshot": None,
    }
    assert api.get(session)["stage"]["index"] == 7
    assert api.do(session, "answer", {"text": "−0,3"})["tries"] == 2


def test_the_right_answer_reveals_the_stage(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    api.do(session, "answer", {"text": "1"})
    found = api.do(session, "answer", {"text": "-0.77*0.5*0"})
    assert (found["right"], found["slip"], found["tries"]) == (True, None, 2)
    assert found["snapshot"]["stage"]["index"] == 8
    assert found["snapshot"]["Eh"] == api.get(session)["Eh"]
    api.refused(api.call("POST", f"/{session}/answer", {"text": "0"}), 409, "no-question")


def test_the_message_is_in_the_language_that_is_asked_for(api: Api) -> None:
    session = at(api, 7)
    headers = {"Accept-Language": "ru"}
    question = api.good(api.call("POST", f"/{session}/question", EH, headers=headers), 201)["question"]
    assert question["text"] == "Чему равно Eh2?"
    found = api.good(api.call("POST", f"/{session}/answer", {"text": "-0,385"}, headers=headers))
    assert "каков там наклон" in found["message"]


def test_three_hints_lead_to_the_line_without_its_result(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    rungs = [api.do(session, "hint") for _ in range(4)]
    assert [hint["rung"] for hint in rungs] == [1, 2, 3, 3]
    assert rungs[0]["text"] == "Eh2 = E_o · w_o2 · R′(Z_h2)"
    assert rungs[1]["text"] == "Eo = −0.77; wo2 = 0.5; Zh2 = −0.8"
    assert [place["quantity"] for place in rungs[1]["concerns"]] == ["E", "W", "Z"]
    assert rungs[2]["text"] == "Eh2 = −0.77 · 0.5 · R′(−0.8) = ?"


def test_giving_up_shows_the_answer(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", {**EH, "unit": 2})
    found = api.do(session, "reveal")
    assert found["correct"] == pytest.approx(0.308)
    assert found["snapshot"]["stage"]["index"] == 8


def test_a_sign_a_gate_and_a_unit_are_answers_too(api: Api) -> None:
    session = at(api, 7)
    api.good(api.call("POST", f"/{session}/question", {"kind": "sign", **EH}), 201)
    assert not api.do(session, "answer", {"text": "negative"})["right"]
    assert api.do(session, "answer", {"text": "zero"})["right"]

    session = at(api, 1)
    question = api.good(api.call("POST", f"/{session}/question", {"kind": "gate", "unit": 1}), 201)["question"]
    assert question["text"] == "Is the gate of h2 open or closed?"
    api.refused(api.call("POST", f"/{session}/answer", {"text": "zero"}), 422, "unreadable-answer")
    assert api.do(session, "answer", {"text": "closed"})["right"]

    session = at(api, 7)
    question = api.good(api.call("POST", f"/{session}/question", {"kind": "which"}), 201)["question"]
    assert question["choices"] == [{"unit": unit, "input": None} for unit in range(3)]
    assert not api.do(session, "answer", {"unit": 0})["right"]
    assert api.do(session, "answer", {"unit": 1, "layer": 1})["message"] == "Right."

    session = at(api, 8)
    api.good(api.call("POST", f"/{session}/question", {"kind": "which"}), 201)
    assert api.do(session, "reveal")["correct"] == {"unit": 0, "input": 1}


def test_only_the_next_stage_can_be_asked_about(api: Api) -> None:
    session = at(api, 3)
    for wanted in (EH, {"layer": 1}, {"quantity": "E"}):
        problem = api.refused(api.call("POST", f"/{session}/question", wanted), 409, "not-next")
        assert problem["detail"] == "The next stage is ŷ."


@pytest.mark.parametrize("name", [{"quantity": "Eh"}, {"quantity": "E", "layer": 2}, {"quantity": "E2"}, {"layer": 2}])
def test_a_name_that_several_layers_have_means_the_next_stage(api: Api, name: dict[str, Any]) -> None:
    session = api.new({"sizes": [2, 3, 3, 1], "activations": "tanh", "inputs": [[1, 2]], "targets": [[1]]})["id"]
    api.do(session, "seek", {"iteration": 0, "stage": 9})
    question = api.good(api.call("POST", f"/{session}/question", {**name, "kind": "number"}), 201)["question"]
    assert (question["quantity"], question["layer"], question["stage"]) == ("E2", 2, 10)


@pytest.mark.parametrize(
    ("method", "call", "body"),
    [
        *(("POST", f"/{verb}", {}) for verb in ("step", "back", "forward", "backward", "update")),
        ("POST", "/train", {"iterations": 1}),
        ("POST", "/seek", {"iteration": 0, "stage": 2}),
        ("PATCH", "", {"learning_rate": 0.2}),
    ],
)
def test_whatever_moves_the_session_or_changes_it_closes_the_question(
    api: Api, method: str, call: str, body: dict[str, Any]
) -> None:
    session = at(api, 3)
    api.good(api.call("POST", f"/{session}/question"), 201)
    api.good(api.call(method, f"/{session}{call}", body))
    for verb in ("answer", "hint", "reveal"):
        given = {"text": "1"} if verb == "answer" else None
        api.refused(api.call("POST", f"/{session}/{verb}", given), 409, "no-question")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Type a number first."),
        (" ", "Type a number first."),
        ("x", "This cannot be read as a number."),
        ("9" * 10_000, "An answer has at most 200 characters."),
        ("1e999", "This number is too large."),
        ("0/0", "This divides by 0."),
        ("2 +", "Something is missing at the end."),
        ("__import__('os')", "This cannot be read as a number."),
        ("1,5,5", "This cannot be read as a number."),
        ("NaN", "This cannot be read as a number."),
    ],
)
def test_what_cannot_be_read_costs_no_try(api: Api, text: str, why: str) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    before = api.get(session)
    problem = api.refused(api.call("POST", f"/{session}/answer", {"text": text}), 422, "unreadable-answer")
    assert problem["detail"].startswith(why)
    assert problem["detail"].endswith("No try was counted.")
    assert not text.strip() or text not in json.dumps(problem)
    assert api.get(session) == before
    assert api.do(session, "answer", {"text": "1"})["tries"] == 1


@pytest.mark.parametrize(
    "body",
    [{"text": 0.5}, {"unit": 1}, {"answer": "1"}, {"text": "1", "more": 1}, {"text": "1", "unit": 1}, {}, ["1"]],
)
def test_an_answer_of_another_form_is_refused(api: Api, body: Any) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    api.refused(api.call("POST", f"/{session}/answer", body), 422, "invalid-field")
    assert api.do(session, "answer", {"text": "1"})["tries"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [({"text": "1"}, "unit"), ({"text": "1", "unit": 1}, "text"), ({"unit": 1, "layer": 2}, "layer"), ({}, "unit")],
)
def test_a_choice_of_another_form_is_refused(api: Api, body: Any, field: str) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", {"kind": "which"})
    assert api.refused(api.call("POST", f"/{session}/answer", body), 422, "invalid-field")["field"] == field
    api.refused(api.call("POST", f"/{session}/answer", {"unit": 3}), 422, "unreadable-answer")
    assert api.do(session, "answer", {"unit": 0})["tries"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "guess"},
        {"quantity": "Q"},
        {"unit": 3, "quantity": "Eh"},
        {"input": 0, "quantity": "Eh"},
        {"sample": 1, "quantity": "Eh"},
        {"unit": 9, "kind": "gate", "quantity": "Eh"},
        {"unit": 1, "kind": "which"},
        {"layer": 3},
        {"layer": 2, "quantity": "Eh"},
        {"unit": -1},
        {"unknown": 1},
    ],
)
def test_a_question_for_what_there_is_not_is_refused(api: Api, body: Any) -> None:
    session = at(api, 7)
    before = api.get(session)
    problem = api.refused(api.call("POST", f"/{session}/question", body), 422, "invalid-field")
    assert problem["field"] == next(iter(body))
    assert api.get(session) == before


def test_a_stage_without_gates_has_no_question_about_one(api: Api) -> None:
    problem = api.refused(api.call("POST", f"/{at(api, 0)}/question", {"kind": "gate"}), 422, "invalid-field")
    assert problem["field"] == "kind"


def test_a_mean_over_the_batch_has_no_sample(api: Api) -> None:
    session = api.new(NETWORKS["a batch of two"])["id"]
    for stage, quantity, sample in ((0, "Zh", 1), (4, "C", None), (6, "dWo", None)):
        api.do(session, "seek", {"iteration": 0, "stage": stage})
        wanted = {"kind": "number", "quantity": quantity, "sample": 1}
        question = api.good(api.call("POST", f"/{session}/question", wanted), 201)["question"]
        assert (question["quantity"], question["sample"]) == (quantity, sample)


def test_every_change_is_a_version_of_its_own(api: Api) -> None:
    session = at(api, 7)
    calls = [("question", EH), ("hint", None), ("answer", {"text": "1"}), ("reveal", None)]
    versions = [api.get(session)["version"]]
    for call, body in calls:
        before = {"If-Match": f'"{versions[-1]}"'}
        answer = api.call("POST", f"/{session}/{call}", body, headers=before)
        assert answer.status_code < 300, answer.text
        versions.append(int(answer.headers["etag"].strip('"')))
        api.refused(api.call("POST", f"/{session}/{call}", body, headers=before), 412, "stale-version")
    assert versions == sorted(set(versions))
    assert api.get(session)["version"] == versions[-1]


def test_while_a_question_is_open_derivatives_that_are_hidden_are_not_checked(api: Api) -> None:
    session = at(api, 7)
    check = f"/{session}/gradient-check"
    api.good(api.call("GET", check))
    api.call("POST", f"/{session}/question", EH)
    api.refused(api.call("GET", check), 409, "not-revealed")
    api.do(session, "reveal")
    api.good(api.call("GET", check))
    api.do(session, "backward")
    api.good(api.call("POST", f"/{session}/question"), 201)  # about the update: all derivatives are on the screen
    api.good(api.call("GET", check))


def test_numbers_that_overflow_are_not_asked_for(api: Api) -> None:
    session = api.new({"sizes": [1, 1], "activations": "identity", "weights": [[[1e200]]], "inputs": [[1e200]]})["id"]
    before = api.get(session)
    api.refused(api.call("POST", f"/{session}/question"), 422, "diverged")
    assert api.get(session) == before


def test_a_session_that_is_gone_has_no_practice(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    api.call("DELETE", f"/{session}")
    for verb in ("question", "answer", "hint", "reveal"):
        given = {"text": "1"} if verb == "answer" else None
        api.refused(api.call("POST", f"/{session}/{verb}", given), 404, "no-such-session")


def test_a_stale_version_gets_no_answer(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    stale = api.call("POST", f"/{session}/answer", {"text": "0"}, headers={"If-Match": '"1"'})
    api.refused(stale, 412, "stale-version")
    assert api.do(session, "answer", {"text": "0"})["right"]
