"""The set-up of `compose.yaml`'s profile `scale`, without containers: three servers and one store."""

import signal
import time

from tests.container.servers import Server, serving
from tests.store.conftest import RedisServer


def test_a_session_goes_on_when_the_server_of_it_is_killed(redis: RedisServer) -> None:
    servers = [Server(store=redis.url) for _ in range(3)]
    with serving(*servers):
        session = servers[0].ask("POST", "/api/v1/sessions").json()
        path = f"/api/v1/sessions/{session['id']}"
        for _ in range(4):
            session = servers[0].ask("POST", f"{path}/step").json()
        servers[0].kill()
        assert servers[1].ask("GET", path).json() == session
        on = servers[1].ask("POST", f"{path}/step", headers={"If-Match": f'"{session["version"]}"'}).json()
        assert on["stage"]["index"] == 5
        servers[1].kill()
        assert servers[2].ask("GET", path).json() == on


def test_the_page_goes_on_too(redis: RedisServer) -> None:
    servers = [Server(store=redis.url) for _ in range(2)]
    with serving(*servers):
        made = servers[0].ask("POST", "/workbench/step", data={"version": "0"})
        servers[0].kill()
        page = servers[1].ask("GET", "/", session=made.cookies["session"])
        assert 'data-version="1"' in page.text
        assert 'data-stage-index="1"' in page.text


def test_a_stopped_store_is_told_in_words_and_nothing_is_half_done(redis: RedisServer) -> None:
    server = Server(store=redis.url)
    with serving(server):
        before = server.ask("POST", "/api/v1/sessions").json()
        path = f"/api/v1/sessions/{before['id']}"
        redis.stop()
        step = server.ask("POST", f"{path}/step")
        assert (step.status_code, step.json()["type"]) == (503, "/problems/store-unavailable")
        assert int(step.headers["retry-after"]) > 0
        page = server.ask("GET", "/", session=before["id"])
        assert page.status_code == 503
        assert "The server cannot keep sessions now" in page.text
        assert server.ask("GET", "/readyz").status_code == 503
        assert server.ask("GET", "/healthz").status_code == 200
        assert server.ask("GET", "/").status_code == 200
        redis.start()
        server.until("/readyz", 200)
        assert server.ask("GET", path).json() == before
        assert server.ask("POST", f"{path}/step").json()["version"] == before["version"] + 1


def test_a_store_that_does_not_answer_holds_up_nobody_else(redis: RedisServer) -> None:
    server = Server(store=redis.url)
    with serving(server):
        session = server.ask("POST", "/api/v1/sessions").json()
        redis.send(signal.SIGSTOP)
        begun = time.monotonic()
        assert server.ask("POST", f"/api/v1/sessions/{session['id']}/step").status_code == 503
        assert time.monotonic() - begun < 5
        redis.send(signal.SIGCONT)
        server.until("/readyz", 200)
        now = server.ask("GET", f"/api/v1/sessions/{session['id']}").json()
        # the answer to the step was lost: it was done or not, but not by half
        assert (now["version"], now["stage"]["index"]) in {(1, 0), (2, 1)}


def test_a_full_store_refuses_and_keeps_what_it_has(redis: RedisServer) -> None:
    server = Server(store=redis.url)
    with serving(server):
        before = server.ask("POST", "/api/v1/sessions").json()
        path = f"/api/v1/sessions/{before['id']}"
        with redis.client as client:
            client.config_set("maxmemory-policy", "noeviction")
            client.config_set("maxmemory", 1)
        assert server.ask("POST", f"{path}/step").status_code == 503
        assert server.ask("POST", "/api/v1/sessions").status_code == 503
        assert server.ask("GET", path).json() == before
        with redis.client as client:
            client.config_set("maxmemory", 0)
        assert server.ask("POST", f"{path}/step").status_code == 200
