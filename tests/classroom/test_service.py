"""Classes in a real store: rights, aliases, what ends with a class, and changes that meet."""

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.classroom import leading
from app.classroom.errors import ClassFull, ClassLocked, NoSuchClass, NotAMember
from app.classroom.following import answered, with_hand
from app.classroom.member import NAMES
from app.classroom.service import Classes, Leader, StaleClass, StoredMember, own_copy
from app.core.practice.choosing import Wish
from app.session.errors import NoSuchSession
from app.session.service import Sessions
from app.session.session import default_session
from app.session.verbs import sought
from app.store.sqlite import SqliteStore

EH2 = Wish("number", "E", 1, 1)


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    store = SqliteStore(tmp_path / "s.db", idle=3600, lifetime=7200, cap=100)
    yield Sessions(store)
    store.close()


@pytest.fixture
def classes(tmp_path: Path, sessions: Sessions) -> Iterator[Classes]:
    store = SqliteStore(tmp_path / "s.db", room="classes", watched=True, idle=3600, lifetime=7200, cap=10)
    yield Classes(store, sessions, most=5)
    store.close()


@pytest.fixture
def code(classes: Classes) -> str:
    return classes.open(sought(default_session(), 0, 7), "en").stored.code


def test_a_class_is_found_by_its_code_and_by_no_other(classes: Classes, code: str) -> None:
    assert classes.load(code).classroom.session.stage == 7
    for wrong in (f"{(int(code) + 1) % 1_000_000:06d}", "", "12345", f"{code}/17", "abcdef"):
        with pytest.raises(NoSuchClass):
            classes.load(wrong)


def test_a_secret_leads_its_own_class_only(classes: Classes) -> None:
    one, other = classes.open(default_session(), "en"), classes.open(default_session(), "ru")
    assert classes.who(one.stored, one.secret) == Leader(one.stored.code)
    assert classes.who(one.stored, other.secret) is None
    assert classes.who(one.stored, "") is None


def test_a_member_is_known_by_the_own_secret_only(classes: Classes, code: str) -> None:
    one, two = classes.join(code), classes.join(code)
    stored = classes.load(code)
    who = classes.who(stored, str(one.secret))
    assert isinstance(who, StoredMember)
    assert who.member.number == one.secret.number
    crossed = f"{one.secret.number}.{two.secret.secret}"
    assert classes.who(stored, crossed) is None
    elsewhere = classes.open(default_session(), "en").stored
    assert classes.who(elsewhere, str(one.secret)) is None


def test_no_secret_is_stored(classes: Classes, tmp_path: Path) -> None:
    opened = classes.open(default_session(), "en")
    joined = classes.join(opened.stored.code)
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert opened.stored.code.encode() in data
    for secret in (opened.secret, joined.secret.secret):
        assert secret.encode() not in data


def test_aliases_are_unique_also_when_all_draw_the_same(
    classes: Classes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random.Random, "randrange", _in_turn := _Turn())
    numbers = [classes.join(code).secret.number for _ in range(3)]
    assert numbers == [0, 1, 2]
    assert _in_turn.drawn > len(numbers)


