"""The settings, read once: defaults, then the environment (BACKPROP_PORT), then the command line (--port).

Each setting is one field of `Settings` and one row of `SETTINGS`, which defines how to parse it and what is allowed.
"""

import ipaddress
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

LOG_LEVELS = ("critical", "error", "warning", "info", "debug")
STORE_SCHEMES = ("sqlite:///", "redis://", "rediss://", "valkey://", "valkeys://")
SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class SettingsError(Exception):
    """A setting is invalid. The message is one line: which setting, its value, and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """How the program runs. The defaults suit one person on their own machine."""

    store: str
    """Where sessions are stored: `sqlite:///path/to/file`, or `redis://host:6379/0` for several machines."""
    host: str = "127.0.0.1"
    """The address to listen on; 0.0.0.0 means every address of this machine."""
    port: int = 8000
    """The port to listen on; 0 chooses a free one."""
    workers: int = 1
    """The number of server processes."""
    open_browser: bool = True
    """Whether to open the page in a browser when the server runs on a desktop."""
    log_level: str = "info"
    """The minimum level that is logged."""
    idle_days: float = 14.0
    """Days that a session is kept after its last use."""
    lifetime_days: float = 180.0
    """Days after its creation at which a session expires even if it is used."""
    max_sessions: int = 20_000
    """The maximum number of live sessions; when it is reached new ones are refused and none is evicted."""
    expire_minutes: float = 15.0
    """Minutes between two removals of expired sessions, varied by up to a quarter so that workers do not coincide."""
    profile: str = "http"
    """How browsers connect: plain `http`, as in a classroom, or `https`, with Secure cookies and HSTS."""
    root_path: str = ""
    """The sub-path under which a proxy serves the program, such as /lesson."""
    forwarded_allow_ips: str = ""
    """The proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted: addresses or networks, comma-separated."""
    session_rate: float = 40.0
    """Sustained requests per second per session, with bursts of ten seconds' worth; 0 means no limit."""
    address_rate: float = 500.0
    """The same per address, which a whole school may share; half of it for requests without a session."""
    new_sessions: int = 1000
    """Sessions that one address can create in ten minutes; 0 means no limit."""
    class_idle_hours: float = 2.0
    """Hours that a class is kept without anybody in it."""
    class_hours: float = 24.0
    """Hours after its opening at which a class ends even if it is used."""
    max_classes: int = 1000
    """The maximum number of open classes; when it is reached no new one can be opened."""
    new_classes: int = 100
    """Classes that one address can open in ten minutes; 0 means no limit."""
    max_members: int = 1000
    """The maximum number of members of a class."""
    class_guesses: int = 30
    """Codes of no class that one address can try in ten minutes; 0 means no limit."""
    all_class_guesses: int = 300
    """The same for all addresses together."""
    max_body: int = 1 << 20
    """The maximum size of a request body, in bytes."""
    response_cache: int = 4_000_000
    """Bytes of rendered pages and fragments that each worker keeps, for a class with one example; 0 switches it off."""
    max_iterations: int = 10_000
    """The maximum number of iterations per request."""
    max_network: int = 2_000_000
    """The maximum of (weights + biases) × samples. The largest network that the program supports has 1 671 168."""
    long_work: int = 2
    """Long training runs at once per worker; others wait in a queue."""
    work_seconds: float = 120.0
    """The maximum computing time of a request, in seconds."""
    max_streams: int = 4000
    """Pages that can follow a class at once, per worker."""
    address_streams: int = 2000
    """The same per address, which a whole school may share."""
    contact: str = ""
    """Who runs this server, shown on the privacy page as the person to contact."""
    metrics_port: int = 0
    """The port for Prometheus metrics, by default reachable from this machine only; 0 means none."""
    metrics_host: str = "127.0.0.1"
    """The address to serve the metrics on."""


class Setting(NamedTuple):
    """How to parse the text of one setting (raises ValueError or KeyError), and what is allowed, in words."""

    read: Callable[[str], Any]
    allowed: str


def _whole(least: int, most: int) -> Setting:
    def read(text: str) -> int:
        # int() alone would accept 8_000 and the digits of other scripts
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(text)
        return int(text)

    return Setting(read, f"a whole number from {least} to {most}")


def _number(what: str, least: float, most: float) -> Setting:
    """A finite number from `least` to `most`; `what` names its unit."""

    def read(text: str) -> float:
        if not least <= (number := float(text)) <= most:
            raise ValueError(text)
        return number

    return Setting(read, f"a number of {what} from {least:g} to {most:g}")


def _days() -> Setting:
    def read(text: str) -> float:
        if not 0 < (days := float(text)) <= 36500:
            raise ValueError(text)
        return days

    return Setting(read, "a number of days above 0 and up to 36500")


