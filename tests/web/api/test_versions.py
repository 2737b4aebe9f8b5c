"""ETag and If-Match: nobody's change is lost unseen."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.web.dependencies import services_of
from tests.web.api.conftest import SESSIONS, Api


def step(api: Api, session: str, tag: str) -> Response:
    return api.call("POST", f"/{session}/step", headers={"if-match": tag})


@pytest.fixture
def shown(api: Api) -> dict[str, Any]:
    return api.do(api.new()["id"], "step")  # at version 2


@pytest.mark.parametrize("tag", ['"2"', "*", ' "2" ', '"1", "2"', '"2","x"', 'W/"1", "2"', '"a b", "2"'])
def test_a_change_to_the_present_version_is_made(api: Api, shown: dict[str, Any], tag: str) -> None:
    answer = step(api, shown["id"], tag)
    if " b" in tag:
        api.refused(answer, 400, "malformed-precondition")  # a tag holds no space
    else:
        assert api.good(answer)["version"] == 3
        assert answer.headers["etag"] == '"3"'


@pytest.mark.parametrize(
    "tag", ['"1"', '"3"', 'W/"2"', '"02"', '"+2"', '"2.0"', '"two"', '""', '"1", "3"', f'"{"9" * 400}"']
)
def test_a_change_to_another_version_is_refused_and_changes_nothing(api: Api, shown: dict[str, Any], tag: str) -> None:
    problem = api.refused(step(api, shown["id"], tag), 412, "stale-version")
    assert "2" in problem["detail"]
    assert api.get(shown["id"]) == shown


@pytest.mark.parametrize("tag", ["2", "", '"2', '2"', "'2'", '*, "2"', '"1" "2"', '"1",', "W/2", 'w/"2"', "**", "null"])
def test_what_is_no_tag_is_refused_and_changes_nothing(api: Api, shown: dict[str, Any], tag: str) -> None:
    api.refused(step(api, shown["id"], tag), 400, "malformed-precondition")
    assert api.get(shown["id"]) == shown


def test_several_if_match_headers_are_one_list(api: Api, shown: dict[str, Any]) -> None:
    url = f"{SESSIONS}/{shown['id']}/step"
    api.refused(
        api.client.post(url, headers=[("If-Match", '"1"'), ("If-Match", '"9"')]),
        412,
        "stale-version",
    )
    api.good(api.client.post(url, headers=[("If-Match", '"1"'), ("If-Match", '"2"')]))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/step", {"count": 2}),
        ("POST", "/step", {"by": "iteration", "count": 9}),
        ("POST", "/back", None),
        ("POST", "/forward", None),
        ("POST", "/backward", None),
        ("POST", "/update", None),
        ("POST", "/train", {"iterations": 20}),
        ("POST", "/seek", {"iteration": 3, "stage": 2}),
        ("PATCH", "", {"learning_rate": 0.2}),
        ("DELETE", "", None),
    ],
)
def test_every_change_respects_if_match(api: Api, shown: dict[str, Any], method: str, path: str, body: Any) -> None:
    address = f"/{shown['id']}{path}"
    api.refused(api.call(method, address, body, headers={"if-match": '"1"'}), 412, "stale-version")
    assert api.get(shown["id"]) == shown
    assert api.call(method, address, body, headers={"if-match": '"2"'}).status_code in {200, 204}


def test_a_missing_session_is_not_found_rather_than_stale(api: Api) -> None:
    for tag in ('"1"', "*", '"1", "2"'):
        api.refused(step(api, "A" * 24, tag), 404, "no-such-session")


def test_of_many_changes_to_one_version_one_is_made(api: Api, shown: dict[str, Any]) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = [*threads.map(lambda _: step(api, shown["id"], '"2"').status_code, range(24))]
    assert sorted(answers) == [200] + [412] * 23
    assert api.get(shown["id"])["stage"]["index"] == 2


def test_of_many_changes_to_any_version_all_are_made(api: Api, served: TestClient, shown: dict[str, Any]) -> None:
    store = services_of(served.app).store  # type: ignore[arg-type]
    sessions = store.count()
    with ThreadPoolExecutor(8) as threads:
        answers = [*threads.map(lambda _: api.call("POST", f"/{shown['id']}/step").status_code, range(25))]
    assert answers == [200] * 25
    now = api.get(shown["id"])
    assert (now["iteration"], now["stage"]["index"]) == (2, 6)
    assert now["version"] == 27
    assert store.count() == sessions
