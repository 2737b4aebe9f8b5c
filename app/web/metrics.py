"""Metrics for Prometheus, counted in files that all workers share, served by the first process on a port of its own.

Loaded only where a setting asks for it. There are few time series: a route is a template, and all unknown addresses
are one.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from re import fullmatch

# prometheus_client reads this when it is imported; the first process creates the folder, the workers inherit it.
FOLDER = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="backprop-metrics-"))

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead  # noqa: E402

from app.settings import Settings  # noqa: E402
from app.store.base import Store  # noqa: E402
from app.store.errors import StoreUnavailable  # noqa: E402
from app.web.middleware.request_log import FinishedRequest  # noqa: E402

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("backprop_requests", "Requests answered", ["method", "route", "status"])
DURATION = Histogram("backprop_request_seconds", "Time from a request to the end of its answer", buckets=SECONDS)
UNDER_WAY = Gauge("backprop_requests_under_way", "Requests not yet answered", multiprocess_mode="livesum")
STREAMS = Gauge("backprop_streams", "Streams of changes that are open", multiprocess_mode="livesum")
WORK = Gauge("backprop_long_work", "Long trainings that run or wait", multiprocess_mode="livesum")


class Metrics:
    """The `Observer` that counts requests and jobs."""

    def request_started(self) -> None:
        """Count a request that is being answered."""
        UNDER_WAY.inc()

    def request_finished(self, finished: FinishedRequest) -> None:
        """Count an answer and its time."""
        UNDER_WAY.dec()
        REQUESTS.labels(finished.method, finished.route, str(finished.status)).inc()
        if not finished.stream:
            DURATION.observe(finished.seconds)

    def jobs_changed(self, change: int) -> None:
        """Count one long training more or fewer."""
        WORK.inc(change)

    def streams_changed(self, change: int) -> None:
        """Count one open stream more or fewer; it does not count as a request that waits for its answer."""
        STREAMS.inc(change)
        UNDER_WAY.dec(change)


class StoredSessions:
    """The number of stored sessions, counted at each scrape; nothing while the store is unavailable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the number."""
        try:
            live = self._store.count()
        except StoreUnavailable:
            return
        yield GaugeMetricFamily("backprop_sessions", "Sessions kept", value=live)


class Workers:
    """What the workers have counted; the gauges of a worker that has ended are removed."""

    def __init__(self) -> None:
        self._files = MultiProcessCollector(None, path=FOLDER)  # type: ignore[no-untyped-call]

    def collect(self) -> Iterator[object]:
        """Yield the metrics."""
        for file in Path(FOLDER).glob("gauge_live*.db"):
            found = fullmatch(r".*_(\d+)\.db", file.name)
            if found and not Path(f"/proc/{found[1]}").exists() and Path("/proc/self").exists():
                mark_process_dead(int(found[1]), FOLDER)  # type: ignore[no-untyped-call]
        yield from self._files.collect()  # type: ignore[no-untyped-call]


def serve_metrics(settings: Settings, store: Store) -> None:
    """Serve the metrics on their own port, in a thread, until the process ends. Raises OSError."""
    registry = CollectorRegistry()
    registry.register(Workers())  # type: ignore[arg-type]
    registry.register(StoredSessions(store))
    start_http_server(settings.metrics_port, settings.metrics_host, registry)
