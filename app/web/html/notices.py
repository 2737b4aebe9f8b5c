"""Notes on the page: what happened, what still works, and at most one action."""

from collections.abc import Callable
from typing import NamedTuple

from app.classroom.errors import NotLeading, QuestionOpen, TeacherLeads, TooManyQuestions
from app.core.errors import Diverged, InvalidField
from app.session.errors import (
    AtTheStart,
    DamagedState,
    NoQuestion,
    NoSuchSession,
    NothingToRedo,
    NothingToUndo,
    NotNext,
    NotRevealed,
    PhaseAlreadyDone,
    TooFar,
)
from app.session.service import Stale
from app.session.session import Session
from app.view.panel.remark import calmer
from app.view.words import numbers
from app.view.words.language import Language
from app.web.errors.table import KINDS, N_, Refusal

DAMAGED = KINDS[DamagedState].slug
LABELS = {"iterations": N_("Iterations")}  # fields by their labels on the page


class Action(NamedTuple):
    """A button of a note: its words, where its form goes, and what it sends."""

    label: str
    path: str
    values: tuple[tuple[str, str], ...] = ()


class Note(NamedTuple):
    """A note; a quiet one does not report a failure."""

    title: str
    text: str
    quiet: bool = False
    action: Action | None = None
    request: str = ""
    """The id of the request, if it is of use to the operator of the server."""


def note_on(error: Exception, session: Session, language: Language) -> Note:
    """The note on an error that a change of `session` met; the session is unchanged."""
    return _NOTES[type(error)](error, session, language)


def note_of(refusal: Refusal, language: Language) -> Note:
    """The note on an error that does not concern the network, or on a session that cannot be read."""
    _ = language.gettext
    start_over = Action(_("Start a new network"), "/start-over") if refusal.slug == DAMAGED else None
    return Note(_(refusal.title), _(refusal.words).format(**refusal.values), action=start_over, request=refusal.request)


def _diverged(error: Diverged, session: Session, language: Language) -> Note:
    _, locale = language.gettext, language.locale
    rate = session.problem.learning_rate
    text = _(
        "Iteration {iteration}, learning rate {rate}: the next numbers would be infinite, so this step wasn’t "
        "taken and nothing changed."
    ).format(iteration=numbers.whole(error.iteration + 1, locale), rate=numbers.text(rate, locale))
    slower = calmer(rate)
    again = Action(
        _("Start again with learning rate {rate}").format(rate=numbers.text(slower, locale)),
        "/workbench/restart-calmly",
        (("learning_rate", str(slower)),),
    )
    return Note(_("The numbers became too large."), text, action=again)


def _at_the_start(error: AtTheStart, session: Session, language: Language) -> Note:
    _ = language.gettext
    if error.first == 0:
        return Note(_("This is the start."), _("You’re at the beginning. Press Step to continue."), quiet=True)
    first = numbers.whole(error.first + 1, language.locale)
    text = _("Earlier iterations are no longer stored; the first one is iteration {number}. Press Step to continue.")
    return Note(_("You can’t go back any further."), text.format(number=first), quiet=True)


def _phase_done(error: PhaseAlreadyDone, session: Session, language: Language) -> Note:
    _ = language.gettext
    title = {"forward": _("The forward pass is done."), "backward": _("The backward pass is done.")}
    return Note(title[error.phase], _("Step continues, Back returns, Update finishes the iteration."), quiet=True)


def _not_revealed(error: NotRevealed, session: Session, language: Language) -> Note:
    _ = language.gettext
    return Note(_("This number is not computed yet."), _("Press Step to get there."), quiet=True)


def _nothing_to_undo(error: NothingToUndo, session: Session, language: Language) -> Note:
    _ = language.gettext
    return Note(_("There is nothing to undo."), _("Steps are taken back with Back."), quiet=True)


def _nothing_to_redo(error: NothingToRedo, session: Session, language: Language) -> Note:
    return Note(language.gettext("There is nothing to redo."), "", quiet=True)


def _too_far(error: TooFar, session: Session, language: Language) -> Note:
    _ = language.gettext
    text = _("At most {limit} at a time. Nothing has changed.")
    return Note(_("That is too many at once."), text.format(limit=numbers.whole(error.limit, language.locale)))


def _of_the_class(error: Exception, session: Session, language: Language) -> Note:
    kind = KINDS[type(error)]
    return Note(language.gettext(kind.title), language.gettext(kind.words).format(**vars(error)), quiet=True)


def _invalid(error: InvalidField, session: Session, language: Language) -> Note:
    _ = language.gettext
    field, limit = _(LABELS.get(error.field, error.field)), _(error.limit)
    return Note(_("This value is not valid."), _("{field}: {limit}.").format(field=field, limit=limit))


def _stale(error: Stale, session: Session, language: Language) -> Note:
    _ = language.gettext
    text = _("It was changed in another tab or window. Here is its current state; your last click had no effect.")
    return Note(_("The network has changed."), text, quiet=True)


def _gone(error: NoSuchSession, session: Session, language: Language) -> Note:
    _ = language.gettext
    text = _("It was not used for a long time. Here is the starting example.")
    return Note(_("Your network has expired."), text, quiet=True)


def _no_question(error: NoQuestion, session: Session, language: Language) -> Note:
    _ = language.gettext
    text = _("The network has moved on, perhaps in another tab. Nothing was counted.")
    return Note(_("This question is no longer open."), text, quiet=True)


_NOTES: dict[type[Exception], Callable[..., Note]] = {
    Diverged: _diverged,
    AtTheStart: _at_the_start,
    PhaseAlreadyDone: _phase_done,
    NotRevealed: _not_revealed,
    NothingToUndo: _nothing_to_undo,
    NothingToRedo: _nothing_to_redo,
    TooFar: _too_far,
    InvalidField: _invalid,
    NoQuestion: _no_question,
    Stale: _stale,
    NoSuchSession: _gone,
    QuestionOpen: _of_the_class,
    TeacherLeads: _of_the_class,
    NotLeading: _of_the_class,
    TooManyQuestions: _of_the_class,
    NotNext: _of_the_class,
}

ANSWERED = tuple(_NOTES)
"""The errors that the workbench answers with itself and a note."""

QUIET_STATUS = {Stale: 200, NoSuchSession: 200}
