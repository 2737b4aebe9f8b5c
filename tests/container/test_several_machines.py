"""The setup of `compose.yaml`'s profile `scale`, without containers: three servers and one store."""

from tests.container.servers import Server, serving
from tests.store.conftest import RedisServer


def test_a_session_survives_the_death_of_its_server(redis: RedisServer) -> None:
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


def test_the_page_survives_it_too(redis: RedisServer) -> None:
    servers = [Server(store=redis.url) for _ in range(2)]
    with serving(*servers):
        made = servers[0].ask("POST", "/workbench/step", data={"version": "0"})
        servers[0].kill()
        page = servers[1].ask("GET", "/", session=made.cookies["session"])
        assert 'data-version="1"' in page.text
        assert 'data-stage-index="1"' in page.text
