"""A class as its members meet it: on a laptop, on a phone and without JavaScript, while the teacher leads and asks."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import AXE, violations
from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BEFORE_HIDDEN_ERROR = 7


class Lead:
    """The teacher, who sends forms."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.page = client.post("/class").headers["location"]
        self.code = self.page.removeprefix("/class/")
        self.do("workbench/seek", iteration="0", stage=str(BEFORE_HIDDEN_ERROR))

    def do(self, path: str, **fields: str) -> None:
        assert self.client.post(f"{self.page}/{path}", data=fields).status_code == 303


@pytest.fixture
def lead(address: str) -> Iterator[Lead]:
    with httpx2.Client(base_url=address, headers={"Origin": address}, timeout=30) as client:
        yield Lead(client)


def join(page: Page, code: str) -> str:
    """Join by typing the code; the name that the page and the sheet show."""
    page.goto("/join")
    page.locator("#code").press_sequentially(code)
    expect(page.locator("#code")).to_have_value(f"{code[:3]} {code[3:]}")
    page.locator("#code").press("Enter")
    name = page.locator(".alias strong").inner_text()
    expect(page.locator("#welcome h2")).to_contain_text(name)
    return name


def opened(visitor: Visitor, **options: Any) -> Page:
    page = visitor.context(**options).new_page()
    visitor.watch(page)
    return page


def check(*pages: Page) -> None:
    """Let axe look at the pages."""
    for page in pages:
        page.evaluate(AXE)
        assert violations(page) == []


class Members:
    """A laptop, a phone and a browser without JavaScript, in one class."""

    def __init__(self, visitor: Visitor, lead: Lead) -> None:
        self.laptop, self.phone = opened(visitor), opened(visitor, **PHONE)
        self.plain = opened(visitor, java_script_enabled=False)
        self.scripted = self.laptop, self.phone
        self.lead = lead
        self.names = [join(page, lead.code) for page in self.scripted]
        check(self.phone)
        for page in self.scripted:
            page.locator("#welcome button").click()
        self.plain.goto(f"/join?code={lead.code}")
        self.plain.get_by_role("button", name="Join").click()
        self.plain.locator("#welcome button").click()
        expect(self.plain.locator("#welcome")).to_be_hidden()

    def refresh(self) -> None:
        """What a browser without JavaScript has a link for."""
        self.plain.get_by_role("link", name="Refresh").click()


@pytest.fixture
def members(visitor: Visitor, lead: Lead) -> Members:
    return Members(visitor, lead)


def test_a_wrong_code_keeps_its_digits(visitor: Visitor, lead: Lead) -> None:
    visitor.expect("404")
    page = opened(visitor)
    page.goto("/join")
    page.locator("#code").press_sequentially(f"{(int(lead.code) + 1) % 10**6:06d}")
    page.keyboard.press("Enter")
    expect(page.locator("#code-problem")).to_contain_text("no open class")
    check(page)


def test_members_follow_explore_and_answer(visitor: Visitor, members: Members, lead: Lead) -> None:
    visitor.expect("422")
    visitor.expect("404")  # what a page fetches ahead when the class has ended
    laptop = members.laptop
    assert len({*members.names, members.plain.locator(".alias strong").inner_text()}) == 3
    follow(members)
    explore(laptop, lead)
    answer(members)
    lead.do("lead/reveal")
    expect(laptop.locator("#own")).to_contain_text("Right.")
    expect(members.phone.locator("#own")).to_contain_text("You left out")
    members.refresh()
    expect(members.plain.locator("#own")).to_contain_text("Right answer")
    check(laptop)
    at_the_end(members)


def follow(members: Members) -> None:
    """The teacher's step arrives; a member's does not move the network, a number can be explained."""
    laptop = members.laptop
    members.lead.do("workbench/step")
    for page in members.scripted:
        Workbench(page).expect_place(0, BEFORE_HIDDEN_ERROR + 1)
    laptop.keyboard.press("ArrowLeft")
    expect(laptop.locator("#note")).to_contain_text("Your teacher leads.")
    Workbench(laptop).expect_place(0, BEFORE_HIDDEN_ERROR + 1)
    laptop.locator('#diagram [data-q="E.1.1"]').first.click()
    expect(laptop.locator("#inspector")).to_contain_text("0.5")
    laptop.keyboard.press("Escape")


def explore(page: Page, lead: Lead) -> None:
    """On one's own, and back."""
    page.keyboard.press("e")
    expect(page.locator("#bar")).to_contain_text("On your own")
    lead.do("workbench/back")
    expect(page.locator("#bar")).to_contain_text("derivative")
    Workbench(page).expect_place(0, BEFORE_HIDDEN_ERROR + 1)
    page.keyboard.press("e")
    expect(page.locator("#bar")).to_contain_text("Following")
    Workbench(page).expect_place(0, BEFORE_HIDDEN_ERROR)


def turn(page: Page) -> None:
    """The window gets another size, as when a keypad opens: the page asks for another picture and connects again."""
    size = page.viewport_size
    assert size is not None
    with page.expect_response(lambda answer: "/events" in answer.url):
        page.set_viewport_size({"width": size["width"], "height": size["height"] - 160})
    page.wait_for_timeout(300)  # what it sends first has arrived
    page.set_viewport_size(size)


def answer(members: Members) -> None:
    """The question: typed with the row of signs, refused, sent, changed."""
    laptop, phone, plain = members.laptop, members.phone, members.plain
    members.lead.do("lead/ask", q="E.1.1", kind="number")
    for page in members.scripted:
        expect(page.locator("#bar")).to_contain_text("Your teacher asks")
    check(laptop, phone)
    field = phone.locator("#own-answer")
    expect(field).not_to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
    phone.locator('[data-inserts="−"]').click()
    expect(field).to_be_focused()
    phone.keyboard.type("0,38x")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#own-problem")).to_contain_text("No try was counted.")
    expect(field).to_have_value("−0,38x")
    turn(phone)
    expect(phone.locator("#own-problem")).to_contain_text("No try was counted.")
    expect(field).to_have_value("−0,38x")
    field.fill("−0.385")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#own")).to_contain_text("Sent.")
    for typed in ("7", "0"):
        laptop.locator("#own-answer").fill(typed)
        laptop.locator("#own-answer").press("Enter")
        expect(laptop.locator("#own")).to_contain_text(f"Your answer: {typed}")
        if typed == "7":
            laptop.get_by_role("link", name="Change").click()
            expect(laptop.locator("#own-answer")).to_have_value("7")
            laptop.locator("#own-answer").fill("8")
            turn(laptop)
            expect(laptop.locator("#own-answer")).to_have_value("8")
    members.refresh()
    plain.locator("#own-answer").fill("5")
    plain.get_by_role("button", name="Send").click()
    expect(plain.locator("#own")).to_contain_text("Sent.")
    assert "Right" not in laptop.locator("#own").inner_text()


def at_the_end(members: Members) -> None:
    """A hand, a reload as the same member, free pace, the end."""
    laptop, phone, lead = members.laptop, members.phone, members.lead
    phone.locator(".hand").click()
    expect(phone.locator(".hand")).to_have_attribute("aria-pressed", "true")
    phone.reload()
    assert phone.locator(".alias strong").inner_text() == members.names[1]
    lead.do("lead/mode", mode="free")
    expect(laptop.locator("#bar")).to_contain_text("At your own pace")
    laptop.keyboard.press("ArrowRight")
    expect(laptop.locator("#answering")).to_be_visible()
    lead.do("end")
    for page in members.scripted:
        expect(page.locator("#note")).to_contain_text("The class has ended.")
