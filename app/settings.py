"""The settings, read once: defaults, then the environment (BACKPROP_PORT), then the command line (--port).

Each setting is one field of `Settings` and one line of `SETTINGS`, which says how to read it and what is allowed.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

LOG_LEVELS = ("critical", "error", "warning", "info", "debug")
STORE_SCHEMES = ("sqlite:///", "redis://", "rediss://", "valkey://", "valkeys://")
SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class SettingsError(Exception):
    """A setting that cannot be used. Its text is one line: which one, what was given, what is allowed."""


@dataclass(frozen=True)
class Settings:
    """How the program is to run."""

    store: str
    """Where sessions are kept: `sqlite:///path/to/file`, or `redis://host:6379/0` for several machines."""
    host: str = "127.0.0.1"
    """The address to listen on; 0.0.0.0 is every one of this machine."""
    port: int = 8000
    """The port to listen on; 0 takes a free one."""
    workers: int = 1
    """Processes that serve."""
    open_browser: bool = True
    """Whether to open the page on a desktop."""
    log_level: str = "info"
    """The least serious level that is logged."""
    idle_days: float = 14.0
    """Days after its last use that a session is kept."""
    lifetime_days: float = 180.0
    """Days after its beginning that a session is kept at most."""
    max_sessions: int = 20_000
    """Sessions that are kept at once; more are refused, none in use is thrown out."""


class Setting(NamedTuple):
    """How the text of one setting is read (ValueError or KeyError where it cannot be), and what is allowed."""

    read: Callable[[str], Any]
    allowed: str


def _whole(least: int, most: int) -> Setting:
    def read(text: str) -> int:
        # int() alone would take 8_000 and digits of other scripts
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(text)
        return int(text)

    return Setting(read, f"a whole number from {least} to {most}")


def _days() -> Setting:
    def read(text: str) -> float:
        if not 0 < (days := float(text)) <= 36500:
            raise ValueError(text)
        return days

    return Setting(read, "a number of days above 0 and up to 36500")


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
    "log_level": Setting(
        lambda text: LOG_LEVELS[LOG_LEVELS.index(text.lower())], "one of " + ", ".join(reversed(LOG_LEVELS))
    ),
    "idle_days": _days(),
    "lifetime_days": _days(),
    "max_sessions": _whole(1, 100_000_000),
}


def variable(name: str) -> str:
    """The environment variable of a setting: `BACKPROP_LOG_LEVEL` for `log_level`."""
    return f"BACKPROP_{name.upper()}"


def option(name: str) -> str:
    """The command line option of a setting: `--log-level` for `log_level`."""
    return f"--{name.replace('_', '-')}"


def read_settings(environ: Mapping[str, str], given: Mapping[str, str | None] | None = None) -> Settings:
    """The settings from the environment, overridden by what was `given` on the command line.

    An empty variable counts as not set. Raises `SettingsError` for the first setting that cannot be used.
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
            raise SettingsError(f"{source} is {text!r}, which cannot be used; allowed is {setting.allowed}") from None
    if "store" not in values:
        values["store"] = default_store(environ)
    return Settings(**values)


def default_store(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """A file in the user's data folder, where this platform keeps such."""
    return f"sqlite:///{(data_folder(environ, platform) / 'backprop-visualizer' / 'sessions.sqlite3').as_posix()}"


def data_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder for a user's program data, by the custom of the platform."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or environ.get("APPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    # the XDG standard: a relative path is to be ignored
    given = Path(environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else home / ".local" / "share"
