"""The sign before a result: "=" is a promise that a reader can check with the numbers on the page."""

import pytest

from app.view.lessons.kit.printed import equals, shown, sum_equals
from app.view.lessons.kit.scalar_chain import Settings, passed, rows


@pytest.mark.parametrize(
    ("pairs", "found", "slope", "sign"),
    [
        ([(-0.8, 0.7), (0.4, 0.5)], -0.36, 1.0, "="),
        ([(-0.19, 0.7), (0.115, 0.5)], -0.0755, 1.0, "≈"),  # printed as −0.076
        ([(1 / 3, 3.0)], 1.0, 1.0, "≈"),  # 0.333 · 3 is 0.999
        ([(2.0, 0.5)], 0.25, 0.25, "="),
        ([(1e5, 2.0)], 2e5, 1.0, "="),
    ],
)
def test_a_result_is_equal_only_if_the_printed_numbers_give_it(
    pairs: list[tuple[float, float]], found: float, slope: float, sign: str
) -> None:
    assert sum_equals(pairs, found, slope) == sign


def test_a_printed_number_is_read_as_it_is_printed_in_every_language() -> None:
    assert [shown(-1 / 3, locale).number for locale in ("en", "ru")] == [-0.333, -0.333]
    assert shown(3.2e-7, "ru").number == pytest.approx(3.2e-7)
    assert equals(0.1 + 0.2, 0.3) == "="


def test_the_rows_of_a_chain_say_which_of_their_products_are_rounded() -> None:
    found = rows(passed(Settings(weights=2, seed=7)), "en")
    for row in found:
        product = 1.0
        for cell in row.cells:
            product *= float(cell.value.text.replace("−", "-"))
        assert (row.equals == "=") == (round(product, 9) == float(row.value.text.replace("−", "-")))
    deep = rows(passed(Settings()), "en")
    assert deep[0].equals == deep[0].folded  # nothing is known before the first row
    assert {row.equals for row in deep} == {"≈"}
