"""Real proxies before a server of the program, configured as the repository and its documentation say."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.container.servers import ROOT, free_port, until
from tests.setup import programs

DEPLOY = (ROOT / "docs" / "deploy.md").read_text()


@contextmanager
def caddy(folder: Path, to: int) -> Iterator[str]:
    """The address of Caddy with the file of docker/, before the port `to` instead of containers, and without TLS."""
    port = free_port()
    text = (ROOT / "docker" / "Caddyfile").read_text()
    text, replaced = re.subn(r"dynamic a \{[^}]*\}", f"to 127.0.0.1:{to}", text)
    assert replaced == 1
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + text.replace("{$BACKPROP_DOMAIN:localhost}", f"http://127.0.0.1:{port}"))
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [str(programs.needed(programs.CADDY)), "run", "--adapter", "caddyfile", "--config", str(file)]
    with _running(command, port, home):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(folder: Path, to: int) -> Iterator[str]:
    """The address of nginx with the lines of docs/deploy.md, before the port `to`."""
    port = free_port()
    lines = re.search(r"^    location /backprop/ \{\n(?:     .*\n)+    \}$", DEPLOY, re.MULTILINE)
    assert lines is not None
    location = lines[0].replace("127.0.0.1:8000", f"127.0.0.1:{to}")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port};\n{location}\n}} }}"
    )
    with _running([str(programs.needed(programs.NGINX)), "-e", f"{folder}/error.log", "-c", str(file)], port, {}):
        yield f"http://127.0.0.1:{port}/backprop"


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env={"PATH": "/usr/bin:/usr/sbin"} | environment, stdout=quiet, stderr=quiet)
    try:
        until(lambda: _answers(port))
        yield
    finally:
        process.kill()
        process.wait(10)


def _answers(port: int) -> bool:
    try:
        httpx2.get(f"http://127.0.0.1:{port}/")
    except httpx2.TransportError:
        return False
    return True
