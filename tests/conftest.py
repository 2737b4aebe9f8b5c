"""Settings for all tests."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine must not fail a test
settings.register_profile("repeatable", deadline=None, derandomize=True)

# Each of these has a test that takes longer than most files.
LONGEST = ("test_schemathesis.py", "test_windows.py", "test_one_machine.py", "test_engines.py", "test_too_fast.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "milliseconds by which every answer reaches the browser tests late: finds those that do not wait"
    parser.addoption("--late", type=int, default=0, help=help_)
    same = "use the same hypothesis examples in every run, so the same code always gets the same result"
    parser.addoption("--repeatable", action="store_true", help=same)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("repeatable" if config.getoption("--repeatable") else "untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no worker is left alone with one of them."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
