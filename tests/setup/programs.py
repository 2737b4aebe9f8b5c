"""The programs that the tests need besides Python: three browsers, a Redis server and two proxies, found or
installed.

``python tests/setup/programs.py`` installs what is missing. It uses an installed program if there is one; otherwise
Debian's package, if this is Debian and we are root; otherwise, for the browser, Playwright's own download. If none of
these is possible, it prints one clear line per program and exits with status 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Program(NamedTuple):
    """A program: its possible names, the Debian package that contains it, and the advice to print if it is missing."""

    names: tuple[str, ...]
    package: str
    advice: str


CHROMIUM_ADVICE = (
    "The browser tests need Chromium: install chromium or Google Chrome, or run: python -m playwright install chromium"
)

# the same engine without the code for windows, as Playwright takes it by default: a page costs a third of the time
SHELL = Program(
    ("chromium-headless-shell", "chrome-headless-shell"),
    "chromium-headless-shell",
    CHROMIUM_ADVICE,
)
CHROMIUM = Program(
    (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "chromium",
    CHROMIUM_ADVICE,
)
FIREFOX = Program(
    ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
    "firefox-esr",
    "The tests in three engines need Firefox: install firefox or firefox-esr.",
)
WEBKIT = Program(
    ("WebKitWebDriver",),
    "webkit2gtk-driver",
    "The tests in three engines need WebKit: install webkit2gtk-driver, or what has WebKitWebDriver.",
)
XVFB = Program(("Xvfb",), "xvfb", "The tests in WebKit need a screen in memory: install xvfb.")
REDIS = Program(
    ("redis-server", "valkey-server"),
    "redis-server",
    "The store tests need redis-server (or valkey-server): install the package redis or valkey of your system.",
)


CADDY = Program(("caddy",), "caddy", "The tests of streams through proxies need Caddy: install caddy.")
NGINX = Program(("nginx",), "nginx-light", "The tests of streams through proxies need nginx: install nginx.")

OTHERS = (FIREFOX, WEBKIT, XVFB, REDIS, CADDY, NGINX)


def found(program: Program) -> Path | None:
    """The path of the program, or None."""
    return next((Path(path) for name in program.names if (path := shutil.which(name))), None)


def installed_by_debian(program: Program) -> Path | None:
    """Install the program's package if this is Debian and the user is root. Returns its path, or None."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    print(f"installing {program.package} with apt-get", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", program.package],
    ):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    return found(program)


def playwrights_own() -> Path | None:
    """The Chromium that Playwright has downloaded, or None."""
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    path = Path(answer.stdout.strip() or "/nowhere")
    return path if path.is_file() else None


def needed(program: Program) -> Path:
    """The path of the program; raises FileNotFoundError with the advice."""
    path = found(program)
    if path is None:
        raise FileNotFoundError(program.advice)
    return path


def minibrowser() -> Path:
    """The browser that WebKitWebDriver drives; raises FileNotFoundError with the advice."""
    path = next(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"), None)
    if path is None:
        raise FileNotFoundError(WEBKIT.advice)
    return path


def chromium() -> Path:
    """The browser that the tests drive (`executable_path`); raises FileNotFoundError with the advice."""
    path = found(SHELL) or found(CHROMIUM) or playwrights_own()
    if path is None:
        raise FileNotFoundError(CHROMIUM.advice)
    return path


def downloaded_chromium() -> Path | None:
    """Playwright's own Chromium, which is downloaded if necessary, or None."""
    if (path := playwrights_own()) is not None:
        return path
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return playwrights_own()


def main() -> int:
    """Install all programs. Returns 0, or 1 if one is not available."""
    shell = found(SHELL) or installed_by_debian(SHELL)
    browser = shell or found(CHROMIUM) or installed_by_debian(CHROMIUM) or downloaded_chromium()
    others = [(program, found(program) or installed_by_debian(program)) for program in OTHERS]
    missing = [program.advice for program, path in ((CHROMIUM, browser), *others) if path is None]
    for advice in missing:
        print(advice, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
