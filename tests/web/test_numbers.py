"""Every form of a number through every way in: never a 500, the error names the field, the session is unchanged."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.view.lessons.catalogue import LESSONS
from app.view.words import numbers
from app.web.html.notices import LABELS

FORMS = (
    *("NaN", "nan", "Infinity", "-Infinity", "inf", "1e999", "-1e999", "-0", "-1", "0x1", "1e-400", "1.5", "1,5"),
    *("١", "１", "²", "−1", "1_000", "1 000", "1/3", "1/0", "", " ", "true", "false", "null", "one", "0" * 64),
    *("9" * 17, "9" * 400, "9" * 100_000, "0." + "1" * 100_000, "1e5000", "\x00", "+", ".", "[]", "{}"),
)
HX = {"HX-Request": "true"}
JSON = {"content-type": "application/json"}
Client = Callable[..., TestClient]

pytestmark = pytest.mark.slow


@pytest.fixture
def client(client_of: Client) -> TestClient:
    return client_of(session_rate=0, address_rate=0, new_sessions=0)


@pytest.fixture
def session(client: TestClient) -> Iterator[str]:
    """A browser's session in the middle of an iteration, which must be as it was in the end."""
    client.post("/workbench/step", data={"count": "7"})
    id_ = client.cookies["session"]
    before = client.get(f"/api/v1/sessions/{id_}").json()
    yield id_
    assert client.get(f"/api/v1/sessions/{id_}").json() == before


def is_a_json_number(text: str) -> bool:
    """Whether JSON (RFC 8259, 6) has this as a number that a float64 can hold."""
    return (
        re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", text, re.ASCII) is not None and abs(float(text)) < 1e308
    )


BODIES = [
    ("PATCH", "/{id}", '{"learning_rate": %s}', "learning_rate"),
    ("PATCH", "/{id}", '{"weights": [[[%s, 0, 0], [0, 0, 0]], [[0], [0], [0]]]}', "weights[0][0][0]"),
    ("PATCH", "/{id}", '{"biases": [[0, %s, 0], [0]]}', "biases[0][1]"),
    ("PATCH", "/{id}", '{"inputs": [[0, %s]]}', "inputs[0][1]"),
    ("PATCH", "/{id}", '{"targets": [[%s]]}', "targets[0][0]"),
    ("POST", "", '{"learning_rate": %s}', "learning_rate"),
    ("POST", "", '{"sizes": [2, %s, 1]}', "sizes[1]"),
    ("POST", "", '{"seed": %s}', "seed"),
    ("POST", "", '{"inputs": [[1, %s]], "targets": [[1]]}', "inputs[0][1]"),
    ("POST", "/{id}/step", '{"count": %s}', "count"),
    ("POST", "/{id}/back", '{"count": %s}', "count"),
    ("POST", "/{id}/train", '{"iterations": %s}', "iterations"),
    ("POST", "/{id}/seek", '{"iteration": %s, "stage": 0}', "iteration"),
    ("POST", "/{id}/seek", '{"iteration": 0, "stage": %s}', "stage"),
]


@pytest.mark.parametrize(("method", "path", "body", "field"), BODIES)
def test_json_takes_numbers_of_json_alone(
    client: TestClient, session: str, method: str, path: str, body: str, field: str
) -> None:
    for form in FORMS:
        for text in (form, json.dumps(form)):
            if is_a_json_number(text) or text == "null" or (text.strip() in {"", "1,5"} and "[" in body):
                continue  # JSON that may be meant, see test_bad_input
            answer = client.request(
                method, "/api/v1/sessions" + path.format(id=session), content=(body % text).encode(), headers=JSON
            )
            refused_by_the_api(answer, field, text)


def refused_by_the_api(answer: Response, field: str, text: str) -> None:
    problem = answer.json()
    if answer.status_code == 400:
        assert problem["type"] == "/problems/malformed-json", text[:80]
    else:
        assert answer.status_code == 422, text[:80]
        assert problem["field"] == field, text[:80]
        assert problem["limit"]
    assert len(answer.content) < 600


@pytest.mark.parametrize("field", ["layer", "sample", "unit", "input"])
def test_a_query_of_the_api_takes_whole_numbers_alone(client: TestClient, session: str, field: str) -> None:
    usual = {"quantity": "Wh", "layer": "1", "sample": "0", "unit": "0", "input": "0"}
    for form in FORMS:
        if form in {"-0", "0" * 64, "1_000"}:
            continue
        answer = client.get(f"/api/v1/sessions/{session}/explain", params={**usual, field: form[:5000]})
        assert answer.status_code == 422, form[:80]
        assert answer.json()["field"] == field, form[:80]


EDITS = [("W.1.0.0", "W.1.0.0"), ("B.1.0", "B.1.0"), ("X.0.1", "X.0.1"), ("Y.0.0", "Y.2.0"), ("learning_rate", "")]


