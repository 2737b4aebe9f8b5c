"""Lesson 1: slopes of machines in a row."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.machines import Machine, joints, products
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number, sign_of
from app.view.words.language import N_

NUDGE = 0.01
RISES = (("more", N_("It rises")), ("less", N_("It falls")), ("same", N_("It stays as it is")))


def line(slope: float, shift: float = 0.0) -> Machine:
    """The machine slope · x + shift."""
    return Machine("line", lambda x: slope * x + shift, lambda _: slope)


SQUARE = Machine("square", lambda x: x * x, lambda x: 2 * x)


class Row(NamedTuple):
    """C(x) = slope · x + shift, B(C) = C², A(B) = outer · B, at x."""

    slope: float
    shift: float
    outer: float
    x: float


class Slopes(NamedTuple):
    """The slopes of three machines."""

    A: float
    B: float
    C: float


def derivative(row: tuple[Machine, ...], x: float) -> float:
    """f′(x). Every machine here has a slope everywhere."""
    return float(products(joints(row, x))[0] or 0.0)


def _slope_of_the_whole(row: Row, say: Wording) -> Question:
    machines = (line(row.slope, row.shift), SQUARE, line(row.outer))
    c, b, a = joints(machines, row.x)
    C, B = float(c.leaving or 0), float(b.leaving or 0)
    truth = derivative(machines, row.x)
    inner = say.text(row.shift) + " " + ("−" if row.slope < 0 else "+") + " " + say.text(abs(row.slope)) + "x"
    return number(
        say,
        say(
            "C(x) = {inner}, B(C) = C², A(B) = {outer} · B. What is f′(x) at x = {x}?",
            inner=inner,
            outer=row.outer,
            x=row.x,
        ),
        truth,
        say.product(row.outer, 2 * C, row.slope),
        name="f′(x)",
        slips=(
            (
                row.outer * 2 * row.x * row.slope,
                say("Take each slope at the value that enters that machine, not at x."),
            ),
            (row.slope, say("That is the slope of C alone. The change continues through B and A.")),
            (2 * C * row.slope, say("That stops at B. The change goes through A as well.")),
            (row.outer * 2 * C, say("The slope of C is missing.")),
            (float(a.leaving or 0), say("That is f(x), the value. The question asks for its slope.")),
            (row.outer + 2 * C + row.slope, say("Slopes of machines in a row are multiplied, not added.")),
            (row.outer * B * row.slope, say("The slope of C² is 2C.")),
        ),
        otherwise=say("Find the three slopes one by one. The slope of C² is 2C: what enters B?"),
        hint="f′(x) = A′(B) · B′(C) · C′(x)",
        first=say("C = {C}, so B′(C) = 2 · {factor}.", C=C, factor=say.factor(C)),
    )


def _draw_row(generator: Generator) -> Row:
    return Row(
        one_of(generator, -3, -2, 2, 3),
        one_of(generator, 1, 2, 4, 5),
        one_of(generator, -0.5, 0.5, -1.5, 1.5),
        one_of(generator, -2, 2, 3),
    )


def _nudge(slopes: Slopes, say: Wording) -> Question:
    truth = derivative((line(slopes.C), line(slopes.B), line(slopes.A)), 0.0) * NUDGE
    values = slopes._asdict()
    return number(
        say,
        say(
            "The slopes are A′ = {A}, B′ = {B}, C′ = {C}. x grows by {nudge}. How far does f(x) move?",
            **values,
            nudge=NUDGE,
        ),
        truth,
        say.product(NUDGE, slopes.C, slopes.B, slopes.A),
        name=say("Change of f"),
        slips=(
            (truth / NUDGE, say("That is the slope of the whole. The change is the slope times the nudge.")),
            (slopes.C * NUDGE, say("That is how far C moves. The change continues through B and A.")),
            (slopes.C * slopes.B * NUDGE, say("That is how far B moves. The change goes through A as well.")),
            (sum(slopes) * NUDGE, say("Slopes of machines in a row are multiplied, not added.")),
        ),
        otherwise=say("Follow the nudge: each machine multiplies it by its own slope. How far does C move, then B?"),
        hint=say("Each machine multiplies the change that reaches it by its own slope."),
        first=say("C moves by {C} = {value}.", C=say.product(NUDGE, slopes.C), value=slopes.C * NUDGE),
    )


def _draw_slopes(generator: Generator) -> Slopes:
    steep = (-4.0, -3.0, -1.5, -0.5, 0.5, 1.5, 3.0, 4.0)
    return Slopes(*(one_of(generator, *steep) for _ in range(3)))


def _direction(slopes: Slopes, say: Wording) -> Question:
    truth = derivative((line(slopes.C), line(slopes.B), line(slopes.A)), 0.0)
    negative = sum(slope < 0 for slope in slopes)
    return choice(
        say,
        say("The slopes are A′ = {A}, B′ = {B}, C′ = {C}. x grows a little. What does f(x) do?", **slopes._asdict()),
        sign_of(truth),
        say("The product {product} is {value}.", product=say.product(*slopes), value=truth),
        options=tuple((value, say(label)) for value, label in RISES),
        otherwise=say("Is one of the slopes 0? If not, count the negative ones."),
        hint=say("Only the sign of the product matters. Two negative slopes cancel."),
        first=say("One slope is 0.")
        if truth == 0
        else say.counted("{n} negative slope.", "{n} negative slopes.", negative),
    )


def _draw_signs(generator: Generator) -> Slopes:
    return Slopes(*(one_of(generator, -2.5, -0.4, 0, 0.6, -1.2, 3.5) for _ in range(3)))


PRODUCTS = {"x": "A′(B) · B′(C) · C′(x)", "C": "A′(B) · B′(C)", "B": "A′(B)", "none": "B′(C) · C′(x)"}


def _variable(variable: str, say: Wording) -> Question:
    return choice(
        say,
        say("f(x) = A(B(C(x))). What is the derivative of f with respect to {variable}?", variable=variable),
        variable,
        say("The product ends at the machine that {variable} enters.", variable=variable),
        options=tuple(PRODUCTS.items()),
        slips=(("none", say("The product begins at the end of the row, with A.")),),
        otherwise=say("Which machines does a change of {variable} go through?", variable=variable),
        hint=say("A change goes through the machines that come after it, and through no other."),
        first=say("Every such product begins with A′(B)."),
    )


def _draw_variable(generator: Generator) -> str:
    return ("x", "C", "B")[int(generator.integers(3))]


QUESTIONS = (
    Drawable(Row(-3, 2, 0.5, 2), _draw_row, _slope_of_the_whole),
    Drawable(Slopes(-1.5, 0.5, 4), _draw_slopes, _nudge),
    Drawable(Slopes(-0.4, 3.5, -2.5), _draw_signs, _direction),
    Drawable("C", _draw_variable, _variable),
)
