"""The order of stages, and that no other module computes it."""

import re
from pathlib import Path

import pytest

from app.core.iteration import iteration
from app.core.stages import Kind, Quantity

ROOT = Path(__file__).parents[2]
ARITHMETIC = re.compile(
    r"(?<![\d.])[24] ?\* ?(?:[\w.]+\.)?depth\b|\bdepth ?\* ?[24]\b"  # 4 * depth + 2
    r"|\b(?:session|stages?|place|here\(\)|run)\.(?:count|steps) [-+] ?\d"  # session.count - 1
    r"|\bcount - 2\b|len\((?:[\w.]+\.)?stages\) [-+]"  # (count - 2) / 4
)


@pytest.mark.parametrize(("depth", "count"), [(1, 6), (2, 10), (3, 14), (11, 46)])
def test_there_are_four_stages_per_layer_and_two_more(depth: int, count: int) -> None:
    stages = iteration(depth, bias=True)
    assert stages.count == count
    assert [stage.index for stage in stages.stages] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("depth", "names"),
    [
        (1, "Z ŷ C Eo dW update"),
        (2, "Zh H Zo ŷ C Eo dWo Eh dWh update"),
        (3, "Z1 H1 Z2 H2 Z3 ŷ C E3 dW3 E2 dW2 E1 dW1 update"),
    ],
)
def test_stages_have_the_articles_names(depth: int, names: str) -> None:
    assert " ".join(stage.name for stage in iteration(depth, bias=True).stages) == names


def test_phases_come_in_order() -> None:
    phases = [stage.phase for stage in iteration(2, bias=True).stages]
    assert phases == ["forward"] * 4 + ["cost"] + ["backward"] * 4 + ["update"]


@pytest.mark.parametrize(
    ("kind", "layer", "number"),
    [
        ("weighted_input", 1, 1),
        ("activation", 2, 4),
        ("cost", None, 5),
        ("error", 2, 6),
        ("derivative", 2, 7),
        ("error", 1, 8),
        ("derivative", 1, 9),
        ("update", None, 10),
    ],
)
def test_a_stage_is_found_by_its_kind_and_layer(kind: Kind, layer: int | None, number: int) -> None:
    assert iteration(2, bias=True).of(kind, layer) == number


@pytest.mark.parametrize(("kind", "layer"), [("error", 3), ("error", None), ("cost", 2), ("activation", 0)])
def test_there_is_no_stage_for_a_layer_that_does_not_exist(kind: Kind, layer: int | None) -> None:
    with pytest.raises(KeyError):
        iteration(2, bias=True).of(kind, layer)


@pytest.mark.parametrize(("depth", "forward", "backward"), [(1, 3, 5), (2, 5, 9), (11, 23, 45)])
def test_the_forward_pass_ends_with_the_cost_and_the_backward_pass_before_the_update(
    depth: int, forward: int, backward: int
) -> None:
    stages = iteration(depth, bias=False)
    assert (stages.forward_end, stages.backward_end) == (forward, backward)


def test_stage_zero_is_the_start() -> None:
    stages = iteration(1, bias=True)
    assert stages.stage(0) is None
    assert [getattr(stages.stage(number), "name", None) for number in (1, 6)] == ["Z", "update"]


@pytest.mark.parametrize(
    ("quantity", "number"),
    [(("Z", 1), 1), (("H", 2), 4), (("C", 2), 5), (("dB", 2), 7), (("E", 1), 8), (("W", 1), 0), (("X", 0), 0)],
)
def test_each_quantity_is_computed_by_one_stage_and_what_is_given_by_none(
    quantity: tuple[str, int], number: int
) -> None:
    assert iteration(2, bias=True).computing(Quantity(*quantity)) == number


def test_without_biases_no_stage_computes_their_derivatives() -> None:
    computed = {quantity for stage in iteration(2, bias=False).stages for quantity in stage.computes}
    assert not {"B", "dB"} & {quantity.symbol for quantity in computed}


def test_no_other_module_computes_the_number_of_a_stage() -> None:
    sources = [path for folder in ("app", "templates", "static/js") for path in (ROOT / folder).rglob("*.*")]
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources
        if path.suffix in (".py", ".html", ".js")
        for line in path.read_text(encoding="utf-8").splitlines()
        if ARITHMETIC.search(line)
    }
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "2 * depth + 1",
        "4 * self.architecture.depth + 2",
        "session.count - 1",
        "(count - 2) / 4",
        "run.steps - 1",
        "depth * 2",
    ],
)
def test_the_search_for_stage_arithmetic_finds_it(line: str) -> None:
    assert ARITHMETIC.search(line)
