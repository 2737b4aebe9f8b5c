"""The formula of a stage in MathML, for the coloured band. Each factor tells its matrix by `data-symbol`."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from app.core.architecture import Architecture
from app.core.stages import Quantity, Stage, symbol
from app.view import symbols

_OPEN, _CLOSE = '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>'


class Form(NamedTuple):
    """What a formula depends on: the network's form, how many samples, and the decimal mark."""

    architecture: Architecture
    samples: int
    point: str = "."

    @property
    def scalar(self) -> bool:
        """One unit everywhere and one sample: plain products, as the article begins."""
        return self.samples == 1 and set(self.architecture.sizes) == {1}

    def name(self, letter: str, layer: int, transposed: bool = False) -> str:
        """A matrix in MathML; what comes into the first layer is X. A number is not transposed."""
        letter = "X" if letter == "H" and layer == 0 else letter
        depth = self.architecture.depth
        name = symbols.matrix(letter, layer, depth)
        drawn = name.transposed if transposed and not self.scalar else name.mathml
        return f'<mrow data-symbol="{symbol(Quantity(letter, layer), depth)}">{drawn}</mrow>'


_LN = '<mspace width="0.2em"/><mi class="up">ln</mi><mspace width="0.2em"/>'


@lru_cache(maxsize=1024)
def formula(form: Form, stage: Stage | None) -> Markup:
    """The formula of a stage; of the start (None) the whole forward pass as one."""
    row = _FORMULAS[stage.kind](form, stage.layer or 0) if stage else _start(form)
    return Markup(f'<math display="block">{row}</math>')  # noqa: S704 - made of our own symbols


def _o(sign: str) -> str:
    return f"<mo>{sign}</mo>"


def _text(word: str) -> str:
    return f'<mi class="up">{word}</mi>'


def _in_brackets(*inside: str) -> str:
    return f"<mrow>{_OPEN}{''.join(inside)}{_CLOSE}</mrow>"


def _times(form: Form) -> str:
    return _o("·") if form.scalar else _o("⊙")


def _sum_of(form: Form, layer: int, arriving: str) -> str:
    bias = _o("+") + form.name("B", layer) if form.architecture.bias else ""
    return arriving + _o("·") + form.name("W", layer) + bias


def _start(form: Form) -> str:
    depth = form.architecture.depth
    if depth > 2:
        inside = "".join(
            ("<msub><mi>H</mi><mrow><mi>l</mi><mo>−</mo><mn>1</mn></mrow></msub>", _o("·"), _indexed("W"))
            + ((_o("+"), _indexed("B")) if form.architecture.bias else ())
        )
        return _indexed("H") + _o("=") + "<mi>R</mi>" + _in_brackets(inside)
    nested = form.name("X", 0)
    for layer in range(1, depth + 1):
        nested = "<mi>R</mi>" + _in_brackets(_sum_of(form, layer, nested))
    return form.name("H", depth) + _o("=") + nested


def _indexed(letter: str) -> str:
    return f"<msub><mi>{letter}</mi><mi>l</mi></msub>"


def _weighted_input(form: Form, l: int) -> str:
    return form.name("Z", l) + _o("=") + _sum_of(form, l, form.name("H", l - 1))


def _activation(form: Form, l: int) -> str:
    z = form.name("Z", l)
    spelled = _FUNCTIONS[form.architecture.activations[l - 1]](z, form.point)
    return form.name("H", l) + _o("=") + "<mi>R</mi>" + _in_brackets(z) + _o("=") + spelled


_FUNCTIONS: dict[str, Callable[[str, str], str]] = {
    "relu": lambda z, point: _text("max") + _in_brackets("<mn>0</mn><mo>,</mo>", z),
    "leaky_relu": lambda z, point: _text("max") + _in_brackets(f"<mn>0{point}01</mn>", z, "<mo>,</mo>", z),
    "sigmoid": lambda z, point: (
        f"<mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo>{z}</mrow></msup></mrow></mfrac>"
    ),
    "tanh": lambda z, point: _text("tanh") + _in_brackets(z),
    "identity": lambda z, point: z,
    "softmax": lambda z, point: (
        f"<mfrac><msup><mi>e</mi>{z}</msup><mrow><mo>∑</mo><msup><mi>e</mi>{z}</msup></mrow></mfrac>"
    ),
}


def _cost(form: Form, _l: int) -> str:
    depth = form.architecture.depth
    y_hat, y = form.name("H", depth), form.name("Y", depth)
    many = form.architecture.sizes[-1] > 1
    mean = f"<mfrac><mn>1</mn><mn>{form.samples}</mn></mfrac>" if form.samples > 1 else ""
    total = _o("∑") if many or mean else ""
    loss = form.architecture.loss
    if loss == "half_squared_error":
        square = f"<msup>{_in_brackets(y_hat, _o('−'), y)}<mn>2</mn></msup>"
        spelled = f"{mean}<mfrac><mn>1</mn><mn>2</mn></mfrac>{total}{square}"
    elif loss == "cross_entropy":
        spelled = f"{_o('−')}{mean}{total}{y}{_LN}{y_hat}"
    else:
        one = "<mn>1</mn>" + _o("−")
        pair = f"{y}{_LN}{y_hat}{_o('+')}{_in_brackets(one, y)}{_LN}{_in_brackets(one, y_hat)}"
        spelled = f"{_o('−')}{mean}{total}{_in_brackets(pair)}"
    return form.name("C", depth) + _o("=") + spelled


def _error(form: Form, l: int) -> str:
    depth = form.architecture.depth
    if l < depth:
        weights = form.name("W", l + 1, transposed=True)
        message = form.name("E", l + 1) + _o("·") + weights
        message = message if form.scalar else _in_brackets(message)
        return form.name("E", l) + _o("=") + message + _times(form) + form.name("R", l)
    difference = form.name("H", l) + _o("−") + form.name("Y", l)
    beside = "<msub><mi>E</mi><mi>o</mi></msub>" + _o("=") if depth > 2 else ""
    if form.architecture.cost.simplifies:
        return beside + form.name("E", l) + _o("=") + difference
    return beside + form.name("E", l) + _o("=") + _in_brackets(difference) + _times(form) + form.name("R", l)


def _derivative(form: Form, l: int) -> str:
    arriving = form.name("H", l - 1, transposed=True)
    mean = f"<mfrac><mn>1</mn><mn>{form.samples}</mn></mfrac>" if form.samples > 1 else ""
    return form.name("dW", l) + _o("=") + mean + arriving + _o("·") + form.name("E", l)


def _update(_form: Form, _l: int) -> str:
    return "<mi>W</mi><mo>←</mo><mi>W</mi><mo>−</mo>" + _text("lr") + _o("·") + "<mi>dW</mi>"


_FORMULAS: dict[str, Callable[[Form, int], str]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
