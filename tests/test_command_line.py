import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app import __main__ as command_line
from app.settings import SETTINGS, read_settings, variable

ROOT = Path(__file__).parent.parent


def command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BACKPROP_")}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env={**kept, "BACKPROP_OPEN_BROWSER": "0", **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/sessions.sqlite3"


def test_help_names_every_option() -> None:
    answer = command("--help")
    assert answer.returncode == 0
    for option in ("--host", "--port", "--workers", "--store", "--log-level"):
        assert option in answer.stdout


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"BACKPROP_PORT": "http"}, "BACKPROP_PORT is 'http'"),
        ({"BACKPROP_STORE": "sqlite:////dev/null/sessions.sqlite3"}, "BACKPROP_STORE"),
        ({"BACKPROP_STORE": "redis://host/zero"}, "BACKPROP_STORE"),
    ],
)
def test_an_invalid_setting_stops_the_start_with_one_line(environ: dict[str, str], words: str) -> None:
    answer = command(**environ)
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert words in answer.stderr
    assert answer.stdout == ""


def test_a_port_in_use_stops_the_start_with_one_line(store: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = command("--port", str(port), "--store", store)
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert str(port) in answer.stderr
    assert "--port" in answer.stderr


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_prints_its_address_answers_there_and_stops_on_a_signal(store: str, workers: str) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "--port", "0", "--workers", workers, "--store", store],
        cwd=ROOT,
        env={**os.environ, "BACKPROP_OPEN_BROWSER": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
            assert answer.status == 200
            assert answer.read() == b'{"status":"ok"}'
        server.terminate()
        server.communicate(timeout=15)
    finally:
        server.kill()
        server.communicate()


def test_numpy_gets_one_thread_by_default(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*command_line.NUMPY_THREADS, "BACKPROP_STORE", "BACKPROP_PORT"):
        monkeypatch.setenv(name, "")  # so that what is set here is undone
        monkeypatch.delenv(name)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    command_line.export_settings(read_settings({"BACKPROP_STORE": store, "BACKPROP_OPEN_BROWSER": "0"}))
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "3"
    assert os.environ["BACKPROP_STORE"] == store


def test_workers_read_the_settings_of_the_command_line(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings({"BACKPROP_STORE": store, "BACKPROP_OPEN_BROWSER": "0", "BACKPROP_IDLE_DAYS": "0.25"})
    for name in SETTINGS:
        monkeypatch.setenv(variable(name), "")
    command_line.export_settings(settings)
    assert read_settings(os.environ) == settings


@pytest.mark.parametrize(
    ("platform", "environ", "desktop"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_browser_is_opened_on_a_desktop(platform: str, environ: dict[str, str], desktop: bool) -> None:
    assert command_line.has_desktop(environ, platform) is desktop


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def healthy_server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_browser_opens_the_page_once_the_server_answers(
    healthy_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    command_line.open_when_ready(healthy_server)
    assert opened == [healthy_server]


def test_no_browser_is_opened_if_no_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute_port = mute.getsockname()[1]
    command_line.open_when_ready(f"http://127.0.0.1:{mute_port}", patience=0.3)
    assert opened == []
