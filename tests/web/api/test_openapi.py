"""The OpenAPI document says what is so: its examples are sent, and the answers are of the form it tells."""

from typing import Any

import pytest
from pydantic import BaseModel

from app.web.api import schemas
from app.web.api.openapi import document
from app.web.api.operations import OPERATIONS
from tests.web.api.conftest import Api

METHODS = {"get", "post", "patch", "delete"}
DOCUMENT = document("1.2.3")
CALLS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
ANSWERS = {model.__name__: model for model in (schemas.Snapshot, schemas.Explanation, schemas.GradientCheck)}


def named(schema: dict[str, Any]) -> str:
    """The name of the schema that a $ref leads to, which the document must have."""
    name: str = schema["$ref"].removeprefix("#/components/schemas/")
    assert name in DOCUMENT["components"]["schemas"]
    return name


def content(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer.get("content", {})
    return found


def prepared(api: Api, path: str) -> str:
    """The id of a session in which the operation can be done."""
    session: str = api.new()["id"]
    if path.endswith("/back"):
        api.do(session, "step", {"count": 4})
    if path.endswith("/explain"):
        api.do(session, "update")
    return session


def test_the_document_is_served_as_it_is_made(api: Api) -> None:
    served = api.client.get("/openapi.json").json()
    assert served["paths"] == DOCUMENT["paths"]
    assert served["openapi"].startswith("3.1")
    assert served["info"]["version"]


def test_the_document_has_every_operation_and_no_other() -> None:
    assert {(op.path, op.method.lower()) for op in OPERATIONS} == set(CALLS)
    assert len(CALLS) == 13


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_operation_says_what_it_does_takes_and_answers(path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    assert method in METHODS
    assert operation["summary"]
    assert len([status for status in operation["responses"] if status < "300"]) == 1
    for status, answer in operation["responses"].items():
        assert answer["description"]
        for kind, body in content(answer).items():
            assert kind == ("application/json" if status < "300" else "application/problem+json")
            named(body["schema"])
    if "requestBody" in operation:
        body = operation["requestBody"]["content"]["application/json"]
        named(body["schema"])
        assert "example" in body
    assert [each["name"] for each in operation["parameters"] if each["in"] == "path"] == ["id"] * path.count("{id}")


def test_operations_are_told_apart_by_their_ids() -> None:
    ids = [operation["operationId"] for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_example_is_answered_as_documented(api: Api, path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    session = prepared(api, path) if "{id}" in path else ""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    query = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
    answer = api.client.request(method, path.format(id=session), json=body, params=query)
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
    session = prepared(api, path) if "{id}" in path else ""
    json = {"content-type": "application/json"}
    url = path.format(id=session)
    answers = [
        api.client.request(method, path.format(id="A" * 24), params={"quantity": "Z"}),
        api.client.request(method, url, content=b"{", headers=json),
        api.client.request(method, url, content=b'{"no": 1}', headers=json, params={"no": 1}),
        api.client.request(method, url, content=b"{}", headers={"content-type": "text/plain"}),
        api.client.request(method, url, content=b" " * ((1 << 20) + 1), headers=json),
        api.client.request(method, url, headers={"if-match": "?"}),
        api.client.request(method, url, headers={"if-match": '"99"'}),
    ]
    for answer in answers:
        assert str(answer.status_code) in responses, (answer.status_code, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            schemas.Problem.model_validate_json(answer.content)


def test_the_pages_of_the_framework_that_load_from_elsewhere_are_off(api: Api) -> None:
    for path in ("/docs", "/redoc"):
        assert api.client.get(path).status_code == 404
