"""Every lesson at the sizes that people have: nothing wider than the window."""

import pytest

from app.view.lessons.catalogue import LESSONS
from tests.browser.conftest import Visitor

SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]


@pytest.mark.parametrize("slug", ["", *LESSONS])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_lesson_is_not_wider_than_the_window(visitor: Visitor, slug: str, locale: str) -> None:
    page = visitor.open(f"/lessons/{slug}".rstrip("/"), locale=locale).page
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, height)
