"""A real Firefox and a real WebKit, driven by the commands of WebDriver over what each speaks by itself.

Firefox speaks them over a socket (Marionette), so that no other program is needed; WebKit over HTTP, through its own
WebKitWebDriver, on a screen in memory. Playwright's protocol works with its own builds of both only.
"""

import base64
import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.setup import programs

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name of an element in WebDriver
KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012", "Enter": "\ue007", "Delete": "\ue017", "Control": "\ue009"}
SIZE = {"x": 0, "y": 0, "width": 1440, "height": 1000}
PATIENCE = 15.0  # s

Call = Callable[[str, str, str, dict[str, Any] | None], Any]
"""Sends a command: its name for Marionette, its method and path for HTTP, its parameters."""


class Engine:
    """A page of a browser, used as a reader uses it."""

    def __init__(self, call: Call) -> None:
        self._call = call
        call("WebDriver:SetWindowRect", "POST", "/window/rect", dict(SIZE))

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self._call("WebDriver:SetWindowRect", "POST", "/window/rect", SIZE | {"width": width, "height": height})

    def open(self, address: str) -> None:
        """Go to an address."""
        self._call("WebDriver:Navigate", "POST", "/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of an expression in the page, awaited if it is a promise; it finds `arguments`."""
        wrapped = f"return (async () => ({script}))()"
        return self._call(
            "WebDriver:ExecuteScript", "POST", "/execute/sync", {"script": wrapped, "args": list(arguments)}
        )

    def until(self, script: str, wanted: Any) -> None:
        """Wait until an expression has a value."""
        end = time.monotonic() + PATIENCE
        while (found := self.run(script)) != wanted:
            assert time.monotonic() < end, f"{script}: {found!r} instead of {wanted!r}"
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element."""
        found = self._call("WebDriver:FindElement", "POST", "/element", {"using": "css selector", "value": selector})
        element = found.get("value", found)
        moves = [
            {"type": "pointerMove", "origin": {ELEMENT: element[ELEMENT]}, "x": 0, "y": 0, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves})

    def press(self, *keys: str, held: str | None = None) -> None:
        """Press keys one after another, by name or as themselves, while another is `held`."""
        typed = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        if held:
            around = [{"type": kind, "value": KEYS[held]} for kind in ("keyDown", "keyUp")]
            typed = [around[0], *typed, around[1]]
        self._act({"type": "key", "id": "keys", "actions": typed})

    def picture(self) -> bytes:
        """What is on the screen, as PNG."""
        found = self._call("WebDriver:TakeScreenshot", "GET", "/screenshot", None)
        return base64.b64decode(found["value"] if isinstance(found, dict) else found)

    def _act(self, source: dict[str, Any]) -> None:
        self._call("WebDriver:PerformActions", "POST", "/actions", {"actions": [source]})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + 2 * PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 2 * PATIENCE)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


@contextmanager
def _running(*command: str | Path, **environment: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | environment, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _received(line: socket.socket) -> Any:
    """A message of Marionette: its length, a colon, JSON."""
    length = b""
    while (byte := line.recv(1)) != b":":
        length += byte
    text = b""
    while len(text) < int(length):
        text += line.recv(65536)
    return json.loads(text)


@contextmanager
def firefox() -> Iterator[Engine]:
    """A Firefox without a window."""
    with ExitStack() as stack:
        folder, port = Path(stack.enter_context(TemporaryDirectory())), _free_port()
        (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = (programs.needed(programs.FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", folder)
        stack.enter_context(_running(*command, MOZ_DISABLE_CONTENT_SANDBOX="1", HOME=str(folder)))
        line = stack.enter_context(_connected(port))
        _received(line)

        def call(name: str, _method: str, _path: str, parameters: dict[str, Any] | None) -> Any:
            text = json.dumps([0, 1, name, parameters or {}]).encode()
            line.sendall(b"%d:%b" % (len(text), text))
            _, _, problem, value = _received(line)
            assert problem is None, problem
            return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

        call("WebDriver:NewSession", "", "", {})
        stack.callback(lambda: line.sendall(b'35:[0,1,"Marionette:Quit",{"flags":[]}]'))
        yield Engine(call)


@contextmanager
def webkit() -> Iterator[Engine]:
    """A WebKit on a screen in memory."""
    with ExitStack() as stack:
        port, display = _free_port(), f":{os.getpid() % 30000 + 100}"
        screen = f"{SIZE['width']}x{SIZE['height']}x24"
        stack.enter_context(_running(programs.needed(programs.XVFB), display, "-screen", "0", screen))
        free = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}  # root has no sandbox
        stack.enter_context(_running(programs.needed(programs.WEBKIT), f"--port={port}", **free))
        _connected(port).close()
        browser = {"binary": str(programs.minibrowser()), "args": ["--automation"]}

        def send(method: str, path: str, body: dict[str, Any] | None) -> Any:
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/session{path}", data, {"Content-Type": "application/json"}, method=method
            )
            with urllib.request.urlopen(request, timeout=4 * PATIENCE) as answer:
                return json.load(answer)["value"]

        session = send("POST", "", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}})
        here = f"/{session['sessionId']}"
        stack.callback(send, "DELETE", here, None)
        yield Engine(lambda _name, method, path, body: send(method, here + path, body))
