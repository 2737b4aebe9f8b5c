"""Lesson 4 in a browser: it grows by key and mouse, with its motion, and on a phone without JavaScript."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

ADDRESS = "/lessons/ten-layers"
ROWS = "table.products tbody tr[data-layer]"


def test_the_chain_grows_and_the_reader_marks_what_all_rows_share(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, reduced_motion="no-preference").page
    page.locator("#guessed-second").fill("5")
    page.keyboard.press("Enter")
    expect(page.locator(".beat.here .reply")).to_contain_text("Right:")
    page.locator("#beat-next").click()

    # the field and the end of the row are one; a layer more by its key
    expect(page.locator(ROWS)).to_have_count(3)
    assert "23" not in "".join(page.locator(".picture, .beats").all_inner_texts())
    page.locator("#beat-2-title").focus()
    page.keyboard.press("+")
    expect(page.locator(ROWS)).to_have_count(4)
    page.locator(".row-length").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#guessed-last")).to_have_value("10")
    expect(page.locator(".guess-row .hollow:visible")).to_have_count(10)
    page.locator("#guessed-last").fill("21")
    expect(page.locator(".guess-row .hollow:visible")).to_have_count(21)
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(11)
    page.wait_for_function("moved.length > 0")
    expect(page.locator(".your-row .hollow")).to_have_count(21)
    expect(page.locator("[data-value-of=last]")).to_have_text("23")

    # a touched cell lights up wherever it is, and is what will be checked
    page.locator("#beat-next").click()
    expect(page.locator("#marked")).to_be_visible()
    page.locator(ROWS).nth(4).locator(".factor").nth(7).click()
    expect(page.locator("#touched")).to_contain_text("in 8 of 11 rows")
    expect(page.locator(".factor.touched")).to_have_count(8)
    expect(page.locator("#marked")).to_have_value("R.8")
    page.locator("form[data-guess=marked] button").click()
    expect(page.locator(".factor.guessed")).to_have_count(8)
    expect(page.locator(".factor.everywhere")).to_have_count(22)
    page.locator("label:has(#shared-8)").click()
    expect(page.locator("#said")).to_contain_text("has 8 factors and appears in 8 rows")
    expect(page.locator(".factor.in-error")).to_have_count(64)

    # the last guess goes along to lesson 5
    page.locator("#beat-next").click()
    page.locator("#guessed-sum").fill("132")
    page.keyboard.press("Enter")
    expect(page.locator("[data-value-of=multiplications]")).to_have_text("132")
    page.locator("#guessed-needed").fill("40")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/memoization?home=40")


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(ADDRESS, viewport=phone, java_script_enabled=False).page
    page.locator("#guessed-second").fill("four")
    page.locator("form[data-guess=second] button.primary").click()
    expect(page.locator("#wrong-second")).to_have_text("A count is a whole number from 0.")
    page.locator("#guessed-second").fill("4")
    page.locator("form[data-guess=second] button.primary").click()
    page.locator("#beat-next").click()
    page.locator("#one-more").click()
    expect(page.locator(ROWS)).to_have_count(4)
    page.locator("#guessed-last").fill("23")
    page.locator("form[data-guess=last] button.primary").click()
    expect(page.locator(ROWS)).to_have_count(11)
    ends = page.locator(ROWS).evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('.factor')].at(-1).getBoundingClientRect().right)"
    )
    assert ends == sorted(set(ends))  # the whole staircase is in the window
    assert ends[-1] <= 390
    page.locator("#beat-next").click()
    page.locator("#marked").select_option("M.11")
    page.locator("form[data-guess=marked] button.primary").click()
    expect(page.locator(".beat.here .reply")).to_contain_text("Right.")
    page.locator("#other-numbers summary").click()
    page.locator("#field-x").fill("-1")
    page.locator("#other-numbers button.without-script").click()
    expect(page.locator("#closed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
