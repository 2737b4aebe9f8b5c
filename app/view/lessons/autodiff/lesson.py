"""The lesson on graphs: any formula, every derivative, without layers, as PyTorch does it.

Beats: a guess of one derivative, playing backward node by node, a fork, a forgotten zero_grad, the program.
"""

from math import isfinite
from typing import NamedTuple

from app.core import autodiff as core
from app.core.autodiff import Backward
from app.core.formulas import MAX_VARIABLES, Formula, UnreadableFormula
from app.core.formulas import formula as parsed
from app.view.lessons.autodiff import words
from app.view.lessons.autodiff.drawing import Point, drawn
from app.view.lessons.autodiff.programs import engine, printed, pytorch
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.marked_guess import MarkedGuess, marked_guess
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Number, Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words import numbers

COUNT = 5
HOOK, PLAY, FORK, ZERO, PROGRAM = range(1, COUNT + 1)
DEFAULT = "a*b + a"
GIVEN = (3.0, 2.0, -1.0, 0.5)  # the variables at first, in their order
MAX_PASSES = 5


class Node(NamedTuple):
    """A node as drawn. `address` plays it backward, or says why that is not possible yet."""

    key: int
    name: str
    written: str
    at: Point
    value: Shown
    grad: Shown
    state: str  # "waiting", "ready", "played", or "variable"
    address: str


class Edge(NamedTuple):
    """An edge from an operand to an operation, and the message that has come back along it, or ""."""

    path: str
    source: int
    at: Point
    message: str
    sign: str


class Source(NamedTuple):
    """The formula and the numbers that are in use, their fields, and why what was typed is refused, or ""."""

    typed: str
    formula: Formula
    fields: tuple[Number, ...]
    values: tuple[float, ...]
    problem: str


class Autodiff(NamedTuple):
    """Everything the page of the lesson shows."""

    beats: Beats
    view: str
    source: Source
    guess: MarkedGuess
    yours: str
    shown: bool
    size: tuple[float, float]
    box: Point
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    grads: tuple[tuple[str, Shown], ...]  # of the variables
    rule: str
    sent: str
    refusal: str
    played: tuple[int, ...]
    all_played: str  # the address field in which everything is played
    complete: bool
    fork: tuple[str, tuple[str, ...], Shown] | None  # the node, what arrives at it, and the sum
    passes: int
    program: tuple[str, ...]
    comments: tuple[str, ...]  # the grads of the variables, as programs write them
    engine: tuple[str, str]
    printed: str  # what the program prints
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> Autodiff:
    """The lesson for these settings."""
    beat, say, locale = here(query, COUNT), Wording(query.language), query.language.locale
    source = _source(query, say)
    formula, values = source.formula, source.values
    grads = core.gradients(formula, values)
    whole = core.backward(formula, values, core.full_order(formula))
    node, fork = 0, _fork(formula, whole)
    said = (
        marked_guess(query, "said1", _first(formula, values, whole, node, say)),
        marked_guess(query, "said3", _added(say)),
        marked_guess(query, "said4", _twice(grads[node], say)),
        marked_guess(query, "said5", _once(say)),
    )
    now = said[{HOOK: 0, PLAY: 0, FORK: 1, ZERO: 2, PROGRAM: 3}[beat]]
    # what was played belongs to one formula
    same = query.typed("of") in ("", source.typed)
    order = [int(each) for each in query.typed("play").split(".") if same and each.isdecimal() and len(each) < 3]
    passes = query.whole("passes", 2, 1, MAX_PASSES).whole
    played = core.backward(formula, values, order)
    touched = query.whole("touch", -1, -1, formula.count - 1).whole
    known = now.done or beat == PLAY or (beat == FORK and fork is None)
    seen = played if beat == PLAY else whole if known or beat > PLAY else core.backward(formula, values, ())
    sent = [each for each in seen.messages if seen.played and each.source == seen.played[-1]]
    last = formula.operation(seen.played[-1]) if seen.played else None
    place = drawn(formula, query.view)
    return Autodiff(
        beats(query, _texts(formula, grads, say)),
        "phone" if query.view == "phone" else "desk",
        source,
        now,
        "" if now.value is None else numbers.text(now.value, locale),
        known,
        (place.width, place.height),
        place.box,
        _nodes(query, beat, source, seen, known, fork, passes),
        _edges(formula, place.edges, seen, beat, locale),
        tuple((name, shown(grads[k], locale)) for k, name in enumerate(formula.variables)),
        say(words.RULES[last.name]) if last else "",
        words.passed_on(formula, sent, say),
        words.not_ready(formula, played, touched, say) if beat == PLAY and touched >= 0 else "",
        played.played,
        ".".join(map(str, core.full_order(formula))),
        len(played.played) == len(formula.operations),
        None
        if fork is None
        else (
            formula.names[fork],
            tuple(numbers.bracketed(each.amount, locale) for each in whole.messages if each.node == fork),
            shown(grads[fork], locale),
        ),
        passes,
        tuple(pytorch(formula, values[: len(formula.variables)])),
        tuple(f"{each * (passes if beat == ZERO and known else 1):.6g}" for each in grads[: len(formula.variables)]),
        engine(formula, values[: len(formula.variables)]),
        printed(formula, grads),
        query.fields,
        query,
    )


