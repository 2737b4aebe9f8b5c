import pytest

from app.view.lessons.kit.beats import Beats, beats
from app.view.lessons.kit.query import Query
from app.view.words.language import language

TEXTS = (("First?", "seen first"), ("Second?", "seen second"), ("Third?", ""))


def opened(**given: str) -> Beats:
    query = Query(given, language("en"))
    query.number("x", 1.0, -5.0, 5.0)
    return beats(query, TEXTS)


@pytest.mark.parametrize(("typed", "here"), [("", 1), ("1", 1), ("2", 2), ("3", 3), ("0", 1), ("99", 3), ("x", 1)])
def test_a_damaged_address_opens_a_beat_that_there_is(typed: str, here: int) -> None:
    assert opened(beat=typed).here == here


def test_the_addresses_of_beats_keep_the_other_values() -> None:
    found = opened(beat="2", x="3")
    assert [beat.address for beat in found.listed] == ["?x=3", "?x=3&beat=2", "?x=3&beat=3"]


def test_the_first_has_none_before_it_and_the_last_none_after_it() -> None:
    assert opened().before is None
    assert opened(beat="3").after is None
    middle = opened(beat="2")
    assert middle.before
    assert middle.after
    assert (middle.before.number, middle.after.number) == (1, 3)