def _word(*words: str) -> Setting:
    return Setting(lambda text: words[words.index(text.lower())], "one of " + ", ".join(words))


def _root_path(text: str) -> str:
    """The path without its trailing slash; / alone means none."""
    path = text.rstrip("/")
    if path and re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)+", path) is None:
        raise ValueError(text)
    return path


def _proxies(text: str) -> str:
    """Addresses and networks. `*` is rejected: it would let any client choose its own address."""
    for part in text.split(","):
        ipaddress.ip_network(part.strip(), strict=False)
    return text


def _line(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise ValueError(text)
    return text


def _host(text: str) -> str:
    if not text or any(letter.isspace() or letter == "/" for letter in text):
        raise ValueError(text)
    return text


def _store(text: str) -> str:
    scheme = next((scheme for scheme in STORE_SCHEMES if text.startswith(scheme)), None)
    if scheme is None or len(text) == len(scheme):
        raise ValueError(text)
    return text


SETTINGS: dict[str, Setting] = {
    "host": Setting(_host, "a host name or an address, such as 127.0.0.1 or 0.0.0.0"),
    "port": _whole(0, 65535),
    "workers": _whole(1, 64),
    "store": Setting(_store, "sqlite:///path/to/file or redis://host:6379/0"),
    "open_browser": Setting(lambda text: SWITCH[text.lower()], "0 or 1"),
    "log_level": _word(*reversed(LOG_LEVELS)),
    "idle_days": _days(),
    "lifetime_days": _days(),
    "max_sessions": _whole(1, 100_000_000),
    "expire_minutes": _number("minutes", 0.01, 1440),
    "profile": _word("http", "https"),
    "root_path": Setting(_root_path, "a path such as /lesson"),
    "forwarded_allow_ips": Setting(_proxies, "addresses or networks, such as 10.0.0.1 or 172.16.0.0/12,10.0.0.0/8"),
    "session_rate": _number("requests per second", 0, 1_000_000),
    "address_rate": _number("requests per second", 0, 1_000_000),
    "new_sessions": _whole(0, 1_000_000),
    "class_idle_hours": _number("hours", 0.01, 720),
    "class_hours": _number("hours", 0.01, 720),
    "max_classes": _whole(1, 100_000),
    "new_classes": _whole(0, 1_000_000),
    "max_members": _whole(1, 10_000),
    "class_guesses": _whole(0, 1_000_000),
    "all_class_guesses": _whole(0, 1_000_000),
    "max_body": _whole(1024, 1 << 30),
    "response_cache": _whole(0, 1 << 30),
    "max_iterations": _whole(10, 10_000),
    "max_network": _whole(1, 2_000_000),
    "long_work": _whole(1, 64),
    "work_seconds": _number("seconds", 0.1, 3600),
    "max_streams": _whole(1, 1_000_000),
    "address_streams": _whole(1, 1_000_000),
    "contact": Setting(_line, "one line of at most 200 characters"),
    "metrics_port": _whole(0, 65535),
    "metrics_host": Setting(_host, "a host name or an address, such as 127.0.0.1 or 0.0.0.0"),
}


def variable(name: str) -> str:
    """The environment variable of a setting: `BACKPROP_LOG_LEVEL` for `log_level`."""
    return f"BACKPROP_{name.upper()}"


def option(name: str) -> str:
    """The command line option of a setting: `--log-level` for `log_level`."""
    return f"--{name.replace('_', '-')}"


def read_settings(environ: Mapping[str, str], given: Mapping[str, str | None] | None = None) -> Settings:
    """The settings from the environment, overridden by the options `given` on the command line.

    An empty variable counts as unset. Raises `SettingsError` for the first invalid setting.
    """
    values: dict[str, Any] = {}
    for name, setting in SETTINGS.items():
        on_command_line = (given or {}).get(name)
        text = on_command_line if on_command_line is not None else environ.get(variable(name), "")
        if text == "" and on_command_line is None:
            continue
        try:
            values[name] = setting.read(text.strip())
        except (ValueError, KeyError):
            source = variable(name) if on_command_line is None else option(name)
            raise SettingsError(f"{source} is {text!r}, but it must be {setting.allowed}") from None
    if "store" not in values:
        values["store"] = default_store(environ)
    return Settings(**values)


def default_store(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """The address of a SQLite file in the user's data folder."""
    return f"sqlite:///{(data_folder(environ, platform) / 'backprop-visualizer' / 'sessions.sqlite3').as_posix()}"


def data_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The platform's folder for a user's application data."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or environ.get("APPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    # the XDG specification says to ignore a relative path
    given = Path(environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else home / ".local" / "share"
