"""Questions, answers, hints and slips through the API."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.core.practice.choosing import Wish
from app.core.practice.question import answer
from app.session.description import NetworkSpec, build
from app.session.practising import asked, open_question, upcoming
from app.session.session import Session
from app.session.verbs import sought
from app.view.words import numbers
from app.web.api.explain import quantity_named
from tests.web.api.conftest import Api

EH = {"quantity": "Eh", "unit": 1}
NETWORKS: dict[str, dict[str, Any] | None] = {
    "the reference example": None,
    "a batch of two": {
        "sizes": [3, 3, 2],
        "activations": ["relu", "identity"],
        "seed": 11,
        "inputs": [[1, 2, 0.5], [0.3, -1, 2]],
        "targets": [[1, 0.4], [0, 1]],
    },
    "cross entropy": {
        "sizes": [2, 3, 1],
        "activations": ["tanh", "sigmoid"],
        "loss": "binary_cross_entropy",
        "inputs": [[1, 2]],
        "targets": [[1]],
        "seed": 5,
    },
}


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
    assert "E_o · w_o2 · R′(Z_h2)" in rungs[0]["text"]
    assert [place["quantity"] for place in rungs[1]["concerns"]] == ["E", "W", "Z"]
    assert rungs[2]["text"].endswith("Eh2 = −0.77 · 0.5 · R′(−0.8) = ?")


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
    assert api.do(session, "answer", {"text": "closed"})["right"]

    session = at(api, 7)
    question = api.good(api.call("POST", f"/{session}/question", {"kind": "which"}), 201)["question"]
    assert question["choices"] == [{"unit": unit, "input": None} for unit in range(3)]
    assert not api.do(session, "answer", {"unit": 0})["right"]
    assert api.do(session, "answer", {"unit": 1, "layer": 1})["right"]

    session = at(api, 8)
    api.good(api.call("POST", f"/{session}/question", {"kind": "which"}), 201)
    assert api.do(session, "reveal")["correct"] == {"unit": 0, "input": 1}


def test_only_the_next_stage_can_be_asked_about(api: Api) -> None:
    session = at(api, 3)
    problem = api.refused(api.call("POST", f"/{session}/question", EH), 409, "not-next")
    assert problem["detail"] == "The next stage is ŷ."


@pytest.mark.parametrize("verb", ["step", "back", "forward", "backward", "update"])
def test_whatever_moves_the_session_closes_the_question(api: Api, verb: str) -> None:
    session = at(api, 3)
    api.good(api.call("POST", f"/{session}/question"), 201)
    api.do(session, verb)
    api.refused(api.call("POST", f"/{session}/answer", {"text": "1"}), 409, "no-question")


@pytest.mark.parametrize("text", ["", " ", "x", "9" * 10_000, "1e999", "0/0", "__import__('os')", "1,5,5", "NaN"])
def test_what_cannot_be_read_costs_no_try(api: Api, text: str) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    before = api.get(session)
    problem = api.refused(api.call("POST", f"/{session}/answer", {"text": text}), 422, "unreadable-answer")
    assert not text.strip() or text not in json.dumps(problem)
    assert api.get(session) == before
    assert api.do(session, "answer", {"text": "1"})["tries"] == 1


@pytest.mark.parametrize(
    "body",
    [{"text": 0.5}, {"unit": 1}, {"answer": "1"}, {"text": "1", "more": 1}, ["1"]],
)
def test_an_answer_of_another_form_is_refused(api: Api, body: Any) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    api.refused(api.call("POST", f"/{session}/answer", body), 422, "invalid-field")
    assert api.do(session, "answer", {"text": "1"})["tries"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "guess"},
        {"quantity": "Q"},
        {"quantity": "Eh", "unit": 3},
        {"quantity": "Eh", "sample": 1},
        {"kind": "gate", "quantity": "Eh", "unit": 9},
        {"unit": -1},
        {"unknown": 1},
    ],
)
def test_a_question_for_what_there_is_not_is_refused(api: Api, body: Any) -> None:
    session = at(api, 7)
    before = api.get(session)
    api.refused(api.call("POST", f"/{session}/question", body), 422, "invalid-field")
    assert api.get(session) == before


def test_a_stage_without_gates_has_no_question_about_one(api: Api) -> None:
    api.refused(api.call("POST", f"/{at(api, 0)}/question", {"kind": "gate"}), 422, "invalid-field")


def test_a_stale_version_gets_no_answer(api: Api) -> None:
    session = at(api, 7)
    api.call("POST", f"/{session}/question", EH)
    stale = api.call("POST", f"/{session}/answer", {"text": "0"}, headers={"If-Match": '"1"'})
    api.refused(stale, 412, "stale-version")
    assert api.do(session, "answer", {"text": "0"})["right"]


def printed(number: float) -> Iterator[str]:
    """A number in every form in which an answer could print it."""
    yield repr(number)
    for locale in ("en", "ru"):
        for decimals in range(1, 7):
            yield numbers.text(number, locale, decimals)
    yield json.dumps(number)


def contains(text: str, number: float) -> bool:
    tokens = set(re.findall(r"[−-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", text))
    return any(form in tokens for form in printed(number) if len(form.strip("−-0.,")) > 1)


@pytest.mark.parametrize("name", NETWORKS)
def test_no_answer_contains_the_number_before_it_may_be_seen(api: Api, name: str) -> None:
    description = NETWORKS[name]
    session = api.new(description)["id"]
    model = build(NetworkSpec.model_validate(description) if description else None)
    for stage in range(model.count):
        question = api.good(api.call("POST", f"/{session}/question", {"kind": "number"}), 201)["question"]
        place = {k: question[k] for k in ("quantity", "unit", "input") if question[k] is not None}
        true = answer_of(model, stage, question)
        answers = [
            api.call("POST", f"/{session}/question", {"kind": "number"}),
            api.call("POST", f"/{session}/answer", {"text": "12345"}),
            *(api.call("POST", f"/{session}/hint") for _ in range(3)),
            api.call("GET", f"/{session}/explain", params={**place, "layer": question["layer"]}),
            api.call("GET", f"/{session}/gradient-check"),
            api.call("GET", f"/{session}"),
        ]
        known = json.dumps(api.get(session))
        for found in answers:
            if not contains(known, true):
                assert not contains(found.text, true), (question, found.text)
        api.do(session, "reveal")


def answer_of(model: Session, stage: int, question: dict[str, Any]) -> float:
    """The true number of a question, computed beside the server."""
    letter, layer = quantity_named(question["quantity"], question["layer"], model.architecture)
    wish = Wish("number", letter, layer, question["unit"], question["input"])
    session = asked(sought(model, 0, stage), wish)
    open_ = open_question(session)
    assert open_ is not None
    found = answer(open_.question, upcoming(session))
    assert isinstance(found, float)
    return found
