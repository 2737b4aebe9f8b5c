"""The questions of a lesson in a browser: by keyboard, by touch, and what is kept in the browser."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

PATH = "/lessons/memoization"
RIGHT = {"1": "71", "2": "240"}


def verdict(page: Page, number: int) -> str:
    return page.locator(f"#question-{number}").get_attribute("data-verdict") or ""


def test_a_lesson_whose_questions_are_answered_gets_a_tick_in_the_list(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#answer1").press("Enter")
    expect(page.locator("#verdict1")).to_have_text("? Type a number first, or ask for a hint.")
    assert "?" not in page.url
    for number, answer in RIGHT.items():
        page.locator(f"#answer{number}").focus()
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
        expect(page.locator(f"#question-{number}")).to_have_attribute("data-verdict", "right")
    page.locator("#answer3-2").focus()
    page.keyboard.press("Space")
    page.locator("#check-3").press("Enter")
    expect(page.locator("#verdict3")).to_contain_text("Right.")
    page.locator("#question-4 .pick").nth(1).click()
    page.locator("#check-4").press("Enter")
    expect(page.locator("#verdict4")).to_contain_text("That row computes E7")
    page.locator("#question-4 .pick").nth(2).click()
    page.locator("#check-4").press("Enter")
    expect(page.locator("#verdict4")).to_contain_text("Right.")
    assert [verdict(page, number) for number in (1, 2, 3, 4)] == ["right"] * 4
    page.goto(f"{visitor.address}/lessons")
    expect(page.locator('[data-lesson-slug="memoization"] .done')).to_be_visible()
    expect(page.locator(".done:visible")).to_have_count(1)
    link = page.locator("#continue")
    expect(link).to_have_text("Continue with 1")
    expect(link).to_have_attribute("href", "/lessons/chain-rule")


def test_a_new_reader_sees_no_tick_and_nothing_to_continue(visitor: Visitor) -> None:
    page = visitor.open("/lessons").page
    expect(page.locator("#continue")).to_be_hidden()
    expect(page.locator(".done:visible")).to_have_count(0)


def test_hints_and_another_draw_leave_the_rest_of_the_page_as_it_is(visitor: Visitor) -> None:
    page = visitor.open("/lessons/one-neuron?W=2").page
    page.locator("#answer2").fill("half an answer")
    page.locator("#help-1").click()
    expect(page.locator("#question-1 .helps li")).to_have_count(1)
    expect(page.locator("#help-1")).to_have_text("First step")
    expect(page.locator("#help-1")).to_be_focused()
    expect(page.locator("#answer2")).to_have_value("half an answer")
    before = page.locator("#asks-1").text_content() or ""
    page.locator("#answer1").fill("7")
    page.locator("#another-1").click()
    expect(page.locator("#asks-1")).not_to_have_text(before)
    expect(page.locator("#answer1")).to_have_value("")
    expect(page.locator("#question-1 .helps li")).to_have_count(0)
    assert "draw1=" in page.url
    assert "W=2" in page.url
    asked = page.locator("#asks-1").text_content() or ""
    page.locator("#other-numbers summary").click()
    page.locator("#field-W").fill("2.1")
    page.locator("#field-W").press("Enter")
    expect(page.locator('[data-value-of="fog-slope-0"]')).to_have_text("6.4")
    expect(page.locator("#asks-1")).to_have_text(asked)
    page.reload()
    expect(page.locator("#asks-1")).to_have_text(asked)


def test_on_a_phone_a_button_changes_the_sign(visitor: Visitor) -> None:
    viewport = {"width": 390, "height": 844}
    page = visitor.open("/lessons/one-neuron", viewport=viewport, has_touch=True, is_mobile=True).page
    page.locator("#answer1").fill("6")
    page.locator('[data-sign-of="answer1"]').tap()
    expect(page.locator("#answer1")).to_have_value("−6")
    page.locator("#check-1").tap()
    expect(page.locator("#question-1")).to_have_attribute("data-verdict", "right")
    box = page.locator('[data-sign-of="answer1"]').bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


def test_without_javascript_answers_hints_and_draws_are_plain_forms(visitor: Visitor) -> None:
    page = visitor.open("/lessons/code", java_script_enabled=False).page
    for place, line in enumerate(("Eo", "Eh", "dWh", "Wh"), 1):
        page.locator(f"#answer2-{place}").select_option(line)
    page.locator("#check-2").click()
    expect(page.locator("#verdict2")).to_contain_text("Right:")
    assert page.url.endswith("#question-2")
    page.locator("#help-3").click()
    expect(page.locator("#question-3 .helps li")).to_have_count(1)
    expect(page.locator("#question-2")).to_have_attribute("data-verdict", "right")
    page.locator("#another-2").click()
    expect(page.locator("#question-2")).to_have_attribute("data-verdict", "open")
    expect(page.locator("#question-3 .helps li")).to_have_count(1)


def test_an_open_guess_stays_in_its_picture_when_a_question_below_is_answered(visitor: Visitor) -> None:
    page = visitor.open("/lessons/ten-layers?beat=2").page
    page.locator("#guessed-last").fill("20")
    marks = page.locator(".guess-row .hollow:visible")
    expect(marks).to_have_count(20)
    question = page.locator("form[data-question]").first
    with page.expect_response(lambda answer: "/lessons/ten-layers" in answer.url):
        question.get_by_role("button").first.click()
    page.wait_for_timeout(200)  # the answer is on the page
    expect(page.locator("#guessed-last")).to_have_value("20")
    expect(marks).to_have_count(20)
