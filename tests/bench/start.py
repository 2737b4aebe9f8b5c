"""From nothing to the first answer, and the memory used then, against a bare FastAPI.

`python -m tests.bench.start [ROUNDS]`: both in turns; medians, and the median of the ratios. Both as they are when they
are installed: with the compiled modules, which a first start that is not counted writes to a folder of this run.
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

from tests.bench.servers import bare_command, resident
from tests.container.servers import ROOT, free_port

ROUNDS = 9
PATIENCE = 30.0  # seconds


class Start(NamedTuple):
    seconds: float
    megabytes: float


def answered(port: int, path: str) -> bool:
    """Whether a server on that port answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
            return line.recv(12).endswith(b"200")
    except OSError:
        return False


def started(command: list[str], port: int, path: str, folder: Path) -> Start:
    """Start a server in a process of its own, and stop it after its first answer."""
    settings = {"PORT": port, "STORE": f"sqlite:///{folder}/store.db", "OPEN_BROWSER": 0, "LOG_LEVEL": "error"}
    environment = os.environ | {f"BACKPROP_{name}": str(value) for name, value in settings.items()}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    quiet = subprocess.DEVNULL
    begun = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        while not answered(port, path):
            if server.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"{command} did not start")
            time.sleep(0.002)
        return Start(time.perf_counter() - begun, resident(server.pid))
    finally:
        server.kill()
        server.wait()


def main(rounds: int) -> None:
    found: dict[str, list[Start]] = {"bare FastAPI": [], "first answer": [], "first page": []}
    with TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for kind, path in zip(found, ("/healthz", "/healthz", "/"), strict=True):
                port = free_port()
                command = bare_command(port) if kind == "bare FastAPI" else [sys.executable, "-m", "app"]
                start = started(command, port, path, Path(folder))
                if number:
                    found[kind].append(start)
    print(f"{'start':26}{'s':>9}{'ratio':>9}{'MB':>9}")
    for kind, starts in found.items():
        ratio = median(one.seconds / bare.seconds for one, bare in zip(starts, found["bare FastAPI"], strict=True))
        seconds, megabytes = (median(values) for values in zip(*starts, strict=True))
        print(f"{kind:26}{seconds:9.2f}{ratio:9.2f}{megabytes:9.0f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
