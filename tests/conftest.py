"""Settings for all tests."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine must not fail a test
settings.register_profile("repeatable", deadline=None, derandomize=True)

# Each of these has a test that takes longer than most files.
LONGEST = ("test_schemathesis.py", "test_windows.py", "test_one_machine.py", "test_engines.py", "test_too_fast.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "milliseconds by which pages come late to the browser tests: one that does not wait for its page fails"
    parser.addoption("--late", type=int, default=0, help=help_)
    same = "the same examples of hypothesis in each run, so that the same code gets the same verdict"
    parser.addoption("--repeatable", action="store_true", help=same)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("repeatable" if config.getoption("--repeatable") else "untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no worker is left alone with one of them."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
