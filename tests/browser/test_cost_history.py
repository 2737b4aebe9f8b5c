"""The curve of costs, by pointer and by keyboard."""

from playwright.sync_api import expect

from tests.browser.bench import Workbench


def test_the_curve_names_its_points_and_leads_to_them(workbench: Workbench) -> None:
    page = workbench.page
    page.get_by_role("button", name="×100", exact=True).click()
    workbench.expect_place(99, 10)
    page.locator(".costs-open").click()
    curve, said = page.locator(".cost-curve"), page.locator("#costs output")
    expect(said).to_contain_text("Iteration 100: cost ")
    expect(curve.locator(".ahead")).to_have_count(0)
    curve.hover(position={"x": 1, "y": 20})
    expect(said).to_have_text("Iteration 1: cost 0.296")
    page.get_by_role("slider", name="Iteration").focus()
    workbench.press("Home")
    workbench.press("ArrowRight")
    expect(said).to_have_text("Iteration 2: cost 0.032")
    expect(page.get_by_role("slider", name="Iteration")).to_have_attribute("aria-valuetext", "Iteration 2: cost 0.032")
    page.get_by_role("button", name="Go there").click()
    workbench.expect_place(1, 5)
    expect(page.locator("#costs")).to_be_visible()
    expect(page.locator("#history")).to_have_attribute(
        "data-at", workbench.page.locator("#cost-line").get_attribute("data-at") or ""
    )
    box = curve.bounding_box()
    assert box
    curve.click(position={"x": box["width"] - 1, "y": 20})
    workbench.expect_place(99, 5)
    page.get_by_role("switch", name="Show what is ahead").click()
    expect(curve.locator(".ahead")).to_have_count(1)
