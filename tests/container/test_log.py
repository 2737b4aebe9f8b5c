"""The log of a real server: one line per request, found by the request's id, with nothing about the client."""

import re
import socket
from pathlib import Path

import httpx2

from app.session.ids import new_id
from tests.container.servers import Server, serving
from tests.container.troubles import file_read_only

ADDRESS = "203.0.113.77"
FIELD = re.compile(r'([a-z]+)=("(?:[^"\\]|\\.)*"|\S*)')


def entries(log: Path) -> list[dict[str, str]]:
    """The lines of the log, each made only of fields."""
    lines = log.read_text().splitlines()
    assert all(re.fullmatch(rf"{FIELD.pattern}(?: {FIELD.pattern})*", line) for line in lines), lines
    return [dict(FIELD.findall(line)) for line in lines]


def test_each_request_is_one_line_with_its_id_and_nothing_about_the_client(tmp_path: Path) -> None:
    log = tmp_path / "log"
    store = f"sqlite:///{tmp_path}/s.sqlite3"
    server = Server(log, store=store, log_level="debug", workers=2, forwarded_allow_ips="127.0.0.1")
    with serving(server):
        log.write_text("")  # what it said at the start is of itself
        secrets = {ADDRESS, new_id()}
        answers = []
        headers = {"X-Forwarded-For": ADDRESS, "User-Agent": "Somebody/1.0"}
        with httpx2.Client(base_url=server.url, headers=headers, verify=False) as browser:
            answers.append(browser.post("/workbench/step", data={"version": "0"}))
            id_ = browser.cookies["session"]
            for method, path in (
                ("GET", "/?view=desk&name=Mallory"),
                ("GET", f"/api/v1/sessions/{id_}"),
                ("POST", f"/api/v1/sessions/{id_}/step"),
                ("GET", f"/api/v1/sessions/{new_id()}"),
                ("GET", f"/nothing/{id_}"),
                ("GET", "/static/dist/nothing.js"),
                ("POST", "/forget"),
            ):
                answers.append(browser.request(method, path))
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"nonsense from Mallory\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 400 ")
        server.stop()
    requests = {entry["request"]: entry for entry in entries(log) if entry["event"] == "request"}
    logged = [requests[answer.headers["x-request-id"]] for answer in answers]
    assert [int(entry["status"]) for entry in logged] == [answer.status_code for answer in answers]
    assert logged[0]["route"] == "/workbench/{name}"
    assert logged[2]["route"] == "/api/v1/sessions/{id}"
    text = log.read_text()
    for secret in (*secrets, id_, "127.0.0.1", "Mallory", "Somebody"):
        assert secret not in text


def test_the_page_and_the_problem_of_a_fault_lead_to_its_line(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with file_read_only(tmp_path) as (server, trouble, *_):
        server.log, server.settings["BACKPROP_LOG_LEVEL"] = log, "warning"
        with serving(server):
            with trouble():
                page = server.ask("POST", "/workbench/step", data={"version": "0"})
                problem = server.ask("POST", "/api/v1/sessions")
            server.stop()
    assert (page.status_code, problem.status_code) == (503, 503)
    assert page.headers["x-request-id"] in page.text
    assert problem.json()["request_id"] == problem.headers["x-request-id"]
    found = [(entry["request"], entry["why"]) for entry in entries(log)]
    why = '"the file is read-only (attempt to write a readonly database)"'
    assert found == [(answer.headers["x-request-id"], why) for answer in (page, problem)]
