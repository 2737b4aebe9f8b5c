"""The servers that benchmarks start: the program without rate limits, and a bare FastAPI with the same settings.

Both listen on the loopback interface only and end with the benchmark.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.container.servers import ROOT, Server, free_port, until


def unlimited(store: str, workers: int = 1, **settings: object) -> Server:
    """The program on that store, with its usual log and no limit on requests."""
    no_limits: dict[str, Any] = {"address_rate": 0, "session_rate": 0, "new_sessions": 0} | settings
    return Server(store=store, log_level="info", workers=workers, **no_limits)


@dataclass(frozen=True)
class Bare:
    """A running bare FastAPI."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def bare_command(port: int, workers: int = 1) -> list[str]:
    """The command that serves `tests.bench.bare` as `app.__main__` serves the program."""
    options = ["--port", str(port), "--workers", str(workers), "--log-level", "info"]
    return [sys.executable, "-m", "uvicorn", "tests.bench.bare:app", *options, "--no-access-log", "--no-proxy-headers"]


@contextmanager
def bare(workers: int = 1) -> Iterator[Bare]:
    """A bare FastAPI that answers requests."""
    port = free_port()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(bare_command(port, workers), cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        server = Bare(process, port)
        until(lambda: answers(server.url), patience=30)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    """Whether a server at that address answers."""
    try:
        return httpx2.get(f"{url}/healthz").status_code == 200
    except httpx2.TransportError:
        return False


def resident(pid: int) -> float:
    """Megabytes of memory that a process uses (its resident set)."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
