"""axe on every lesson and on their list."""

import pytest

from app.view.lessons.catalogue import LESSONS
from tests.browser.conftest import Visitor
from tests.browser.test_page import AXE, violations

PAGES = ["/lessons", *(f"/lessons/{slug}" for slug in LESSONS)]
# States whose content the first view of a lesson does not show.
FURTHER = [
    "/lessons/ten-layers?shared=4&weights=0&answer=32",
    "/lessons/memoization?tick=75&by=tick&lines=written&activation=sigmoid&answer=much",
    "/lessons/three-equations?hidden=3&equation=dWh&x=much&answer=6",
    "/lessons/code?kind=matrices&stage=8&x11=much&answer=-0.9",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("path", [*PAGES, *FURTHER])
def test_axe_finds_nothing(visitor: Visitor, path: str, size: tuple[int, int], theme: str) -> None:
    viewport = {"width": size[0], "height": size[1]}
    # light in English, dark in Russian: of the language, axe looks only at its code and the width of words
    locale = "en" if theme == "light" else "ru"
    # axe is a foreign script, which the content policy of the page would block
    page = visitor.open(path, viewport=viewport, color_scheme=theme, locale=locale, bypass_csp=True).page
    page.evaluate(AXE)
    assert violations(page) == []
