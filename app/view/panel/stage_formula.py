"""The formula of a stage in MathML, for the coloured band. Each factor tells its matrix by `data-symbol`."""

from collections.abc import Callable

from markupsafe import Markup

from app.core.stages import Quantity, Stage, symbol
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.as_mathml import MathML, in_brackets, text
from app.view.functions.losses import LOSSES
from app.view.functions.optimizers import GRADIENT_DESCENT
from app.view.functions.tree import PRODUCT, Negative
from app.view.quantities import symbols
from app.view.quantities.shape import Form


def _name(form: Form, letter: str, layer: int, transposed: bool = False) -> str:
    """A matrix; what comes into the first layer is X. A number is not transposed."""
    letter = "X" if letter == "H" and layer == 0 else letter
    name = symbols.matrix(letter, layer, form.depth)
    drawn = name.transposed if transposed and not form.scalar else name.mathml
    return f'<mrow data-symbol="{symbol(Quantity(letter, layer), form.depth)}">{drawn}</mrow>'


def formula(form: Form, stage: Stage | None, locale: str = "en") -> Markup:
    """The formula of a stage; of the start (None) the whole forward pass as one."""
    row = _FORMULAS[stage.kind](form, stage.layer or 0, locale) if stage else _start(form)
    return Markup(f'<math display="block">{row}</math>')  # noqa: S704 - made of our own symbols


def _o(sign: str) -> str:
    return f"<mo>{sign}</mo>"


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
        return _indexed("H") + _o("=") + "<mi>R</mi>" + in_brackets(inside)
    nested = _name(form, "X", 0)
    for layer in range(1, depth + 1):
        nested = "<mi>R</mi>" + in_brackets(_sum_of(form, layer, nested))
    return _name(form, "H", depth) + _o("=") + nested


def _indexed(letter: str) -> str:
    return f"<msub><mi>{letter}</mi><mi>l</mi></msub>"


def _weighted_input(form: Form, l: int, _locale: str) -> str:
    return _name(form, "Z", l) + _o("=") + _sum_of(form, l, _name(form, "H", l - 1))


def _printer(form: Form, l: int, locale: str, total: str = "<mo>∑</mo>") -> MathML:
    """Prints a function's formula with the matrices of layer `l`."""
    return MathML(lambda letter: _name(form, letter, l), locale, total)


def _activation(form: Form, l: int, locale: str) -> str:
    z = _name(form, "Z", l)
    spelled = _printer(form, l, locale).markup(ACTIVATIONS[form.architecture.activations[l - 1]].formula)
    return _name(form, "H", l) + _o("=") + "<mi>R</mi>" + in_brackets(z) + _o("=") + spelled


def _cost(form: Form, _l: int, locale: str) -> str:
    depth, cost = form.depth, LOSSES[form.architecture.loss].cost
    mean = f"<mfrac><mn>1</mn><mn>{form.samples}</mn></mfrac>" if form.samples > 1 else ""
    printer = _printer(form, depth, locale, "<mo>∑</mo>" if form.architecture.sizes[-1] > 1 or mean else "")
    minus, cost = (_o("−"), cost.inner) if isinstance(cost, Negative) else ("", cost)
    return _name(form, "C", depth) + _o("=") + minus + mean + printer.markup(cost, PRODUCT)


def _error(form: Form, l: int, locale: str) -> str:
    depth = form.depth
    if l < depth:
        weights = _name(form, "W", l + 1, transposed=True)
        message = _name(form, "E", l + 1) + _o("·") + weights
        message = message if form.scalar else in_brackets(message)
        return _name(form, "E", l) + _o("=") + message + _times(form) + _name(form, "R", l)
    slope, printer = LOSSES[form.architecture.loss].slope, _printer(form, l, locale)
    beside = "<msub><mi>E</mi><mi>o</mi></msub>" + _o("=") if depth > 2 else ""
    if form.architecture.cost.simplifies:
        return beside + _name(form, "E", l) + _o("=") + printer.markup(slope)
    return beside + _name(form, "E", l) + _o("=") + printer.markup(slope, PRODUCT) + _times(form) + _name(form, "R", l)


def _derivative(form: Form, l: int, _locale: str) -> str:
    arriving = _name(form, "H", l - 1, transposed=True)
    mean = f"<mfrac><mn>1</mn><mn>{form.samples}</mn></mfrac>" if form.samples > 1 else ""
    return _name(form, "dW", l) + _o("=") + mean + arriving + _o("·") + _name(form, "E", l)


def _update(_form: Form, _l: int, locale: str) -> str:
    printer = MathML(lambda letter: text(letter) if letter.islower() else f"<mi>{letter}</mi>", locale, times=_o("·"))
    return "<mi>W</mi>" + _o("←") + printer.markup(GRADIENT_DESCENT.update)


_FORMULAS: dict[str, Callable[[Form, int, str], str]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
