"""Worksheets on paper: as many pages as promised, of the right size, and nothing is cut."""

import re

import pytest

from tests.browser.conftest import Visitor

SIZES = {"a4": (595, 842), "letter": (612, 792)}  # points

CUT = """() => [...document.querySelectorAll('.sheet')].flatMap((sheet) => {
  const page = sheet.getBoundingClientRect(), margin = parseFloat(getComputedStyle(sheet).paddingRight) - 1;
  const parts = '.sheet-cell, .sheet-row, .sheet-given, .sheet-foot, .sheet-question';
  return [...sheet.querySelectorAll(parts)].filter((each) => {
    const { right, bottom } = each.getBoundingClientRect(), wide = each.scrollWidth > each.clientWidth + 1;
    return wide || right > page.right - margin || bottom > page.bottom - margin;
  }).map((each) => `${each.className}: ${each.textContent}`);
})"""


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("versions=2&paper=a4", 4),
        ("versions=3&paper=letter&sizes=3-4-2", 6),
        ("versions=2&paper=a4&sizes=3-4-2", 4),
        ("versions=1&paper=letter&sizes=3-3-3-2", 2),
        ("versions=40&paper=a4&key=table", 41),
    ],
)
def test_a_page_each_and_nothing_is_cut(visitor: Visitor, query: str, pages: int) -> None:
    page = visitor.context().new_page()
    page.goto(f"{visitor.address}/worksheet?{query}")
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == pages
    boxes = {
        tuple(round(float(side)) for side in box.split()[2:]) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", printed)
    }
    assert boxes == {SIZES["letter" if "letter" in query else "a4"]}
