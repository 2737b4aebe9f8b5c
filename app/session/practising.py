"""What a learner can do with questions: pure functions from session to session, each named for its result.

A question is about the next stage; it is closed by whatever moves the session or changes its numbers. A wrong answer
costs a try, one that cannot be read costs none. The right one reveals the stage.
"""

from dataclasses import replace
from zlib import crc32

from app.core.errors import InvalidField
from app.core.practice.answering import Choice, verdict_on
from app.core.practice.choosing import ANYTHING, Wish, chosen
from app.core.practice.judging import RIGHT, Verdict
from app.core.practice.place import Pass, recorded
from app.core.practice.question import Kind, Question
from app.core.stages import Stage
from app.session.errors import NoQuestion, NotNext
from app.session.practice import HINTS, TRIES_BEFORE_ANSWER, Answered, Asked, Mark, Practice
from app.session.session import Session
from app.session.verbs import stepped


def practising(session: Session, on: bool) -> Session:
    """The session with practice switched on or off; off closes the open question."""
    practice = session.practice if on else session.practice.closed()
    return with_practice(session, replace(practice, on=on))


def asking_for(session: Session, kind: Kind | None) -> Session:
    """The session that asks for answers of that kind from now on, or for whatever teaches most."""
    return with_practice(session, replace(session.practice, kind=kind))


def closed(session: Session) -> Session:
    """The session without its open question."""
    return with_practice(session, session.practice.closed())


def next_stage(session: Session) -> Stage:
    """The stage that a question may be about: the one that Step would reveal."""
    return session.stages.stages[0 if session.at_end else session.stage]


def upcoming(session: Session) -> Pass:
    """The numbers of the iteration that the next stage belongs to."""
    return recorded(before_next(session).tape)


def before_next(session: Session) -> Session:
    """The session just before its next stage: at the end of an iteration that is the start of the next one.

    Raises `Diverged` where the next stage has no numbers.
    """
    there = stepped(session)
    return there.revealing(0) if there.iteration != session.iteration else session


def asked(session: Session, wish: Wish = ANYTHING, sample: int | None = None) -> Session:
    """The session with a question about its next stage; it replaces an open one.

    Raises `NotNext` where the wish names numbers of another stage, `InvalidField` where the stage has no question of
    that kind or no such number, and `Diverged` where the next stage has none.
    """
    stage = next_stage(session)
    if not _computes(stage, wish):
        raise NotNext(stage)
    question = _question(session, wish, sample)
    if question is None:
        wish = wish._replace(kind=wish.kind or "number", even_readable=True)
        question = _question(session, wish, sample)
    if question is None:
        raise InvalidField(_ungranted(session, wish, sample), "one that this stage has")
    iteration = before_next(session).iteration
    name = f"{crc32(repr((question, iteration, session.practice.total)).encode()):08x}"
    return _with_open(session, Asked(name, question, iteration))


def asked_or_stepped(session: Session, sample: int | None = None) -> Session:
    """What Step does in practice: ask about the next stage, or reveal it if there is nothing to ask about it.

    While a question is open the session stays as it is.
    """
    if open_question(session) is not None:
        return session
    wish = Wish(kind=session.practice.kind)
    for each in dict.fromkeys((wish, ANYTHING)):
        if _question(session, each, sample) is not None:
            return asked(session, each, sample)
    return stepped(session)


def answered(session: Session, given: str | Choice, name: str | None = None) -> Session:
    """The session after an answer: with its stage revealed if it is right, with one more try if it is wrong.

    With `name`, only to the question of that id. Raises `NoQuestion`, and `UnreadableAnswer` for what cannot be read as
    an answer; that costs no try.
    """
    open_ = the_question(session)
    if name not in (None, open_.id):
        raise NoQuestion
    typed = str(given)
    if verdict_on(open_.question, typed, upcoming(session)).right:
        mark: Mark = "first" if open_.tries == 0 and open_.hints == 0 else "later"
        done = Answered(open_.question, before_next(session).iteration, typed)
        return with_practice(stepped(session), session.practice.marked(mark, done))
    return _with_open(session, open_._replace(tries=open_.tries + 1, typed=typed))


def hinted(session: Session) -> Session:
    """The session with one more hint, of three. Raises `NoQuestion`."""
    open_ = the_question(session)
    return _with_open(session, open_._replace(hints=min(HINTS, open_.hints + 1)))


def given_up(session: Session) -> Session:
    """The session with the answer shown: its stage is revealed. Raises `NoQuestion`."""
    open_ = the_question(session)
    done = Answered(open_.question, before_next(session).iteration, "")
    return with_practice(stepped(session), session.practice.marked("shown", done))


def tally_cleared(session: Session) -> Session:
    """The session with an empty tally."""
    return with_practice(session, session.practice.cleared())


def open_question(session: Session) -> Asked | None:
    """The question that waits for its answer."""
    return session.practice.asked


def answer_offered(session: Session) -> bool:
    """Whether the answer is offered: after two wrong tries."""
    open_ = open_question(session)
    return open_ is not None and open_.tries >= TRIES_BEFORE_ANSWER


def verdict(session: Session) -> Verdict | None:
    """The verdict on the latest answer: to the open question, or to the one that was answered last."""
    open_, done = session.practice.asked, session.practice.done
    if open_ is None:
        return RIGHT if done is not None and done.typed else None
    return verdict_on(open_.question, open_.typed, upcoming(session)) if open_.typed else None


def with_practice(session: Session, practice: Practice) -> Session:
    """The same session with another practice; a tape that was recorded is reused."""
    found = replace(session, practice=practice)
    if "tape" in vars(session):
        vars(found)["tape"] = session.tape
    return found


def _computes(stage: Stage, wish: Wish) -> bool:
    return any(wish.letter in (None, letter) and wish.layer in (None, layer) for letter, layer in stage.computes)


def _ungranted(session: Session, wish: Wish, sample: int | None) -> str:
    """The part of a wish without which there is a question."""
    less = {"unit": wish._replace(unit=None), "input": wish._replace(input=None)}
    return next((part for part, other in less.items() if _question(session, other, sample) is not None), "kind")


def _question(session: Session, wish: Wish, sample: int | None) -> Question | None:
    shown = session.problem.first_shown if sample is None else sample
    seed = (session.seed or 0) + before_next(session).iteration * session.count + session.practice.total
    return chosen(next_stage(session), upcoming(session), shown, seed, wish)


def the_question(session: Session) -> Asked:
    """The question that waits for its answer. Raises `NoQuestion`."""
    open_ = open_question(session)
    if open_ is None:
        raise NoQuestion
    return open_


def _with_open(session: Session, open_: Asked) -> Session:
    return with_practice(session, replace(session.practice, asked=open_, done=None))
