"""A practice to bytes and back; whatever else the bytes are, they are refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.practice.place import Place
from app.core.practice.question import KINDS, Question
from app.session.practice import HINTS, MARKS, NO_PRACTICE, Answered, Asked, Mark, Practice
from app.session.practice_codec import described, practice_of

MARK: tuple[Mark, ...] = ("first", "later", "shown")
counts = st.integers(0, 10**6)
texts = st.text(max_size=200)
places = st.builds(
    Place,
    st.sampled_from(["Z", "H", "C", "E", "dW", "dB", "W", "B"]),
    st.integers(0, 12),
    st.integers(0, 15),
    st.none() | st.integers(0, 999),
    st.none() | st.integers(0, 15),
    st.booleans(),
)
aspects = st.sampled_from([None, "learns_nothing", "largest_error", "changes_most"])
questions = st.builds(Question, st.sampled_from(KINDS), places, st.integers(1, 50), aspects)
practices = st.builds(
    Practice,
    st.booleans(),
    st.none() | st.sampled_from(KINDS),
    st.none() | st.builds(Asked, texts, questions, counts, counts, st.integers(0, HINTS), texts),
    st.none() | st.builds(Answered, questions, counts, texts),
    st.lists(st.sampled_from(MARK), max_size=MARKS).map(tuple),
    counts,
    counts,
)


@given(practices)
def test_every_practice_comes_back_as_it_was(practice: Practice) -> None:
    again = practice_of(described(practice))
    assert again == practice
    assert described(again) == described(practice)
    assert hash(again) == hash(practice)  # tuples all the way down, not lists


def test_no_practice_takes_few_bytes() -> None:
    assert len(described(NO_PRACTICE)) < 40


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        practice_of(data)


@given(practices, st.integers(0, 6))
def test_a_practice_without_one_of_its_parts_is_refused(practice: Practice, part: int) -> None:
    parts = json.loads(described(practice))
    del parts[part]
    with pytest.raises((ValueError, TypeError)):
        practice_of(json.dumps(parts).encode())
