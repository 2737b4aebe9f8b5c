"""What the beats of lesson 1 ask, and the replies: each wrong number that has a reason gets it named."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.core.machines import Joint, products
from app.view.lessons.chain_rule import rows
from app.view.lessons.chain_rule.rows import Row
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_

WAYS = (("up", N_("W must go up")), ("down", N_("W must go down")))
MANY = 5


def through_two(slopes: tuple[float, float], say: Wording) -> Question:
    """How far the needle moves when the knob before two straight machines is turned by 1."""
    first, second = slopes
    return number(
        say,
        "",
        first * second,
        say.product(1.0, first, second),
        name="",
        slips=(
            (first + second, say("You added. The second machine multiplies what the first one passes on.")),
            (first, say("You stopped at the first machine. The change goes through the second one as well.")),
            (second, say("That is the second machine alone. The first one multiplies the change before.")),
        ),
        otherwise=say(
            "Follow the change: the first machine makes {first} of 1. What does the second make of it?", first=first
        ),
        hint="",
        first="",
    )


def through_all(row: Row, say: Wording) -> Question:
    """How far the needle moves when the variable of this row is nudged."""
    slopes = [joint.slope or 0.0 for joint in row.found]
    passed = [row.nudge]
    for slope in slopes:
        passed.append(passed[-1] * slope)
    truth = passed[-1]
    slips = [(truth / row.nudge, say("That is the slope of the whole. The change is the slope times the nudge."))]
    if len(slopes) > 1:
        slips.append(
            (passed[1], say("You stopped at the first machine. Each one multiplies the nudge by its own slope."))
        )
        slips.append((sum(slopes) * row.nudge, say("You added the slopes. Each machine multiplies what it gets.")))
    if len(slopes) > 2:
        slips.append((passed[2], say("You stopped at the second machine. There is one more on the way.")))
    return number(
        say,
        "",
        truth,
        say.product(row.nudge, *slopes),
        name="",
        slips=tuple(slips),
        otherwise=say("Each machine multiplies the nudge by its own slope, one after the other."),
        hint="",
        first="",
    )


def from_inside(row: Row, whole: float | None, say: Wording) -> Question:
    """The same for a variable inside the row; `whole` is the derivative with respect to x."""
    question = through_all(row, say)
    if row.first == 0 or whole is None:
        return question
    slip = (
        whole * row.nudge,
        say("That is the way from x. What lies before {letter} does not count now.", letter=row.variable),
    )
    return replace(question, slips=(slip, *question.slips))


def which_way(row: Row, say: Wording) -> Question:
    """Which way the weight of a neuron must go for its cost to fall."""
    slope = row.product or 0.0
    return choice(
        say,
        "",
        "down" if slope > 0 else "up",
        say("The slope is {slope}: when W grows, the cost grows with it. So W must go the other way.", slope=slope),
        options=tuple((value, say(label)) for value, label in WAYS),
        otherwise=say(
            "The slope is {slope}: when W grows, the cost grows with it. To lower the cost, W must go down.",
            slope=slope,
        ),
        hint="",
        first="",
    )


def still_at(found: Sequence[tuple[Joint, ...]]) -> list[float]:
    """Where the derivative of a row of three is 0, of the places that its variable x has; at most five, [] if nowhere.

    Where it is 0 along a stretch, the ends of that stretch stand for it.
    """
    slopes = [(round(k * rows.STEP - rows.REACH, 2), products(each)[0]) for k, each in enumerate(found)]
    flat = [x for x, slope in slopes if slope == 0]
    if len(flat) > MANY:
        return [flat[0], flat[-1]]
    for (x0, s0), (x1, s1) in pairwise(slopes):
        if s0 is not None and s1 is not None and s0 * s1 < 0:
            flat.append(round(x0 + (x1 - x0) * s0 / (s0 - s1), 2))
    return sorted(flat)[:MANY]
