"""A sample of the sweep: windows, networks, batches, languages and stages in which nothing looks wrong."""

from playwright.sync_api import Browser

from tests.browser.sweep import BATCHES, LANGUAGES, STAGES, WINDOWS, Case, looked_at, ordered

SMALL = ("2-3-1", "2-4-4-1", "2-8-8-1")  # each page takes about a second
LARGE = ("1-16-1", "4-5-6-7", "16-16-16-16")


def sample() -> list[Case]:
    """Every window once, and each of the other choices in turn."""
    turned = [
        Case(window, SMALL[k % 3], BATCHES[k % 2], LANGUAGES[k // 2 % 2], STAGES[k // 3 % 3])
        for k, window in enumerate(WINDOWS)
    ]
    large = [Case("1366x768", name, 1, "en", "backward") for name in LARGE]
    return ordered([*turned, *large])


def test_nothing_is_covered_cut_off_overlapping_or_too_small(chromium: Browser, address: str) -> None:
    faults = {str(case): found for case, _, found in looked_at(chromium, address, sample()) if found}
    assert faults == {}
