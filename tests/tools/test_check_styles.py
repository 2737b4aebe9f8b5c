import pytest

from tools.check_styles import TOKENS, Sheet, custom_properties, sizes, spaces, strings, unused


def sheet(text: str) -> list[Sheet]:
    return [Sheet("some.css", text)]


def test_a_custom_property_is_both_defined_and_used() -> None:
    styles = sheet(":root { --ink: black; --ghost: grey } p { color: var(--ink); border-color: var(--line) }")
    assert list(custom_properties(styles)) == ["--ghost is never used", "--line is not defined"]


def test_a_custom_property_may_be_used_by_a_script() -> None:
    assert list(custom_properties(sheet(":root { --ghost: grey }"), 'style.getPropertyValue("--ghost")')) == []


@pytest.mark.parametrize("selector", [".card", "#now > .card:hover", '[data-state="done"] p', ".n12", ".read-fwd"])
def test_a_selector_names_what_something_writes(selector: str) -> None:
    words = {"card", "now", "data-state", "n", "read-"}
    assert list(unused(sheet(f"{selector} {{ color: red }}"), words)) == []


@pytest.mark.parametrize(("selector", "name"), [(".old-card", "old-card"), ("p #then", "then"), ("[data-x]", "data-x")])
def test_a_selector_that_nothing_writes_is_found_inside_a_media_query_too(selector: str, name: str) -> None:
    styles = sheet(f"@media (min-width: 819.98px) {{ {selector} {{ margin: .5em }} }}")
    assert list(unused(styles, {"card"})) == [f"some.css: nothing writes {name}"]


def test_only_sizes_of_the_scale_are_used() -> None:
    styles = sheet("p { font-size: 13.5px; } b { font: 600 14px/1 serif; } i { font-size: var(--text-small); }")
    assert list(sizes(styles)) == [
        "some.css: font-size: 13.5px is not of the scale",
        "some.css: font: 600 14px/1 serif is not of the scale",
    ]


@pytest.mark.parametrize("value", ["inherit", "var(--script)", "var(--text-body)"])
def test_a_size_may_be_relative_to_the_text_around_it(value: str) -> None:
    assert list(sizes(sheet(f"p {{ font-size: {value}; }}"))) == []


def test_the_scale_has_at_most_eight_sizes() -> None:
    nine = "".join(f"--text-{name}: 1px;" for name in "abcdefghi")
    assert [line.split(":")[0] for line in sizes(sheet(f":root {{ {nine} }}"))] == ["more than 8 sizes of type"]


def test_no_size_of_the_scale_is_too_small_for_a_screen() -> None:
    styles = [Sheet(TOKENS, ":root { --text-small: 11.5px; --text-body: 14px; }")]
    assert list(sizes(styles)) == [f"{TOKENS}: --text-small: 11.5px is too small for a screen"]


def test_only_spaces_of_the_scale_are_used() -> None:
    styles = sheet("p { gap: 6px; margin: 0 auto 3px; padding-inline: var(--space-s) 10px; inset: 5px; }")
    assert list(spaces(styles)) == [
        "some.css: gap: 6px is not of the scale",
        "some.css: padding-inline: var(--space-s) 10px is not of the scale",
    ]


@pytest.mark.parametrize("value", ["2px", "-40px", "calc(20 * var(--unit))", "var(--space-m)", "auto"])
def test_hairlines_and_calculations_need_no_step_of_the_scale(value: str) -> None:
    assert list(spaces(sheet(f"p {{ margin-inline: {value}; }}"))) == []


def test_docstrings_do_not_count_as_written() -> None:
    assert list(strings('"""A card."""\nX = f"<p class=\\"q {1}\\">"')) == ['<p class="q ', '">']
