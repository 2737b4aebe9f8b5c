"""Figures for Prometheus, counted in files that all workers share, served by the first process on a port of its own.

Loaded only where the setting asks for it. Few series: a route is a template, and unknown addresses are one.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from re import fullmatch

# The client looks for this when it is loaded; the first process names the folder, the workers inherit it.
FOLDER = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="backprop-metrics-"))

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead  # noqa: E402

from app.settings import Settings  # noqa: E402
from app.store.base import Store  # noqa: E402
from app.store.errors import StoreUnavailable  # noqa: E402
from app.web.middleware.request_log import Done  # noqa: E402

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("backprop_requests", "Requests answered", ["method", "route", "status"])
DURATION = Histogram("backprop_request_seconds", "Time from a request to the end of its answer", buckets=SECONDS)
UNDER_WAY = Gauge("backprop_requests_under_way", "Requests not yet answered", multiprocess_mode="livesum")
WORK = Gauge("backprop_long_work", "Long trainings that run or wait", multiprocess_mode="livesum")


class Metrics:
    """The `Watcher` that counts requests."""

    def begun(self) -> None:
        """One more under way."""
        UNDER_WAY.inc()

    def done(self, done: Done) -> None:
        """One answered."""
        UNDER_WAY.dec()
        REQUESTS.labels(done.method, done.route, str(done.status)).inc()
        DURATION.observe(done.seconds)

    def work(self, change: int) -> None:
        """One long training more or fewer."""
        WORK.inc(change)


class Sessions:
    """The sessions that are kept, counted when somebody asks; nothing where the store does not answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figure."""
        try:
            live = self._store.count()
        except StoreUnavailable:
            return
        yield GaugeMetricFamily("backprop_sessions", "Sessions kept", value=live)


class Workers:
    """What the workers have counted; those that are no more take what they had under way with them."""

    def __init__(self) -> None:
        self._files = MultiProcessCollector(None, path=FOLDER)  # type: ignore[no-untyped-call]

    def collect(self) -> Iterator[object]:
        """The figures."""
        for file in Path(FOLDER).glob("gauge_live*.db"):
            found = fullmatch(r".*_(\d+)\.db", file.name)
            if found and not Path(f"/proc/{found[1]}").exists() and Path("/proc/self").exists():
                mark_process_dead(int(found[1]), FOLDER)  # type: ignore[no-untyped-call]
        yield from self._files.collect()  # type: ignore[no-untyped-call]


def serve_metrics(settings: Settings, store: Store) -> None:
    """Answer on the metrics' own port, in a thread, until the process ends. Raises OSError."""
    registry = CollectorRegistry()
    registry.register(Workers())  # type: ignore[arg-type]
    registry.register(Sessions(store))
    start_http_server(settings.metrics_port, settings.metrics_host, registry)
