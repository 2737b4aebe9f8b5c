"""Settings that go together: what one choice of the settings panel changes in the others, and the words about it.

A choice of the problem, the output activation, the cost function or a size adapts its partners, so that the network can
be built. The panel states what was changed, and one button takes it back.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from app.core.activations import ACTIVATIONS
from app.core.data_sets import DATA_SETS
from app.core.losses import LOSSES, losses_after
from app.view.functions import activations, losses
from app.view.words import data_sets
from app.view.words.language import Language
from app.web.html.form_fields import Form
from app.web.html.network_settings import OWN, Draft, with_shape

CHOICES = ("problem", "output", "loss")  # of several choices at once the first wins
WAS = "was."  # begins the fields with the choices that the panel had before
FOR_TRUTH = "sigmoid"  # the usual output for targets that are 0 or 1


class Adaptation(NamedTuple):
    """The panel after a choice, the words about what was adapted, and the fields that take it back."""

    draft: Draft
    words: str = ""
    undo: str = ""


def adaptation(form: Form, draft: Draft, language: Language) -> Adaptation:
    """What the choices of a form change in the others; a form that names no earlier choices changes nothing."""
    if WAS + "loss" not in form:
        return Adaptation(draft)
    before = draft._replace(**{name: form.get(WAS + name, getattr(draft, name)) for name in CHOICES})
    choice = next((name for name in CHOICES if getattr(draft, name) != getattr(before, name)), "sizes")
    after = _ADAPT[choice](draft)
    said = words(after, draft, language)
    return Adaptation(after, said, restoring(before, after)) if said else Adaptation(after)


def words(draft: Draft, before: Draft, language: Language) -> str:
    """What the program adapted, as one sentence; empty if nothing."""
    _ = language.gettext
    found = []
    if draft.problem != before.problem:
        label = data_sets.labels(language).get(draft.problem, _("My own samples"))
        found.append(_("Samples: {value}").format(value=label))
    if (draft.sizes[0], draft.sizes[-1]) != (before.sizes[0], before.sizes[-1]):
        found.append(_("Inputs and outputs: {n} and {m}").format(n=draft.sizes[0], m=draft.sizes[-1]))
    if draft.output != before.output:
        found.append(_("Output activation: {value}").format(value=activations.labels(language)[draft.output]))
    if draft.loss != before.loss:
        found.append(_("Cost function: {value}").format(value=losses.labels(language)[draft.loss]))
    if _targets(draft) != _targets(before) and draft.problem == OWN:
        found.append(_("Targets: a probability for each output"))
    return "; ".join(found) + "." if found else ""


def restoring(before: Draft, draft: Draft) -> str:
    """The fields that take the adaptation back, as the value of a button: see `restored`."""
    old, new = _fields(before), _fields(draft)
    return urlencode({name: value for name, value in old.items() if new.get(name) != value})


def restored(form: Form, values: str) -> Form:
    """The form with the fields of such a button."""
    return {**form, **dict(parse_qsl(values, keep_blank_values=True))}


def _fields(draft: Draft) -> Mapping[str, str]:
    sizes = {f"size.{l}": size for l, size in enumerate(draft.sizes)}
    targets = {f"Y.{s}.{k}": y for s, (_, row) in enumerate(draft.rows) for k, y in enumerate(row)}
    return {"problem": draft.problem, "output": draft.output, "loss": draft.loss, **sizes, **targets}


def _targets(draft: Draft) -> list[tuple[str, ...]]:
    return [targets for _, targets in draft.rows]


def _for_problem(draft: Draft) -> Draft:
    """The sizes of a named problem, its samples in the table, and an output that can reach its targets."""
    if draft.problem not in DATA_SETS:
        return draft
    _, X, Y = DATA_SETS[draft.problem]
    output = FOR_TRUTH if draft.output not in ACTIVATIONS or not _is_bounded(draft.output) else draft.output
    return _with_loss(with_shape(draft, X.shape[1], Y.shape[1])._replace(output=output))


def _is_bounded(output: str) -> bool:
    return ACTIVATIONS[output].elementwise and max(map(abs, ACTIVATIONS[output].range)) <= 1


def _for_output(draft: Draft) -> Draft:
    if draft.output not in ACTIVATIONS:
        return draft
    several = ACTIVATIONS[draft.output].elementwise or draft.sizes[-1] not in ("", "1")
    wide = draft if several else with_shape(draft._replace(problem=OWN), None, 2)
    return _with_targets(_with_loss(wide))


def _for_loss(draft: Draft) -> Draft:
    wanted = LOSSES[draft.loss].last_activation if draft.loss in LOSSES else None
    output = wanted or draft.output
    if wanted is None and draft.output in ACTIVATIONS and draft.loss not in losses_after(draft.output):
        output = "identity"
    return draft if output == draft.output else _for_output(draft._replace(output=output))


def _for_sizes(draft: Draft) -> Draft:
    """Own samples where a named problem has other sizes; no softmax for a single output."""
    if draft.problem in DATA_SETS:
        _, X, Y = DATA_SETS[draft.problem]
        if (str(X.shape[1]), str(Y.shape[1])) != (draft.sizes[0], draft.sizes[-1]):
            draft = draft._replace(problem=OWN)
    if draft.output == "softmax" and draft.sizes[-1] == "1":
        draft = _with_loss(draft._replace(output=FOR_TRUTH))
    return _with_targets(draft)


def _with_loss(draft: Draft) -> Draft:
    possible = losses_after(draft.output)
    return draft if draft.loss in possible else draft._replace(loss=possible[0])


def _with_targets(draft: Draft) -> Draft:
    """Each sample's targets as one probability of 1, in turn, where the loss wants a distribution."""
    if draft.loss not in LOSSES or LOSSES[draft.loss].targets != "distribution" or draft.problem in DATA_SETS:
        return draft
    rows = tuple(
        (xs, ys if _is_one_hot(ys) else tuple("1" if k == s % len(ys) else "0" for k in range(len(ys))))
        for s, (xs, ys) in enumerate(draft.rows)
    )
    return draft._replace(rows=rows)


def _is_one_hot(targets: tuple[str, ...]) -> bool:
    return sorted(targets) == ["0"] * (len(targets) - 1) + ["1"]


_ADAPT: Mapping[str, Callable[[Draft], Draft]] = {
    "problem": _for_problem,
    "output": _for_output,
    "loss": _for_loss,
    "sizes": _for_sizes,
}
