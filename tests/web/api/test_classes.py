"""Classes over the API: a whole lesson, what each may see, and what is refused."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import Api

CLASSES = "/api/v1/classes"
HIDDEN_ERROR = 8


class Caller:
    """One who calls about a class, with a secret or without."""

    def __init__(self, api: Api, code: str, secret: str = "") -> None:
        self.api = api
        self.code = code
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def call(self, method: str, path: str = "", body: Any = None, **more: Any) -> Any:
        headers = {**self.headers, **more.pop("headers", {})}
        return self.api.client.request(method, f"{CLASSES}/{self.code}{path}", json=body, headers=headers, **more)

    def good(self, method: str, path: str = "", body: Any = None, status: int = 200) -> dict[str, Any]:
        return self.api.good(self.call(method, path, body), status)


@pytest.fixture
def opened(api: Api) -> dict[str, Any]:
    return api.good(api.client.post(CLASSES, json={}), 201)


@pytest.fixture
def leader(api: Api, opened: dict[str, Any]) -> Caller:
    found = Caller(api, opened["code"], opened["secret"])
    found.good("POST", "/seek", {"iteration": 0, "stage": HIDDEN_ERROR - 1})
    return found


def join(leader: Caller) -> tuple[Caller, dict[str, Any]]:
    joined = Caller(leader.api, leader.code).good("POST", "/members", {}, 201)
    return Caller(leader.api, leader.code, joined["secret"]), joined


def test_a_class_is_opened_with_its_secret_shown_once(api: Api) -> None:
    answer = api.client.post(CLASSES, json={"network": {"sizes": [1, 2, 1]}, "language": "ru"})
    body = api.good(answer, 201)
    assert answer.headers["location"] == f"{CLASSES}/{body['code']}"
    assert body["state"]["snapshot"]["network"]["sizes"] == [1, 2, 1]
    again = Caller(api, body["code"], body["secret"]).good("GET")
    assert again == body["state"]
    assert body["secret"] not in json.dumps(again)


def test_anybody_learns_only_that_it_is_open(api: Api, leader: Caller) -> None:
    stranger = Caller(api, leader.code)
    assert stranger.good("GET") == {"open": True, "locked": False}
    leader.good("PATCH", body={"locked": True})
    assert stranger.good("GET") == {"open": True, "locked": True}
    api.refused(stranger.call("POST", "/members", {}), 409, "class-locked")


def test_who_cannot_get_a_session_does_not_join(client_of: Callable[..., TestClient]) -> None:
    """Nobody would learn the secret of such a member."""
    client = client_of(max_sessions=1)
    opened = client.post(CLASSES, json={"network": {"sizes": [1, 2, 1]}}).json()
    client.post("/api/v1/sessions")
    here, mine = f"{CLASSES}/{opened['code']}", {"Authorization": f"Bearer {opened['secret']}"}
    assert client.post(f"{here}/members", json={}).status_code == 503
    assert client.get(f"{here}/members", headers=mine).json()["members"] == []


def test_at_an_old_version_nothing_in_a_class_is_changed(api: Api, leader: Caller) -> None:
    member, joined = join(leader)
    leader.good("POST", "/step", {})
    old = {"If-Match": '"1"'}
    assert Caller(api, leader.code).call("POST", "/members", {}, headers=old).status_code == 412
    assert member.call("PUT", "/hand", {"raised": True}, headers=old).status_code == 412
    assert leader.call("DELETE", f"/members/{joined['alias']}", headers=old).status_code == 412
    assert leader.call("DELETE", headers=old).status_code == 412
    (only,) = leader.good("GET", "/members")["members"]
    assert only["hand"] is None
    present = {"If-Match": leader.call("GET").headers["etag"]}
    assert member.call("PUT", "/hand", {"raised": True}, headers=present).status_code == 200
    assert leader.call("DELETE", headers=present).status_code == 204


def test_a_whole_question_from_asking_to_the_summary(api: Api, leader: Caller) -> None:
    (one, first), (two, _) = join(leader), join(leader)
    asked = leader.good("POST", "/question", {"kind": "number", "quantity": "Eh", "unit": 1}, 201)
    assert asked["question"]["text"] == "What is Eh2?"
    assert asked["question"]["correct"] == 0
    seen = one.good("GET")
    assert (seen["alias"], seen["answered"]) == (first["alias"], False)
    assert seen["question"]["correct"] is None
    assert one.good("POST", "/answer", {"text": "-0.385"}) == {"accepted": True, "tries": 1}
    assert two.good("POST", "/answer", {"text": "0"}) == {"accepted": True, "tries": 1}
    answer = one.good("GET")["answer"]
    assert answer == {"text": "-0.385", "tries": 1}
    counted = leader.good("GET", "/answers")["rounds"]
    assert counted == [{"members": 2, "answered": 2, "right": 1, "slips": {"slope-left-out": 1}, "other": 0}]
    assert leader.good("POST", "/question/again", {}, 201)["question"]["round"] == 2
    one.good("POST", "/answer", {"text": "0"})
    shown = leader.good("POST", "/reveal", {})
    assert shown["stage"] == HIDDEN_ERROR
    own = one.good("GET")
    assert own["answer"] == {"text": "0", "tries": 1, "right": True, "slip": None}
    assert own["question"]["correct"] == 0
    api.refused(two.call("POST", "/answer", {"text": "1"}), 409, "no-question")
    rows = leader.good("GET", "/summary")["answers"]
    assert [(row["round"], row["answer"], row["right"], row["slip"]) for row in rows].count(
        (1, "-0.385", False, "slope-left-out")
    ) == 1
    table = leader.call("GET", "/summary?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.strip().splitlines()) == 1 + len(rows) == 4


def test_steps_wait_for_the_reveal_and_the_line_asks_by_itself(api: Api, leader: Caller) -> None:
    leader.good("POST", "/question", {}, 201)
    for path in ("/step", "/back", "/forward", "/backward", "/update", "/restart"):
        api.refused(leader.call("POST", path, {}), 409, "question-open")
    leader.good("POST", "/reveal", {})
    assert leader.good("POST", "/step", {})["stage"] == HIDDEN_ERROR + 1
    assert leader.good("POST", "/restart", {})["stage"] == 0


def test_at_free_pace_nothing_is_asked_and_the_own_session_counts(api: Api, leader: Caller) -> None:
    _, joined = join(leader)
    leader.good("PATCH", body={"mode": "free"})
    api.refused(leader.call("POST", "/question", {}), 409, "not-leading")
    assert api.get(joined["session"])["stage"]["index"] == HIDDEN_ERROR - 1
    (row,) = leader.good("GET", "/members")["members"]
    assert (row["alias"], row["hand"]) == (joined["alias"], None)


def test_a_hand_goes_up_and_down(leader: Caller) -> None:
    member, _ = join(leader)
    assert member.good("PUT", "/hand", {"raised": True})["hand"] is True
    assert leader.good("GET", "/members")["members"][0]["hand"] is not None
    assert member.good("PUT", "/hand", {"raised": False})["hand"] is False


def test_a_removed_member_is_refused(api: Api, leader: Caller) -> None:
    member, joined = join(leader)
    assert leader.call("DELETE", f"/members/{joined['alias']}").status_code == 204
    api.refused(member.call("POST", "/answer", {"text": "0"}), 403, "not-a-member")
    api.refused(leader.call("DELETE", f"/members/{joined['alias']}"), 403, "not-a-member")
    api.refused(leader.call("DELETE", "/members/Nobody"), 403, "not-a-member")


def test_another_network_is_put_in_place_and_too_large_ones_are_refused(api: Api, leader: Caller) -> None:
    put = leader.good("PUT", "/network", {"sizes": [2, 2, 1], "own_numbers": True})
    assert (put["stage"], put["snapshot"]["network"]["sizes"]) == (0, [2, 2, 1])
    api.refused(leader.call("PUT", "/network", {"sizes": [0]}), 422, "invalid-field")


def test_a_change_of_an_old_version_is_refused(api: Api, leader: Caller) -> None:
    version = leader.good("GET")["version"]
    leader.good("POST", "/step", {})
    api.refused(leader.call("POST", "/step", {}, headers={"If-Match": f'"{version}"'}), 412, "stale-version")
    assert leader.call("POST", "/step", {}, headers={"If-Match": f'"{version + 1}"'}).status_code == 200


def test_ending_leaves_nothing(api: Api, leader: Caller) -> None:
    member, joined = join(leader)
    assert leader.call("DELETE").status_code == 204
    for caller in (leader, member, Caller(api, leader.code)):
        api.refused(caller.call("GET"), 404, "no-such-class")
    api.refused(api.call("GET", f"/{joined['session']}"), 404, "no-such-session")


def test_a_call_without_a_secret_is_unauthorized(api: Api, leader: Caller) -> None:
    answer = Caller(api, leader.code).call("POST", "/step", {})
    api.refused(answer, 401, "no-secret")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_stream_begins_with_the_present_state(leader: Caller) -> None:
    url = f"{CLASSES}/{leader.code}/events"
    with leader.api.client.stream("GET", url, headers={**leader.headers, "Accept-Encoding": "identity"}) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = _lines(stream.iter_lines())
        assert next(lines) == "event: state"
        found = json.loads(next(lines).removeprefix("data: "))
        assert found["code"] == leader.code
        leader.good("DELETE".replace("DELETE", "POST"), "/step", {})


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (line for line in lines if line.startswith(("event:", "data:")))
