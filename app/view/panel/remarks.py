"""Short remarks below the numbers of a stage: why a sign, what is off, what vanished. Each from its numbers."""

from collections.abc import Callable

import numpy as np

from app.core.finite_differences import cost as cost_of
from app.core.keys import Key
from app.core.stages import Stage
from app.view.panel.error_remarks import error
from app.view.panel.remark import Note, Notes, dead_units, largest, named_units, note, silent_units, ways_out
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language

LARGE = 1e6  # from here on numbers are close to where a step is refused
MOST = 2  # notes at once


def notes(revealed: Revealed, stage: Stage | None, language: Language) -> tuple[Note, ...]:
    """The remarks of a stage, the most important first."""
    if stage is None:
        return ()
    found = [*_too_large(revealed, stage, language), *_NOTES[stage.kind](revealed, stage.layer or 0, language)]
    return tuple(found[:MOST])


def _too_large(revealed: Revealed, stage: Stage, language: Language) -> Notes:
    _ = language.gettext
    given = stage.computes[0] if stage.kind != "update" else stage.computes[0]._replace(symbol="dW")
    if largest(revealed.array(Source(*given))) > LARGE:
        yield note(
            _("The numbers are getting too large."),
            _("The numbers will soon overflow. Go back, or use a smaller learning rate."),
        )


def _weighted_input(_reading: Revealed, _l: int, _language: Language) -> Notes:
    return iter(())


def _activation(revealed: Revealed, l: int, language: Language) -> Notes:
    if not revealed.architecture.layers[l - 1].can_close:
        return
    _ = language.gettext
    batch = revealed.matrix(Source("Z", l)) if revealed.samples > 1 else []
    dead = [unit for unit, zs in enumerate(zip(*batch, strict=True)) if max(zs) <= 0]
    if dead:
        yield dead_units(revealed, l, dead, language)
        return
    Z = revealed.row("Z", l)
    off = [unit for unit, z in enumerate(Z) if z <= 0]
    if len(off) == 1:
        z = numbers.text(Z[off[0]], language.locale)
        forward = (
            _("Its weighted input is {z}, so it sends 0 forward. Watch this gate in the backward pass.")
            if l < revealed.architecture.depth
            else _("Its weighted input is {z}, so the prediction is 0, and no error will pass back.")
        )
        yield note(_("Unit {unit} is off."), forward, unit=named_units(revealed, l, off, language), z=z)
    elif off:
        yield note(
            _("Units {units} are off."),
            _("Their weighted inputs are not above 0, so they send 0 forward."),
            units=named_units(revealed, l, off, language),
        )


def _cost(revealed: Revealed, _l: int, language: Language) -> Notes:
    _ = language.gettext
    if revealed.cost == 0:
        yield note(_("The prediction is right."), _("All errors will be 0, and the weights will not change."))


def _derivative(revealed: Revealed, l: int, language: Language) -> Notes:
    _ = language.gettext
    stuck = silent_units(revealed.matrix(Source("E", l)))
    silent = [] if l == 1 else silent_units(revealed.matrix(Source("H", l - 1)))
    if stuck and len(stuck) == revealed.sizes[l]:
        nothing = note(_("Nothing to learn here."), _("The error of this layer is 0, so all its derivatives are 0."))
        yield nothing if revealed.cost == 0 else nothing._replace(offers=ways_out(revealed, language))
    elif len(stuck) == 1:
        yield note(
            _("Unit {unit} learns nothing."),
            _("Its error is 0, and so are the derivatives with respect to its weights."),
            unit=named_units(revealed, l, stuck, language),
        )
    elif len(silent) == 1:
        yield note(
            _("Unit {unit} sent 0."),
            _("So the derivatives with respect to the weights out of it are 0."),
            unit=named_units(revealed, l - 1, silent, language),
        )


def _update(revealed: Revealed, _l: int, language: Language) -> Notes:
    _ = language.gettext
    derivatives = (revealed.array(Source("dW", l)) for l in range(1, revealed.depth + 1))
    if revealed.cost and not any(dW.any() for dW in derivatives):
        stuck = note(_("Nothing changed."), _("Every derivative is 0, so no update can change the weights."))
        yield stuck._replace(offers=ways_out(revealed, language))
    before, after = (
        revealed.value(Key("C", revealed.depth, 0)),
        cost_of(revealed.session.shown, revealed.session.problem),
    )
    yield _outcome(before, after, language)
    if after <= before:
        yield from _why_last(revealed, language)


def _outcome(before: float, after: float, language: Language) -> Note:
    """What the update has done to the cost, with as many digits as show it."""
    _ = language.gettext
    short, exact = (
        [write(cost, language.locale) for cost in (before, after)] for write in (numbers.text, numbers.exact)
    )
    old, new = short if short[0] != short[1] else exact
    if old == new:
        return note(_("The cost is still {new}."), "", new=new)
    if after > before:
        words = _("The cost rose from {old} to {new}."), _("The step was too big. Try a smaller learning rate.")
    else:
        words = _("The cost fell from {old} to {new}."), _("Again?")
    return note(*words, old=old, new=new)


def _why_last(revealed: Revealed, language: Language) -> Notes:
    """What the hidden error would have been with the output weights already updated."""
    if revealed.architecture.depth == 1:
        return
    _ = language.gettext
    l = revealed.depth - 1
    later, right, slopes = (
        revealed.array(source)[revealed.sample] for source in (Source("E", l + 1), Source("E", l), Source("R", l))
    )
    wrong = (later @ revealed.array(Source("W", l + 1, new=True)).T) * slopes
    unit = int(np.argmax(np.abs(wrong - right)))
    wrong_text, right_text = (numbers.text(E.item(unit), language.locale) for E in (wrong, right))
    if wrong_text == right_text:
        return
    yield note(
        _("Why last?"),
        _("Updating sooner would have made {error} {wrong} instead of {right}."),
        error=symbols.element(Key("E", l, unit), revealed.sizes).html,
        wrong=wrong_text,
        right=right_text,
    )


_NOTES: dict[str, Callable[[Revealed, int, Language], Notes]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": error,
    "derivative": _derivative,
    "update": _update,
}
