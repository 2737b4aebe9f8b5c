"""The page as a user sees it: sizes, keyboard, languages, themes, motion, editing, errors."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# The label of a number gives its sign and its position in words ("Error of hidden unit 1: minus 0.539. Show how"),
# where this experimental rule wants the glyphs as they are drawn, "Eh1 −0.539".
RULES = {"label-content-name-mismatch": {"enabled": False}}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]

# Texts of the diagram that touch each other or leave it, as they are seen.
LOOK = """() => {
  const svg = document.querySelector("#diagram"), frame = svg.getBoundingClientRect(), wrong = [];
  const seen = [...svg.querySelectorAll("text")]
    .filter((t) => t.textContent.trim() && +getComputedStyle(t).opacity > 0.05)
    .map((t) => ({ text: t.textContent.trim(), box: t.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  seen.forEach(({ text, box: a }, k) => {
    if (a.left < frame.left - 2 || a.right > frame.right + 2 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
      wrong.push(`${text} leaves the drawing`);
    for (const { text: other, box: b } of seen.slice(k + 1)) {
      const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (w > 3 && h > 4) wrong.push(`${text} and ${other} overlap by ${w.toFixed(0)} x ${h.toFixed(0)}`);
    }
  });
  return wrong;
}"""


# The diagram without what moves over it (with reduced motion, the pulses stay visible).
DRAWN = """() => {
  const copy = document.querySelector("#diagram").cloneNode(true);
  copy.querySelectorAll(".motion").forEach((layer) => layer.remove());
  return copy.outerHTML.replace(/\\s+/g, " ");
}"""


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """What axe finds, one line per fault: by all rules or `only` by these."""
    options = {"resultTypes": ["violations"], "rules": {} if only else RULES} | ({"runOnly": only} if only else {})
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found["violations"]]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing(visitor: Visitor, size: tuple[int, int]) -> None:
    """The themes differ in their colours alone."""
    viewport = {"width": size[0], "height": size[1]}
    # the policy of the page lets no foreign script in, and axe is one
    workbench = visitor.open(viewport=viewport, color_scheme="light", bypass_csp=True)
    page = workbench.page
    page.evaluate(AXE)
    for stage in (0, 9):
        if stage:
            workbench.press("b")
        workbench.expect_place(0, stage)
        page.emulate_media(color_scheme="light")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOUR_RULES) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("size", [*SIZES, (320, 640)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_stage_fits_the_window_and_no_texts_touch(visitor: Visitor, size: tuple[int, int], lang: str) -> None:
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]}, locale=lang)
    for stage in range(1, 11):
        workbench.press("ArrowRight")
        workbench.expect_place(0, stage)
        width = workbench.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"stage {stage}: the page is {width} px wide"
        assert workbench.page.evaluate(LOOK) == [], f"stage {stage}"


@pytest.mark.parametrize(
    "sizes",
    ["1 1", "2 8 8 1", "2 4 4 1", "3 2 2 2 3", "1 1 1 1 1 1 1 1 1 1 1 1", "2 6 6 6 6 6 6 6 6 6 6 1", "16 16 16"],
)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_other_networks_fit_too(visitor: Visitor, sizes: str, size: tuple[int, int]) -> None:
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]})
    numbers = [int(n) for n in sizes.split()]
    workbench.build(numbers)
    count = 4 * (len(numbers) - 1) + 2
    for key, stage in (("f", count // 2), ("ArrowRight", count // 2 + 1), ("b", count - 1), ("u", count)):
        workbench.press(key)
        workbench.expect_place(0, stage)
        assert workbench.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert workbench.page.evaluate(LOOK) == []


def test_the_diagram_can_be_explored_by_keyboard_alone(workbench: Workbench) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.number("E", 1, 0).focus()
    workbench.press("Enter")
    inspector = workbench.page.locator("#inspector")
    expect(inspector).to_contain_text("Why −0.539?")
    expect(inspector).to_contain_text("−0.77")
    workbench.press("Escape")
    expect(inspector).to_be_hidden()


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


@pytest.mark.parametrize(("typed", "shown"), [("2", "2"), ("−0,5", "−0.5"), ("0.25", "0.25"), ("1/4", "0.25")])
def test_a_weight_is_edited_in_place(workbench: Workbench, typed: str, shown: str) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("W", 2, 0, 0).click()
    field = workbench.page.locator('#inspector input[name="W.2.0.0"]')
    field.fill(typed)
    field.press("Enter")
    workbench.expect_place(0, 5)
    expect(workbench.page.locator("#note")).to_contain_text(f"0.7 → {shown}")
    assert workbench.printed("W", 2, 0, 0) == shown
    old = workbench.page.locator("#diagram .old.was")
    assert {"0.7", "0.73"} <= set(old.all_text_contents())
    workbench.page.mouse.click(5, 400)
    expect(workbench.page.locator("#inspector"), "a click outside closes it").to_be_hidden()
    names = workbench.page.locator("#now .q[data-q]").evaluate_all("all => all.map(each => each.ariaLabel ?? '')")
    assert any(name.startswith("Cost: ") for name in names), names
    assert all(re.fullmatch(r"[A-Z][a-z ]+[^:]*: (minus )?\(?[\d.⁻·]+\)?\. Show how", name) for name in names), names
    expect(workbench.page.locator("#go-1")).to_have_attribute("aria-label", "Step 1 of 10, weighted input, Z_h")
    workbench.press("Control+z")
    expect(workbench.number("W", 2, 0, 0).locator(".value")).to_have_text("0.7")
    workbench.expect_place(0, 5)


def test_wrong_input_keeps_what_was_typed_and_shows_what_is_wrong(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("W", 2, 0, 0).click()
    field = workbench.page.locator('#inspector input[name="W.2.0.0"]')
    field.fill("a lot")
    with workbench.page.expect_response(lambda r: "edit" in r.url) as answered:
        field.press("Enter")
    assert answered.value.status == 422
    again = workbench.page.locator('input[name="W.2.0.0"]')
    expect(again).to_have_value("a lot")
    expect(again).to_have_attribute("aria-invalid", "true")
    assert workbench.snapshot()["W"][1][0][0] == 0.7
    workbench.expect_place(0, 5)


def test_a_learning_rate_that_is_not_a_number_is_marked_and_kept(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    rate = workbench.page.locator("#learning-rate")
    rate.fill("fast")
    rate.press("Enter")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(rate).to_have_value("fast")
    assert workbench.snapshot()["network"]["learning_rate"] == 0.1
    rate.fill("0,5")
    rate.press("Enter")
    workbench.expect_place(0, 1)
    expect(workbench.page.locator("#note")).to_contain_text("0.1 → 0.5")
    expect(rate).to_have_value("0.5")
    assert workbench.snapshot()["network"]["learning_rate"] == 0.5
    rate.fill("7")
    rate.press("Escape")
    expect(rate).to_have_value("0.5")
    rate.fill("0.3")
    workbench.verb("step").click()  # leaving the field commits it before the step
    workbench.expect_place(0, 2)
    assert workbench.snapshot()["network"]["learning_rate"] == 0.3
    rate.press("ArrowUp")
    expect(rate).to_have_value("0.31")
    expect(workbench.page.locator("#note")).to_contain_text("0.3 → 0.31")
    rate.fill("slow")
    rate.press("Enter")
    expect(workbench.page.locator("#rate-problem")).to_be_in_viewport()
    rate.press("Escape")
    expect(rate).to_have_value("0.31")
    expect(workbench.page.locator("#rate-problem")).to_have_count(0)
    visitor.expect("ERR_INTERNET_DISCONNECTED")
    visitor.expect("Failed to fetch")
    workbench.page.context.set_offline(True)
    rate.fill("0.9")
    rate.press("Enter")
    expect(rate, "what was not sent is not in use").to_have_value("0.31")
    workbench.page.context.set_offline(False)


def test_after_a_click_the_keys_do_what_the_page_says(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("Z", 1, 0).click()
    expect(workbench.page.locator("#inspector")).to_contain_text("Why 1.1?")
    workbench.press("ArrowRight")
    workbench.expect_place(0, 6)
    workbench.press("PageDown")
    workbench.expect_place(0, 7)
    workbench.press("PageUp")
    workbench.expect_place(0, 6)
    workbench.verb("step").click()
    workbench.expect_place(0, 7)
    workbench.press(" ")  # plays, and does not press Step again
    expect(workbench.page.locator("#do-play")).to_contain_text("Pause")
    workbench.press(" ")
    workbench.page.select_option("#speed", "4")
    expect(workbench.root).to_have_attribute("aria-busy", "false")
    place = workbench.place
    workbench.press("ArrowLeft")
    workbench.expect_place(place[0], place[1] - 1)
    assert workbench.page.locator("#speed").input_value() == "4"
    workbench.press("n")
    workbench.expect_place(0, 0)
    expect(workbench.page.locator("#note")).to_contain_text("These are new weights.")
    workbench.page.locator("#note").get_by_role("button", name="Undo").click()
    workbench.expect_place(place[0], place[1] - 1)


def test_a_number_changes_under_the_hand(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    number = workbench.number("W", 2, 0, 0)
    box = number.bounding_box()
    assert box is not None
    mouse, x, y = workbench.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    for up in (10, 20, 30):
        mouse.move(x, y - up)
    mouse.up()
    expect(number.locator(".value")).to_have_text("1")
    expect(workbench.page.locator("#inspector")).to_be_hidden()
    workbench.expect_place(0, 5)
    number.click()
    expect(workbench.page.locator("#inspector")).to_contain_text("Weight")
    workbench.press("ArrowDown")
    expect(number.locator(".value")).to_have_text("0.9")
    workbench.press("Escape")
    workbench.press("Control+z")
    expect(number.locator(".value")).to_have_text("0.7")


def test_a_step_that_would_overflow_is_refused_and_changes_nothing(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.build([1, 1, 1], "identity", "100000")
    for _ in range(40):
        before = workbench.data("version")
        with workbench.page.expect_response(lambda r: "/workbench/" in r.url) as answered:
            workbench.press("u")
        if answered.value.status != 200:
            break
        expect(workbench.root).not_to_have_attribute("data-version", before)
    assert answered.value.status == 422
    expect(workbench.page.locator("#note")).to_contain_text("too large")
    assert workbench.data("version") == before


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


def test_forced_colours_keep_the_primary_button_and_the_closed_gate(visitor: Visitor) -> None:
    workbench = visitor.open(forced_colors="active")
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 8)
    filled = "e => getComputedStyle(e).backgroundColor"
    back, step = (workbench.verb(name).evaluate(filled) for name in ("back", "step"))
    assert back != step
    shut = workbench.page.locator("#now .rows .shut").first
    assert shut.evaluate(filled) != shut.evaluate("e => getComputedStyle(e.closest('.card')).backgroundColor")


def test_a_narrow_window_gets_the_phone_view(visitor: Visitor) -> None:
    narrow = visitor.open(viewport={"width": 390, "height": 844})
    expect(narrow.root).to_have_attribute("data-view", "phone")
    narrow.press("f")
    narrow.expect_place(0, 5)
    expect(narrow.root).to_have_attribute("data-view", "phone")


def test_motion_ends_in_the_picture_that_the_server_rendered(visitor: Visitor) -> None:
    moving, still = visitor.open(reduced_motion="no-preference"), visitor.open()
    for stage in range(1, 11):
        for workbench in (moving, still):
            workbench.press("ArrowRight")
            workbench.expect_place(0, stage)
        expect(moving.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)
        assert moving.page.evaluate(DRAWN) == still.page.evaluate(DRAWN), f"stage {stage}"


def test_both_factors_of_a_derivative_move_to_its_weight(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    workbench.press("7")
    workbench.expect_place(0, 7)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 6)
    expect(workbench.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)
    workbench.press("ArrowRight")
    # per weight a copy of the activation (1.1, 0, 0.6) and one of the error (−0.77)
    expect(workbench.page.locator("#diagram .motion .ghost")).to_have_text(
        ["1.1", "−0.77", "0", "−0.77", "0.6", "−0.77"]
    )


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


def test_motion_is_interrupted_by_the_next_key(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    for _ in range(20):
        workbench.press("ArrowRight")
        workbench.page.wait_for_timeout(60)
        assert workbench.page.locator("#diagram .motion").count() <= 2, (
            "one motion has a layer under the cards and one over"
        )
    workbench.expect_place(1, 10)
    expect(workbench.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)


def test_shortcuts_are_listed_and_can_be_switched_off(workbench: Workbench) -> None:
    workbench.press("?")
    help_ = workbench.page.locator("#help")
    expect(help_).to_be_visible()
    workbench.page.locator("#keys-on").uncheck()
    workbench.press("Escape")
    expect(help_).to_be_hidden()
    workbench.press("ArrowRight")
    workbench.page.wait_for_timeout(300)
    workbench.expect_place(0, 0)


def test_shortcuts_do_nothing_while_one_types(workbench: Workbench) -> None:
    rate = workbench.page.locator("#learning-rate")
    rate.focus()
    workbench.press("b")
    workbench.page.wait_for_timeout(300)
    workbench.expect_place(0, 0)


def test_the_timeline_can_be_clicked_and_dragged(workbench: Workbench) -> None:
    workbench.page.locator("#go-7").click()
    workbench.expect_place(0, 7)
    start = workbench.page.locator("#go-7").bounding_box()
    end = workbench.page.locator("#go-2").bounding_box()
    assert start
    assert end
    mouse = workbench.page.mouse
    mouse.move(start["x"] + 10, start["y"] + 10)
    mouse.down()
    mouse.move(end["x"] + 20, end["y"] + 10, steps=12)
    mouse.up()
    workbench.expect_place(0, 2)


def test_a_click_while_offline_is_reported_and_is_not_repeated(visitor: Visitor) -> None:
    visitor.expect("ERR_INTERNET_DISCONNECTED")
    visitor.expect("Failed to fetch")
    workbench = visitor.open()
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    workbench.page.context.set_offline(True)
    workbench.press("ArrowRight")
    expect(workbench.page.locator("#note")).to_contain_text("You’re offline.")
    workbench.page.context.set_offline(False)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 2)


def test_in_a_dense_network_a_click_on_a_unit_labels_its_weights(workbench: Workbench) -> None:
    workbench.build([2, 8, 8, 1])
    workbench.press("b")
    workbench.expect_place(0, 13)
    workbench.press("ArrowLeft")  # the derivatives of the first layer
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 11)
    for unit in (5, 2):
        workbench.number("E", 2, unit).click()
        expect(workbench.page.locator(f"#pill-2-0-{unit}")).to_have_count(1)
        assert workbench.page.evaluate(LOOK) == []


@pytest.mark.parametrize("language", ["en-GB", "ru-RU"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900), (1920, 1080)])
def test_nothing_moves_from_stage_to_stage(visitor: Visitor, language: str, width: int, height: int) -> None:
    page = visitor.open(viewport={"width": width, "height": height}, locale=language)
    measure = """() => ["#diagram", "#timeline", "#do-back", "#do-step", "#do-play", "#do-update", "#speed", "#now"]
        .map((id) => document.querySelector(id).getBoundingClientRect()).map(({ left, top }) => [left, top])"""
    places = []
    for stage in range(11):
        page.expect_place(0, stage)
        places.append(page.page.evaluate(measure))
        page.press("ArrowRight")
    assert all(place == places[0] for place in places), places


def test_the_current_line_of_a_shortened_program_is_in_sight(visitor: Visitor) -> None:
    workbench = visitor.open(viewport={"width": 1366, "height": 768})
    for key, stage in (("f", 5), ("b", 9), ("u", 10)):
        workbench.press(key)
        workbench.expect_place(0, stage)
        line, program = (
            workbench.page.locator(each).first.bounding_box() for each in ("#code .lit-line", "#code > form")
        )
        assert line is not None
        assert program is not None
        assert program["y"] <= line["y"] + 1
        assert line["y"] + line["height"] <= program["y"] + program["height"] + 1
