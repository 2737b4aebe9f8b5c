"""No answer of the server holds a number that a question hides, in whatever form it could be printed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response

from app.core.practice.place import Pass, Place, places
from app.core.practice.question import KINDS, gate, sign
from app.core.practice.slips import SLIPS, rule
from app.core.stages import Stage
from app.session.description import NetworkSpec, build
from app.session.practising import next_stage, upcoming
from app.session.verbs import sought
from app.web.api.explain import quantities_named
from tests.web.api.conftest import Api
from tests.web.hidden_numbers import ENOUGH, NETWORKS, TOKEN, printed


def all_printed(found: Iterator[float]) -> set[str]:
    return {form for number in found for form in printed(number) if len(form.strip("−-0.,")) >= ENOUGH}


def leaves(value: Any) -> Iterator[Any]:
    """What a JSON value holds besides objects and lists."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    else:
        yield value


def tokens(answer: Response) -> set[str]:
    """All numbers in an answer as they are written there, also those within its texts."""
    found = leaves(answer.json())
    return {token for leaf in found for token in (TOKEN.findall(leaf) if isinstance(leaf, str) else [json.dumps(leaf)])}


def hidden_numbers(stage: Stage, right: Pass) -> Iterator[float]:
    """All numbers of a stage, of every sample."""
    for sample in range(right.samples):
        yield from (right.number(place) for place in places(stage, right.architecture, sample))


def wrong_answers(right: Pass, place: Place) -> Iterator[float]:
    """What the slips make of a number, and one that none of them makes."""
    yield 12345.0
    for slip in SLIPS:
        if rule(place, right.architecture.depth) in slip.rules and slip.id != "rounded-too-early":
            candidate = next(iter(slip.candidates(right, place)), None)
            if candidate is not None and abs(candidate.number - right.number(place)) > abs(right.number(place)) / 50:
                yield float(candidate.number)


def hints(api: Api, session: str) -> list[Response]:
    return [api.call("POST", f"/{session}/hint") for _ in range(3)]


def wrong_choice(question: dict[str, Any], right: Pass, place: Place) -> dict[str, Any]:
    """A wrong answer to a question that is answered by choosing."""
    if question["kind"] == "which":
        return question["choices"][0]  # type: ignore[no-any-return]
    texts = {"sign": ("positive", "negative"), "gate": ("open", "closed")}[question["kind"]]
    truth = sign(right.number(place)) if question["kind"] == "sign" else gate(right, place)
    return {"text": next(text for text in texts if text != truth)}


def place_of(question: dict[str, Any], right: Pass, new: bool) -> Place:
    (quantity,) = quantities_named(question["quantity"], question["layer"], right.architecture)
    return Place(quantity.symbol, quantity.layer, question["unit"] or 0, question["sample"], question["input"], new)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.slow
def test_no_answer_contains_a_number_before_it_may_be_seen(api: Api, name: str) -> None:
    description = NETWORKS[name]
    session = api.new(description)["id"]
    model = build(NetworkSpec.model_validate(description) if description else None)
    looked_at = 0
    for iteration, stage in (*((0, stage) for stage in range(model.count + 1)), (1, 1)):
        there = sought(model, iteration, stage)
        right, ahead = upcoming(there), next_stage(there)
        hidden = all_printed(hidden_numbers(ahead, right)) - all_printed(
            leaf for leaf in leaves(api.get(session)) if isinstance(leaf, float)
        )
        looked_at += bool(hidden)
        for kind in KINDS:
            asked = api.call("POST", f"/{session}/question", {"kind": kind})
            if asked.status_code != 201:
                continue
            question = asked.json()["question"]
            place = place_of(question, right, ahead.kind == "update")
            typed = [*wrong_answers(right, place)] if kind == "number" else []
            shown = [
                asked,
                api.call("GET", f"/{session}"),
                api.call("GET", f"/{session}/gradient-check"),
                *hints(api, session),
            ]
            if question["unit"] is not None:
                key = {field: question[field] for field in ("quantity", "layer", "unit", "input")}
                known = {field: value for field, value in key.items() if value is not None}
                if ahead.kind != "update" and stage < model.count:  # else the old number may be explained
                    found = api.call("GET", f"/{session}/explain", params={**known, "sample": question["sample"] or 0})
                    api.refused(found, 409, "not-revealed")
            if kind not in ("number", "which"):
                shown.append(api.call("POST", f"/{session}/answer", wrong_choice(question, right, place)))
            for found in shown:
                assert hidden & tokens(found) == set(), (question, found.text)
            for number in typed:
                reply = api.call("POST", f"/{session}/answer", {"text": repr(number)})
                assert reply.json().get("right") is False, (question, number, right.number(place), reply.text)
                forms = hidden - all_printed(iter([number]))
                assert forms & tokens(reply) == set(), (question, reply.text)
        api.do(session, "step")
    assert looked_at > model.count / 2
