"""Builds the container and checks what is promised of it: size, start, hardening, stop, and that its volume persists.

Needs docker or podman; CONTAINER_TOOL names another one. CONTAINER_BUILD_ARGS and CONTAINER_RUN_ARGS are added where a
machine needs more to build (certificates, say) or to run (another network).
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
IMAGE = "backprop-visualizer-under-check"
HARDENED = ("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges")
MEGABYTES, READY, STOPPED = 150, 2.0, 5.0
USER = "10001"
NO_TOOL = (
    "The container was NOT checked: neither docker nor podman works here ({tried}). Install one of them and see that "
    "its command `info` answers; then: make container"
)


def working_tool(names: tuple[str, ...]) -> str | None:
    """The first of these programs that is installed and whose engine responds."""
    return next((name for name in filter(shutil.which, names) if succeeds(name, "info")), None)


def succeeds(*command: str) -> bool:
    """Run a command without showing its output; return whether it succeeded."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


class Container:
    """A container of the image. It may be started and removed repeatedly, with the same volume and port."""

    def __init__(self, tool: str) -> None:
        self.tool = tool
        self.name = f"{IMAGE}-{os.getpid()}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def do(self, *arguments: str) -> str:
        """Run a command of the container tool and return its output. Raises CalledProcessError."""
        return subprocess.run([self.tool, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def refuses(self, program: str) -> bool:
        """Whether this Python code fails inside the container."""
        return not succeeds(self.tool, "exec", self.name, "python", "-c", program)

    def begin(self) -> float:
        """Start the hardened container; return the seconds until it is ready."""
        place = f"--publish=127.0.0.1:{self.port}:{self.port}", f"--env=BACKPROP_PORT={self.port}"
        more = shlex.split(os.environ.get("CONTAINER_RUN_ARGS", ""))
        self.do("run", "-d", "--name", self.name, *HARDENED, *place, f"--volume={self.name}:/data", *more, IMAGE)
        begun = time.monotonic()
        while not self.ready():
            if time.monotonic() - begun > 10 * READY:
                sys.exit(f"it is never ready:\n{self.do('logs', self.name)}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def ready(self) -> bool:
        """Whether the program in the container reports that it is ready."""
        try:
            return bool(self.ask("GET", "/readyz"))
        except OSError:
            return False

    def ask(self, method: str, path: str) -> Any:  # noqa: ANN401 - JSON
        """Send a request to the program and return the JSON of its answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return json.load(answer)

    def end(self) -> tuple[float, str]:
        """Stop and remove the container; return the seconds that stopping took, and the exit status."""
        begun = time.monotonic()
        self.do("stop", "-t", "20", self.name)
        seconds, status = time.monotonic() - begun, self.do("inspect", "-f", "{{.State.ExitCode}}", self.name)
        self.do("rm", self.name)
        return seconds, status

    @contextmanager
    def cleared_away(self) -> Iterator[None]:
        """Remove the container and its volume at the end; the image remains."""
        try:
            yield
        finally:
            succeeds(self.tool, "rm", "-f", self.name)
            succeeds(self.tool, "volume", "rm", "-f", self.name)

    def size(self, image: str) -> float:
        """The size of an image in megabytes."""
        return int(self.do("image", "inspect", "-f", "{{.Size}}", image)) / 1e6


def base() -> str:
    """The base image of the last stage of the Dockerfile."""
    names: list[str] = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    return names[-1]


def check(container: Container, say: Callable[[bool, str], None]) -> None:
    """Build and run the image, and report for each promise whether it is kept."""
    subprocess.run(
        [container.tool, "build", *shlex.split(os.environ.get("CONTAINER_BUILD_ARGS", "")), "-t", IMAGE, str(ROOT)],
        check=True,
    )
    size = container.size(IMAGE) - container.size(base())
    say(size <= MEGABYTES, f"{size:.0f} MB on top of its base, at most {MEGABYTES}")
    with container.cleared_away():
        ready = container.begin()
        say(ready <= READY, f"ready after {ready:.2f} s, at most {READY:g}")
        user = container.do("exec", container.name, "id", "-u")
        say(user == USER, f"runs as user {user}")
        say(container.refuses("open('/venv/x', 'w')"), "cannot write outside /data and /tmp")
        made = container.ask("POST", "/api/v1/sessions")
        path = f"/api/v1/sessions/{made['id']}"
        session = container.ask("POST", f"{path}/step")
        seconds, status = container.end()
        say(seconds <= STOPPED, f"stopped after {seconds:.2f} s, at most {STOPPED:g}")
        say(status == "0", f"exit status {status}")
        container.begin()
        say(container.ask("GET", path) == session, "its volume survives that the container is replaced")
        container.end()


def main() -> int:
    """Return 0 if every promise is kept, 1 if not, and 2 if nothing could be checked."""
    names = (os.environ["CONTAINER_TOOL"],) if "CONTAINER_TOOL" in os.environ else ("docker", "podman")
    tool = working_tool(names)
    if tool is None:
        print(NO_TOOL.format(tried=", ".join(names)), file=sys.stderr)
        return 2
    broken = 0

    def say(kept: bool, words: str) -> None:
        nonlocal broken
        broken += not kept
        print(f"{'ok    ' if kept else 'BROKEN'} {words}", flush=True)

    check(Container(tool), say)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
