"""Load, apply a verb, save if the version still holds: the one place where a class and its members meet the store.

A class is the entry of its code; a member is an entry of its own, `482913/17`, that lives and dies with the class. A
member's own session is one of the sessions, and is deleted with the member.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random
from typing import NamedTuple

from app.classroom.classroom import Classroom
from app.classroom.codec import decode_member, encode_class, encode_member
from app.classroom.decoded_classes import DecodedClasses
from app.classroom.errors import ClassError, ClassFull, ClassLocked, NoSuchClass, NotAMember
from app.classroom.following import answered, exploring, taken_back, with_session, without
from app.classroom.member import NAMES, Member
from app.classroom.secrets import MemberSecret, digest, fits, is_code, new_code, new_secret, read_member_secret
from app.core.practice.answering import Choice
from app.session.errors import NoQuestion
from app.session.practising import practising
from app.session.rebuilding import redrawn
from app.session.service import Sessions, StoredSession
from app.session.session import Session
from app.store.base import Store, Stored
from app.store.errors import GroupFull, KeyTaken, Missing, StaleVersion

MAX_MEMBERS = 1000
ATTEMPTS = 100  # each failed one means that somebody else's change succeeded


class StoredClass(NamedTuple):
    """A stored class: its code, its version, its value and its bytes."""

    code: str
    version: int
    classroom: Classroom
    data: bytes = b""


class StoredMember(NamedTuple):
    """A stored member: the code of the class, its version and its value."""

    code: str
    version: int
    member: Member


class Opened(NamedTuple):
    """A new class, with the secret that leads it: it is not stored and cannot be shown again."""

    stored: StoredClass
    secret: str


class Joined(NamedTuple):
    """A new member, with the secret that only their browser has."""

    stored: StoredMember
    secret: MemberSecret


class Leader(NamedTuple):
    """The one who leads a class."""

    code: str


Who = Leader | StoredMember | None
"""Who sent a request to a class; None is anybody else."""


class StaleClass(ClassError):
    """The class is no longer at the version that the change expects; `current` is its present state."""

    def __init__(self, current: StoredClass) -> None:
        super().__init__(f"the class is at version {current.version} now")
        self.current = current


class Classes:
    """The classes in a store. Errors of the store and of a verb pass through, with nothing changed.

    `store` is for classes and their members alone; `most` is how many members a class may have.
    """

    def __init__(
        self, store: Store, sessions: Sessions, most: int = MAX_MEMBERS, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._most = most
        self._clock = clock
        self._decoded = DecodedClasses()

    def now(self) -> float:
        """The time that verbs are given."""
        return self._clock()

    def open(self, session: Session, language: str) -> Opened:
        """Open a class with a network, for readers of a language. Nobody practises in it: the class is asked."""
        secret = new_secret()
        classroom = Classroom(language, digest(secret), practising(session, on=False))
        data = encode_class(classroom)
        for _ in range(ATTEMPTS):
            code = new_code()
            try:
                version = self._store.create(code, data)
            except KeyTaken:
                continue
            return Opened(StoredClass(code, version, self._decoded.keep(data, classroom), data), secret)
        raise KeyTaken("every code that was tried")

    def load(self, code: str) -> StoredClass:
        """The class of that code. Raises `NoSuchClass`, and `DamagedState` for invalid bytes."""
        stored = self._store.get(code) if is_code(code) else None
        if stored is None:
            raise NoSuchClass(code)
        return StoredClass(code, stored.version, self._decoded.classroom(stored.data), stored.data)

    def stored(self, kept: StoredSession) -> StoredClass:
        """The class whose code, version and bytes a session carries that was made of it."""
        return StoredClass(kept.id, kept.version, self._decoded.classroom(kept.data), kept.data)

    def change(self, code: str, verb: Callable[[Classroom], Classroom], expected: int | None = None) -> StoredClass:
        """Apply a verb and keep what it gives.

        With `expected`, only to that version, else `StaleClass`. Without, to whatever is there. Raises `NoSuchClass`
        and whatever the verb raises.
        """
        for _ in range(ATTEMPTS):
            kept = self.load(code)
            if expected is not None and expected != kept.version:
                raise StaleClass(kept)
            classroom = verb(kept.classroom)
            if classroom is kept.classroom:
                return kept
            data = encode_class(classroom)
            try:
                version = self._store.put(code, data, kept.version)
            except StaleVersion:
                continue
            except Missing:
                raise NoSuchClass(code) from None
            if len(classroom.questions) < len(kept.classroom.questions):
                self._forget_answers(code, len(classroom.questions))
            return StoredClass(code, version, self._decoded.keep(data, classroom), data)
        raise StaleClass(self.load(code))

    def _forget_answers(self, code: str, number: int) -> None:
        """Delete the answers to a withdrawn question, whose number the next one gets."""
        members = self.members(code)
        if len(self.load(code).classroom.questions) > number:
            return  # the next one is asked already: its answers may be among these
        for _, _, member in members:
            old = tuple(each for each in member.given if each.question >= number)
            with suppress(NotAMember):
                if old:
                    self.change_member(code, member.number, partial(without, answers=old))

    def end(self, code: str) -> None:
        """Delete the class with everything of it: its members and their sessions. Raises `NoSuchClass`."""
        own = [each.member.session for each in self.members(code)]
        if not is_code(code) or not self._store.delete(code):
            raise NoSuchClass(code)
        for session in filter(None, own):
            self._sessions.forget(session)

    def join(self, code: str) -> Joined:
        """A new member, under a name that nobody else in the class has.

        Raises `NoSuchClass`, `ClassLocked` and `ClassFull`.
        """
        kept = self.load(code)
        if kept.classroom.locked:
            raise ClassLocked
        secret, draw = new_secret(), Random()  # noqa: S311 - a name is no secret
        for _ in range(10 * NAMES):
            number = draw.randrange(NAMES)
            member = Member(number, digest(secret), self._clock())
            try:
                version = self._store.create(_key(code, number), encode_member(member), parent=code, most=self._most)
            except KeyTaken:
                continue
            except GroupFull as error:
                raise ClassFull(error.most) from None
            except Missing:
                raise NoSuchClass(code) from None
            return Joined(StoredMember(code, version, member), MemberSecret(number, secret))
        raise ClassFull(self._most)

    def member(self, code: str, secret: str) -> StoredMember:
        """The member who shows that secret. Raises `NotAMember`, also for one who was removed."""
        shown = read_member_secret(secret)
        if shown is None or not is_code(code):
            raise NotAMember
        stored = self.numbered(code, shown.number)
        if stored is None or not fits(shown.secret, stored.member.secret):
            raise NotAMember
        return stored

    def who(self, stored: StoredClass, secret: str) -> Who:
        """Whose secret that is."""
        if fits(secret, stored.classroom.leader):
            return Leader(stored.code)
        try:
            return self.member(stored.code, secret)
        except NotAMember:
            return None

    def numbered(self, code: str, number: int) -> StoredMember | None:
        """The member with that number of an alias, or None."""
        stored = self._store.get(_key(code, number))
        return stored and StoredMember(code, stored.version, decode_member(stored.data))

    def change_member(self, code: str, number: int, verb: Callable[[Member], Member]) -> StoredMember:
        """Apply a verb to a member and keep what it gives. Raises `NotAMember` and whatever the verb raises."""
        for _ in range(ATTEMPTS):
            kept = self.numbered(code, number)
            if kept is None:
                raise NotAMember
            member = verb(kept.member)
            if member == kept.member:
                return kept
            try:
                version = self._store.put(_key(code, number), encode_member(member), kept.version)
            except StaleVersion:
                continue
            except Missing:
                raise NotAMember from None
            return StoredMember(code, version, member)
        raise NotAMember

    def answer(
        self,
        code: str,
        number: int,
        text: str | Choice,
        asked: tuple[int, int] | None = None,
        began: float | None = None,
    ) -> StoredMember:
        """The member with an answer to the open question, and with the class again: who answers sees the reveal.

        The class is looked at once more when the answer is kept. If the answer was shown or asked for again by then,
        it is taken back, so that an answer counts if and only if it was accepted. Raises `NoSuchClass`, `NotAMember`
        and what `following.answered` raises.
        """
        open_: list[Classroom] = []
        before: list[Member] = []

        def with_answer(member: Member) -> Member:
            open_[:], before[:] = [self.load(code).classroom], [member]
            return exploring(answered(member, open_[0], text, self._clock(), asked, began), False)

        kept = self.change_member(code, number, with_answer)
        if _round(self.load(code).classroom) == _round(open_[0]):
            return kept
        at = len(open_[0].questions) - 1, open_[0].questions[-1].round
        late, earlier = kept.member.answer(*at), before[0].answer(*at)
        if late is not None and late != earlier:
            self.change_member(code, number, lambda it: taken_back(it, late, earlier))
        raise NoQuestion

    def members(self, code: str) -> Sequence[StoredMember]:
        """All members of a class, in the order in which they joined."""
        return [_member(code, stored) for _, stored in self._store.members(code)] if is_code(code) else []

    def count_members(self, code: str) -> int:
        """How many members a class has, which takes no longer where there are many."""
        return self._store.count_members(code) if is_code(code) else 0

    def remove(self, code: str, number: int) -> None:
        """Remove a member, with their answers and their own session. Raises `NotAMember`."""
        kept = self.numbered(code, number)
        if kept is None or not self._store.delete(_key(code, number)):
            raise NotAMember
        if kept.member.session:
            self._sessions.forget(kept.member.session)

    def with_own_session(self, kept: StoredMember, classroom: Classroom, *, fresh: bool = False) -> StoredMember:
        """The member with a session of their own: the one they have, or a copy of the class's network.

        It is a new copy where another network was handed out since, or with `fresh`. Raises what `Sessions.create`
        raises.
        """
        member = kept.member
        if member.session and not fresh and member.handed_out == classroom.handed_out:
            return kept
        session = own_copy(classroom, member.number)
        id_ = self._sessions.create(session).id
        if member.session:
            self._sessions.forget(member.session)
        now = self._clock()
        return self.change_member(
            kept.code, member.number, lambda it: with_session(it, id_, classroom.handed_out, session, now)
        )


def own_copy(classroom: Classroom, number: int) -> Session:
    """What a member gets of the class's network: the same numbers at the same place, or weights of their own.

    The history and the undo of the teacher stay with the teacher.
    """
    session = replace(classroom.session, earlier=(), later=())
    if classroom.mode == "free" and classroom.own_numbers:
        session = redrawn(session, number)
    return practising(session.revealing(session.stage), on=classroom.mode == "free" and classroom.practice)


def _round(classroom: Classroom) -> tuple[int, tuple[float, ...]] | None:
    """What tells the present round from every other: the number of its question and when its rounds began."""
    question = classroom.open_question
    return None if question is None else (len(classroom.questions), question.rounds)


def _key(code: str, number: int) -> str:
    return f"{code}/{number}"


def _member(code: str, stored: Stored) -> StoredMember:
    return StoredMember(code, stored.version, decode_member(stored.data))
