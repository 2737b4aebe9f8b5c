"""axe on every lesson and on their list."""

import pytest

from app.view.lessons.catalogue import LESSONS
from tests.browser.axe import AXE, COLOUR_RULES, violations
from tests.browser.conftest import Visitor

PAGES = ["/lessons", *(f"/lessons/{slug}" for slug in LESSONS)]
# States whose content the first view of a lesson does not show.
FURTHER = [
    "/lessons/ten-layers?beat=3&marked=R.8&shared=4&weights=0&answer1=32&hints2=3",
    "/lessons/memoization?beat=2&home=66&tick=75&answer1=much",
    "/lessons/three-equations?beat=5&count=3&hidden=3&equation=dWh&x=much&answer1=6",
    "/lessons/code?beat=2&kind=matrices&stage=10&x11=much&dWh=2",
    "/lessons/code?beat=3",
    "/lessons/code?beat=4&accused=1.25",
    "/lessons/code?beat=4&accused=1.25.26",
    "/lessons/code?beat=5&replaced=6",
]


# Of the language, axe looks only at its code and the width of words.
WINDOWS = [(1440, 900, "en"), (390, 844, "ru")]


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window[0]}x{window[1]}-{window[2]}")
@pytest.mark.parametrize("path", [*PAGES, *FURTHER])
def test_axe_finds_nothing(visitor: Visitor, path: str, window: tuple[int, int, str]) -> None:
    """The themes differ in their colours alone."""
    width, height, locale = window
    viewport = {"width": width, "height": height}
    # axe is a foreign script, which the content policy of the page would block
    page = visitor.open(path, viewport=viewport, color_scheme="light", locale=locale, bypass_csp=True).page
    page.evaluate(AXE)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOUR_RULES) == []
