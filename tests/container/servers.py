"""The program in processes of its own, as in production."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).parents[2]


class Server:
    """One server, on a port that it chooses and keeps, with these settings."""

    def __init__(self, **settings: object) -> None:
        self.settings = {f"BACKPROP_{name.upper()}": str(value) for name, value in settings.items()}
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BACKPROP_")}
        quiet = {"BACKPROP_OPEN_BROWSER": "0", "BACKPROP_LOG_LEVEL": "error", "BACKPROP_PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app"],
            cwd=ROOT,
            env={**inherited, **quiet, **self.settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
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
        with httpx2.Client(base_url=self.url, timeout=timeout, cookies=cookies) as client:
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
        """End it and its workers without a chance to put anything right."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate(timeout=30)
            self.process = None

    def stop(self) -> float:
        """Tell it to stop; seconds until it has."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.terminate()
        self.process.communicate(timeout=30)
        self.process = None
        return time.monotonic() - begun


@contextmanager
def serving(*servers: Server) -> Iterator[None]:
    """The servers run; at the end what still does is killed."""
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.kill()
