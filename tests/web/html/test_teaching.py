"""The guide for teachers names only what is on the pages, by the names that are on them."""

import html
import re
from pathlib import Path

from fastapi.testclient import TestClient

from tests.web.html.classroom_pages import Student, Teacher

GUIDE = (Path(__file__).parents[3] / "docs" / "teaching.md").read_text(encoding="utf-8")
HEADINGS = r"^(?:\*\*\d+ minutes: .+?\*\*|- \*\*.+?\.\*\*)"
"""What begins a paragraph in bold is a heading of the guide."""


def pages(client: TestClient) -> list[str]:
    """The pages of a lesson as the guide goes through it."""
    teacher = Teacher(client)
    found = [client.get("/").text, client.get("/join").text, teacher.browser.get(f"{teacher.page}/overview").text]
    student = Student(client, teacher)
    found += [teacher.browser.get(teacher.page).text, student.browser.get(student.page).text]
    student.browser.post(f"{student.page}/explore", data={"on": "1"})
    found.append(student.browser.get(student.page).text)
    teacher.ask()
    found += [teacher.browser.get(teacher.page).text, student.browser.get(student.page).text]
    found += [teacher.lead("unfold", shown=f"0.{what}").text for what in ("answers", "mistakes")]
    teacher.lead("reveal")
    teacher.lead("mode", mode="free")
    student.browser.get(student.page)
    student.browser.post(f"{student.page}/hand", data={"raised": "1"})
    found += [teacher.browser.get(f"{teacher.page}/{name}").text for name in ("overview", "summary")]
    return found


def test_every_name_in_bold_is_on_a_page(client: TestClient) -> None:
    text = re.sub(HEADINGS, "", GUIDE, flags=re.MULTILINE)
    names = {" ".join(name.split()).removesuffix(" …") for name in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    assert len(names) > 25
    shown = html.unescape(" ".join(pages(client)))
    words = set(re.findall(r'(?:aria-label|title)="([^"]+)"', shown))
    words |= {" ".join(each.split()) for each in re.findall(r">([^<>]+)<", shown)}
    prefixes = {"Lead from"}
    missing = {
        name for name in names - words if not (name in prefixes and any(each.startswith(name) for each in words))
    }
    assert missing == set()
