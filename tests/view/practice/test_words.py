"""Questions, hints and the words about slips, in every language and on every kind of network."""

import re

import pytest

from app.core.errors import InvalidField
from app.core.practice.choosing import Wish
from app.core.practice.judging import Verdict
from app.core.practice.question import KINDS, Question
from app.core.practice.slips import SLIPS, rule, slips_of
from app.session.description import NetworkSpec, build
from app.session.practising import answered, asked, given_up, hinted, open_question, upcoming
from app.session.session import Session, default_session
from app.session.verbs import sought
from app.view.practice import verdict_text
from app.view.practice.exercise import exercise, outcome
from app.view.practice.naming import Naming
from app.view.practice.slip_text import slip_text
from app.view.words.language import LANGUAGES, language

NETWORKS = {
    "the reference example": None,
    "four square layers in a batch": {
        "sizes": [2, 2, 2, 2, 2],
        "inputs": [[1, 2], [0.5, -1]],
        "targets": [[1, 0], [0, 1]],
    },
    "softmax": {
        "sizes": [2, 3, 2],
        "activations": ["tanh", "softmax"],
        "loss": "cross_entropy",
        "inputs": [[1, 2]],
        "targets": [[1, 0]],
    },
    "no biases": {"sizes": [2, 2, 1], "bias": False, "inputs": [[1, 2]], "targets": [[1]]},
}


def sessions(name: str) -> list[Session]:
    """The session of a network at every place of its first iteration."""
    spec = NETWORKS[name]
    session = default_session() if spec is None else build(NetworkSpec.model_validate(spec))
    return [sought(session, 0, stage) for stage in range(session.count + 1)]


def questions(name: str) -> list[Session]:
    """Every question of these sessions."""
    found = []
    for session in sessions(name):
        for kind in KINDS:
            try:
                found.append(asked(session, Wish(kind=kind)))
            except InvalidField:  # no question of this kind about this stage
                assert kind in ("gate", "which")
    return found


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_question_has_its_words(name: str, locale: str) -> None:
    for session in questions(name):
        hinting = hinted(hinted(hinted(session)))
        shown = exercise(hinting, language(locale))
        assert shown is not None
        words = [shown.title, shown.help, *(part for hint in shown.hints for part in (hint.sentence, hint.text))]
        assert all(words)
        assert not [text for text in words if "{" in text or "None" in text]
        assert len(shown.hints) == 3
        assert bool(shown.options) == (shown.kind != "number")


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_slip_has_its_words_wherever_it_is_possible(name: str, locale: str) -> None:
    for session in questions(name):
        open_, numbers = open_question(session), upcoming(session)
        assert open_ is not None
        naming = Naming(session, open_.question, language(locale))
        place = open_.question.place
        for slip in slips_of(rule(place, numbers.architecture.depth)):
            for candidate in [*slip.candidates(numbers, place)][:1]:
                verdict = Verdict(right=False, slip=slip.id, also=("x",), concerns=candidate.concerns)
                said = verdict_text.wrong(verdict, "-0.25", naming)
                assert said.sentence
                assert "{" not in said.plain


def test_every_slip_of_the_core_has_a_sentence_that_ends_in_a_question() -> None:
    naming = Naming(asked(default_session()), _question(), language("en"))
    assert all(slip_text(slip.id, naming).sentence.endswith("?") for slip in SLIPS)


def _question() -> Question:
    open_ = open_question(asked(default_session()))
    assert open_ is not None
    return open_.question


def test_the_closed_gate_of_the_example_is_explained() -> None:
    session = asked(sought(default_session(), 0, 7), Wish(letter="E", layer=1, unit=1))
    shown = exercise(answered(session, "−0,385"), language("en"))
    assert shown is not None
    assert shown.said is not None
    assert shown.said.plain == (
        "Perhaps: You left out R′(Zh2). −0,385 is what arrives at h2. "
        "Look at Zh2 = −0.8: what is the slope of ReLU there?"
    )


def test_after_the_answer_the_line_is_worked_out() -> None:
    session = asked(sought(default_session(), 0, 7), Wish(letter="E", layer=1, unit=0))
    said = outcome(answered(session, "-0.54"), language("ru"))
    assert said is not None
    assert said.plain == "Верно. Eh1 = −0,77 · 0,7 · 1 = −0,539"
    shown = outcome(given_up(session), language("en"))
    assert shown is not None
    assert shown.plain == "The answer: Eh1 = −0.77 · 0.7 · 1 = −0.539"


@pytest.mark.parametrize("name", NETWORKS)
def test_no_word_before_the_answer_contains_the_number(name: str) -> None:
    for session in questions(name):
        open_ = open_question(session)
        assert open_ is not None
        if open_.question.kind != "number":
            continue
        number = upcoming(session).number(open_.question.place)
        text = f"{number:.3f}".rstrip("0").rstrip(".").replace("-", "−")
        shown = exercise(hinted(hinted(hinted(session))), language("en"))
        assert shown is not None
        last = shown.hints[-1].text
        known = [each.value for each in shown.hints[1].operands]
        if text not in known:
            assert not re.search(rf"= {re.escape(text)}$", last)
