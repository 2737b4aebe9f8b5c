"""The command line: `python -m app`."""

import argparse
import os
import signal
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Mapping, Sequence
from importlib import import_module

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.logs import logging_config
from app.settings import LOG_LEVELS, SETTINGS, Settings, SettingsError, option, read_settings, variable
from app.store.errors import StoreError
from app.store.opening import open_store

WRONG_SETTING = 2  # exit status

# The matrices are so small that a pool of threads costs more than it saves. NumPy reads these variables when it is
# imported, which happens later, when uvicorn loads app.main in each worker.
NUMPY_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

WARNING = (
    "backprop-visualizer: other machines can reach this address, and cookies are sent without encryption: "
    "suitable for a classroom, not for the internet; behind HTTPS, set BACKPROP_PROFILE=https"
)

HELP = {
    "host": "address to listen on (127.0.0.1); 0.0.0.0 lets other machines connect",
    "port": "port to listen on (8000)",
    "workers": "number of server processes (1)",
    "store": "where sessions are stored: sqlite:///path/to/file or redis://host:6379/0 (a file in your data folder)",
    "profile": "https if browsers connect over HTTPS, else http (http)",
    "root_path": "sub-path under which a proxy serves the program, such as /lesson (none)",
    "log_level": f"minimum level to log: {', '.join(LOG_LEVELS)} (info)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the settings and serve until stopped. Returns the exit status."""
    given = parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ, vars(given))
        check_store(settings)
        listening = bound_socket(settings)
        start_metrics(settings)
    except SettingsError as error:
        print(f"backprop-visualizer: {error}", file=sys.stderr)
        return WRONG_SETTING
    export_settings(settings)
    if exposes_cookies(settings):
        print(WARNING, file=sys.stderr, flush=True)
    address = address_of(settings, listening)
    print(f"Backprop Visualizer: {address}  (Ctrl+C stops it)", flush=True)
    if settings.open_browser and has_desktop(os.environ):
        threading.Thread(target=open_when_ready, args=(address,), daemon=True).start()
    return serve(settings, listening)


def parser() -> argparse.ArgumentParser:
    """The parser of the options. It leaves their values as text; `read_settings` validates them."""
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description="Backpropagation, stepped through in a browser.",
        epilog="Each option can also be set as an environment variable: BACKPROP_PORT for --port. "
        "BACKPROP_OPEN_BROWSER=0 does not open a browser. docs/deploy.md lists all variables.",
    )
    for name, words in HELP.items():
        parser.add_argument(option(name), help=words, metavar=name.rpartition("_")[2].upper())
    return parser


def check_store(settings: Settings) -> None:
    """Open the store once, so that an unusable one is reported in one line here and not by every worker.

    Raises SettingsError.
    """
    try:
        open_store(settings.store, idle=1, lifetime=1, cap=1).close()
    except (ValueError, StoreError) as error:
        raise SettingsError(f"{variable('store')} is {settings.store!r}: {error}") from error


def bound_socket(settings: Settings) -> socket.socket:
    """The socket to serve on. Raises SettingsError if the address or the port is not available."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.set_inheritable(True)
    try:
        bound.bind((settings.host, settings.port))
        bound.listen(2048)  # now: two processes that only bind the same port do not notice each other
    except OSError as error:
        bound.close()
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port} ({error.strerror}); "
            f"choose another port with {option('port')} or {variable('port')}"
        ) from error
    return bound


def start_metrics(settings: Settings) -> None:
    """Serve the metrics of all workers on a separate port, if one is set. Raises SettingsError."""
    if not settings.metrics_port:
        return
    try:
        metrics = import_module("app.web.metrics")  # an optional dependency, imported only if needed
        metrics.serve_metrics(settings, open_store(settings.store, idle=1, lifetime=1, cap=1))
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{variable('metrics_port')} needs the package {error.name}, which is not installed"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {settings.metrics_host} port {settings.metrics_port} ({error.strerror}); "
            f"choose another port with {variable('metrics_port')}"
        ) from error


def exposes_cookies(settings: Settings) -> bool:
    """Whether others on the network can read the cookies."""
    return settings.profile == "http" and settings.host not in {"localhost", "::1"} and settings.host[:4] != "127."


def export_settings(settings: Settings) -> None:
    """Write the settings to the environment for the workers, and limit NumPy to one thread unless it is set."""
    for name in SETTINGS:
        value = getattr(settings, name)
        os.environ[variable(name)] = str(int(value) if isinstance(value, bool) else value)
    for name in NUMPY_THREADS:
        os.environ.setdefault(name, "1")


def address_of(settings: Settings, listening: socket.socket) -> str:
    """The address to type into a browser on this machine."""
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - shown, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"


def has_desktop(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether there is a desktop on which a browser can be opened."""
    return platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_when_ready(address: str, patience: float = 20.0) -> None:
    """Open the page in a browser once the server responds. Gives up after `patience` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.1)
        else:
            webbrowser.open(address)
            return


def serve(settings: Settings, listening: socket.socket) -> int:
    """Serve until a signal arrives. Open requests then get 4 seconds, so that the process ends within 5."""
    config = uvicorn.Config(
        "app.main:from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=logging_config(settings.log_level),
        log_level=settings.log_level,
        access_log=False,  # it contains client addresses; `request_log` writes one line per request without them
        proxy_headers=bool(settings.forwarded_allow_ips),
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
        timeout_graceful_shutdown=4,
    )
    server = uvicorn.Server(config)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the same as Ctrl+C
    try:
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn raises the signal again after a clean stop
        return 0
    return 0 if server.started or settings.workers > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
