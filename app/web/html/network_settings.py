"""The settings panel: what it holds, and how its small buttons change it. `network_building` makes a network of it.

The panel keeps its fields as text, as they were typed, so that wrong input is shown again beside its error.
"""

from typing import NamedTuple

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.session.session import Session
from app.view.functions import activations, losses
from app.view.words import data_sets
from app.view.words.language import Language
from app.view.workbench import status
from app.web.html.form_fields import Form

MOST_ROWS = 32  # samples that the panel's table holds
OWN = "own"
SIZES = {str(n) for n in range(1, MAX_UNITS + 1)}


class Draft(NamedTuple):
    """The panel: the sizes, inputs first, and the samples as rows of (inputs, targets); all of it text.

    `numbers` are (W.layer.input.unit, text) and (B.layer.unit, text). A form that opens a network with its own weights
    and biases, as those of the lessons do, sends all numbers of a letter; the panel itself sends none.
    """

    sizes: tuple[str, ...]
    activation: str
    output: str
    loss: str
    bias: bool
    seed: str
    rate: str
    problem: str
    rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    numbers: tuple[tuple[str, str], ...] = ()


def draft_of(session: Session, language: Language) -> Draft:
    """The panel for the network that a session has."""
    architecture, problem, locale = session.architecture, session.problem, language.locale
    return Draft(
        tuple(map(str, architecture.sizes)),
        architecture.activations[0],
        architecture.activations[-1],
        architecture.loss,
        architecture.bias,
        "" if session.seed is None else str(session.seed),
        status.typed(problem.learning_rate, locale),
        OWN,
        tuple(
            (tuple(status.typed(x, locale) for x in X), tuple(status.typed(y, locale) for y in Y))
            for X, Y in zip(problem.X[:MOST_ROWS].tolist(), problem.Y[:MOST_ROWS].tolist(), strict=True)
        ),
    )


def draft_from(form: Form) -> Draft:
    """The panel as a form sent it, with as many samples' cells as its sizes need."""
    sizes = tuple(form.get(f"size.{l}", "1").strip() for l in range(MAX_LAYERS + 1) if f"size.{l}" in form) or (
        "2",
        "1",
    )
    inputs, outputs = _count(sizes[0]), _count(sizes[-1])
    count = max(1, sum(f"X.{s}.0" in form for s in range(MOST_ROWS)))
    rows = tuple(
        (
            tuple(form.get(f"X.{s}.{i}", str(1 + (s + i) % 2)) for i in range(inputs)),
            tuple(form.get(f"Y.{s}.{k}", "1" if (s + k) % 2 == 0 else "0") for k in range(outputs)),
        )
        for s in range(count)
    )
    activation, output, loss = (form.get(name, "") for name in ("activation", "output", "loss"))
    seed, rate, problem = form.get("seed", "").strip(), form.get("learning_rate", ""), form.get("problem", OWN)
    numbers = tuple((name, text) for name, text in form.items() if name.startswith(("W.", "B.")))
    return Draft(sizes, activation, output, loss, "bias" in form, seed, rate, problem, rows, numbers)


def changed(draft: Draft, change: str) -> Draft:
    """The panel after one of its small buttons: more.1, less.1, add, remove, row or unrow; others change nothing."""
    what, _, place = change.partition(".")
    sizes, rows = draft.sizes, draft.rows
    if what in ("more", "less") and place.isdigit() and int(place) < len(sizes):
        l, by = int(place), 1 if what == "more" else -1
        size = str(min(MAX_UNITS, max(1, _count(sizes[l]) + by)))
        return draft._replace(sizes=(*sizes[:l], size, *sizes[l + 1 :]))
    if what == "add" and len(sizes) <= MAX_LAYERS:
        return draft._replace(sizes=(*sizes[:-1], sizes[-2] if len(sizes) > 2 else "3", sizes[-1]))
    if what == "remove" and len(sizes) > 2:
        return draft._replace(sizes=(*sizes[:-2], sizes[-1]))
    if what == "row" and len(rows) < MOST_ROWS:
        return draft._replace(rows=(*rows, rows[-1]))
    if what == "unrow" and len(rows) > 1:
        return draft._replace(rows=rows[:-1])
    return draft


def _count(size: str) -> int:
    """A size as far as it can be read, for the table of samples."""
    return int(size) if size in SIZES else 1


def choices(language: Language) -> dict[str, dict[str, str]]:
    """The options of the panel's lists: value and label."""
    return {
        "activation": activations.labels(language, elementwise=True),
        "output": activations.labels(language),
        "loss": losses.labels(language),
        "problem": {OWN: language.gettext("My own samples"), **data_sets.labels(language)},
    }
