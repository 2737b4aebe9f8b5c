"""Any input: a clear error, and an unchanged session."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.api.conftest import SESSIONS, Api

JSON = {"content-type": "application/json"}
STEP, TRAIN, SEEK = "/{id}/step", "/{id}/train", "/{id}/seek"
LONG = "x" * 5000
LETTERS = b'"1"', b"true", b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"null", b"[]", b"{}"
WHOLE = b'"1"', b"true", b"1.5", b"1.0", b"NaN", b"1e999", b"null", b"-1", b"9" * 400, b"[1]"


def send(api: Api, session: str, method: str, path: str, body: bytes) -> Any:
    return api.client.request(method, SESSIONS + path.format(id=session), content=body, headers=JSON)


@pytest.fixture
def session(api: Api) -> Iterator[str]:
    """A session in the middle of an iteration, which must be as it was in the end."""
    found: str = api.new()["id"]
    before = api.do(found, "step", {"count": 8})
    yield found
    assert api.get(found) == before


NO_NUMBERS = [
    *(("PATCH", "/{id}", b'{"learning_rate": %s}' % text, "learning_rate") for text in LETTERS if text != b"null"),
    *(("PATCH", "/{id}", b'{"inputs": [[1, %s]]}' % text, "inputs[0][1]") for text in LETTERS),
    *(("PATCH", "/{id}", b'{"biases": [[0, 0, 0], [%s]]}' % text, "biases[1][0]") for text in LETTERS),
    *(("PATCH", "/{id}", b'{"weights": [[[%s, 0, 0], [0, 0, 0]], [[0], [0], [0]]]}' % text, None) for text in LETTERS),
    *(("POST", STEP, b'{"count": %s}' % text, "count") for text in WHOLE),
    *(("POST", TRAIN, b'{"iterations": %s}' % text, "iterations") for text in WHOLE),
    *(("POST", SEEK, b'{"iteration": %s, "stage": 0}' % text, "iteration") for text in WHOLE),
    *(("POST", SEEK, b'{"iteration": 0, "stage": %s}' % text, "stage") for text in WHOLE),
]


@pytest.mark.parametrize(("method", "path", "body", "field"), NO_NUMBERS)
def test_what_is_no_finite_number_is_refused(
    api: Api, session: str, method: str, path: str, body: bytes, field: str | None
) -> None:
    answer = send(api, session, method, path, body)
    # A number of hundreds of digits may be refused by the reader of JSON already.
    slug, status = ("malformed-json", 400) if answer.status_code == 400 else ("invalid-field", 422)
    problem = api.refused(answer, status, slug)
    if status == 422:
        assert problem["limit"]
        assert field is None or problem["field"] == field
    else:
        assert b"999999" in body


WRONG = [
    ("PATCH", "/{id}", b"{}", "body"),
    ("PATCH", "/{id}", b"[]", "body"),
    ("PATCH", "/{id}", b"null", "body"),
    ("PATCH", "/{id}", b"7", "body"),
    ("PATCH", "/{id}", b'{"sizes": [2, 3, 1]}', "sizes"),
    ("PATCH", "/{id}", b'{"learning_rate": 0}', "learning_rate"),
    ("PATCH", "/{id}", b'{"learning_rate": -0.1}', "learning_rate"),
    ("PATCH", "/{id}", b'{"inputs": []}', "inputs"),
    ("PATCH", "/{id}", b'{"inputs": [[1, 2], [3]], "targets": [[1], [1]]}', "inputs"),
    ("PATCH", "/{id}", b'{"inputs": [[1, 2, 3]]}', "inputs"),
    ("PATCH", "/{id}", b'{"inputs": [[1, 2], [3, 4]]}', "targets"),
    ("PATCH", "/{id}", b'{"targets": [[1, 2]]}', "targets"),
    ("PATCH", "/{id}", b'{"targets": [1]}', "targets[0]"),
    ("PATCH", "/{id}", b'{"weights": [[[1, 2, 3], [1, 2]], [[1], [1], [1]]]}', "weights[0]"),
    ("PATCH", "/{id}", b'{"weights": [[[1, 2, 3], [1, 2, 3]]]}', "weights"),
    ("PATCH", "/{id}", b'{"weights": [[[1, 2], [1, 2]], [[1], [1]]]}', "weights[0]"),
    ("PATCH", "/{id}", b'{"biases": [[0, 0, 0], [0, 0]]}', "biases[1]"),
    ("PATCH", "/{id}", b'{"biases": [[0, 0, 0]]}', "biases"),
    ("PATCH", "/{id}", b'{"learning_rate": 0.2, "colour": 1}', "colour"),
    ("PATCH", "/{id}", b'{"learning_rate": 0.2, "%s": 1}' % LONG.encode(), "x" * 40),
    ("POST", STEP, b'{"by": "layer"}', "by"),
    ("POST", STEP, b'{"by": 1}', "by"),
    ("POST", STEP, b'{"count": 0}', "count"),
    ("POST", STEP, b'{"count": 10001}', "count"),
    ("POST", STEP, b'{"counts": 1}', "counts"),
    ("POST", "/{id}/back", b'{"count": 0}', "count"),
    ("POST", TRAIN, b"", "body"),
    ("POST", TRAIN, b"{}", "iterations"),
    ("POST", TRAIN, b'{"iterations": 0}', "iterations"),
    ("POST", TRAIN, b'{"iterations": 10001}', "iterations"),
    ("POST", SEEK, b"", "body"),
    ("POST", SEEK, b'{"iteration": 0}', "stage"),
    ("POST", SEEK, b'{"iteration": 0, "stage": 11}', "stage"),
    ("POST", "/{id}/forward", b'{"count": 1}', "count"),
    ("POST", "/{id}/update", b"[]", "body"),
]


@pytest.mark.parametrize(("method", "path", "body", "field"), WRONG)
def test_what_breaks_a_rule_is_refused_with_its_field(
    api: Api, session: str, method: str, path: str, body: bytes, field: str
) -> None:
    answer = send(api, session, method, path, body)
    problem = api.refused(answer, 422, "invalid-field")
    assert problem["field"] == field
    assert problem["limit"]
    assert len(answer.content) < 600


DESCRIPTIONS = [
    ({"sizes": [2]}, "sizes"),
    ({"sizes": [2] * 14}, "sizes"),
    ({"sizes": [2, 17, 1]}, "sizes[1]"),
    ({"sizes": [0, 1]}, "sizes[0]"),
    ({"sizes": [2.5, 1]}, "sizes[0]"),
    ({"sizes": "2,3,1"}, "sizes"),
    ({"activations": "swish"}, "activations[0]"),
    ({"activations": ["relu"]}, "activations"),
    ({"activations": ["softmax", "relu"]}, "activations[0]"),
    ({"activations": 3}, "activations"),
    ({"activations": LONG}, "activations"),
    ({"loss": "hinge"}, "loss"),
    ({"loss": "binary_cross_entropy", "activations": "relu"}, "loss"),
    ({"bias": 1}, "bias"),
    ({"bias": "yes"}, "bias"),
    ({"seed": -1}, "seed"),
    ({"seed": 2**60}, "seed"),
    ({"weights": [[[1.0]]]}, "weights"),
    ({"bias": False, "biases": [[0, 0, 0], [0]]}, "biases"),
    ({"inputs": [[1, 2]] * 513, "targets": [[1]] * 513}, "inputs"),
    ({"problem": "moons"}, "problem"),
    ({"problem": "xor", "inputs": [[0, 0]]}, "problem"),
    ({"problem": "xor", "sizes": [3, 1]}, "problem"),
    ({"loss": "binary_cross_entropy", "targets": [[2.0]]}, "targets"),
    ({"name": "mine"}, "name"),
]


@pytest.mark.parametrize(("description", "field"), DESCRIPTIONS)
def test_a_description_that_cannot_be_built_makes_no_session(api: Api, description: dict[str, Any], field: str) -> None:
    before = api.client.app.state.services.store.count()  # type: ignore[attr-defined]
    answer = api.call("POST", "", description)
    problem = api.refused(answer, 422, "invalid-field")
    assert problem["field"] == field
    assert problem["limit"]
    assert len(answer.content) < 600
    assert api.client.app.state.services.store.count() == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body", [b"{", b'{"count": }', b"\xff\xfe", b"count=1", b"{'count': 1}", b"[" * 100_000, b'{"count": 1} x', b"01"]
)
def test_what_is_not_json_is_refused(api: Api, session: str, body: bytes) -> None:
    answer = send(api, session, "POST", STEP, body)
    api.refused(answer, 400, "malformed-json")
    assert len(answer.content) < 600


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "", "json"]
)
def test_another_type_than_json_is_refused(api: Api, session: str, kind: str) -> None:
    answer = api.client.post(f"{SESSIONS}/{session}/step", content=b'{"count": 1}', headers={"content-type": kind})
    api.refused(answer, 415, "wrong-media-type")


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]
)
def test_json_is_taken_under_all_its_names(api: Api, kind: str) -> None:
    session = api.new()["id"]
    answer = api.client.post(f"{SESSIONS}/{session}/step", content=b'{"count": 2}', headers={"content-type": kind})
    assert api.good(answer)["stage"]["index"] == 2


@pytest.mark.parametrize("bad", ["x", "A" * 24, "A" * 5000, "..", "%00", "%2e%2e", "é", "' OR 1=1 --", "work:A"])
def test_an_id_that_does_not_exist_is_not_found(api: Api, bad: str) -> None:
    for method, verb in (("GET", ""), ("DELETE", ""), ("POST", "/step"), ("POST", "/seek"), ("GET", "/gradient-check")):
        body = {"iteration": 0, "stage": 1} if verb == "/seek" else None
        answer = api.call(method, f"/{bad}{verb}", body)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert bad * 2 not in answer.text


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/sessions", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/sessions/"]
)
def test_an_unknown_address_below_api_is_not_found(api: Api, path: str) -> None:
    for method in ("GET", "POST"):
        api.refused(api.client.request(method, path, follow_redirects=False), 404, "not-found")


def test_an_unknown_verb_is_not_found(api: Api, session: str) -> None:
    for path in ("/jump", "/step/", "/step/again", "/"):
        api.refused(api.call("POST", f"/{session}{path}"), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "", "POST"),
        ("PUT", "/{id}", "DELETE, GET, PATCH"),
        ("GET", "/{id}/step", "POST"),
        ("POST", "/{id}/explain", "GET"),
        ("OPTIONS", "/{id}", "DELETE, GET, PATCH"),
    ],
)
def test_a_wrong_method_is_refused_with_those_allowed(
    api: Api, session: str, method: str, path: str, allowed: str
) -> None:
    answer = api.call(method, path.format(id=session))
    api.refused(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


def test_a_body_above_a_mebibyte_is_refused(api: Api, session: str) -> None:
    large = b'{"count": 1' + b" " * (1 << 20) + b"}"
    api.refused(send(api, session, "POST", STEP, large), 413, "body-too-large")

    def pieces() -> Iterator[bytes]:
        for at in range(0, len(large), 1 << 16):
            yield large[at : at + (1 << 16)]

    answer = api.client.post(f"{SESSIONS}/{session}/step", content=pieces(), headers=JSON)
    api.refused(answer, 413, "body-too-large")


def test_a_million_wrong_numbers_are_refused_as_fast_as_one(api: Api, session: str) -> None:
    body = b'{"inputs": [' + b",".join([b'["a"]'] * 170_000) + b"]}"
    assert len(body) < 1 << 20
    problem = api.refused(send(api, session, "PATCH", "/{id}", body), 422, "invalid-field")
    assert problem["field"] == "inputs[0][0]"
