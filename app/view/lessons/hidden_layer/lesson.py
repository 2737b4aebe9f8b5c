"""Lesson 3: X, Wh, Wo, one unit per layer: who is to blame, both derivatives, what they share, when to update."""

from typing import NamedTuple

from app.core.tape import Tape
from app.view.functions import activations
from app.view.lessons.hidden_layer import drawing
from app.view.lessons.hidden_layer.drawing import Courses, Layout, Tangents, Turn
from app.view.lessons.hidden_layer.network import sent
from app.view.lessons.hidden_layer.order import Judgement, Race, judgement, race
from app.view.lessons.hidden_layer.rows import FOUND, LINKS, WITHHELD, Product, products, stage_at
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.embedded_pass import Pass, passed
from app.view.lessons.kit.marking import Marked, marked
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.two_weights import tape_of
from app.view.lessons.kit.wording import Wording, number

BEATS = 5
RAISED = 0.1  # by which Wo is raised in the question of the second beat
BLAMED = ("Wo", "Wh", "both")
WALKS = ("sooner", "later", "never")
SETTINGS = ("x", "wh", "wo", "y", "rate", "R", "Ro", "pace")


class Settings(NamedTuple):
    """What the reader can set."""

    x: Number
    wh: Number
    wo: Number
    y: Number
    rate: Number
    pace: Number  # the rate of the 30 iterations
    activation: Choice
    output: Choice

    def tape(self, rate: float) -> Tape:
        """One iteration at this rate."""
        sizes = (self.x.value, self.wh.value, self.wo.value, self.y.value)
        return tape_of(self.activation.value, *sizes, rate, self.output.value)


class Blame(NamedTuple):
    """The guess of the first beat ("" before it, or "shown"), the weight that is turned further, and both turns."""

    said: str
    most: str
    turns: tuple[Turn, Turn] | None


class Rise(NamedTuple):
    """The second beat: H and Wo, what was typed and the verdict, whether it is answered, how many links are found."""

    H: Shown
    typed: str
    marked: Marked
    truth: str
    answered: bool
    found: int
    words: str
    formula: str


class Shared(NamedTuple):
    """The third beat: which common factors are marked, a factor of one row only, and whether Eo has its name."""

    marks: tuple[bool, bool]
    lone: str
    checked: str
    named: bool
    Eo: Shown
    Eh: Shown


class HiddenLayer(NamedTuple):
    """Everything the page of the lesson shows; what is not known yet is None."""

    beats: Beats
    layout: Layout
    view: str
    settings: Settings
    said: Shown
    cost: Shown
    run: Pass
    blame: Blame
    rise: Rise
    products: tuple[Product, Product]
    shared: Shared
    walk: str
    race: Race | None
    courses: Courses | None
    judged: str
    judgement: Judgement
    tangents: Tangents | None
    in_use: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    query: Query
    own: tuple[str, ...] = SETTINGS


def read(query: Query) -> HiddenLayer:
    """The lesson for these settings."""
    locale, beat = query.language.locale, here(query, BEATS)
    settings = _settings(query)
    place = drawing.layout(query.view)
    tape = settings.tape(settings.rate.value)
    said = query.choice("blame", dict.fromkeys(("", *BLAMED, "shown"), ""), "").value
    rise = _rise(tape, query, beat)
    shared = _shared(tape, query, beat)
    walk = query.choice("walk", dict.fromkeys(("", *WALKS, "shown"), ""), "").value
    judged = query.choice("judge", dict.fromkeys(("", "old", "new", "shown"), ""), "").value
    stage = query.whole("stage", 9, 0, 10).whole
    faster = settings.tape(settings.pace.value)
    ran = race(faster, locale) if beat > 4 or (beat == 4 and walk) else None
    judge = judgement(faster, query.language)
    blamed = beat > 1 or bool(said)
    most = _most(tape)
    return HiddenLayer(
        beats(query, _texts(query, tape, said, ran)),
        place,
        "phone" if query.view == "phone" else "desk",
        settings,
        shown(tape.H[1].item(), locale),
        shown(tape.cost, locale),
        _pass(tape, query, beat, blamed, rise, shared, stage),
        Blame(said, most, drawing.turns(tape, said, place, locale) if blamed else None),
        rise,
        products(tape, locale),
        shared,
        walk,
        ran,
        drawing.courses(ran.old, ran.new, place, locale) if ran and beat == 4 else None,
        judged,
        judge,
        drawing.tangents(faster, judge.slopes, place, locale) if beat == BEATS else None,
        _in_use(settings, locale),
        sent(tape),
        query.fields,
        query,
    )


