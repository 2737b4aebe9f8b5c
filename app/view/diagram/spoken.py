"""What a screen reader says of a number, and the captions of the drawing."""

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from app.core import keys
from app.core.architecture import Architecture
from app.core.keys import LETTERS, WEIGHTS, Key
from app.view.words.language import Language
from app.view.words.numbers import MINUS


def _patterns(language: Language) -> dict[str, str]:
    _ = language.gettext
    return {
        "X": _("Input {unit}"),
        "Y": _("Target {of_unit}"),
        "Z": _("Weighted input {of_unit}"),
        "H": _("Activation {of_unit}"),
        "E": _("Error {of_unit}"),
        "M": _("What arrives from the right at the gate {of_unit}"),
        "R": _("Slope {of_unit}"),
        "B": _("Bias {of_unit}"),
        "dB": _("Derivative with respect to the bias {of_unit}"),
        "W": _("Weight {from_unit} {to_unit}"),
        "dW": _("Derivative with respect to the weight {from_unit} {to_unit}"),
        "C": _("Cost"),
    }


def _of_unit(key: Key, architecture: Architecture, language: Language) -> str:
    layer, unit, depth = key.layer, key.unit + 1, architecture.depth
    _ = language.gettext
    if layer == depth:
        whole = _("of the output") if architecture.sizes[-1] == 1 else _("of output unit {unit}")
    else:
        whole = _("of hidden unit {unit}") if depth == 2 else _("of unit {unit} of hidden layer {layer}")
    return whole.format(unit=unit, layer=layer)


def _from_unit(key: Key, architecture: Architecture, language: Language) -> str:
    """Where a weight comes from."""
    layer, unit = key.layer - 1, (key.input or 0) + 1
    _ = language.gettext
    if layer == 0:
        whole = _("from input {unit}")
    else:
        whole = (
            _("from hidden unit {unit}") if architecture.depth == 2 else _("from unit {unit} of hidden layer {layer}")
        )
    return whole.format(unit=unit, layer=layer)


def _to_unit(key: Key, architecture: Architecture, language: Language) -> str:
    """Where a weight leads to."""
    _ = language.gettext
    if key.layer == architecture.depth:
        whole = _("to the output") if architecture.sizes[-1] == 1 else _("to output unit {unit}")
    else:
        whole = _("to hidden unit {unit}") if architecture.depth == 2 else _("to unit {unit} of hidden layer {layer}")
    return whole.format(unit=key.unit + 1, layer=key.layer)


def spoken(key: Key, architecture: Architecture, language: Language) -> str:
    """The name of a number in words: Error of hidden unit 1."""
    values = {"unit": str(key.unit + 1)}
    if key.input is None:
        values["of_unit"] = _of_unit(key, architecture, language)
    else:
        values["from_unit"] = _from_unit(key, architecture, language)
        values["to_unit"] = _to_unit(key, architecture, language)
    return _patterns(language)[key.letter].format_map(values)


def names(architecture: Architecture, language: Language) -> Markup:
    """The names of all numbers of a network for the scripts, as JSON safe inside single quotes.

    One for each letter and layer, with {u} for the unit and {i} for the input of a number, both counted from 1.
    """
    found = {
        f"{letter}.{layer}": _pattern(letter, layer, architecture, language)
        for letter in sorted(LETTERS)
        for layer in keys.layers(letter, architecture)
    }
    return htmlsafe_json_dumps(found, ensure_ascii=False, separators=(",", ":"))


def _pattern(letter: str, layer: int, architecture: Architecture, language: Language) -> str:
    key = Key(letter, layer, _UNIT, _INPUT if letter in WEIGHTS else None)
    return spoken(key, architecture, language).replace(str(_UNIT + 1), "{u}").replace(str(_INPUT + 1), "{i}")


_UNIT, _INPUT = 7000, 8000  # larger than any number of a unit or layer


def said(shown: str, language: Language) -> str:
    """A printed number as it is read out: the minus is a word."""
    return shown.replace(MINUS, language.gettext("minus") + " ")


def column(layer: int, architecture: Architecture, language: Language) -> str:
    """The caption of a column of units."""
    _ = language.gettext
    if layer == 0:
        return _("Input")
    if layer == architecture.depth:
        return _("Output")
    return _("Hidden layer") if architecture.depth == 2 else _("Hidden {layer}").format(layer=layer)


def network(architecture: Architecture, language: Language) -> str:
    """What the whole drawing is called."""
    return language.gettext("Network {sizes}").format(sizes="–".join(map(str, architecture.sizes)))
