"""The OpenAPI document is true: its examples are accepted, and the answers have the form that it describes."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from app.web.api import examples, operations, practice, schemas, worksheets
from app.web.api.classroom import classes, members
from app.web.api.openapi import document
from tests.web.api.conftest import Api

OTHER_FILES = {
    "application/xml": "/worksheets",
    "text/plain": "/worksheets",
    "text/csv": "/summary",
    "text/event-stream": "/events",
}
METHODS = {"get", "post", "patch", "put", "delete"}
OF_MEMBERS = ("/hand", "/answer")  # operations on a class that a member calls
APP = FastAPI()
for part in (operations, practice, worksheets, classes, members):
    APP.include_router(part.router)
DOCUMENT = document(APP)
CALLS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
ANSWERS = {model.__name__: model for model in schemas.Answer.__subclasses__()}


def named(schema: dict[str, Any]) -> str:
    """The name of the schema that a $ref leads to, which the document must have; an optional body may be null."""
    name: str = schema.get("anyOf", [schema])[0]["$ref"].removeprefix("#/components/schemas/")
    assert name in DOCUMENT["components"]["schemas"]
    return name


def content(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer.get("content", {})
    return found


def parameters(operation: dict[str, Any], place: str) -> list[dict[str, Any]]:
    """The parameters in the path, the headers, or the query; of the query those that have an example."""
    found = [each for each in operation.get("parameters", []) if each["in"] == place]
    return [each for each in found if place != "query" or "examples" in each["schema"]]


def example_body(operation: dict[str, Any]) -> Any:
    """The body of the one example, None where the operation takes no body."""
    if "requestBody" not in operation:
        return None
    (example,) = operation["requestBody"]["content"]["application/json"]["examples"].values()
    return example["value"]


class Target(NamedTuple):
    """Where an operation can be done: what its path is filled with, and the secret that it needs."""

    values: Mapping[str, str]
    headers: Mapping[str, str]

    def url(self, path: str) -> str:
        return path.format(**self.values)


def prepared(api: Api, path: str) -> Target:
    """Where the operation can be done."""
    if path.startswith("/api/v1/classes/"):
        return prepared_class(api, path)
    return Target({"id": prepared_session(api, path)} if "{id}" in path else {}, {})


def prepared_class(api: Api, path: str) -> Target:
    """A class in which the operation can be done, and who may."""
    opened = api.good(api.client.post("/api/v1/classes", json={}), 201)
    here, leader = f"/api/v1/classes/{opened['code']}", {"Authorization": f"Bearer {opened['secret']}"}
    joined = api.good(api.client.post(f"{here}/members", json={}), 201)
    api.good(api.client.post(f"{here}/seek", json={"iteration": 0, "stage": 4}, headers=leader))
    if path.endswith(("/answer", "/again", "/reveal", "/answers", "/summary")):
        api.good(api.client.post(f"{here}/question", json={}, headers=leader), 201)
    who = joined["secret"] if path.endswith(OF_MEMBERS) else opened["secret"]
    return Target({"code": opened["code"], "alias": joined["alias"]}, {"Authorization": f"Bearer {who}"})


def prepared_session(api: Api, path: str) -> str:
    """The id of a session in which the operation can be done."""
    session: str = api.new()["id"]
    if path.endswith("/back"):
        api.do(session, "step", {"count": 4})
    if path.endswith("/explain"):
        api.do(session, "update")
    if path.endswith(("/question", "/answer", "/hint", "/reveal")):
        api.do(session, "step", {"count": 7})
    if path.endswith(("/answer", "/hint", "/reveal")):
        api.good(api.call("POST", f"/{session}/question", {"quantity": "Eh", "unit": 1}), 201)
    return session


def test_the_document_is_served_as_it_is_made(api: Api) -> None:
    served = api.client.get("/openapi.json").json()
    assert {path: served["paths"][path] for path in DOCUMENT["paths"]} == DOCUMENT["paths"]
    assert served["openapi"].startswith("3.1")
    assert served["info"]["version"]


def test_the_document_has_every_operation_and_no_other(api: Api) -> None:
    assert len(set(CALLS)) == 41
    assert {path for path, _ in CALLS} == set(api.client.get("/openapi.json").json()["paths"])


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_operation_says_what_it_does_takes_and_answers(path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    assert method in METHODS
    assert operation["summary"]
    assert len([status for status in operation["responses"] if status < "300"]) == 1
    for status, answer in operation["responses"].items():
        assert answer["description"]
        for kind, body in content(answer).items():
            if kind in OTHER_FILES:
                assert path.endswith(OTHER_FILES[kind])
                continue
            assert kind == ("application/json" if status < "300" else "application/problem+json")
            named(body["schema"])
    if "requestBody" in operation:
        body = operation["requestBody"]["content"]["application/json"]
        named(body["schema"])
        assert body["examples"]
    assert {each["name"] for each in parameters(operation, "path")} == {*re.findall(r"{(\w+)}", path)}
    assert [each["name"] for each in parameters(operation, "header")] == ["If-Match"] * (
        "412" in operation["responses"]
    )
    if "{code}" not in path:
        assert ("412" in operation["responses"]) == (method != "get" and "{id}" in path)
    assert ("security" in operation) == ("{code}" in path and "join" not in operation["operationId"])


def test_operations_have_different_ids() -> None:
    ids = [operation["operationId"] for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_example_is_answered_as_documented(api: Api, path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    target = prepared(api, path)
    if path.endswith("/events"):
        return  # a stream without an end: test_classes.py
    query = {each["name"]: each["schema"]["examples"][0] for each in parameters(operation, "query")}
    answer = api.client.request(
        method, target.url(path), json=example_body(operation), params=query, headers=target.headers
    )
    (status,) = (status for status in operation["responses"] if status < "300")
    assert answer.status_code == int(status), answer.text
    documented = operation["responses"][status]
    assert all(header.lower() in answer.headers for header in documented.get("headers", {}))
    if "content" in documented:
        model: type[BaseModel] = ANSWERS[named(documented["content"]["application/json"]["schema"])]
        model.model_validate_json(answer.content)
    else:
        assert answer.content == b""


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_refusal_is_documented_and_of_its_form(api: Api, path: str, method: str) -> None:
    responses = DOCUMENT["paths"][path][method]["responses"]
    target = prepared(api, path)
    secret = {} if path.endswith("/events") else target.headers  # its stream would not end
    json, url = {"content-type": "application/json", **secret}, target.url(path)
    nowhere = path.format(id="A" * 24, code="000000", alias="Nobody")
    answers = [
        api.client.request(method, nowhere, params={"quantity": "Z"}, headers=secret),
        api.client.request(method, url),
        api.client.request(method, url, content=b"{", headers=json),
        api.client.request(method, url, content=b'{"no": 1}', headers=json, params={"no": 1}),
        api.client.request(method, url, content=b"{}", headers={"content-type": "text/plain", **secret}),
        api.client.request(method, url, content=b" " * ((1 << 20) + 1), headers=json),
        api.client.request(method, url, headers={"if-match": "?", **secret}),
        api.client.request(method, url, headers={"if-match": '"99"', **secret}),
    ]
    for answer in answers:
        assert str(answer.status_code) in responses, (answer.status_code, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            schemas.Problem.model_validate_json(answer.content)


def test_the_pages_of_the_framework_that_load_from_elsewhere_are_off(api: Api) -> None:
    for path in ("/docs", "/redoc"):
        assert api.client.get(path).status_code == 404


def test_the_examples_of_answers_are_the_answers_of_their_network(api: Api) -> None:
    def example(name: str) -> Any:
        (found,) = DOCUMENT["components"]["schemas"][name]["examples"]
        return found

    shown = api.do(api.new(examples.SMALL)["id"], "step", {"count": 4})
    assert {**shown, "id": example("Snapshot")["id"]} == example("Snapshot")

    session = api.new(examples.SMALL)["id"]
    api.do(session, "step", {"count": 3})
    asked = api.good(api.call("POST", f"/{session}/question", {"quantity": "Eo"}), 201)
    asked["question"]["id"] = example("Asked")["question"]["id"]
    assert asked == example("Asked")
    assert api.do(session, "answer", {"text": "0.5"}) == example("Verdict")
    assert api.do(session, "hint") == example("Hint")
    revealed = api.do(session, "reveal")
    revealed["snapshot"]["id"] = example("Snapshot")["id"]
    assert revealed == example("Revealed")


def test_the_example_of_a_worksheet_is_its_first_question(api: Api) -> None:
    (sheet,) = api.client.get("/api/v1/worksheets").json()["worksheets"]
    schemas_ = DOCUMENT["components"]["schemas"]
    assert schemas_["SheetQuestion"]["examples"] == [sheet["questions"][0]]
    assert schemas_["SheetNetwork"]["examples"] == [sheet["network"]]


def test_the_examples_about_classes_are_the_answers_of_theirs(api: Api) -> None:
    def call(method: str, path: str, body: Any = None, status: int = 200, secret: str = "") -> Any:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return api.good(api.client.request(method, f"/api/v1/classes{path}", json=body, headers=headers), status)

    found: dict[str, Any] = {"OpenedClass": call("POST", "", {"network": examples.SMALL}, 201)}
    here, leader = f"/{found['OpenedClass']['code']}", found["OpenedClass"]["secret"]
    found["OpenClass"] = call("GET", here)
    call("POST", f"{here}/seek", {"iteration": 0, "stage": 3}, secret=leader)
    found["Joined"] = call("POST", f"{here}/members", {}, 201)
    found["Members"] = call("GET", f"{here}/members", secret=leader)
    call("POST", f"{here}/question", {"quantity": "Eo"}, 201, leader)
    found["Accepted"] = call("POST", f"{here}/answer", {"text": "0.5"}, secret=found["Joined"]["secret"])
    found["Answers"] = call("GET", f"{here}/answers", secret=leader)
    call("POST", f"{here}/reveal", secret=leader)
    found["ClassState"] = call("GET", here, secret=found["Joined"]["secret"])
    found["Summary"] = call("GET", f"{here}/summary", secret=leader)
    drawn = {"code", "secret", "session", "alias", "since", "seconds"}  # and the id of a snapshot, which is the code

    def without_drawn(value: Any) -> Any:
        if isinstance(value, list):
            return [without_drawn(each) for each in value]
        if not isinstance(value, dict):
            return value
        left_out = drawn | ({"id"} if "network" in value else set())
        return {name: ... if name in left_out else without_drawn(part) for name, part in value.items()}

    for name, answer in found.items():
        (shown,) = DOCUMENT["components"]["schemas"][name]["examples"]
        assert without_drawn(answer) == without_drawn(shown), name
        ANSWERS[name].model_validate(shown)