def _settings(query: Query) -> Settings:
    functions = activations.labels(query.language, elementwise=True)
    activation = query.choice("R", functions, "relu")
    return Settings(
        query.number("x", 2.0, -5.0, 5.0),
        query.number("wh", 0.6, -5.0, 5.0),
        query.number("wo", 0.5, -5.0, 5.0),
        query.number("y", 1.5, -5.0, 5.0),
        query.number("rate", 0.1, 0.001, 10.0),
        query.number("pace", 0.32, 0.001, 10.0),
        activation,
        query.choice("Ro", functions, activation.value),
    )


def _in_use(settings: Settings, locale: str) -> tuple[str, ...]:
    values = (settings.x, settings.wh, settings.wo, settings.y, settings.rate, settings.pace)
    labels = {settings.activation.label: None, settings.output.label: None}
    return (*(shown(each.value, locale).text for each in values), ", ".join(labels))


def _most(tape: Tape) -> str:
    """The weight that is turned further; "both" if they are turned alike, "" if none is."""
    wo, wh = abs(tape.dW[1].item()), abs(tape.dW[0].item())
    if not wo and not wh:
        return ""
    return "both" if abs(wo - wh) <= 1e-9 * max(wo, wh) else "Wo" if wo > wh else "Wh"


def _rise(tape: Tape, query: Query, beat: int) -> Rise:
    say = Wording(query.language)
    question = rise_question(tape, say)
    typed = query.typed("rise")
    result = marked(question, (typed,), say)
    slopes = query.choice("slopes", {"": "", "1": ""}, "").value
    answered = bool(slopes) or result.verdict in ("right", "wrong") or beat > 2
    found = query.whole("found", 0, 0, LINKS).whole if answered else 0
    words, formula = FOUND[found]
    return Rise(
        shown(tape.H[0].item(), query.language.locale),
        typed,
        result,
        say.text(float(str(question.expected))),
        answered,
        found if beat == 2 else LINKS,
        say(words),
        formula,
    )


def rise_question(tape: Tape, say: Wording) -> Question:
    """By how much Zo changes when Wo is raised."""
    H, wo = tape.H[0].item(), tape.network.W[1].item()
    return number(
        say,
        "",
        RAISED * H,
        say.product(RAISED, H),
        name="Zo",
        slips=(
            (RAISED, say("That is how far Wo moves. Zo moves by that times what came in, H.")),
            (H, say("That is the slope. Multiply it by the 0.1 that Wo moves.")),
            (RAISED * wo, say("That is what raising H would do. Here Wo moves, and H stays.")),
            (H * (wo + RAISED), say("That is the new Zo. By how much has it changed?")),
        ),
        otherwise=say("Zo = H · Wo. Compute it before and after, and take the difference."),
        hint="",
        first="",
    )


def _shared(tape: Tape, query: Query, beat: int) -> Shared:
    locale = query.language.locale
    marks = [query.choice(name, {"": "", "1": ""}, "").value == "1" for name in ("mark1", "mark2")]
    checked = query.choice("shared", dict.fromkeys(("", "check", "shown"), ""), "").value
    named = beat > 3 or checked == "shown" or (checked == "check" and all(marks))
    if named:
        marks = [True, True]
    Eo, Eh = (shown(tape.E[layer].item(), locale) for layer in (1, 0))
    return Shared((marks[0], marks[1]), query.hint("lone")[:2], checked, named, Eo, Eh)


def _pass(tape: Tape, query: Query, beat: int, blamed: bool, rise: Rise, shared: Shared, stage: int) -> Pass:
    """The drawing: what the beat has shown so far, and no errors before they have a name."""
    if shared.named:
        return passed(tape, stage if beat == 3 else 9, query)
    at = stage_at(rise.found) if beat == 2 and rise.answered else 9 if beat == 3 or (beat == 1 and blamed) else 5
    return passed(tape, at, query, WITHHELD)


def _texts(query: Query, tape: Tape, said: str, ran: Race | None) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    say = Wording(query.language)
    derivatives = {"one": tape.dW[1].item(), "other": tape.dW[0].item()}
    yours = {"Wo": say("You said Wo."), "Wh": say("You said Wh."), "both": say("You said both alike.")}
    return (
        (
            say("Which weight is more to blame?"),
            " ".join((say("Wo: {one} against {other} for Wh.", **derivatives), yours.get(said, ""))).strip(),
        ),
        (
            say("What does each weight change?"),
            say("Z′(W) = X and Z′(H) = W: a weight’s slope is what came in."),
        ),
        (
            say("What do the two have in common?"),
            say("Both begin with Eo = (ŷ − y) · R′(Zo) = {Eo}.", Eo=tape.E[1].item()),
        ),
        (
            say("When may a weight change?"),
            say(
                "30 iterations: the cost ends at {old}, and with the updated Wo at {new}.",
                old=ran.costs[0],
                new=ran.costs[1],
            )
            if ran
            else "",
        ),
        (say("Who is the judge?"), ""),
    )
