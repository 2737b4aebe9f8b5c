"""The program as separate processes, as in production."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).parents[2]

LARGEST = {
    "sizes": [16] * 13,
    "activations": "tanh",
    "inputs": [[(i * j) % 7 / 7 for i in range(16)] for j in range(512)],
    "targets": [[0.1] * 16] * 512,
    "learning_rate": 0.001,
}
"""The largest network and batch that the program accepts."""


class Server:
    """A server with these settings, on a port that it chooses and keeps; its output goes to the file `log`."""

    def __init__(self, log: Path | None = None, program: Sequence[str] = ("-m", "app"), **settings: object) -> None:
        self.log = log or Path(os.devnull)
        self.program = program
        self.folder = ROOT  # where the program is, whose Python is ours
        self.settings = {f"BACKPROP_{name.upper()}": str(value) for name, value in settings.items()}
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BACKPROP_")}
        quiet = {"BACKPROP_OPEN_BROWSER": "0", "BACKPROP_LOG_LEVEL": "error", "BACKPROP_PORT": str(self.port)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program],
                cwd=self.folder,
                env={**inherited, "PYTHONPATH": str(self.folder), **quiet, **self.settings},
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        found = re.search(r"http://[^ ]*:(\d+)", line)
        assert found is not None, f"the server says {line!r}"
        self.port = int(found[1])
        self.until("/healthz", 200)
        return self

    def ask(
        self, method: str, path: str, *, timeout: float = 30, session: str | None = None, **more: Any
    ) -> httpx2.Response:
        cookies = {"session": session} if session else None
        with httpx2.Client(base_url=self.url, timeout=timeout, cookies=cookies, verify=False) as client:
            return client.request(method, path, **more)

    def until(self, path: str, status: int, patience: float = 15) -> httpx2.Response:
        """The answer once it has this status."""
        end = time.monotonic() + patience
        while True:
            try:
                answer = self.ask("GET", path)
            except httpx2.TransportError:
                answer = None
            if answer is not None and answer.status_code == status:
                return answer
            assert time.monotonic() < end, f"{path} does not answer {status}"
            time.sleep(0.03)

    def kill(self) -> None:
        """Kill the server and its workers, without a chance to clean up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate(timeout=30)
            self.process = None

    def stop(self, patience: float = 30) -> int:
        """Stop the server and return its exit status. Raises `subprocess.TimeoutExpired` if it takes longer."""
        assert self.process is not None
        self.process.terminate()
        return self.ended(patience)

    def ended(self, patience: float = 30) -> int:
        """The exit status, once the server has stopped."""
        assert self.process is not None
        self.process.communicate(timeout=patience)
        status, self.process = self.process.returncode, None
        return status


def until(true: Callable[[], object], patience: float = 15) -> None:
    """Wait until the condition holds."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.03)


def under_way(server: Server, id_: str) -> bool:
    """Whether the page of that session shows long work."""
    return "progress" in server.ask("GET", "/workbench/work", session=id_).text


def free_port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(*servers: Server) -> Iterator[None]:
    """Run servers; kill those that still run at the end."""
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.kill()
