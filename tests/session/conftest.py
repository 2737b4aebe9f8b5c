"""What the tests of sessions share: exact comparison, and the run as the recorded pass alone gives it."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.session.description import build
from app.session.service import Sessions
from app.session.session import Session, default_session
from app.store.sqlite import SqliteStore


def _bits(session: Session) -> dict[str, Any]:
    """All that makes a session, exactly."""
    return {
        "place": (session.iteration, session.stage),
        "seed": session.seed,
        "architecture": session.architecture,
        "network": session.network.parameters.tobytes(),
        "problem": _problem(session.problem),
        "keyframes": [
            (k.iteration, k.given, k.network.parameters.tobytes(), _problem(k.problem)) for k in session.keyframes
        ],
    }


def _problem(problem: Problem) -> tuple[bytes, bytes, tuple[int, ...], float]:
    return problem.X.tobytes(), problem.Y.tobytes(), problem.X.shape, problem.learning_rate


@lru_cache(maxsize=8)
def _networks(start: Network, problem: Problem, count: int) -> tuple[bytes, ...]:
    """The parameters at the start of iterations 0 … count, each by one recorded pass from the one before."""
    network, found = start, [start.parameters.tobytes()]
    for _ in range(count):
        network = record(network, problem).updated
        found.append(network.parameters.tobytes())
    return tuple(found)


@pytest.fixture(scope="session")
def bits() -> Callable[[Session], dict[str, Any]]:
    return _bits


@pytest.fixture(scope="session")
def networks() -> Callable[[Network, Problem, int], tuple[bytes, ...]]:
    return _networks


@pytest.fixture
def example() -> Session:
    return default_session()


@pytest.fixture(scope="session")
def doomed() -> Session:
    """One weight that grows without end: some iterations on, a stage is infinite."""
    return build(
        {
            "sizes": [1, 1],
            "activations": "identity",
            "bias": False,
            "weights": [[[1.0]]],
            "inputs": [[1e20]],
            "targets": [[0.0]],
            "learning_rate": 1.0,
        }
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "sessions.db", idle=3600, lifetime=7200, cap=100)
    yield store
    store.close()


@pytest.fixture
def sessions(store: SqliteStore) -> Sessions:
    return Sessions(store)


@pytest.fixture
def elsewhere(store: SqliteStore) -> Sessions:
    """The same sessions as another process sees them: by their bytes alone."""
    return Sessions(store)
