"""One lesson of a class, whole: a teacher, a laptop, a phone in Russian and a browser without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import AXE, violations
from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "locale": "ru",
}
WALL: ViewportSize = {"width": 1920, "height": 1080}
HIDDEN_ERROR = 8
VERDICTS = re.compile(r"\b(Right|Верно|[Ll]eft out|[Пп]ропу\w+)\b|−0[.,]539")  # what no page says before the reveal


def check(*pages: Page) -> None:
    """Let axe look at the pages; none can be scrolled sideways."""
    for page in pages:
        page.evaluate(AXE)
        assert (found := violations(page)) == [], "\n".join(found)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


# Notes the id of each element that is animated from now on.
ANIMATED = """() => {
  const { animate } = Element.prototype;
  window.animated = [];
  Element.prototype.animate = function (...given) {
    animated.push(this.id);
    return animate.apply(this, given);
  };
}"""


# The page is behind another tab, or in front again.
BEHIND = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def look_away(page: Page) -> None:
    """The window gets another size and is behind other tabs when the picture for that size comes."""
    live = page.locator("#class-live")
    before = live.get_attribute("data-query") or ""
    page.set_viewport_size({"width": 1180, "height": 700})
    page.evaluate(BEHIND, True)
    expect(live).not_to_have_attribute("data-query", before)
    page.evaluate(BEHIND, False)


def check_on_a_phone(page: Page, seen: str) -> None:
    """The page fits a phone, which shows `seen` without scrolling."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size(PHONE["viewport"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    expect(page.locator(seen)).to_be_in_viewport(ratio=1)
    page.set_viewport_size(before)


class Lesson:
    """The screens of one lesson."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.desk = visitor.context()
        self.teacher = self.screen(self.desk)
        self.laptop, self.phone = self.screen(visitor.context()), self.screen(visitor.context(**PHONE))
        self.plain = self.screen(visitor.context(java_script_enabled=False))
        self.following = self.laptop, self.phone
        self.open()

    def screen(self, context: Any) -> Page:
        page: Page = context.new_page()
        self.visitor.watch(page)
        return page

    def open(self) -> None:
        """Teach a class from the workbench, one step before the hidden error."""
        self.teacher.goto("/")
        for _ in range(HIDDEN_ERROR - 1):
            Workbench(self.teacher).press("ArrowRight")
        Workbench(self.teacher).expect_place(0, HIDDEN_ERROR - 1)
        self.teacher.evaluate("document.querySelector('form[action$=\"/class\"]').requestSubmit()")
        expect(self.teacher.locator("#class-column")).to_be_visible()
        self.path = self.teacher.url.removeprefix(self.visitor.address)
        self.code = re.sub(r"\D", "", self.teacher.locator(".class-code").inner_text())

    def join(self) -> None:
        """The laptop types the code, the others come by the address of the QR code."""
        self.laptop.goto("/join")
        check(self.laptop)
        self.laptop.locator("#code").press_sequentially(self.code)
        self.laptop.keyboard.press("Enter")
        for page in (self.phone, self.plain):
            page.goto(f"/join?code={self.code}")
            page.locator(".join-form button").click()
        for page in (*self.following, self.plain):
            page.locator("#welcome button").click()
        expect(self.teacher.locator(".joined strong")).to_have_text("3")
        names = {page.locator(".alias strong").inner_text() for page in (*self.following, self.plain)}
        assert len(names) == 3

    def refresh(self) -> None:
        """What a browser without JavaScript has a link for."""
        self.plain.get_by_role("link", name="Refresh").click()

    def expect_everybody_at(self, stage: int) -> None:
        for page in self.following:
            Workbench(page).expect_place(0, stage)
        self.refresh()  # once the others show that the server has made the step
        Workbench(self.plain).expect_place(0, stage)

    def press(self, name: str) -> None:
        """Press a button of the question's card."""
        self.teacher.locator("#class-question").get_by_role("button", name=name).click()

    def expect_answered(self, count: int) -> None:
        """The teacher's count and the wall's, which come by themselves."""
        expect(self.teacher.locator(".answered strong")).to_have_text(str(count))
        expect(self.wall.locator(".rail-count strong")).to_have_text(str(count))

    def put_on_the_wall(self) -> None:
        self.wall = self.screen(self.desk)
        self.wall.set_viewport_size(WALL)
        self.wall.goto(f"{self.path}?view=projector")
        expect(self.wall.locator(".wall-code")).to_have_text(f"{self.code[:3]} {self.code[3:]}")


