"""Remarks on the errors: why a sign, where the slope is, what vanished or was stopped."""

import numpy as np
from markupsafe import Markup

from app.core.keys import Key
from app.view.functions.activations import ACTIVATIONS
from app.view.panel.remark import Note, Notes, dead_units, largest, note, silent_units, ways_out
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language

VANISHED = 0.01  # of the output error


def error(revealed: Revealed, l: int, language: Language) -> Notes:
    """The remarks on a layer error."""
    yield from (_output_error if l == revealed.architecture.depth else _hidden_error)(revealed, l, language)


def _output_error(revealed: Revealed, l: int, language: Language) -> Notes:
    _ = language.gettext
    locale, errors = language.locale, revealed.row("E", l)
    error = max(errors, key=abs)
    unit = errors.index(error)
    prediction, target = revealed.row("H", l)[unit], revealed.row("Y", l)[unit]
    name = symbols.element(Key("E", l, unit), revealed.sizes).html
    values: dict[str, Markup | str] = {
        "prediction": numbers.text(prediction, locale),
        "target": numbers.text(target, locale),
        "error": name,
    }
    alone = revealed.sizes[l] == 1
    if error < 0:
        lead = _("Why negative?") if alone else _("Why is {error} negative?")
        text = _("The prediction {prediction} is below the target {target}. The cost falls when the output goes up.")
        yield note(lead, text, **values)
    elif error > 0:
        lead = _("Why positive?") if alone else _("Why is {error} positive?")
        text = _("The prediction {prediction} is above the target {target}. The cost falls when the output goes down.")
        yield note(lead, text, **values)
    elif prediction != target:
        yield note(
            _("Why 0?"),
            _("The prediction {prediction} misses the target {target}, but the slope is 0: no error passes back."),
            **values,
        )._replace(offers=() if revealed.array(Source("E", l)).any() else ways_out(revealed, language))
    if revealed.architecture.cost.simplifies:
        yield _simplified(revealed, unit, language)


def _simplified(revealed: Revealed, unit: int, language: Language) -> Note:
    _ = language.gettext
    l, loss = revealed.architecture.depth, revealed.architecture.cost
    if not revealed.has_slope(l):
        return note(
            _("Where is R′?"),
            _(
                "Each softmax output depends on all weighted inputs. Its Jacobian times the derivative of the "
                "cross-entropy leaves ŷ − y."
            ),
        )
    H, Y = (np.array([[revealed.value(Key(letter, l, unit))]]) for letter in "HY")
    slope = revealed.value(Key("R", l, unit))
    with np.errstate(all="ignore"):
        outer = loss.slope(H, Y).item()
    if not np.isfinite(outer):
        return note(_("Where is R′?"), _("It cancels with the denominator of C′(ŷ), which leaves ŷ − y."))
    return note(
        _("Where is R′?"),
        _("C′(ŷ) · R′(Z) = {outer} · {slope} = {error}. The factor ŷ(1 − ŷ) cancels, which leaves ŷ − y."),
        outer=numbers.text(outer, language.locale),
        slope=numbers.text(slope, language.locale),
        error=numbers.text(revealed.value(Key("E", l, unit)), language.locale),
    )


def _hidden_error(revealed: Revealed, l: int, language: Language) -> Notes:
    _ = language.gettext
    activation = revealed.architecture.layers[l - 1]
    closed = silent_units(revealed.matrix(Source("R", l))) if activation.can_close and revealed.samples > 1 else []
    if closed:
        yield dead_units(revealed, l, closed, language)
    here, output = (largest(revealed.array(Source("E", each))) for each in (l, revealed.depth))
    if 0 < here < VANISHED * output:
        share = numbers.percent(here / output, language.locale)
        yield note(_("The error has nearly vanished."), _("It is {share} of the output error."), share=share)
    elif here == 0 < output:
        yield note(
            _("No error gets through."),
            _("Every gate in this layer is closed: the layers closer to the input learn nothing."),
        )._replace(offers=ways_out(revealed, language))
    kinks = [z for z in revealed.row("Z", l) if z in activation.kinks]
    if kinks:
        yield note(
            _("A weighted input is exactly {z}."),
            _("{activation} has a corner there; by convention its slope is {slope}."),
            z=numbers.text(kinks[0], language.locale),
            activation=_(ACTIVATIONS[activation.name].label),
            slope=numbers.text(activation.slope(np.array([[kinks[0]]])).item(), language.locale),
        )
