"""From nothing to the first answer, and the memory then, against a bare FastAPI.

`python -m tests.bench.start [ROUNDS]`: both in turns, everything installed; the median of the ratios.
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.classroom import memory

ROOT = Path(__file__).parents[2]
ROUNDS = 9
PATIENCE = 30.0  # seconds


class Start(NamedTuple):
    seconds: float
    megabytes: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answered(port: int, path: str) -> bool:
    """Whether the server gives an answer already."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
            return line.recv(12).endswith(b"200")
    except OSError:
        return False


def started(module: str, path: str, folder: str) -> Start:
    """A server of its own process, until its first answer."""
    port = free_port()
    settings = {"BACKPROP_PORT": str(port), "BACKPROP_STORE": f"sqlite:///{folder}/store.db"}
    environment = os.environ | settings | {"BACKPROP_OPEN_BROWSER": "0", "BACKPROP_LOG_LEVEL": "error"}
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", module, *([str(port)] if module != "app" else [])],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answered(port, path):
            if server.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"{module} did not start")
            time.sleep(0.002)
        return Start(time.perf_counter() - begun, memory(server.pid))
    finally:
        server.kill()
        server.wait()


def main(rounds: int) -> None:
    kinds = {"bare FastAPI": ("tests.bench.bare", "/"), "first answer": ("app", "/healthz"), "first page": ("app", "/")}
    found: dict[str, list[Start]] = {kind: [] for kind in kinds}
    with TemporaryDirectory() as folder:
        for _ in range(rounds):
            for kind, (module, path) in kinds.items():
                found[kind].append(started(module, path, folder))
    print(f"{'start':26}{'s':>9}{'ratio':>9}{'MB':>9}")
    for kind, starts in found.items():
        ratio = median(one.seconds / bare.seconds for one, bare in zip(starts, found["bare FastAPI"], strict=True))
        seconds, megabytes = (median(values) for values in zip(*starts, strict=True))
        print(f"{kind:26}{seconds:9.2f}{ratio:9.2f}{megabytes:9.0f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
