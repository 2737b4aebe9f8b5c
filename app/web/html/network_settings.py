"""The settings panel: what it holds, and how its small buttons change it. `network_building` makes a network of it.

The panel keeps its fields as text, as they were typed, so that wrong input is shown again beside its error.
"""

from typing import NamedTuple

import numpy as np

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.data_sets import DATA_SETS
from app.core.problem import Problem
from app.session.session import Session
from app.view.functions import activations, losses
from app.view.words import data_sets
from app.view.words.language import Language
from app.view.workbench import status
from app.web.html.form_fields import Form, is_whole

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
    """The table of one's own samples; a named problem's samples are shown instead, and are not fields."""
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
        "",
        status.typed(problem.learning_rate, locale),
        _problem_of(problem),
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


def _problem_of(problem: Problem) -> str:
    """The name of the data set that the samples are; own ones have the name OWN."""
    same = (
        name for name, row in DATA_SETS.items() if np.array_equal(row.X, problem.X) and np.array_equal(row.Y, problem.Y)
    )
    return next(same, OWN)


def samples_of(draft: Draft, locale: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The samples of the problem that is chosen, as the panel shows them: named ones printed, one's own as typed."""
    if draft.problem not in DATA_SETS:
        return draft.rows
    _, X, Y = DATA_SETS[draft.problem]
    return tuple(
        (tuple(status.typed(x, locale) for x in xs), tuple(status.typed(y, locale) for y in ys))
        for xs, ys in zip(X.tolist(), Y.tolist(), strict=True)
    )


def with_shape(draft: Draft, inputs: int | None, outputs: int | None) -> Draft:
    """The panel with so many inputs and outputs (None: as many as it has), and a table that fits."""
    n = _count(draft.sizes[0]) if inputs is None else inputs
    m = _count(draft.sizes[-1]) if outputs is None else outputs
    rows = tuple((_cells(xs, n, s, "12"), _cells(ys, m, s, "10")) for s, (xs, ys) in enumerate(draft.rows))
    return draft._replace(sizes=(str(n), *draft.sizes[1:-1], str(m)), rows=rows)


def _cells(texts: tuple[str, ...], count: int, row: int, usual: str) -> tuple[str, ...]:
    return texts[:count] + tuple(usual[(row + i) % 2] for i in range(len(texts), count))


def changed(draft: Draft, change: str) -> Draft:
    """The panel after one of its small buttons: more.1, less.1, add, remove, row or unrow; others change nothing."""
    what, _, place = change.partition(".")
    sizes, rows = draft.sizes, draft.rows
    if what in ("more", "less") and is_whole(place) and int(place) < len(sizes):
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
