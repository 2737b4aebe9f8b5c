"""The summary of a class: axe, the pages of paper it takes, and nothing is cut."""

import re

import pytest

from tests.browser.axe import AXE, violations
from tests.browser.conftest import Visitor

WIDTHS = {"A4": 718, "Letter": 740}  # pixels between the margins

CUT = """() => {
  const edge = document.querySelector('.summary-sheet').getBoundingClientRect().right + 1;
  const parts = [...document.querySelectorAll('.summary-sheet *')];
  return parts.filter((each) => each.getBoundingClientRect().right > edge).map((each) => each.outerHTML);
}"""


@pytest.mark.parametrize(("students", "rounds", "pages"), [(28, 2, 1), (60, 5, 2), (31, 12, 3)])
def test_a_class_takes_so_many_pages_and_nothing_is_cut(
    visitor: Visitor, students: int, rounds: int, pages: int
) -> None:
    context = visitor.context()
    opened = context.request.post(f"{visitor.address}/class", max_redirects=0).headers["location"]
    members = f"{visitor.address}/api/v1/classes/{opened[-6:]}"
    secrets = [context.request.post(f"{members}/members", data={}).json()["secret"] for _ in range(students)]
    lead = f"{visitor.address}{opened}"
    context.request.post(f"{lead}/workbench/seek", form={"iteration": "0", "stage": "7"})
    context.request.post(f"{lead}/lead/ask", form={"q": "E.1.1", "kind": "number"})
    for round_ in range(rounds):
        if round_:
            context.request.post(f"{lead}/lead/again")
        for secret, text in zip(secrets[:3], ("0", "-0.385", "-0.77 * 0.5 * 1"), strict=True):
            headers = {"Authorization": f"Bearer {secret}"}
            assert context.request.post(f"{members}/answer", data={"text": text}, headers=headers).ok
    page = context.new_page()
    page.goto(f"{lead}/summary")
    assert page.locator("#lesson-time").inner_text().count(":") >= 1  # the time here, by the script
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    page.emulate_media(media="print")
    for paper, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 1000})
        assert page.evaluate(CUT) == [], paper
        assert len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(format=paper))) == pages, paper
