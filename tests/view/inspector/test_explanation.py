"""Why a number is what it is."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import keys
from app.core.keys import Key
from app.session.description import build
from app.session.errors import NotRevealed
from app.session.session import Session, default_session
from app.session.undo import remembering
from app.session.verbs import edited_in_place, sought, stepped
from app.view.inspector import explanation, inspector, numerical_check
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import Revealed, revealing_stage, source
from app.view.words.language import language
from tests.core.every_key import every_key
from tests.view.strategies import sessions

EN, RU = language("en"), language("ru")


def at(stage: int, description: dict[str, object] | None = None) -> Session:
    return sought(build(description), 0, stage)


def computed(parts: Parts, revealed: Revealed) -> float:
    """The parts worked out as arithmetic, with the full numbers instead of the printed ones."""
    values = [revealed.value(part.key, part.sample) if isinstance(part, Term) else part for part in parts]
    words = "".join(value if isinstance(value, str) else f"({value!r})" for value in values)
    for one, other in (("·", "*"), ("−", "-"), ("½", "0.5"), ("²", "**2"), ("R′", "(lambda z: float(z > 0))")):
        words = words.replace(one, other)
    words = re.sub(r"ln ?(\([^()]*\))", r"ln\1", words)
    names = {"exp": math.exp, "tanh": math.tanh, "max": max, "ln": math.log}
    return float(eval(words, names))


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=80, deadline=None)
def test_the_numbers_put_in_give_the_result(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, session.count - 1)
    sample = data.draw(st.integers(0, len(session.problem.X) - 1))
    for key in every_key(session.architecture):
        revealed = Revealed(session, sample)
        found = explanation.of(revealed, key)
        activation = session.architecture.activations[max(key.layer, 1) - 1]
        if found.numeric and not (key.letter == "R" and activation in ("leaky_relu", "identity")):
            assert math.isclose(computed(found.numeric, revealed), found.value, rel_tol=1e-7, abs_tol=1e-9), (
                key,
                found.substituted,
            )


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=80, deadline=None)
def test_the_terms_of_a_formula_are_exactly_what_the_number_uses(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, session.count - 1)
    for key in every_key(session.architecture):
        found = explanation.of(Revealed(session, 0), key)
        terms = {part.key for part in found.symbolic if isinstance(part, Term)}
        assert terms == set(found.uses), key
        assert all(revealing_stage(source(used), session.architecture) <= found.stage for used in found.uses)


def test_the_inspector_says_what_the_picture_says() -> None:
    shown = inspector.inspector(at(8), Key("dW", 2, 0, 0), 0, EN)
    assert shown.question == "Why −0.847?"
    assert shown.symbol.striptags() + " = " + shown.formula.striptags() == "dwo1 = H1 · Eo"
    assert shown.numbers.striptags() == "1.1 · (−0.77)"
    assert shown.sentence.striptags() == "If wo1 grows by 0.01, the cost changes by about −0.0085."
    assert shown.stage == 7
    assert shown.uses == "H.1.0 E.2.0"
    assert shown.checkable


def test_the_inspector_speaks_russian_with_a_decimal_comma() -> None:
    assert inspector.inspector(at(8), Key("dW", 2, 0, 0), 0, RU).question == "Почему −0,847?"


def test_plain_text_tells_symbols_and_numbers() -> None:
    found = explanation.explain(at(8), "Eh", 1, 0, 0)
    assert found.formula == "E_h1 = E_o · w_o1 · R′(Z_h1)"
    assert found.substituted == "−0.77 · 0.7 · 1"
    assert found.value == pytest.approx(-0.539)
    assert [str(key) for key in found.uses] == ["E.2.0", "W.2.0.0", "R.1.0"]


@pytest.mark.parametrize("stage", range(11))
def test_what_is_not_revealed_is_not_explained(stage: int) -> None:
    session = at(stage)
    for key in every_key(session.architecture):
        if revealing_stage(source(key), session.architecture) <= stage:
            explanation.of(Revealed(session), key)
        else:
            with pytest.raises(NotRevealed):
                explanation.of(Revealed(session), key)


@pytest.mark.parametrize(
    ("quantity", "layer", "sample", "unit", "source"),
    [
        ("Q", 1, 0, 0, None),
        ("Z", 3, 0, 0, None),
        ("Z", 0, 0, 0, None),
        ("Z", 1, 1, 0, None),
        ("Z", 1, -1, 0, None),
        ("Z", 1, 0, 3, None),
        ("Z", 1, 0, 0, 1),
        ("dW", 1, 0, 0, None),
        ("dW", 1, 0, 0, 2),
        ("Eh", 2, 0, 0, None),
    ],
)
def test_a_number_that_there_is_not_is_refused(
    quantity: str, layer: int, sample: int, unit: int, source: int | None
) -> None:
    with pytest.raises(KeyError):
        explanation.explain(at(10), quantity, layer, sample, unit, source)


@pytest.mark.parametrize(
    "text", ["", "Z", "Z.1", "Z.1.9", "W.1.0", "Z.1.0.0", "Z.-1.0", "Z.1.x", "Z.١.0", "Z.1.99999999"]
)
def test_a_key_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(KeyError):
        keys.parse(text, default_session().architecture)


def test_keys_are_read_as_they_are_written() -> None:
    session = default_session()
    for key in every_key(session.architecture):
        assert keys.parse(str(key), session.architecture) == key


def test_after_the_update_a_weight_is_explained_by_its_step() -> None:
    found = explanation.explain(at(10), "W", 2, 0, 0, 0)
    assert found.value == pytest.approx(0.7847)
    assert found.substituted == "0.7 − 0.1 · (−0.847)"
    assert found.stage == 10


def test_a_batch_shows_the_mean_with_the_shown_sample_first() -> None:
    session = at(9, {"sizes": [2, 3, 1], "problem": "xor", "activations": ["sigmoid", "identity"]})
    found = explanation.explain(session, "dW", 2, 2, 0, 0)
    assert found.formula == "dw_o1 = 1/4 · Σ H_1 · E_o"
    assert found.substituted.endswith(" / 4")
    first = next(part for part in found.numeric if isinstance(part, Term))
    assert first.linked
    assert Revealed(session).value(first.key, first.sample) == session.tape.H[0].item(2, 0)


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=40, deadline=None)
def test_errors_and_derivatives_agree_with_a_central_difference(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, session.count - 1)
    keys = [key for key in every_key(session.architecture) if key.letter in numerical_check.CHECKED]
    found = numerical_check.check(session, data.draw(st.sampled_from(keys)), 0, EN)
    assert found.agrees or found.corner or abs(found.derivative - found.difference) < 1e-6


def test_a_wrong_derivative_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Revealed, "shown", lambda self, key: -0.8471)
    found = numerical_check.check(at(8), Key("dW", 2, 0, 0), 0, EN)
    assert not found.agrees
    assert np.isclose(found.difference, -0.847)


def test_only_derivatives_and_errors_are_checked() -> None:
    with pytest.raises(KeyError):
        numerical_check.check(at(10), Key("Z", 1, 0), 0, EN)
    with pytest.raises(NotRevealed):
        numerical_check.check(at(6), Key("dW", 2, 0, 0), 0, EN)


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=40, deadline=None)
def test_no_name_stands_for_two_numbers_and_nothing_is_written_twice(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, data.draw(st.sampled_from([session.count - 1, session.count])))
    revealed = Revealed(session, 0)
    for key in every_key(session.architecture):
        found = explanation.of(revealed, key)
        left, *right = found.formula.split(" = ")
        assert left not in right
        if key.letter == "M":
            assert right == []
            assert "w_" in left or "ŷ" in left
            assert not left.startswith(("W", "w"))
        elif session.at_end and key.letter in "WB":
            assert re.fullmatch(r"new (\S+) = \1 − lr · d\1", found.formula)
        shown = inspector.inspector(session, key, 0, EN)
        assert shown.symbol != shown.formula
        assert (shown.question == f"Why {shown.result.striptags()}?") == bool(found.symbolic)


def test_what_is_given_is_named_and_its_sentence_fits_its_history() -> None:
    def sentence(session: Session, key: Key) -> tuple[str, str]:
        shown = inspector.inspector(session, key, 0, EN)
        return shown.question.striptags(), shown.sentence.striptags()

    assert sentence(at(1), Key("X", 0, 0))[0] == "Input x1"
    assert sentence(at(1), Key("W", 2, 0, 1)) == ("Weight wo2", "Its starting value. The update will change it.")
    assert sentence(at(9), Key("W", 2, 0, 1))[1] == "Its derivative is 0, so the update will not change it."
    assert sentence(at(9), Key("W", 2, 0, 0))[1] == "Its starting value. The update will change it."
    typed = at(3)
    typed = remembering(typed, edited_in_place(typed, biases=[[0.1, 0.2, -0.1], [0.5]]), "edit B.2.0")
    assert sentence(typed, Key("B", 2, 0))[1] == "Typed by you. The update will change it."
    assert sentence(typed, Key("B", 1, 0))[1] == "Its starting value. The update will change it."
    two = remembering(typed, edited_in_place(typed, biases=[[0.1, 0.4, -0.2], [0.5]]), "edit")
    assert [sentence(two, Key("B", 1, unit))[1].split(".")[0] for unit in range(3)] == [
        "Its starting value",
        "Typed by you",
        "Typed by you",
    ]
    assert sentence(two, Key("B", 2, 0))[1].startswith("Typed by you"), "by the edit before"
    assert sentence(stepped(typed, "iteration", 2), Key("W", 2, 0, 0))[1].startswith("The weight for the next")
    assert sentence(stepped(typed, "stage", 8), Key("B", 2, 0))[1].startswith("Its value in this iteration.")
