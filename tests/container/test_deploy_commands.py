"""The commands in the administrators' documentation, run as written."""

import re
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tests.container.servers import ROOT, Server, serving
from tests.store.conftest import RedisServer

SECTIONS = dict(part.partition("\n")[::2] for part in (ROOT / "docs" / "deploy.md").read_text().split("\n## ")[1:])


def commands(section: str) -> list[str]:
    """The commands of a section."""
    return re.findall(r"^ {4}(\S.*)$", SECTIONS[section], re.MULTILINE)


def settings(section: str) -> dict[str, Any]:
    """The settings in a section, by name, without their comments."""
    found = re.findall(r"^ {4}BACKPROP_(\w+)=(\S+)", SECTIONS[section], re.MULTILINE)
    return {name.lower(): value for name, value in found}


def run(command: str, places: dict[str, Path]) -> None:
    """Run a command in a shell, with these folders instead of those that it names."""
    for name, folder in places.items():
        command = command.replace(f"{name}/", f"{folder}/")
    subprocess.run(re.sub(r"^python\b", sys.executable, command), shell=True, check=True)


def test_a_backup_can_be_made_during_steps_and_restored(tmp_path: Path) -> None:
    places = {"/data": tmp_path / "data", "/backup": tmp_path / "backup"}
    for folder in places.values():
        folder.mkdir()
    back_up, *restore = commands("Backup")
    server, enough = Server(store=f"sqlite://{places['/data']}/sessions.sqlite3", session_rate=0), Event()
    with serving(server):
        path = f"/api/v1/sessions/{server.ask('POST', '/api/v1/sessions').json()['id']}"

        def step() -> None:
            while not enough.is_set():
                server.ask("POST", f"{path}/step")

        stepping = Thread(target=step)
        stepping.start()
        before = server.ask("GET", path).json()["version"]
        run(back_up, places)
        after = server.ask("GET", path).json()["version"]
        enough.set()
        stepping.join()
        lost = server.ask("POST", "/api/v1/sessions").json()["id"]
        assert server.stop() == 0
        for command in restore:
            run(command, places)
        server.start()
        assert before <= server.ask("GET", path).json()["version"] <= after
        assert server.ask("GET", f"/api/v1/sessions/{lost}").status_code == 404
        assert server.ask("POST", f"{path}/step").status_code == 200


def test_a_laptop_serves_a_class_and_warns_that_cookies_are_not_encrypted(tmp_path: Path) -> None:
    line = next(line for line in commands("A laptop in class") if line.startswith("python "))
    log = tmp_path / "log"
    server = Server(log, line.split()[1:], store=f"sqlite:///{tmp_path}/s.sqlite3")
    with serving(server):
        assert "cookies are sent without encryption" in log.read_text()


def test_the_settings_for_https_keep_browsers_on_https(tmp_path: Path) -> None:
    given = settings("HTTPS")
    given["forwarded_allow_ips"] += ",127.0.0.1"  # the proxy of this test
    server = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", **given)
    with serving(server):
        step = server.ask("POST", "/workbench/step", data={"version": "0"}, headers={"X-Forwarded-For": "203.0.113.5"})
        assert "; Secure" in step.headers["set-cookie"]
        assert step.headers["strict-transport-security"].startswith("max-age=")


def test_the_settings_for_several_machines_work(redis: RedisServer) -> None:
    given = dict(line.split() for line in commands("Several machines") if len(line.split()) == 2)
    assert set(given) == {"maxmemory-policy", "appendonly"}
    with redis.client as admin:
        for name, value in given.items():
            admin.config_set(name, value)
            assert admin.config_get(name) == {name: value}


def test_the_program_is_served_below_a_path_of_another_site(tmp_path: Path) -> None:
    given = settings("Behind a sub-path")
    with serving(server := Server(store=f"sqlite:///{tmp_path}/s.sqlite3", **given)):
        for path in (f"{given['root_path']}/", "/"):  # the proxy may cut the path off or leave it
            assert f'href="{given["root_path"]}/lessons"' in server.ask("GET", path).text
