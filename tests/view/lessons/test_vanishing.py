"""The lesson on whispers: its numbers, and what it keeps back until the reader has guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.error_growth import NETWORKS, error_sizes
from app.view.lessons.kit.query import Query
from app.view.lessons.vanishing import plots
from app.view.lessons.vanishing.lesson import BEATS, Vanishing, read
from app.view.lessons.vanishing.training import LAYERS, training
from app.view.words.language import language
from app.view.words.numbers import parse

EN = language("en")
FIELDS = ("beat", "whisper", "least", "least_shown", "R", "w", "aim", "size", "act", "depth", "moved", "learner")


def lesson(view: str = "desk", **given: str) -> Vanishing:
    return read(Query(given, EN, view))


def test_ten_whispers_leave_a_millionth() -> None:
    assert [person.text for person in lesson().people] == ["0.25", *[""] * 9]
    heard = lesson(whisper="fortieth").people
    assert [person.text for person in heard][::3] == ["0.25", "0.004", "6.1·10⁻⁵", "9.5·10⁻⁷"]
    areas = [person.sound**2 for person in heard]
    assert areas[1] / areas[0] == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("typed", "verdict", "words"),
    [("4", "right", "4 · ¼ = 1"), ("1/4", "wrong", "the slope"), ("1", "wrong", "alone"), ("2", "wrong", "½")],
)
def test_the_least_weight_of_a_sigmoid_is_judged_by_its_slips(typed: str, verdict: str, words: str) -> None:
    chain = lesson(beat="2", least=typed).chain
    assert (chain.answered, chain.marked.verdict) == (True, verdict)
    assert words in chain.marked.words


def test_weights_of_4_do_not_save_the_error_but_tanh_does() -> None:
    assert lesson(beat="2").chain.size.value == 1
    loud = lesson(beat="2", least="4").chain
    assert (loud.size.value, loud.errors.fate) == (4, "vanishing")
    assert lesson(beat="2", least="4", R="identity", w="1").chain.errors.fate == "steady"


def test_a_guess_that_is_not_a_number_costs_nothing_and_stays() -> None:
    page = lesson(beat="3", aim="much", least="none")
    assert (page.chain.answered, page.chain.typed) == (False, "none")
    assert (page.fader.cloud, page.fader.aim.typed) == (None, "much")


def test_the_fader_starts_at_the_guess_which_stays_marked_when_it_moves() -> None:
    fader = lesson(beat="3", aim="0,8").fader
    assert fader.size.value == 0.8
    moved = lesson(beat="3", aim="0.8", size="2").fader
    places = {mark.name: mark.x for mark in moved.marks}
    assert places["you"] < places["glorot"] < places["he"] < places["now"]
    assert lesson(beat="3", aim="900").fader.size.value == plots.MOST


@pytest.mark.parametrize(
    ("given", "fate"),
    [
        ({"aim": "1"}, "vanishing"),
        ({"aim": "1.4142"}, "steady"),
        ({"aim": "4"}, "exploding"),
        ({"aim": "1", "act": "tanh"}, "steady"),
        ({"aim": "1", "act": "sigmoid"}, "vanishing"),
    ],
)
def test_the_fate_of_the_error_follows_the_fader(given: dict[str, str], fate: str) -> None:
    cloud = lesson(beat="3", **given).fader.cloud
    assert cloud is not None
    assert cloud.fate == fate
    assert cloud.dots.count("M") == NETWORKS


def test_the_factor_of_a_layer_is_the_mean_of_the_middle_network() -> None:
    share = float(sorted(error_sizes("tanh", 1, 3)[:, 0])[100])
    cloud = plots.cloud(error_sizes("tanh", 1, 3), plots.DESK, "en")
    assert float(cloud.factor) == pytest.approx(share**0.5, abs=0.02)


def test_every_dot_is_inside_the_plot() -> None:
    for size in (0.1, 1.0, 5.0):
        cloud = plots.cloud(error_sizes("relu", size, 50), plots.DESK, "en")
        heights = [float(dot.split()[1].removesuffix("h0")) for dot in cloud.dots.split("M")[1:]]
        assert 0 <= min(heights) <= max(heights) <= cloud.height


@pytest.mark.parametrize(("activation", "verdict"), [("sigmoid", "hardly"), ("tanh", "alike"), ("relu", "alike")])
def test_in_100_steps_the_first_layer_of_sigmoids_hardly_moves_and_others_do(activation: str, verdict: str) -> None:
    found = training(activation, "en")
    assert found is not None
    assert found.verdict == verdict
    assert [bar.layer for bar in found.bars.bars] == [*range(LAYERS, 0, -1)]
    assert parse(found.after) < parse(found.before)


def test_nobody_learns_before_the_guess() -> None:
    assert lesson(beat="4").training is None
    assert lesson(beat="4", moved="less").training is not None


@settings(max_examples=60)
@given(
    given=st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(
            st.text(max_size=12),
            st.integers(-20, 60).map(str),
            st.sampled_from(["shown", "alike", "millionth", "tanh", "1/3"]),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    assert 1 <= lesson(view, **given).beats.here <= BEATS
