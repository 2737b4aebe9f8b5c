from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.network import Network
from app.core.practice.choosing import MAX_PRODUCTS, Wish, chosen, made_of, products, readable
from app.core.practice.place import Pass, Place, recorded
from app.core.practice.question import KINDS, LEAD, ZERO, answer, choices
from app.core.practice.question import Kind as AskedKind
from app.core.problem import Problem
from app.core.stages import Kind
from app.core.tape import record
from tests.core.conftest import passes

REFERENCE_PASS = recorded(record(REFERENCE, REFERENCE_PROBLEM))


def asked_at(kind: Kind, layer: int | None, wish: Wish, seed: int = 0) -> Place:
    iteration = REFERENCE.architecture.iteration
    question = chosen(iteration.stages[iteration.of(kind, layer) - 1], REFERENCE_PASS, 0, seed, wish)
    assert question is not None
    return question.place


def copied(number: float, numbers: Pass, place: Place) -> bool:
    return abs(number) > ZERO and number in [numbers.number(other) for other in made_of(place, numbers)]


@given(passes(), st.integers(0, 2**32), st.sampled_from([None, *KINDS]), st.booleans())
@settings(max_examples=50, deadline=None)
def test_every_stage_has_a_fair_question_or_none(
    given_pass: tuple[Network, Problem], seed: int, kind: AskedKind | None, even_readable: bool
) -> None:
    numbers = recorded(record(*given_pass))
    wish = Wish(kind=kind, even_readable=even_readable)
    for stage in numbers.architecture.iteration.stages:
        question = chosen(stage, numbers, numbers.samples - 1, seed, wish)
        assert question == chosen(stage, numbers, numbers.samples - 1, seed, wish)
        if question is None:
            assert not (kind == "number" and even_readable)
            continue
        place = question.place
        assert (place.letter, place.layer) in stage.computes
        assert question.stage == stage.index
        assert kind in (None, question.kind)
        if question.kind in ("number", "sign") and not even_readable:
            assert not readable(place, numbers)
            assert not copied(numbers.number(place), numbers, place)
        if question.kind == "number" and kind is None:
            assert products(place, numbers) <= MAX_PRODUCTS
        if question.kind == "gate":
            Z = numbers.number(place.at("Z"))
            assert numbers.architecture.activations[place.layer - 1] == "relu"
            assert answer(question, numbers) == ("open" if Z > 0 else "closed")


@given(passes())
@settings(max_examples=40, deadline=None)
def test_a_choice_has_one_clear_answer(given_pass: tuple[Network, Problem]) -> None:
    numbers = recorded(record(*given_pass))
    for stage in numbers.architecture.iteration.stages:
        question = chosen(stage, numbers, 0, 0, Wish(kind="which"))
        if question is None:
            continue
        sizes = {place: abs(numbers.number(place)) for place in choices(question, numbers)}
        assert len(sizes) > 1
        right = answer(question, numbers)
        assert isinstance(right, Place)
        others = [size for place, size in sizes.items() if place != right]
        if question.aspect == "learns_nothing":
            assert sizes[right] <= ZERO < min(others)
        else:
            assert sizes[right] > LEAD * max(others)


def test_the_hidden_error_of_the_reference_example_is_asked_for_at_the_closed_gate() -> None:
    for seed in range(10):
        assert asked_at("error", 1, Wish(), seed) == Place("E", 1, 1, sample=0)
        assert asked_at("activation", 1, Wish(kind="gate"), seed) == Place("H", 1, 1, sample=0)


def test_a_number_of_the_reference_example_that_stays_as_it_is_is_not_asked_for() -> None:
    # ReLU leaves Z = 1.1 and 0.6 as they are: only the closed unit is left; ŷ = Zo = 0.73 can be copied
    stages, iteration = REFERENCE.architecture.iteration.stages, REFERENCE.architecture.iteration
    assert asked_at("activation", 1, Wish(kind="number")) == Place("H", 1, 1, sample=0)
    output = stages[iteration.of("activation", 2) - 1]
    assert chosen(output, REFERENCE_PASS, 0, 0, Wish(kind="number")) is None
    assert asked_at("activation", 2, Wish(kind="number", even_readable=True)) == Place("H", 2, 0, sample=0)


def test_a_sum_of_many_products_is_asked_for_by_its_sign() -> None:
    architecture = Architecture((5, 1), ("identity",), "half_squared_error", bias=False)
    problem = Problem.of(architecture, [[1.0, 2.0, 3.0, -4.0, 5.0]], [[1.0]], 0.1)
    numbers = recorded(record(Network.of(architecture, [[[0.5]] * 5]), problem))
    question = chosen(architecture.iteration.stages[0], numbers, 0, 0)
    assert question is not None
    assert (question.kind, answer(question, numbers)) == ("sign", "positive")


def test_a_wish_is_granted_or_there_is_no_question() -> None:
    wish = Wish(kind="number", letter="dW", layer=1, unit=2, input=1)
    assert asked_at("derivative", 1, wish) == Place("dW", 1, 2, input=1)
    stage = REFERENCE.architecture.iteration.stages[REFERENCE.architecture.iteration.of("derivative", 1) - 1]
    assert chosen(stage, REFERENCE_PASS, 0, 0, wish._replace(unit=3)) is None