class _Turn:
    """Draws each number twice in a row."""

    drawn = 0

    def __call__(self, _below: int) -> int:
        self.drawn += 1
        return (self.drawn // 2) % NAMES


def test_a_locked_or_full_class_takes_nobody_and_members_stay(classes: Classes, code: str) -> None:
    joined = classes.join(code)
    classes.change(code, lambda it: leading.with_settings(it, locked=True))
    with pytest.raises(ClassLocked):
        classes.join(code)
    assert classes.member(code, str(joined.secret))
    classes.change(code, lambda it: leading.with_settings(it, locked=False))
    for _ in range(4):
        classes.join(code)
    with pytest.raises(ClassFull) as refused:
        classes.join(code)
    assert refused.value.most == 5


def test_an_answer_is_kept_with_the_member_and_the_class_stays_as_it_is(classes: Classes, code: str) -> None:
    joined = classes.join(code)
    open_ = classes.change(code, lambda it: leading.asked(it, classes.now(), EH2))
    classes.change_member(code, joined.secret.number, lambda it: answered(it, open_.classroom, "0", classes.now()))
    assert classes.load(code).version == open_.version
    (only,) = classes.members(code)
    assert [each.right for each in only.member.given] == [True]


def test_a_change_of_an_old_version_is_refused_with_the_present_state(classes: Classes, code: str) -> None:
    now = classes.change(code, lambda it: leading.with_settings(it, tries=1))
    with pytest.raises(StaleClass) as refused:
        classes.change(code, lambda it: leading.with_settings(it, tries=2), expected=1)
    assert refused.value.current.version == now.version
    assert classes.load(code).classroom.tries == 1


def test_two_who_reveal_at_once_reveal_once(classes: Classes, code: str) -> None:
    open_ = classes.change(code, lambda it: leading.asked(it, classes.now(), EH2))
    outcomes = []

    def reveal() -> None:
        try:
            outcomes.append(classes.change(code, lambda it: leading.revealed(it, 1.0), open_.version).version)
        except StaleClass:
            outcomes.append(0)

    threads = [threading.Thread(target=reveal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 0, 0, open_.version + 1]


def test_a_removed_member_is_gone_with_answers_and_session(classes: Classes, sessions: Sessions, code: str) -> None:
    joined = classes.join(code)
    owner = classes.with_own_session(joined.stored, classes.load(code).classroom)
    classes.remove(code, joined.secret.number)
    with pytest.raises(NotAMember):
        classes.member(code, str(joined.secret))
    with pytest.raises(NotAMember):
        classes.change_member(code, joined.secret.number, lambda it: with_hand(it, True, 1.0))
    with pytest.raises(NotAMember):
        classes.remove(code, joined.secret.number)
    with pytest.raises(NoSuchSession):
        sessions.load(owner.member.session)


def test_ending_deletes_the_class_its_members_and_their_sessions(
    classes: Classes, sessions: Sessions, code: str
) -> None:
    joined = classes.join(code)
    owner = classes.with_own_session(joined.stored, classes.load(code).classroom)
    classes.end(code)
    for gone in (lambda: classes.load(code), lambda: classes.end(code), lambda: classes.join(code)):
        with pytest.raises(NoSuchClass):
            gone()
    assert classes.members(code) == []
    with pytest.raises(NotAMember):
        classes.member(code, str(joined.secret))
    with pytest.raises(NoSuchSession):
        sessions.load(owner.member.session)


def test_the_own_session_is_made_once_and_again_when_another_network_is_handed_out(
    classes: Classes, sessions: Sessions, code: str
) -> None:
    joined = classes.join(code)
    free = classes.change(code, lambda it: leading.in_mode(it, "free")).classroom
    owner = classes.with_own_session(joined.stored, free)
    assert classes.with_own_session(owner, free) is owner
    assert sessions.load(owner.member.session).session.practice.on
    again = classes.change(code, lambda it: leading.handed_out(it, own_numbers=True)).classroom
    new = classes.with_own_session(owner, again)
    assert new.member.session != owner.member.session
    with pytest.raises(NoSuchSession):
        sessions.load(owner.member.session)


def test_own_numbers_differ_from_member_to_member_and_stay_the_same_for_one(classes: Classes, code: str) -> None:
    free = classes.change(code, lambda it: leading.handed_out(leading.in_mode(it, "free"), own_numbers=True)).classroom
    weights = [own_copy(free, number).network.parameters.tobytes() for number in (1, 500, 1)]
    assert weights[0] == weights[2] != weights[1]


def test_a_copy_to_explore_is_at_the_teachers_place_without_the_question(classes: Classes, code: str) -> None:
    open_ = classes.change(code, lambda it: leading.asked(it, classes.now(), EH2)).classroom
    copy = own_copy(open_, 3)
    assert (copy.iteration, copy.stage) == (0, 7)
    assert copy.practice.asked is None
    assert not copy.practice.on