@pytest.mark.parametrize(("field", "key"), EDITS)
@pytest.mark.parametrize("headers", [HX, {}])
def test_an_invalid_number_is_reported_beside_its_field(
    client: TestClient, session: str, field: str, key: str, headers: dict[str, str]
) -> None:
    for form in filter(unreadable, FORMS):
        sent = {field: form, **({"q": key} if key else {})}
        answer = client.post("/workbench/edit", data=sent, headers=headers)
        assert answer.status_code == 422, form[:80]
        assert 'aria-invalid="true"' in answer.text, form[:80]


def unreadable(form: str) -> bool:
    try:
        numbers.parse(form)
    except ValueError:
        return True
    return False


NETWORK = {
    "size.0": "2",
    "size.1": "3",
    "size.2": "1",
    "activation": "relu",
    "output": "relu",
    "bias": "1",
    "seed": "7",
    "loss": "half_squared_error",
    "learning_rate": "0.1",
    "problem": "own",
    "X.0.0": "1",
    "X.0.1": "1",
    "Y.0.0": "1",
}


@pytest.mark.parametrize("field", ["size.1", "seed", "learning_rate", "X.0.1", "Y.0.0"])
def test_a_network_is_not_built_with_what_cannot_be_read(client: TestClient, session: str, field: str) -> None:
    for form in FORMS:
        readable = not unreadable(form) and (field[0] in "XY" or (field == "learning_rate" and numbers.parse(form) > 0))
        if readable or (field == "seed" and form.strip() in {"", "0" * 64}):
            continue
        answer = client.post("/workbench/network", data={**NETWORK, field: form}, headers=HX)
        assert answer.status_code == 422, form[:80]
        assert f'id="wrong-{field}"' in answer.text, form[:80]
        assert client.post("/workbench/settings", data={**NETWORK, field: form, "change": "row"}).status_code == 200


PLACES = [
    *(("step", "count"), ("back", "count"), ("train", "iterations"), ("seek", "iteration"), ("seek", "stage")),
    *(("step", "version"), ("update", "version"), ("edit", "version"), ("network", "version")),
]


@pytest.mark.parametrize(("verb", "field"), PLACES)
@pytest.mark.parametrize("headers", [HX, {}])
def test_how_far_to_go_is_a_whole_number_or_nothing_is_done(
    client: TestClient, session: str, verb: str, field: str, headers: dict[str, str]
) -> None:
    sent = {"edit": {"learning_rate": "0.2"}, "network": NETWORK}.get(verb, {})
    for form in FORMS:
        if form == "0" * 64 or (form == "-1" and field == "version"):
            continue
        answer = client.post(f"/workbench/{verb}", data={**sent, field: form}, headers=headers)
        assert answer.status_code == 422, form[:80]
        assert f"<p>{LABELS.get(field, field)}: a whole number.</p>" in answer.text, form[:80]


LENS = [
    "/?sample=",
    "/?unit=",
    "/?unit=1.",
    "/?level=",
    "/?view=",
    "/workbench?sample=",
    "/workbench/explain?q=Zh&sample=",
]


@pytest.mark.parametrize("path", LENS)
@pytest.mark.parametrize("headers", [HX, {}])
def test_an_address_of_the_workbench_always_shows_something(
    client: TestClient, session: str, path: str, headers: dict[str, str]
) -> None:
    for form in FORMS:
        answer = client.get(path + urlencode({"": form[:5000]})[1:], headers=headers)
        assert answer.status_code in {200, 404}, form[:80]


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_shows_something_whatever_its_address_holds(client: TestClient, slug: str) -> None:
    names = set(re.findall(r'<(?:input|select|button)[^>]* name="([\w.]+)"', client.get(f"/lessons/{slug}").text))
    assert names
    for form in FORMS:
        answer = client.get(f"/lessons/{slug}", params=dict.fromkeys(sorted(names), form[:300]))
        assert answer.status_code == 200, form[:80]
        assert "NaN" not in answer.text.replace('value="NaN"', "") or form == "NaN"


IF_MATCH = [f'"{form}"' for form in FORMS] + list(FORMS)


def test_if_match_is_this_version_or_nothing_is_done(client: TestClient, session: str) -> None:
    for form in IF_MATCH:
        text = form[:5000].encode()
        answer = client.post(f"/api/v1/sessions/{session}/step", headers={b"If-Match": text})
        assert answer.status_code in {400, 412}, form[:80]


HEADERS = ["accept-language", "cookie", "range", "if-none-match", "if-modified-since", "x-forwarded-for", "user-agent"]


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("path", ["/", "/static/dist/app.js", "/static/icon.svg", "/lessons/chain-rule", "/readyz"])
def test_a_number_in_a_header_breaks_nothing(client: TestClient, name: str, path: str) -> None:
    frames = {"accept-language": "ru;q=%s", "cookie": "session=%s; speed=%s", "range": "bytes=%s-%s"}
    frame = frames.get(name, "%s")
    for form in FORMS:
        value = frame.replace("%s", form[:2000]).encode()
        answer = client.get(path, headers={name.encode(): value})
        assert answer.status_code < 500, form[:80]
