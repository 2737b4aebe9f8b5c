"""Where a number comes from: operands light up, a derivative is checked."""

import re

from playwright.sync_api import expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor


def test_a_number_lights_up_what_it_is_computed_from_in_every_view(workbench: Workbench) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 8)
    workbench.number("E", 1, 0).hover()
    for key in ("E.1.0", "E.2.0", "W.2.0.0", "R.1.0"):
        assert workbench.page.locator(f'#diagram [data-q="{key}"].lit').count(), key
        assert workbench.page.locator(f'#now [data-q="{key}"].lit').count(), key
    assert workbench.page.locator("#code .lit").count()


def test_a_derivative_can_be_checked_numerically(workbench: Workbench) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.number("dW", 2, 0, 0).click()
    inspector = workbench.page.locator("#inspector")
    expect(inspector).to_contain_text("Why −0.847?")
    inspector.get_by_text("Check numerically").click()
    expect(inspector.locator(".checked")).to_contain_text(re.compile("0[.]847"))


def test_another_network_lights_up_its_own_operands(visitor: Visitor) -> None:
    workbench = visitor.open()
    workbench.page.locator("#picker").click()
    workbench.page.locator('#settings select[name="problem"]').select_option("xor")
    workbench.page.locator('#settings select[name="activation"]').select_option("tanh")
    workbench.page.locator("#settings button.primary").click()
    expect(workbench.page.locator("#settings")).to_be_hidden()
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.number("R", 1, 0).hover()  # tanh: the slope is computed from the activation
    expect(workbench.number("H", 1, 0)).to_have_class(re.compile(r"\blit\b"))
    expect(workbench.number("Z", 1, 0)).not_to_have_class(re.compile(r"\blit\b"))
