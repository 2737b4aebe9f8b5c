"""Answers that meet the teacher's next press: each that is accepted counts once, each that is refused not at all."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.classroom import counting, following, leading, service
from app.classroom.classroom import Classroom
from app.classroom.member import Member
from app.classroom.service import Classes
from app.core.practice.choosing import Wish
from app.session.errors import NoQuestion
from app.session.service import Sessions
from app.session.session import default_session
from app.session.verbs import sought
from app.store.sqlite import SqliteStore

MEMBERS = 12
EH2 = Wish("number", "E", 1, 1)
PRESSES: dict[str, Callable[[Classroom], Classroom]] = {
    "revealed": partial(leading.revealed, now=2.0),
    "asked again": partial(leading.asked_again, now=2.0),
    "withdrawn": leading.withdrawn,
}


@pytest.fixture
def classes(tmp_path: Path) -> Iterator[Classes]:
    sessions, kept = (
        SqliteStore(tmp_path / "s.db", room=room, watched=room == "classes", idle=3600, lifetime=7200, cap=100)
        for room in ("sessions", "classes")
    )
    yield Classes(kept, Sessions(sessions), most=MEMBERS)
    kept.close()
    sessions.close()


@pytest.fixture
def code(classes: Classes) -> str:
    found = classes.open(sought(default_session(), 0, 7), "en").stored.code
    classes.change(found, lambda it: leading.asked(it, 1.0, EH2))
    return found


def pressing_before_it_is_kept(
    classes: Classes, code: str, press: Callable[[Classroom], Classroom], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the teacher's press come between the look at the class and the writing of the next answer."""
    once, change = [press], classes.change_member

    def late(code: str, number: int, verb: object) -> object:
        def after_the_press(member: object) -> object:
            changed = verb(member)  # type: ignore[operator]
            if once:
                classes.change(code, once.pop())
            return changed

        return change(code, number, after_the_press)  # type: ignore[arg-type]

    monkeypatch.setattr(classes, "change_member", late)


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("earlier", ["", "-0.385"])
def test_an_answer_that_a_press_overtakes_is_taken_back(
    classes: Classes, code: str, press: str, earlier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = classes.join(code).secret.number
    if earlier:
        classes.answer(code, number, earlier)
    pressing_before_it_is_kept(classes, code, PRESSES[press], monkeypatch)
    with pytest.raises(NoQuestion):
        classes.answer(code, number, "0")
    found = classes.numbered(code, number)
    assert found is not None
    given = found.member.answer(0, 1)
    if press == "withdrawn":
        earlier = ""  # it is gone with its question
    assert (given.typed if given else "", given.tries if given else 0) == (earlier, 1 if earlier else 0)


def test_answers_to_a_withdrawn_question_count_for_no_other(classes: Classes, code: str) -> None:
    one, two = (classes.join(code).secret.number for _ in range(2))
    for number in (one, two):
        classes.answer(code, number, "-0.385")
    classes.change(code, leading.withdrawn)
    classes.change(code, lambda it: leading.asked(it, 3.0, Wish("number", "E", 1, 0)))
    classes.answer(code, two, "-0.539")
    members = [each.member for each in classes.members(code)]
    (count,) = counting.rounds(classes.load(code).classroom, members, 0)
    assert (count.answered, count.right, dict(count.slips)) == (1, 1, {})
    assert [each.tries for member in members for each in member.given] == [1]


class Crowd:
    """Members who answer again and again, and a teacher: two more rounds, then the reveal."""

    def __init__(self, classes: Classes, code: str) -> None:
        self.classes, self.code = classes, code
        self.accepted: list[tuple[int, int]] = []
        self.refused: list[tuple[int, int]] = []
        self.ended: list[Counter[tuple[int, int]]] = []  # what was stored when each round had ended
        self.begin = threading.Barrier(MEMBERS + 1)

    def answer(self, number: int) -> None:
        self.begin.wait()
        text, round_ = 0, 1
        while round_:
            question = self.classes.load(self.code).classroom.open_question
            round_, text = question.round if question else 0, text + 1
            try:
                self.classes.answer(self.code, number, str(text), (0, round_ or 3))
            except NoQuestion:
                self.refused.append((number, round_))
            else:
                self.accepted.append((number, round_))

    def lead(self) -> None:
        self.begin.wait()
        for press in (leading.asked_again, leading.asked_again, leading.revealed):
            enough = len(self.accepted) + 3 * MEMBERS
            while len(self.accepted) < enough:
                time.sleep(0.001)
            self.classes.change(self.code, partial(press, now=time.time()))
            self.ended.append(self.given())

    def given(self) -> Counter[tuple[int, int]]:
        """How many answers of each member are stored in each round."""
        members = [each.member for each in self.classes.members(self.code)]
        return Counter({(member.number, each.round): each.tries for member in members for each in member.given})

    def run(self) -> None:
        numbers = [self.classes.join(self.code).secret.number for _ in range(MEMBERS)]
        threads = [threading.Thread(target=self.answer, args=(each,)) for each in numbers]
        threads.append(threading.Thread(target=self.lead))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


@pytest.fixture
def slow_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a while pass between the look at the class and the writing, so that the teacher's presses come in between."""

    def slow(*seen: Any) -> Member:
        found = following.answered(*seen)
        time.sleep(0.003)
        return found

    monkeypatch.setattr(service, "answered", slow)


@pytest.mark.usefixtures("slow_to_write")
def test_every_accepted_answer_of_many_at_once_counts_in_the_round_it_was_given_in(classes: Classes, code: str) -> None:
    crowd = Crowd(classes, code)
    crowd.run()
    assert len(crowd.refused) >= MEMBERS
    given = crowd.given()
    assert given == Counter(crowd.accepted)
    for round_, stored in enumerate(crowd.ended, start=1):
        assert all(given[key] <= stored[key] for key in given if key[1] == round_)  # none slipped in afterwards
    members = [each.member for each in classes.members(code)]
    counts = counting.rounds(classes.load(code).classroom, members, 0)
    assert [each.answered for each in counts] == [sum(at == round_ for _, at in given) for round_ in (1, 2, 3)]
    assert all(each.answered for each in counts)