@pytest.fixture
def lesson(visitor: Visitor) -> Lesson:
    for status in ("403", "404", "409"):  # a fourth at a locked class, the removed one, and all after the end
        visitor.expect(status)
    return Lesson(visitor)


def test_a_lesson_from_its_opening_to_its_end(lesson: Lesson) -> None:
    lesson.join()
    lesson.put_on_the_wall()
    lead(lesson)
    explore(lesson)
    ask(lesson)
    reveal_after_a_second_round(lesson)
    work_at_their_own_pace(lesson)
    lock_remove_and_end(lesson)


def lead(lesson: Lesson) -> None:
    """Each step arrives on every screen; the way back too."""
    look_away(lesson.laptop)
    lesson.teacher.keyboard.press("ArrowRight")
    lesson.expect_everybody_at(HIDDEN_ERROR)
    lesson.teacher.keyboard.press("ArrowLeft")
    lesson.expect_everybody_at(HIDDEN_ERROR - 1)
    Workbench(lesson.wall).expect_place(0, HIDDEN_ERROR - 1)


def explore(lesson: Lesson) -> None:
    """A look on one's own leaves everybody else where they are; catching up shows where the class is."""
    laptop = Workbench(lesson.laptop)
    laptop.press("e")
    expect(lesson.laptop.locator("#bar.explore")).to_be_visible()
    laptop.press("ArrowLeft")
    laptop.expect_place(0, HIDDEN_ERROR - 2)
    Workbench(lesson.teacher).expect_place(0, HIDDEN_ERROR - 1)
    laptop.press("e")
    expect(lesson.laptop.locator("#bar.follow")).to_be_visible()
    laptop.expect_place(0, HIDDEN_ERROR - 1)


def ask(lesson: Lesson) -> None:
    """The first number that is not known is asked for: one answers right, one with a slip, one not at all, and no page
    says which is which."""
    teacher, laptop, phone, plain = lesson.teacher, lesson.laptop, lesson.phone, lesson.plain
    dash = teacher.locator("[id='n-E.1.1']").bounding_box()
    assert dash is not None
    teacher.mouse.click(dash["x"] + dash["width"] / 2, dash["y"] + dash["height"] / 2)
    expect(teacher.get_by_role("button", name="Ask the class for it")).to_be_visible()
    teacher.keyboard.press("q")
    for page in (laptop, phone):
        expect(page.locator("#own-answer")).to_be_visible()
    expect(lesson.wall.locator(".wall-question")).to_contain_text("What is")
    lesson.expect_answered(0)
    check(teacher, laptop, phone, lesson.wall)
    check_on_a_phone(teacher, ".answered")
    check_on_a_phone(teacher, "#class-question .primary")
    line = teacher.locator("#class-line")
    is_open = line.get_attribute("open") is not None
    line.locator("summary").click()
    laptop.locator("#own-answer").fill("0")
    laptop.keyboard.press("Enter")
    expect(laptop.locator("#own")).to_contain_text("Sent.")
    lesson.expect_answered(1)
    assert (line.get_attribute("open") is not None) is not is_open, "what the teacher opened or closed stays so"
    line.locator("summary").click()
    phone.locator("#own-answer").fill("-0,385")
    phone.locator("#own-answering .primary").tap()
    expect(phone.locator("#own.sent")).to_be_visible()
    lesson.expect_answered(2)
    lesson.refresh()
    expect(plain.locator("#own-answer")).to_be_visible()
    for page in (teacher, laptop, phone, plain, lesson.wall):
        assert not VERDICTS.search(page.locator("body").inner_text()), page.url
    lesson.press("Show answers")
    expect(teacher.locator(".typed-answers th")).to_have_text(["0", "-0,385"], use_inner_text=True)
    assert teacher.locator(".answer-row").count() == 0
    expect(teacher.locator("#class-spoken")).to_have_text("2 of 3 answered", timeout=10_000)
    lesson.press("Show mistakes")
    marks = teacher.locator(".answer-row .mark")
    expect(marks).to_have_text(["✓", "×", ""])
    with teacher.expect_response(lambda answer: "/workbench?" in answer.url):
        teacher.set_viewport_size({"width": 1300, "height": 820})  # asks for another drawing
    expect(teacher.locator("#workbench")).to_have_attribute("aria-busy", "false")
    expect(marks).to_have_text(["✓", "×", ""])


