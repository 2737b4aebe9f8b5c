"""The formula of a stage in MathML, for the coloured band. Each factor tells its matrix by `data-symbol`."""

from collections.abc import Callable

from markupsafe import Markup

from app.core.activations import LEAK
from app.core.stages import Quantity, Stage, symbol
from app.view.quantities import symbols
from app.view.quantities.shape import Form
from app.view.words import numbers

_OPEN, _CLOSE = '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>'


def _name(form: Form, letter: str, layer: int, transposed: bool = False) -> str:
    """A matrix; what comes into the first layer is X. A number is not transposed."""
    letter = "X" if letter == "H" and layer == 0 else letter
    name = symbols.matrix(letter, layer, form.depth)
    drawn = name.transposed if transposed and not form.scalar else name.mathml
    return f'<mrow data-symbol="{symbol(Quantity(letter, layer), form.depth)}">{drawn}</mrow>'


_LEAK = "<mn>leak</mn>"  # its text has a decimal mark
_LN = '<mspace width="0.2em"/><mi class="up">ln</mi><mspace width="0.2em"/>'


def formula(form: Form, stage: Stage | None, locale: str = "en") -> Markup:
    """The formula of a stage; of the start (None) the whole forward pass as one."""
    row = _FORMULAS[stage.kind](form, stage.layer or 0) if stage else _start(form)
    row = row.replace(_LEAK, f"<mn>{numbers.text(LEAK, locale)}</mn>")
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
    bias = _o("+") + _name(form, "B", layer) if form.architecture.bias else ""
    return arriving + _o("·") + _name(form, "W", layer) + bias


def _start(form: Form) -> str:
    depth = form.depth
    if depth > 2:
        inside = "".join(
            ("<msub><mi>H</mi><mrow><mi>l</mi><mo>−</mo><mn>1</mn></mrow></msub>", _o("·"), _indexed("W"))
            + ((_o("+"), _indexed("B")) if form.architecture.bias else ())
        )
        return _indexed("H") + _o("=") + "<mi>R</mi>" + _in_brackets(inside)
    nested = _name(form, "X", 0)
    for layer in range(1, depth + 1):
        nested = "<mi>R</mi>" + _in_brackets(_sum_of(form, layer, nested))
    return _name(form, "H", depth) + _o("=") + nested


def _indexed(letter: str) -> str:
    return f"<msub><mi>{letter}</mi><mi>l</mi></msub>"


def _weighted_input(form: Form, l: int) -> str:
    return _name(form, "Z", l) + _o("=") + _sum_of(form, l, _name(form, "H", l - 1))


def _activation(form: Form, l: int) -> str:
    z = _name(form, "Z", l)
    spelled = _FUNCTIONS[form.architecture.activations[l - 1]](z)
    return _name(form, "H", l) + _o("=") + "<mi>R</mi>" + _in_brackets(z) + _o("=") + spelled


_FUNCTIONS: dict[str, Callable[[str], str]] = {
    "relu": lambda z: _text("max") + _in_brackets("<mn>0</mn><mo>,</mo>", z),
    "leaky_relu": lambda z: _text("max") + _in_brackets(_LEAK, z, "<mo>,</mo>", z),
    "sigmoid": lambda z: (
        f"<mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo>{z}</mrow></msup></mrow></mfrac>"
    ),
    "tanh": lambda z: _text("tanh") + _in_brackets(z),
    "identity": lambda z: z,
    "softmax": lambda z: f"<mfrac><msup><mi>e</mi>{z}</msup><mrow><mo>∑</mo><msup><mi>e</mi>{z}</msup></mrow></mfrac>",
}


def _cost(form: Form, _l: int) -> str:
    depth = form.depth
    y_hat, y = _name(form, "H", depth), _name(form, "Y", depth)
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
    return _name(form, "C", depth) + _o("=") + spelled


def _error(form: Form, l: int) -> str:
    depth = form.depth
    if l < depth:
        weights = _name(form, "W", l + 1, transposed=True)
        message = _name(form, "E", l + 1) + _o("·") + weights
        message = message if form.scalar else _in_brackets(message)
        return _name(form, "E", l) + _o("=") + message + _times(form) + _name(form, "R", l)
    difference = _name(form, "H", l) + _o("−") + _name(form, "Y", l)
    beside = "<msub><mi>E</mi><mi>o</mi></msub>" + _o("=") if depth > 2 else ""
    if form.architecture.cost.simplifies:
        return beside + _name(form, "E", l) + _o("=") + difference
    return beside + _name(form, "E", l) + _o("=") + _in_brackets(difference) + _times(form) + _name(form, "R", l)


def _derivative(form: Form, l: int) -> str:
    arriving = _name(form, "H", l - 1, transposed=True)
    mean = f"<mfrac><mn>1</mn><mn>{form.samples}</mn></mfrac>" if form.samples > 1 else ""
    return _name(form, "dW", l) + _o("=") + mean + arriving + _o("·") + _name(form, "E", l)


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
