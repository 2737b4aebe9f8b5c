"""Lesson 3: one hidden layer, two derivatives and what they share."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.tape import Tape
from app.view.lessons.hidden_layer.network import with_weight
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.error_back import Back, layer_error
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.two_weights import tape_of
from app.view.lessons.kit.wording import WEIGHT_MOVES, Wording, choice, number, sign_of


class Given(NamedTuple):
    """A network with one hidden unit whose units are open ReLUs."""

    X: float
    Wh: float
    Wo: float
    y: float

    @property
    def tape(self) -> Tape:
        """Its pass."""
        return tape_of("relu", self.X, self.Wh, self.Wo, self.y)


def _output_weight(given: Given, say: Wording) -> Question:
    tape = given.tape
    truth, H, prediction = tape.dW[1].item(), tape.H[0].item(), tape.H[1].item()
    Eo = tape.E[1].item()
    return number(
        say,
        say("X = {X}, Wh = {Wh}, Wo = {Wo}, y = {y}, R is ReLU. What is C′(Wo)?", **given._asdict()),
        truth,
        say.product(say.gap(prediction, given.y), 1.0, H),
        name="C′(Wo)",
        slips=(
            (Eo, say("That is Eo. Multiply it by the input of Wo, which is H.")),
            (tape.dW[0].item(), say("That is C′(Wh). For Wo the product ends with · H.")),
            (tape.cost * H, say("That begins with the cost. The first factor is the derivative of the cost, ŷ − y.")),
            (prediction * H, say("The target is missing: the first factor is ŷ − y.")),
        ),
        otherwise=say("Run forward first: H = R(X · Wh), then ŷ = R(H · Wo). Which of the two differs?"),
        hint="C′(Wo) = (ŷ − y) · R′(Zo) · H",
        first=say("ŷ = {prediction}, so ŷ − y = {gap}.", prediction=prediction, gap=prediction - given.y),
    )


def _hidden_weight(given: Given, say: Wording) -> Question:
    tape = given.tape
    truth, H, Eo = tape.dW[0].item(), tape.H[0].item(), tape.E[1].item()
    return number(
        say,
        say("X = {X}, Wh = {Wh}, Wo = {Wo}, y = {y}, R is ReLU. What is C′(Wh)?", **given._asdict()),
        truth,
        say.product(say.gap(tape.H[1].item(), given.y), 1.0, given.Wo, 1.0, given.X),
        name="C′(Wh)",
        slips=(
            (
                tape.dW[1].item(),
                say("That is C′(Wo). For Wh the product continues: · Wo · R′(Zh) · X instead of · H."),
            ),
            (with_weight(tape, 1.0)[1], say("You left out Wo: the error goes back through it.")),
            (tape.E[0].item() * H, say("The last factor is the input of this weight’s own layer: X, not H.")),
            (tape.E[0].item(), say("That is Eh. Multiply it by the input of Wh, which is X.")),
            (
                tape.H[1].item() * given.Wo * given.X,
                say("The target is missing: the first factor is ŷ − y."),
            ),
            (
                tape.cost * given.Wo * given.X,
                say("That begins with the cost. The first factor is the derivative of the cost, ŷ − y."),
            ),
        ),
        otherwise=say("Go back one factor at a time: ŷ − y, R′(Zo), Wo, R′(Zh), X. Which is the first that differs?"),
        hint="C′(Wh) = (ŷ − y) · R′(Zo) · Wo · R′(Zh) · X",
        first=f"Eo = (ŷ − y) · R′(Zo) = {say.text(Eo)}",
    )


def _draw_given(generator: Generator) -> Given:
    return Given(
        one_of(generator, -4, -3, -2, -1.5),
        one_of(generator, -0.5, -1.5, -2),
        one_of(generator, 0.5, 1.5, 2, 3),
        one_of(generator, 0.5, 1, 7, 11),
    )


def _error(given: Back, say: Wording) -> Question:
    truth = layer_error(given.Eo, given.Wo, given.slope)
    return number(
        say,
        say("Eo = {Eo}, Wo = {Wo}, R′(Zh) = {slope}, X = {X}. What is Eh?", **given._asdict()),
        truth,
        say.product(given.Eo, given.Wo, given.slope),
        name="Eh",
        slips=(
            (given.Eo * given.Wo, say("You left out R′(Zh): the error has to pass through the hidden unit.")),
            (given.Eo * given.slope, say("You left out Wo: the error goes back through it.")),
            (truth * given.X, say("That is C′(Wh). The error itself has no input in it.")),
        ),
        otherwise=say("The output error goes back through Wo, then through the activation. Which factor differs?"),
        hint="Eh = Eo · Wo · R′(Zh)",
        first=f"Eo · Wo = {say.text(given.Eo * given.Wo)}",
    )


def _draw_back(generator: Generator) -> Back:
    return Back(
        one_of(generator, -1.5, -0.8, 1.5, 2.5),
        one_of(generator, -2, -0.5, 3, 1.2),
        one_of(generator, 0.25, 0.5, 0.2),
        one_of(generator, -2, 3, -3, 5),
    )


def _which_way(given: Given, say: Wording) -> Question:
    tape = tape_of("identity", *given)
    H, prediction, truth = tape.H[0].item(), tape.H[1].item(), tape.dW[1].item()
    words = {"prediction": prediction, "y": given.y, "H": H}
    return choice(
        say,
        say("ŷ = {prediction}, y = {y}, H = {H}, and R′(Zo) = 1. What does the update do to Wo?", **words),
        sign_of(-truth),
        say(
            "C′(Wo) = {product} = {value}, and the update goes against it.",
            product=say.product(say.gap(prediction, given.y), 1.0, H),
            value=truth,
        ),
        options=tuple((value, say(label)) for value, label in WEIGHT_MOVES),
        slips=((sign_of(truth), say("That is the sign of C′(Wo). The update goes against it.")),) if truth else (),
        otherwise=say("What is the sign of ŷ − y, and what is the sign of H?"),
        hint="C′(Wo) = (ŷ − y) · R′(Zo) · H",
        first=f"ŷ − y = {say.text(prediction - given.y)}",
    )


def _blame(given: Given, say: Wording) -> Question:
    tape = tape_of("identity", *given)
    sizes = {"Wo": abs(tape.dW[1].item()), "Wh": abs(tape.dW[0].item())}
    words = {"gap": tape.E[1].item(), "H": tape.H[0].item(), "Wo": given.Wo, "X": given.X}
    most = "both" if sizes["Wo"] == sizes["Wh"] else max(sizes, key=sizes.__getitem__)
    return choice(
        say,
        say(
            "ŷ − y = {gap}, H = {H}, Wo = {Wo}, X = {X}, and both slopes are 1. "
            "Which weight will the update move further?",
            **words,
        ),
        most,
        say(
            "C′(Wo) = {one} and C′(Wh) = {other}.",
            one=f"{say.product(words['gap'], words['H'])} = {say.text(tape.dW[1].item())}",
            other=f"{say.product(words['gap'], given.Wo, given.X)} = {say.text(tape.dW[0].item())}",
        ),
        options=(("Wo", "Wo"), ("Wh", "Wh"), ("both", say("Both equally"))),
        otherwise=say("Both derivatives begin with ŷ − y. What follows it for Wo, and what for Wh?"),
        hint=say("The update is in proportion to the derivative. Only its size matters here."),
        first=say("For Wo, ŷ − y is multiplied by H alone."),
    )


def _draw_open(generator: Generator) -> Given:
    return Given(
        one_of(generator, -2, 2, 3, -1),
        one_of(generator, -0.5, 0.6, 1.5, -2),
        one_of(generator, -0.5, 0.5, 1.5, -1),
        one_of(generator, -3, 0.4, 2.5, 5),
    )


QUESTIONS = (
    Drawable(Given(-2, -1, 1.5, 0.5), _draw_given, _output_weight),
    Drawable(Given(-2, -1, 1.5, 0.5), _draw_given, _hidden_weight),
    Drawable(Back(1.5, -2, 0.25, 3), _draw_back, _error, elsewhere=(0.45,)),
    Drawable(Given(-2, 1.5, 0.5, 1.5), _draw_open, _which_way),
    Drawable(Given(3, 0.6, -0.5, 0.4), _draw_open, _blame),
)