def reveal_after_a_second_round(lesson: Lesson) -> None:
    """The second round is shown beside the first; the reveal plays the stage and tells each the own result."""
    laptop, phone, plain = lesson.laptop, lesson.phone, lesson.plain
    lesson.press("Ask again")
    expect(laptop.locator("#bar")).to_contain_text("Round 2")
    expect(phone.locator("#own-answer")).to_have_value("")
    lesson.refresh()
    plain.locator("#own-answer").fill("5")
    plain.get_by_role("button", name="Send").click()
    expect(plain.locator("#own")).to_contain_text("Sent.")
    phone.locator("#own-answer").fill("-0,385")
    phone.keyboard.press("Enter")
    lesson.expect_answered(2)
    laptop.locator("#own-answer").fill("0")
    laptop.keyboard.press("Enter")
    lesson.expect_answered(3)
    lesson.wall.evaluate(ANIMATED)
    lesson.press("Reveal")
    lesson.expect_everybody_at(HIDDEN_ERROR)
    expect(laptop.locator("#own")).to_contain_text("Right.")
    expect(phone.locator("#own .mark.slip")).to_be_visible()
    expect(plain.locator("#own")).to_contain_text("Right answer")
    expect(lesson.wall.locator(".rail-group.right")).to_be_visible()
    assert "rail" in lesson.wall.evaluate("animated"), "with reduced motion the cells fade into their groups"
    assert lesson.wall.locator("body").inner_text().count(laptop.locator(".alias strong").inner_text()) == 0
    check(laptop, phone, lesson.wall)


def work_at_their_own_pace(lesson: Lesson) -> None:
    """Everybody moves alone, a hand goes up and down, and the class comes back together where it was."""
    teacher, laptop, phone = lesson.teacher, lesson.laptop, lesson.phone
    teacher.goto(f"{lesson.path}/overview")
    teacher.get_by_role("button", name="Free pace").click()
    expect(laptop.locator("#bar.free")).to_be_visible()
    laptop.keyboard.press("ArrowLeft")
    Workbench(laptop).expect_place(0, HIDDEN_ERROR - 1)
    phone.locator(".hand").tap()
    expect(phone.locator(".hand")).to_have_attribute("aria-pressed", "true")
    raised = teacher.locator(".student", has=teacher.locator(".dot.hand"))
    expect(raised).to_have_count(1)
    check(teacher)
    check_on_a_phone(teacher, ".class-code")
    raised.locator("summary").click()
    raised.get_by_role("button", name="Lower the hand").click()
    expect(phone.locator(".hand")).to_have_attribute("aria-pressed", "false")
    teacher.get_by_role("button", name="Lead", exact=True).first.click()
    lesson.expect_everybody_at(HIDDEN_ERROR)


def lock_remove_and_end(lesson: Lesson) -> None:
    """A locked class lets nobody in; who is removed reads so; at the end everybody does."""
    teacher, laptop, phone, plain = lesson.teacher, lesson.laptop, lesson.phone, lesson.plain
    teacher.get_by_role("button", name="Lock the class").click()
    expect(teacher.get_by_role("button", name="Lock the class")).to_have_attribute("aria-pressed", "true")
    fourth = lesson.screen(lesson.visitor.context())
    fourth.goto(f"/join?code={lesson.code}")
    fourth.get_by_role("button", name="Join").click()
    expect(fourth.locator("#code-problem")).to_contain_text("This class is locked")
    rows = teacher.locator(".student")
    others = [page.locator(".alias strong").inner_text() for page in (laptop, plain)]
    gone = rows.filter(has_not_text=others[0]).filter(has_not_text=others[1])  # its own name is Russian on its screen
    expect(gone).to_have_count(1)
    gone.locator("summary").click()
    gone.get_by_role("button", name="Remove from class").click()
    expect(phone.locator("#note")).to_contain_text("больше нет в этом классе")
    expect(rows).to_have_count(2)
    teacher.locator('[popovertarget="ending"]').first.click()
    teacher.locator("#ending").get_by_role("button", name="End class").click()
    expect(teacher).to_have_url(f"{lesson.visitor.address}/")
    for page in (laptop, lesson.wall):
        expect(page.locator("#note")).to_contain_text("The class has ended.")
    expect(phone.locator("#note")).to_contain_text("больше нет в этом классе")
    lesson.refresh()
    expect(plain.locator("main")).to_contain_text("no open class")
