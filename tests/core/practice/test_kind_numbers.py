"""Kind numbers: what they promise, that they agree with the program's own pass, and that they never change."""

from fractions import Fraction
from itertools import chain

import numpy as np
import pytest

from app.core.errors import InvalidField
from app.core.practice.kind_numbers import (
    MOST_VERSIONS,
    ExactPass,
    KindNumbers,
    Sheet,
    decimals,
    exact_pass,
    kind_numbers,
    label,
    version_of,
)
from app.core.tape import record

SIZES = [(1, 2, 1), (2, 3, 1), (3, 4, 2), (2, 2, 2), (2, 2, 2, 1), (3, 3, 3, 2), (2, 4, 2, 1)]


def flat(layers: tuple[tuple[tuple[Fraction, ...], ...], ...]) -> list[Fraction]:
    return [number for layer in layers for row in layer for number in row]


def made(sizes: tuple[int, ...], *, bias: bool) -> list[tuple[KindNumbers, ExactPass]]:
    found = [kind_numbers(Sheet(seed, version, sizes, bias)) for seed in (0, 17) for version in range(6)]
    return [(each, exact_pass(each)) for each in found]


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sizes", SIZES)
def test_every_number_can_be_written_by_hand(sizes: tuple[int, ...], bias: bool) -> None:
    for numbers, found in made(sizes, bias=bias):
        assert all(number.denominator == 1 for number in numbers.x)
        assert max(map(decimals, chain(numbers.y, flat(numbers.W), chain(*numbers.B)))) <= 1
        assert max(map(decimals, chain(*found.Z, *found.H, *found.E, flat(found.dW)))) <= 3
        assert max(map(decimals, flat(found.new_W))) <= 4
        assert decimals(found.cost) <= 5


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sizes", SIZES)
def test_one_gate_is_closed_and_nothing_else_is_zero(sizes: tuple[int, ...], bias: bool) -> None:
    for numbers, found in made(sizes, bias=bias):
        hidden = list(chain(*found.Z[:-1]))
        errors = list(chain(*found.E))
        assert sum(z < 0 for z in hidden) == 1
        assert 0 not in hidden
        assert min(found.Z[-1]) > 0
        assert errors.count(Fraction(0)) == 1
        assert min(errors) < 0
        assert max(errors) > 0 or max(sizes[1:-1]) == 2
        assert 0 not in flat(numbers.W) + flat(found.new_W)
        closed_to = [sizes[l] for l, row in enumerate(found.H[:-1], 2) if 0 in row]
        closed_from = [sizes[l - 1] for l, row in enumerate(found.H[:-1], 1) if 0 in row]
        assert flat(found.dW).count(Fraction(0)) == (closed_to[0] if closed_to else 0) + closed_from[0]


@pytest.mark.parametrize("sizes", SIZES)
def test_the_program_computes_the_same_pass(sizes: tuple[int, ...]) -> None:
    for numbers, found in made(sizes, bias=True):
        tape = record(*numbers.network())
        for ours, theirs in ((found.Z, tape.Z), (found.H, tape.H), (found.E, tape.E)):
            for row, matrix in zip(ours, theirs, strict=True):
                assert np.allclose([*map(float, row)], matrix[0], rtol=0, atol=1e-12)
        for exact, W in zip(found.new_W, tape.updated.W, strict=True):
            assert np.allclose([[*map(float, row)] for row in exact], W, rtol=0, atol=1e-12)
        assert abs(float(found.cost) - tape.cost) < 1e-12


def test_versions_differ() -> None:
    found = {(each.x, each.y, each.W) for each in (kind_numbers(Sheet(17, v)) for v in range(MOST_VERSIONS))}
    assert len(found) == MOST_VERSIONS


def test_the_same_seed_gives_the_same_sheet_for_ever() -> None:
    """These numbers are on paper somewhere. If this test fails, the change is wrong, not the test."""
    kept = kind_numbers(Sheet(17, 0, (2, 3, 1), bias=True))
    assert [*map(str, kept.x + kept.y)] == KEPT["xy"]
    assert [[[*map(str, row)] for row in layer] for layer in kept.W] == KEPT["W"]
    assert [[*map(str, row)] for row in kept.B] == KEPT["B"]
    deep = exact_pass(kind_numbers(Sheet(999_999_999, 39, (3, 3, 3, 2), bias=False)))
    assert str(deep.cost) == KEPT["cost"]


KEPT = {
    "xy": ["1", "2", "17/10"],
    "W": [[["-7/10", "-1/5", "7/10"], ["4/5", "3/5", "-1/2"]], [["-3/10"], ["3/5"], ["1/10"]]],
    "B": [["-1/10", "1/5", "-3/10"], ["3/10"]],
    "cost": "17/20",
}


def test_versions_are_lettered() -> None:
    assert [label(v) for v in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]
    assert all(version_of(label(v)) == v for v in range(MOST_VERSIONS))
    with pytest.raises(ValueError, match="AO"):
        version_of("AO")


@pytest.mark.parametrize(
    ("field", "sheet"),
    [
        ("sizes", {"sizes": (2, 1)}),
        ("sizes", {"sizes": (2, 3, 3, 3, 1)}),
        ("sizes[0]", {"sizes": (4, 3, 1)}),
        ("sizes[1]", {"sizes": (2, 1, 1)}),
        ("sizes[2]", {"sizes": (2, 3, 3)}),
        ("sizes", {"sizes": (2, 4, 4, 1)}),
        ("seed", {"seed": -1}),
        ("seed", {"seed": 10**9}),
        ("versions", {"version": 40}),
    ],
)
def test_other_sheets_are_refused(field: str, sheet: dict[str, object]) -> None:
    with pytest.raises(InvalidField) as error:
        Sheet(**sheet)  # type: ignore[arg-type]
    assert error.value.field == field
