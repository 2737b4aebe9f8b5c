"""Short remarks below the numbers of a stage: why a sign, what is off, what vanished. Each from its numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from markupsafe import Markup, escape

from app.core.activations import Array
from app.core.examples import REFERENCE_PROBLEM
from app.core.finite_differences import cost as cost_of
from app.core.keys import Key
from app.core.stages import Stage
from app.view.functions.activations import ACTIVATIONS
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language

LARGE = 1e6  # from here on numbers are close to where a step is refused
VANISHED = 0.01  # of the output error
MOST = 2  # notes at once
NAMED = 4  # units by their names; "…" for more


class Offer(NamedTuple):
    """A way out: an action of the session, its words, and the learning rate that it sends, if any."""

    verb: str
    label: str
    rate: str = ""


class Note(NamedTuple):
    """A few words that lead, in bold, the rest, and what can be done about it."""

    lead: Markup
    text: Markup
    offers: tuple[Offer, ...] = ()


def notes(revealed: Revealed, stage: Stage | None, language: Language) -> tuple[Note, ...]:
    """The remarks of a stage, the most important first."""
    if stage is None:
        return ()
    found = [*_too_large(revealed, stage, language), *_NOTES[stage.kind](revealed, stage.layer or 0, language)]
    return tuple(found[:MOST])


_Notes = Iterator[Note]


def _note(lead: str, text: str, **values: Markup | str) -> Note:
    """A remark with names (in markup) and printed numbers put in."""
    return Note(_said(lead, values), _said(text, values))


def _said(text: str, values: Mapping[str, str]) -> Markup:
    return Markup(_escaped(text).format(**values))  # noqa: S704 - printed numbers need no escaping


def _escaped(text: str) -> str:
    return str(escape(text))


def _largest(values: Array) -> float:
    """The size of the number farthest from 0."""
    return float(np.maximum.reduce(np.abs(values), None))


def _ways_out(revealed: Revealed, language: Language) -> tuple[Offer, ...]:
    """What helps where no error passes: other weights, or, if updates led there, the first ones and smaller steps."""
    _ = language.gettext
    session = revealed.session
    draw = Offer("redraw", _("Draw other weights"))
    if not np.array_equal(session.keyframes[0].network.parameters, session.shown.parameters):
        rate = calmer(session.problem.learning_rate)
        label = _("Start again with learning rate {rate}").format(rate=numbers.text(rate, language.locale))
        draw = Offer("restart-calmly", label, str(rate))
    closes = any(layer.can_close for layer in revealed.architecture.layers)
    return (draw, Offer("open-gates", _("Use leaky ReLU"))) if closes else (draw,)


def calmer(rate: float) -> float:
    """A learning rate to begin again with: the usual one, or where that is not smaller, a tenth."""
    usual = REFERENCE_PROBLEM.learning_rate
    return usual if rate > usual else rate / 10


def _silent(rows: list[list[float]]) -> list[int]:
    """The units, columns of a matrix, that are 0 for all samples."""
    return [unit for unit, column in enumerate(zip(*rows, strict=True)) if not any(column)]


def _too_large(revealed: Revealed, stage: Stage, language: Language) -> _Notes:
    _ = language.gettext
    given = stage.computes[0] if stage.kind != "update" else stage.computes[0]._replace(symbol="dW")
    if _largest(revealed.array(Source(*given))) > LARGE:
        yield _note(
            _("The numbers are getting too large."),
            _("The numbers will soon overflow. Go back, or use a smaller learning rate."),
        )


def _weighted_input(_reading: Revealed, _l: int, _language: Language) -> _Notes:
    return iter(())


def _activation(revealed: Revealed, l: int, language: Language) -> _Notes:
    if not revealed.architecture.layers[l - 1].can_close:
        return
    _ = language.gettext
    batch = revealed.matrix(Source("Z", l)) if revealed.samples > 1 else []
    dead = [unit for unit, zs in enumerate(zip(*batch, strict=True)) if max(zs) <= 0]
    if dead:
        yield _dead(revealed, l, dead, language)
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
        yield _note(_("Unit {unit} is off."), forward, unit=_units(revealed, l, off, language), z=z)
    elif off:
        yield _note(
            _("Units {units} are off."),
            _("Their weighted inputs are not above 0, so they send 0 forward."),
            units=_units(revealed, l, off, language),
        )


def _dead(revealed: Revealed, l: int, units: Sequence[int], language: Language) -> Note:
    if revealed.samples == 2:
        lead = language.ngettext(
            "Unit {units} is off for both samples.", "Units {units} are off for both samples.", len(units)
        )
    else:
        lead = language.ngettext(
            "Unit {units} is off for all {n} samples.", "Units {units} are off for all {n} samples.", len(units)
        )
    return _note(
        lead,
        language.ngettext(
            "No error gets through its closed gate, so its weights don’t change.",
            "No error gets through their closed gates, so their weights don’t change.",
            len(units),
        ),
        units=_units(revealed, l, units, language),
        n=str(revealed.samples),
    )


def _units(revealed: Revealed, l: int, units: Sequence[int], language: Language) -> Markup:
    names = [symbols.unit(l, k, revealed.sizes).html for k in units[:NAMED]]
    return language.listed(names) if len(units) <= NAMED else Markup(", ").join(names) + " …"


def _cost(revealed: Revealed, _l: int, language: Language) -> _Notes:
    _ = language.gettext
    if revealed.cost == 0:
        yield _note(_("The prediction is right."), _("All errors will be 0, and the weights will not change."))


def _error(revealed: Revealed, l: int, language: Language) -> _Notes:
    yield from (_output_error if l == revealed.architecture.depth else _hidden_error)(revealed, l, language)


def _output_error(revealed: Revealed, l: int, language: Language) -> _Notes:
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
        yield _note(lead, text, **values)
    elif error > 0:
        lead = _("Why positive?") if alone else _("Why is {error} positive?")
        text = _("The prediction {prediction} is above the target {target}. The cost falls when the output goes down.")
        yield _note(lead, text, **values)
    elif prediction != target:
        yield _note(
            _("Why 0?"),
            _("The prediction {prediction} misses the target {target}, but the slope is 0: no error passes back."),
            **values,
        )._replace(offers=() if revealed.array(Source("E", l)).any() else _ways_out(revealed, language))
    if revealed.architecture.cost.simplifies:
        yield _simplified(revealed, unit, language)


def _simplified(revealed: Revealed, unit: int, language: Language) -> Note:
    _ = language.gettext
    l, loss = revealed.architecture.depth, revealed.architecture.cost
    if not revealed.has_slope(l):
        return _note(
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
        return _note(_("Where is R′?"), _("It cancels with the denominator of C′(ŷ), which leaves ŷ − y."))
    return _note(
        _("Where is R′?"),
        _("C′(ŷ) · R′(Z) = {outer} · {slope} = {error}. The factor ŷ(1 − ŷ) cancels, which leaves ŷ − y."),
        outer=numbers.text(outer, language.locale),
        slope=numbers.text(slope, language.locale),
        error=numbers.text(revealed.value(Key("E", l, unit)), language.locale),
    )


def _hidden_error(revealed: Revealed, l: int, language: Language) -> _Notes:
    _ = language.gettext
    activation = revealed.architecture.layers[l - 1]
    closed = _silent(revealed.matrix(Source("R", l))) if activation.can_close and revealed.samples > 1 else []
    if closed:
        yield _dead(revealed, l, closed, language)
    here, output = (_largest(revealed.array(Source("E", each))) for each in (l, revealed.depth))
    if 0 < here < VANISHED * output:
        share = numbers.percent(here / output, language.locale)
        yield _note(_("The error has nearly vanished."), _("It is {share} of the output error."), share=share)
    elif here == 0 < output:
        yield _note(
            _("No error gets through."),
            _("Every gate in this layer is closed: the layers closer to the input learn nothing."),
        )._replace(offers=_ways_out(revealed, language))
    kinks = [z for z in revealed.row("Z", l) if z in activation.kinks]
    if kinks:
        yield _note(
            _("A weighted input is exactly {z}."),
            _("{activation} has a corner there; by convention its slope is {slope}."),
            z=numbers.text(kinks[0], language.locale),
            activation=_(ACTIVATIONS[activation.name].label),
            slope=numbers.text(activation.slope(np.array([[kinks[0]]])).item(), language.locale),
        )


def _derivative(revealed: Revealed, l: int, language: Language) -> _Notes:
    _ = language.gettext
    stuck = _silent(revealed.matrix(Source("E", l)))
    silent = [] if l == 1 else _silent(revealed.matrix(Source("H", l - 1)))
    if stuck and len(stuck) == revealed.sizes[l]:
        nothing = _note(_("Nothing to learn here."), _("The error of this layer is 0, so all its derivatives are 0."))
        yield nothing if revealed.cost == 0 else nothing._replace(offers=_ways_out(revealed, language))
    elif len(stuck) == 1:
        yield _note(
            _("Unit {unit} learns nothing."),
            _("Its error is 0, and so are the derivatives with respect to its weights."),
            unit=_units(revealed, l, stuck, language),
        )
    elif len(silent) == 1:
        yield _note(
            _("Unit {unit} sent 0."),
            _("So every weight it passes through has derivative 0."),
            unit=_units(revealed, l - 1, silent, language),
        )


def _update(revealed: Revealed, _l: int, language: Language) -> _Notes:
    _ = language.gettext
    derivatives = (revealed.array(Source("dW", l)) for l in range(1, revealed.depth + 1))
    if revealed.cost and not any(dW.any() for dW in derivatives):
        stuck = _note(_("Nothing changed."), _("Every derivative is 0, so no update can change the weights."))
        yield stuck._replace(offers=_ways_out(revealed, language))
    before, after = (
        revealed.value(Key("C", revealed.depth, 0)),
        cost_of(revealed.session.shown, revealed.session.problem),
    )
    yield Note(
        escape(_("Cost with the new weights:")),
        escape(f"{numbers.text(before, language.locale)} → {numbers.text(after, language.locale)}"),
    )
    if after > before:
        yield _note(_("The cost grew."), _("The step was too big. Try a smaller learning rate."))
    else:
        yield from _why_last(revealed, language)


def _why_last(revealed: Revealed, language: Language) -> _Notes:
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
    yield _note(
        _("Why last?"),
        _("Updating sooner would have made {error} {wrong} instead of {right}."),
        error=symbols.element(Key("E", l, unit), revealed.sizes).html,
        wrong=wrong_text,
        right=right_text,
    )


_NOTES: dict[str, Callable[[Revealed, int, Language], _Notes]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
