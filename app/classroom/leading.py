"""What the teacher of a class can do: pure functions from class to class, each named for its result.

Times are in seconds, as of `time.time`. A verb does everything it was called for, or raises and changes nothing.
"""

from dataclasses import replace

from app.classroom.classroom import ClassQuestion, Classroom, LinedUp, Mode
from app.classroom.errors import NotLeading, QuestionOpen, TooManyQuestions
from app.core.errors import InvalidField
from app.core.practice.choosing import ANYTHING, Wish
from app.session import practising, verbs
from app.session.codec import encode
from app.session.errors import NoQuestion, NotNext
from app.session.practice import NO_PRACTICE
from app.session.service import Verb
from app.session.session import Keyframe, Session

MAX_QUESTIONS = 100  # that a class is asked; what the summary has room for
MAX_BYTES = 1_000_000  # of the networks that its questions were about: large ones leave room for fewer questions
MAX_LINED_UP = 30


def led(classroom: Classroom, verb: Verb) -> Classroom:
    """The class after an action on its session. Raises `QuestionOpen`, and what the action raises."""
    if classroom.open_question is not None:
        raise QuestionOpen
    return replace(classroom, session=verb(classroom.session))


def stepped(classroom: Classroom, verb: Verb, now: float, sample: int | None = None) -> Classroom:
    """The class after Step: with a question where one is due, else after `verb`.

    A question is due where one is lined up for the next stage, or where one is asked before every stage of the
    backward pass and was not asked about this stage just now.
    """
    if classroom.open_question is not None:
        raise QuestionOpen
    found = _due(classroom, now, sample) if classroom.mode == "lead" else None
    return led(classroom, verb) if found is None else found


def asked(classroom: Classroom, now: float, wish: Wish = ANYTHING, sample: int | None = None) -> Classroom:
    """The class with a question about the next stage.

    Raises `QuestionOpen`, `NotLeading` at free pace, `TooManyQuestions`, and what `practising.asked` raises.
    """
    if classroom.open_question is not None:
        raise QuestionOpen
    if classroom.mode != "lead":
        raise NotLeading
    if len(classroom.questions) >= MAX_QUESTIONS:
        raise TooManyQuestions(MAX_QUESTIONS)
    session = practising.asked(classroom.session, wish, sample)
    open_ = practising.the_question(session)
    before = practising.before_next(session).revealing(open_.question.stage - 1)
    question = ClassQuestion(open_.question, encode(_alone(before)), (now,))
    if sum(map(len, {each.before for each in (*classroom.questions, question)})) > MAX_BYTES:
        raise TooManyQuestions(len(classroom.questions))
    return replace(classroom, session=session, questions=(*classroom.questions, question))


def asked_again(classroom: Classroom, now: float) -> Classroom:
    """The class with the next round of its open question. Raises `NoQuestion`."""
    question = _the_question(classroom)
    return classroom.with_question(replace(question, rounds=(*question.rounds, now)))


def revealed(classroom: Classroom, now: float) -> Classroom:
    """The class with the answer to its open question shown: its stage is revealed. Raises `NoQuestion`."""
    question = _the_question(classroom)
    session = verbs.stepped(practising.closed(classroom.session))
    return replace(classroom.with_question(replace(question, revealed=now)), session=session)


def withdrawn(classroom: Classroom) -> Classroom:
    """The class without its open question, as if it had not been asked. Raises `NoQuestion`."""
    _the_question(classroom)
    return replace(classroom, session=practising.closed(classroom.session), questions=classroom.questions[:-1])


def in_mode(classroom: Classroom, mode: Mode) -> Classroom:
    """The class led, or at free pace. Raises `QuestionOpen`: a question belongs to leading."""
    if mode == classroom.mode:
        return classroom
    if classroom.open_question is not None:
        raise QuestionOpen
    handed_out = max(1, classroom.handed_out) if mode == "free" else classroom.handed_out
    return replace(classroom, mode=mode, handed_out=handed_out)


def handed_out(classroom: Classroom, *, own_numbers: bool) -> Classroom:
    """The class whose members get a new copy of its network at free pace."""
    return replace(classroom, own_numbers=own_numbers, handed_out=classroom.handed_out + 1)


def with_network(classroom: Classroom, session: Session, *, own_numbers: bool = False) -> Classroom:
    """The class with another network, at its start, which is handed out. Raises `QuestionOpen`."""
    return handed_out(led(classroom, lambda _: session), own_numbers=own_numbers)


def with_settings(
    classroom: Classroom, *, locked: bool | None = None, practice: bool | None = None, tries: int | None = None
) -> Classroom:
    """The class with other settings; None leaves one as it is."""
    return replace(
        classroom,
        locked=classroom.locked if locked is None else locked,
        practice=classroom.practice if practice is None else practice,
        tries=classroom.tries if tries is None else tries,
    )


def lining_up(classroom: Classroom, stage: int, wish: Wish = ANYTHING) -> Classroom:
    """The class with one more question lined up, to be asked before a stage. Raises `InvalidField`.

    Of two questions that are alike one is kept.
    """
    if not 1 <= stage <= classroom.session.count:
        raise InvalidField("stage", f"a whole number from 1 to {classroom.session.count}")
    if len(classroom.lined_up) >= MAX_LINED_UP:
        raise TooManyQuestions(MAX_LINED_UP)
    return replace(classroom, lined_up=tuple(dict.fromkeys((*classroom.lined_up, LinedUp(stage, wish)))))


def with_line(classroom: Classroom, order: tuple[int, ...]) -> Classroom:
    """The class with those of its lined-up questions that `order` names, counted from 0, in this order.

    Raises `InvalidField` where one is named twice or does not exist.
    """
    if len(set(order)) != len(order) or not set(order) <= set(range(len(classroom.lined_up))):
        raise InvalidField("order", f"different whole numbers below {len(classroom.lined_up)}")
    return replace(classroom, lined_up=tuple(classroom.lined_up[at] for at in order))


def asking_always(classroom: Classroom, always: bool) -> Classroom:
    """The class that is asked before every stage of the backward pass, or not."""
    return replace(classroom, asks_always=always)


def _due(classroom: Classroom, now: float, sample: int | None) -> Classroom | None:
    """The class with the question that is due before the next stage; None where none is, or none can be asked."""
    stage = practising.next_stage(classroom.session)
    waiting = [each for each in classroom.lined_up if each.stage == stage.index]
    rest = tuple(each for each in classroom.lined_up if each not in waiting[:1])
    wishes = [each.wish for each in waiting[:1]] or ([ANYTHING] if _asks_at(classroom) else [])
    for wish in (*wishes, *([ANYTHING] if wishes else [])):
        try:
            return asked(replace(classroom, lined_up=rest), now, wish, sample)
        except (InvalidField, NotNext, TooManyQuestions):
            continue  # the numbers of this pass have no such question: then another about this stage, then none
    return None


def _asks_at(classroom: Classroom) -> bool:
    return classroom.asks_always and practising.next_stage(classroom.session).phase == "backward"


def _the_question(classroom: Classroom) -> ClassQuestion:
    question = classroom.open_question
    if question is None:
        raise NoQuestion
    return question


def _alone(session: Session) -> Session:
    """The session without its history, its undo and its practice: what a question needs."""
    start = Keyframe(session.iteration, session.network, session.problem, given=True)
    return replace(session, keyframes=(start,), earlier=(), later=(), practice=NO_PRACTICE)
