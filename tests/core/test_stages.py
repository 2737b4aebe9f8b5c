import pytest

from app.core.stages import stages


@pytest.mark.parametrize(("depth", "count"), [(1, 6), (2, 10), (3, 14), (11, 46)])
def test_an_iteration_has_four_stages_a_layer_and_two_more(depth: int, count: int) -> None:
    assert [stage.index for stage in stages(depth)] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("depth", "names"),
    [
        (1, "Z ŷ C Eo dW update"),
        (2, "Zh H Zo ŷ C Eo dWo Eh dWh update"),
        (3, "Z1 H1 Z2 H2 Z3 ŷ C E3 dW3 E2 dW2 E1 dW1 update"),
    ],
)
def test_stages_are_named_as_in_the_article(depth: int, names: str) -> None:
    assert " ".join(stage.name for stage in stages(depth)) == names


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("depth", range(1, 12))
def test_a_stage_uses_only_what_is_given_or_was_computed_before_it(depth: int, bias: bool) -> None:
    known = {("H", 0), ("Y", depth)} | {(p, l) for p in ("W", "B")[: 1 + bias] for l in range(1, depth + 1)}
    for stage in stages(depth, bias):
        assert set(stage.uses) <= known
        known |= set(stage.gives)


def test_phases_come_in_order() -> None:
    phases = [stage.phase for stage in stages(2)]
    assert phases == ["forward"] * 4 + ["cost"] + ["backward"] * 4 + ["update"]
