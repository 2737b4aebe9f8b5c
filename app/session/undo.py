"""Undo: the sessions before the latest edits and new networks, kept with the session itself.

An earlier session is kept as bytes, because it is decoded only when somebody goes back to it.
"""

from dataclasses import replace

from app.session.codec import decode, encode
from app.session.errors import NothingToUndo
from app.session.practice import NO_PRACTICE, Practice
from app.session.session import Earlier, Session

EDIT = "edit"
"""The name of an edit of several numbers; that of a single number has its field behind it."""

MAX_LEVELS = 20
MAX_BYTES = 64 * 1024  # of all earlier sessions together; the oldest are forgotten first


def remembering(before: Session, after: Session, change: str) -> Session:
    """The session after a change of that name, which can be undone.

    Changes of one name that follow each other directly, such as a number that is dragged, are undone together.
    """
    last = before.earlier[-1] if before.earlier else None
    if last is not None and last[:2] == (change, (before.iteration, before.stage)):
        earlier = (*before.earlier[:-1], last._replace(place=(after.iteration, after.stage)))
    else:
        data = encode(replace(before, earlier=(), practice=NO_PRACTICE))
        earlier = _bounded((*before.earlier, Earlier(change, (after.iteration, after.stage), data)))
    return _with(after, earlier, before.practice)


def undone(session: Session) -> Session:
    """The session before its latest change. Raises `NothingToUndo`."""
    return _with(before_last(session), session.earlier[:-1], session.practice)


def before_last(session: Session) -> Session:
    """The session before its latest change, with nothing to undo. Raises `NothingToUndo`."""
    if not session.earlier:
        raise NothingToUndo
    return session_before(session.earlier[-1])


def session_before(change: Earlier) -> Session:
    """The session before a change, with nothing to undo."""
    return decode(change.data)


def _with(session: Session, earlier: tuple[Earlier, ...], practice: Practice) -> Session:
    """The session with this past. Practice continues with another network, without the question about the old one."""
    found = replace(session, earlier=earlier, practice=practice.closed())
    if "tape" in vars(session):
        vars(found)["tape"] = session.tape
    return found


def _bounded(earlier: tuple[Earlier, ...]) -> tuple[Earlier, ...]:
    kept = earlier[-MAX_LEVELS:]
    while sum(len(each.data) for each in kept) > MAX_BYTES:
        kept = kept[1:]
    return kept