def _source(query: Query, say: Wording) -> Source:
    """The formula that was typed, or the first one if it cannot be drawn with these numbers."""
    typed = query.typed("f") or DEFAULT
    problem = ""
    try:
        formula = parsed(typed)
    except UnreadableFormula as error:
        formula, problem = parsed(DEFAULT), words.refused(error.reason, error.what, say)
    fields = tuple(
        query.number(f"v{name}", GIVEN[k], -100.0, 100.0) for k, name in enumerate(formula.variables[:MAX_VARIABLES])
    )
    values = _computed(formula, [each.value for each in fields])
    if values is None:
        formula, problem = parsed(DEFAULT), say(words.NO_VALUE)
        values = _computed(formula, GIVEN) or ()
    return Source(typed, formula, fields, values, problem)


def _computed(formula: Formula, given: list[float] | tuple[float, ...]) -> tuple[float, ...] | None:
    """The value of each node; None if one of them, or of their derivatives, does not exist or is too large."""
    values = core.values(formula, dict(zip(formula.variables, given, strict=False)))
    return values if values is not None and all(map(isfinite, core.gradients(formula, values))) else None


def _fork(formula: Formula, whole: Backward) -> int | None:
    """The first node at which two messages arrive; None if there is none."""
    arrivals = [sum(each.node == node for each in whole.messages) for node in range(formula.count)]
    return next((node for node, count in enumerate(arrivals) if count > 1), None)


def _first(formula: Formula, values: tuple[float, ...], whole: Backward, node: int, say: Wording) -> Question:
    name = formula.variables[node]
    parts = [each.amount for each in whole.messages if each.node == node]
    slips = []
    if len(parts) > 1:
        for part in dict.fromkeys(parts):
            reply = say(
                "That is what comes along one way. {name} is used more than once: add what comes along all.", name=name
            )
            slips.append((part, reply))
    slips.append((values[-1], say("That is the value of the formula. The question is how fast it changes.")))
    return number(
        say,
        "",
        whole.grads[node],
        " + ".join(
            numbers.bracketed(each, say.language.locale) if k else say.text(each) for k, each in enumerate(parts)
        ),
        name="",
        slips=tuple(slips),
        otherwise=say("Nudge {name} in your mind: by what factor does each use of it move the result?", name=name),
        hint="",
        first="",
    )


def _added(say: Wording) -> Question:
    return choice(
        say,
        "",
        "sum",
        say("A nudge moves the result along both ways, so the messages add up."),
        options=(
            ("sum", say("their sum")),
            ("last", say("the one that comes last")),
            ("larger", say("the larger one")),
        ),
        otherwise=say("A nudge moves the result along both ways, so the messages add up: neither may be lost."),
        hint="",
        first="",
    )


def _twice(grad: float, say: Wording) -> Question:
    return number(
        say,
        "",
        2 * grad,
        say.product(2.0, grad),
        name="",
        slips=(
            (grad, say("That would be so if each call began with 0. But grad += adds to what is there.")),
            (0.0, say("Nothing sets it to zero by itself.")),
        ),
        otherwise=say("The second call adds the same number once more."),
        hint="",
        first="",
    )


def _once(say: Wording) -> Question:
    return choice(
        say,
        "",
        "once",
        say("A node passes on its complete grad, so once is enough: this is memoization."),
        options=(("once", say("once for each node")), ("path", say("once for each path to it"))),
        otherwise=say("A node waits until its grad is complete and passes it on once, however many paths lead to it."),
        hint="",
        first="",
    )


def _nodes(
    query: Query, beat: int, source: Source, seen: Backward, known: bool, fork: int | None, passes: int
) -> tuple[Node, ...]:
    formula, locale = source.formula, query.language.locale
    place, sofar = drawn(formula, query.view), ".".join(map(str, seen.played))
    found = []
    for node in range(formula.count):
        operation = formula.operation(node)
        reached = node == formula.count - 1 or any(each.node == node for each in seen.messages)
        hidden = not known and (beat == HOOK or (beat == FORK and node == fork))
        grad = seen.grads[node] * (passes if beat == ZERO and known else 1)
        ready = operation is not None and node not in seen.played and not core.missing(formula, seen.played, node)
        played = (sofar + "." if sofar else "") + str(node)
        found.append(
            Node(
                node,
                formula.names[node],
                "" if operation is None else words.shown(formula, operation),
                place.nodes[node],
                shown(source.values[node], locale),
                shown(grad if reached and not hidden else None, locale),
                "variable"
                if operation is None
                else "played"
                if node in seen.played
                else "ready"
                if ready
                else "waiting",
                query.address(play=played, of=source.typed, touch="") if ready else query.address(touch=str(node)),
            )
        )
    return tuple(found)


def _edges(
    formula: Formula, places: dict[tuple[int, int], tuple[str, Point]], seen: Backward, beat: int, locale: str
) -> tuple[Edge, ...]:
    amounts = {(each.source, each.place): each.amount for each in seen.messages}
    return tuple(
        Edge(
            path,
            key[0],
            at,
            "" if key not in amounts else numbers.text(amounts[key], locale),
            "" if key not in amounts else numbers.sign(amounts[key]),
        )
        for key, (path, at) in places.items()
    )


def _texts(formula: Formula, grads: tuple[float, ...], say: Wording) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    found = ", ".join(f"{name}.grad = {say.text(grads[k])}" for k, name in enumerate(formula.variables))
    return (
        (say("Any formula, every derivative?"), found),
        (say("Can you play backward?"), say("A node passes its grad on when everything it goes into has done so.")),
        (say("What happens at a fork?"), say("grad += : what comes along several ways adds up.")),
        (say("What if nobody calls zero_grad?"), say("Every further backward() adds the same numbers once more.")),
        (say("How long is such a program?"), ""),
    )
