"""Undo and redo: the sessions before the latest edits and new networks, kept with the session itself.

An earlier session is kept as bytes, because it is decoded only when somebody goes back to it. What was undone is kept
in the same way until the next change.
"""

from dataclasses import replace

from app.session.codec import decode, encode
from app.session.errors import NothingToRedo, NothingToUndo
from app.session.practice import NO_PRACTICE, Practice
from app.session.session import Earlier, Session

EDIT = "edit"
"""The name of an edit of several numbers; that of a single number has its field behind it."""

MAX_LEVELS = 20
MAX_BYTES = 64 * 1024  # of all earlier sessions together; the oldest are forgotten first, the latest never


def remembering(before: Session, after: Session, change: str) -> Session:
    """The session after a change of that name, which can be undone.

    Changes of one name that follow each other directly, such as a number that is dragged, are undone together.
    """
    last = before.earlier[-1] if before.earlier else None
    if last is not None and last[:2] == (change, (before.iteration, before.stage)):
        earlier = (*before.earlier[:-1], last._replace(place=(after.iteration, after.stage)))
    else:
        earlier = _bounded((*before.earlier, Earlier(change, (after.iteration, after.stage), _kept(before))))
    return _with(after, earlier, before.practice)


def undone(session: Session) -> Session:
    """The session before its latest change. Raises `NothingToUndo`."""
    before = before_last(session)
    later = _bounded((*session.later, session.earlier[-1]._replace(data=_kept(session))))
    return _with(before, session.earlier[:-1], session.practice, later)


def redone(session: Session) -> Session:
    """The session before its latest undoing; what was done since can be undone. Raises `NothingToRedo`."""
    if not session.later:
        raise NothingToRedo
    last = session.later[-1]
    earlier = _bounded((*session.earlier, last._replace(data=_kept(session))))
    return _with(decode(last.data), earlier, session.practice, session.later[:-1])


def _kept(session: Session) -> bytes:
    return encode(replace(session, earlier=(), later=(), practice=NO_PRACTICE))


def before_last(session: Session) -> Session:
    """The session before its latest change, with nothing to undo. Raises `NothingToUndo`."""
    if not session.earlier:
        raise NothingToUndo
    return session_before(session.earlier[-1])


def session_before(change: Earlier) -> Session:
    """The session before a change, with nothing to undo."""
    return decode(change.data)


def _with(
    session: Session, earlier: tuple[Earlier, ...], practice: Practice, later: tuple[Earlier, ...] = ()
) -> Session:
    """The session with this past. Practice continues with another network, without the question about the old one."""
    found = replace(session, earlier=earlier, practice=practice.closed(), later=later)
    if "tape" in vars(session):
        vars(found)["tape"] = session.tape
    return found


def _bounded(earlier: tuple[Earlier, ...]) -> tuple[Earlier, ...]:
    kept = earlier[-MAX_LEVELS:]
    while len(kept) > 1 and sum(len(each.data) for each in kept) > MAX_BYTES:
        kept = kept[1:]
    return kept
