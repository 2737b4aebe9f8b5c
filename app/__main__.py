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

# The matrices are so small that a thread pool for them costs more than it gives, in each worker anew. Read by NumPy
# when it is imported, which happens when uvicorn loads app.main.
NUMPY_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

WARNING = (
    "backprop-visualizer: this address can be reached from other machines, and cookies travel to it in the clear: "
    "fit for a classroom, not for the internet; behind HTTPS set BACKPROP_PROFILE=https"
)

HELP = {
    "host": "address to listen on (127.0.0.1; 0.0.0.0 lets a class in)",
    "port": "port to listen on (8000)",
    "workers": "processes that serve (1)",
    "store": "where sessions are kept: sqlite:///path/to/file (a file in the user's data folder) or redis://host:6379/0",
    "profile": "http, or https where browsers come by HTTPS (http)",
    "root_path": "the path of another site that it is served below, such as /lesson (none)",
    "log_level": f"least serious level to log: {', '.join(LOG_LEVELS)} (info)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the settings, serve until told to stop; the exit status."""
    given = parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ, vars(given))
        try_store(settings)
        listening = bound_socket(settings)
        begin_metrics(settings)
    except SettingsError as error:
        print(f"backprop-visualizer: {error}", file=sys.stderr)
        return WRONG_SETTING
    hand_over(settings)
    if in_the_clear(settings):
        print(WARNING, file=sys.stderr, flush=True)
    address = address_of(settings, listening)
    print(f"Backprop Visualizer: {address}  (Ctrl+C stops it)", flush=True)
    if settings.open_browser and has_desktop(os.environ):
        threading.Thread(target=open_when_ready, args=(address,), daemon=True).start()
    return serve(settings, listening)


def parser() -> argparse.ArgumentParser:
    """The options; their values are read by `read_settings`, like those of the environment."""
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description="Backpropagation, stepped through in a browser.",
        epilog="Each option is also a variable of the environment: BACKPROP_PORT for --port. "
        "BACKPROP_OPEN_BROWSER=0 keeps the browser closed. More variables: docs/deploy.md.",
    )
    for name, words in HELP.items():
        parser.add_argument(option(name), help=words, metavar=name.rpartition("_")[2].upper())
    return parser


def try_store(settings: Settings) -> None:
    """Open the store once, so that a wrong one stops the start with one line instead of every worker."""
    try:
        open_store(settings.store, idle=1, lifetime=1, cap=1).close()
    except (ValueError, StoreError) as error:
        raise SettingsError(f"{variable('store')} is {settings.store!r}: {error}") from error


def bound_socket(settings: Settings) -> socket.socket:
    """The socket to serve on; raises SettingsError where the address or the port cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.set_inheritable(True)
    try:
        bound.bind((settings.host, settings.port))
        bound.listen(2048)  # at once: two that have only bound the same port do not notice each other
    except OSError as error:
        bound.close()
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port} ({error.strerror}); "
            f"another port can be given with {option('port')} or {variable('port')}"
        ) from error
    return bound


def begin_metrics(settings: Settings) -> None:
    """Serve the figures of all workers on their own port, where there is one. Raises SettingsError."""
    if not settings.metrics_port:
        return
    try:
        metrics = import_module("app.web.metrics")  # not loaded where nobody asks for it
        metrics.serve_metrics(settings, open_store(settings.store, idle=1, lifetime=1, cap=1))
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{variable('metrics_port')} needs the package {error.name}, which is not installed"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {settings.metrics_host} port {settings.metrics_port} ({error.strerror}); "
            f"another port can be given with {variable('metrics_port')}"
        ) from error


def in_the_clear(settings: Settings) -> bool:
    """Whether others on the network could read the cookies."""
    return settings.profile == "http" and settings.host not in {"localhost", "::1"} and settings.host[:4] != "127."


def hand_over(settings: Settings) -> None:
    """Put the settings into the environment, where each worker reads them, and NumPy its number of threads."""
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
    """Whether there is a screen to open a browser on."""
    return platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_when_ready(address: str, patience: float = 20.0) -> None:
    """Open the page once the server answers; after `patience` seconds without an answer, do nothing."""
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
    """Serve until a signal says stop; then what is under way has 4 seconds, so that all has ended within 5."""
    config = uvicorn.Config(
        "app.main:from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=logging_config(settings.log_level),
        log_level=settings.log_level,
        access_log=False,  # it would hold addresses; `request_log` has a line a request without
        proxy_headers=bool(settings.forwarded_allow_ips),
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
        timeout_graceful_shutdown=4,
    )
    server = uvicorn.Server(config)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C does
    try:
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn raises the signal again once it has stopped as asked
        return 0
    return 0 if server.started or settings.workers > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
