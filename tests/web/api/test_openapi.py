"""The OpenAPI document is true: its examples are accepted, and the answers have the form that it describes."""

from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from app.web.api import examples, operations, practice, schemas, worksheets
from app.web.api.openapi import document
from tests.web.api.conftest import Api

OTHER_FILES = {"application/xml", "text/plain"}
METHODS = {"get", "post", "patch", "delete"}
APP = FastAPI()
for part in (operations, practice, worksheets):
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


def prepared(api: Api, path: str) -> str:
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
    assert len(set(CALLS)) == 18
    served = api.client.get("/openapi.json").json()["paths"]
    assert {path for path, _ in CALLS} == {path for path in served if not path.startswith("/api/v1/classes")}


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
                assert path.endswith("/worksheets")
                continue
            assert kind == ("application/json" if status < "300" else "application/problem+json")
            named(body["schema"])
    if "requestBody" in operation:
        body = operation["requestBody"]["content"]["application/json"]
        named(body["schema"])
        assert body["examples"]
    assert [each["name"] for each in parameters(operation, "path")] == ["id"] * path.count("{id}")
    assert [each["name"] for each in parameters(operation, "header")] == ["If-Match"] * (
        "412" in operation["responses"]
    )
    assert ("412" in operation["responses"]) == (method != "get" and "{id}" in path)


def test_operations_have_different_ids() -> None:
    ids = [operation["operationId"] for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_example_is_answered_as_documented(api: Api, path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    session = prepared(api, path) if "{id}" in path else ""
    query = {each["name"]: each["schema"]["examples"][0] for each in parameters(operation, "query")}
    answer = api.client.request(method, path.format(id=session), json=example_body(operation), params=query)
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
