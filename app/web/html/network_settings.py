"""The panel that builds a network: what it holds, one change of its shape at a time, and the description it stands for.

The panel keeps text, as typed, so that wrong input is shown again beside what is wrong with it.
"""

from itertools import pairwise
from typing import Any, NamedTuple

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.errors import InvalidField
from app.core.examples import PROBLEMS
from app.session.description import LARGEST_SEED, build
from app.session.session import Session, new_session
from app.view.functions import activations, losses
from app.view.words import numbers
from app.view.words.language import Language
from app.view.workbench import status
from app.web.html.form_fields import Form
from app.web.html.number_edits import Unreadable, wrong_number

MOST_ROWS = 32  # samples that the panel's table holds
OWN = "own"


class Draft(NamedTuple):
    """The panel: sizes inputs first, and the samples as rows of (inputs, targets); all of it text.

    `numbers` are (W.layer.input.unit, number) and (B.layer.unit, number), all of a letter or none: whoever sends a
    network with its own weights and biases, as a lesson does, sends them so.
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
    """The panel as it was sent, fitted to its own sizes: cells that are missing are filled in."""
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


def built(draft: Draft, before: Session, language: Language) -> Session:
    """The session that the panel asks for. Raises `Unreadable` with what is wrong, by the panel's fields.

    Without a seed, and with the shape as it was, the weights stay as they are.
    """
    fields = _description(draft, language)
    shape = (tuple(fields["sizes"]), tuple(fields["activations"]), fields["bias"])
    old = before.architecture
    stays = not draft.numbers and draft.seed == "" and shape == (old.sizes, old.activations, old.bias)
    if stays:
        fields["weights"] = [W.tolist() for W in before.shown.W]
        fields["biases"] = None if before.shown.B is None else [B.tolist() for B in before.shown.B]
    try:
        session = build(fields)
    except InvalidField as error:
        raise Unreadable(_told(error, language)) from None
    if stays:
        return new_session(session.network, session.problem, before.seed)
    return session


def _description(draft: Draft, language: Language) -> dict[str, Any]:
    _, problems = language.gettext, {}
    sizes = [_whole(size, 1, MAX_UNITS) for size in draft.sizes]
    for l, size in enumerate(sizes):
        if size is None:
            problems[f"size.{l}"] = _("A whole number from 1 to {most}.").format(most=MAX_UNITS)
    seed = _whole(draft.seed, 0, LARGEST_SEED) if draft.seed else None
    if draft.seed and seed is None:
        problems["seed"] = _("A whole number from 0, or nothing.")
    fields: dict[str, Any] = {
        "sizes": sizes,
        "activations": [draft.activation] * (len(sizes) - 2) + [draft.output],
        "loss": draft.loss,
        "bias": draft.bias,
        "seed": seed,
        "learning_rate": _number("learning_rate", draft.rate, problems, language),
    }
    if draft.problem in PROBLEMS:
        fields["problem"] = draft.problem
    else:
        for name, letter, part in (("inputs", "X", 0), ("targets", "Y", 1)):
            fields[name] = [
                [_number(f"{letter}.{s}.{i}", text, problems, language) for i, text in enumerate(row[part])]
                for s, row in enumerate(draft.rows)
            ]
    fields |= _numbers(draft, sizes, problems, language)
    if problems:
        raise Unreadable(problems)
    return fields


def _numbers(draft: Draft, sizes: list[int | None], problems: dict[str, str], language: Language) -> dict[str, Any]:
    """The weights and biases that were sent; one that is missing, too much or no number is a problem of the sizes."""
    typed, found = dict(draft.numbers), dict[str, Any]()
    wrong: dict[str, str] = {}
    letters = {name[0] for name in typed}
    gaps = [(l, n or 0, m or 0) for l, (n, m) in enumerate(pairwise(sizes), 1)]

    def taken(field: str) -> float:
        return _number(field, typed.pop(field, ""), wrong, language)

    if "W" in letters:
        found["weights"] = [[[taken(f"W.{l}.{i}.{j}") for j in range(m)] for i in range(n)] for l, n, m in gaps]
    if "B" in letters:
        found["biases"] = [[taken(f"B.{l}.{j}") for j in range(m)] for l, _, m in gaps]
    if wrong or typed:
        problems.setdefault("size.0", language.gettext("These settings do not fit together."))
    return found


def _number(field: str, text: str, problems: dict[str, str], language: Language) -> float:
    try:
        return numbers.parse(text)
    except ValueError:
        problems[field] = wrong_number(language)
        return 0.0


def _whole(text: str, least: int, most: int) -> int | None:
    whole = text.isascii() and text.isdigit() and len(text) < 17 and least <= int(text) <= most
    return int(text) if whole else None


def _count(size: str) -> int:
    """A size as far as it can be read, for the table of samples."""
    return _whole(size, 1, MAX_UNITS) or 1


def _told(error: InvalidField, language: Language) -> dict[str, str]:
    """The panel's field that an error of the description belongs to, and the words for it."""
    _ = language.gettext
    name = error.field.partition("[")[0]
    words = {
        "sizes": ("size.0", _("From 2 to 13 layers with 1 to 16 units each.")),
        "activations": ("output", _("Choose one of the list. Some are for the last layer only.")),
        "loss": ("loss", losses.conditions(language)),
        "learning_rate": ("learning_rate", _("The learning rate is a number above 0, for example 0.1.")),
        "problem": ("problem", _("This problem has 2 inputs and 1 output.")),
        "targets": ("Y.0.0", _("With this loss targets are from 0 to 1; with cross-entropy each row sums to 1.")),
        "seed": ("seed", _("A whole number from 0, or nothing.")),
    }
    field, text = words.get(name, ("size.0", _("These settings do not fit together.")))
    return {field: text}


def choices(language: Language) -> dict[str, dict[str, str]]:
    """The options of the panel's lists: value and label."""
    return {
        "activation": activations.labels(language, elementwise=True),
        "output": activations.labels(language),
        "loss": losses.labels(language),
        "problem": {OWN: language.gettext("My own samples"), **{name: name.upper() for name in PROBLEMS}},
    }
