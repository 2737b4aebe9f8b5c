"""Language, theme, projector, paper and phone."""

import re

from playwright.sync_api import expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor


def test_the_language_follows_the_browser_and_then_the_choice(visitor: Visitor) -> None:
    russian = visitor.open(locale="ru-RU")
    expect(russian.verb("step")).to_contain_text("Шаг")
    english = visitor.open(locale="en-GB")
    expect(english.verb("step")).to_contain_text("Step")
    english.page.get_by_role("button", name="Русский").first.click()
    expect(english.verb("step")).to_contain_text("Шаг")
    english.press("ArrowRight")
    english.expect_place(0, 1)
    english.page.reload()
    expect(english.page.locator("html")).to_have_attribute("lang", "ru")
    assert english.printed("Z", 1, 0) == "1,1"


def test_the_theme_follows_the_system_and_then_the_choice(visitor: Visitor) -> None:
    workbench = visitor.open(color_scheme="dark")
    background = "() => getComputedStyle(document.documentElement).backgroundColor"
    dark = workbench.page.evaluate(background)
    workbench.page.locator('.header button[name="theme"][value="light"]').click()
    expect(workbench.page.locator("html")).to_have_attribute("data-theme", "light")
    assert workbench.page.evaluate(background) != dark
    workbench.page.reload()
    expect(workbench.page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_projector_has_an_address_and_a_key(visitor: Visitor) -> None:
    workbench = visitor.open("/?view=projector", viewport={"width": 1920, "height": 1080})
    expect(workbench.root).to_have_attribute("data-view", "projector")
    workbench.press("b")
    workbench.expect_place(0, 9)
    small = workbench.page.evaluate(
        "() => [...document.querySelectorAll('#diagram text.value')].filter(e => e.getBoundingClientRect().height < 24)"
        ".map(e => e.textContent)"
    )
    assert small == []
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 8)
    expect(workbench.page.locator("#status strong").first).to_have_text("Iteration 1")
    expect(workbench.page.locator("#now .rows tr:visible"), "the row with the closed gate").to_contain_text("Eh2")
    transport = workbench.page.locator("#transport")
    expect(transport).to_have_css("opacity", "0")
    workbench.page.mouse.move(600, 500)
    expect(transport, "the buttons are there for who points or touches").to_have_css("opacity", "1")
    transport.get_by_role("button", name="Back").click()
    workbench.expect_place(0, 7)
    transport.get_by_role("link", name="Leave the projector view").click()
    expect(workbench.root).not_to_have_attribute("data-view", "projector")
    workbench.press("o")
    expect(workbench.root).to_have_attribute("data-view", "projector")
    workbench.press("o")
    expect(workbench.root).not_to_have_attribute("data-view", "projector")
    workbench.press("o")
    expect(workbench.root).to_have_attribute("data-view", "projector")


def test_the_workbench_is_printed_on_one_page_with_its_title_sample_key_and_program(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 8)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    for part in ("#picker", "#status .values", "#legend", "#diagram", "#now .rows .shut", "#code .lit-line"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("#transport")).to_be_hidden()
    now, code = page.locator("#now").bounding_box(), page.locator("#code").bounding_box()
    assert now
    assert code
    assert now["y"] == code["y"], "the program is beside the explanation"


def test_a_narrow_window_gets_the_phone_view(visitor: Visitor) -> None:
    narrow = visitor.open(viewport={"width": 390, "height": 844})
    expect(narrow.root).to_have_attribute("data-view", "phone")
    narrow.press("f")
    narrow.expect_place(0, 5)
    expect(narrow.root).to_have_attribute("data-view", "phone")
