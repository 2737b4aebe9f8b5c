"""The program of lesson 7: the three equations in Python, once for numbers and once for matrices.

Each line knows its stage and the quantity it computes, so that a page can light it up and show the result beside it.
The program returns everything it computes, and prints it with full precision.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from app.core.iteration import iteration
from app.view.lessons.kit.matrix_fields import Rows
from app.view.words.language import N_, Language

_ITERATION = iteration(depth=2, bias=False)
STAGES = {
    **{stage.name.replace("ŷ", "yHat"): stage.index for stage in _ITERATION.stages[:-1]},
    **dict.fromkeys(("Wo", "Wh"), _ITERATION.of("update")),
}
"""The stage that computes each name of the program. Both weights are new at the last."""


class ProgramLine(NamedTuple):
    """A line: its text, the function it is in, its stage (0 for none), what it computes, which functions it calls."""

    text: str
    within: str = ""
    stage: int = 0
    gives: str = ""
    calls: frozenset[str] = frozenset()


def text(kind: str, given: Mapping[str, Rows], rate: float, language: Language) -> str:
    """The whole program as a file."""
    return "\n".join([*(line.text for line in lines(kind, given, rate, language)), ""])


def lines(kind: str, given: Mapping[str, Rows], rate: float, language: Language) -> list[ProgramLine]:
    """The program for "scalars" or "matrices" with these values of x, y, Wh and Wo, one tuple per row."""
    functions = _SOURCES[kind]
    for comment in _COMMENTS:
        functions = functions.replace(f"# {comment}\n", f"# {language.gettext(comment)}\n")
    names = set(_DEFINED.findall(functions))
    found, within = [], ""
    for line in functions.splitlines():
        within = (_DEFINED.findall(line) or [within if line.startswith(" ") else ""])[0]
        gives = (_ASSIGNED.findall(line) or [""])[0]
        calls = frozenset(_CALLED.findall(line)) & names if gives else frozenset[str]()
        found.append(ProgramLine(line, within, STAGES.get(gives, 0), gives, calls))
    return [
        *found,
        *map(ProgramLine, _data(kind, given, rate)),
        ProgramLine(""),
        *map(ProgramLine, _CALLS[kind].splitlines()),
    ]


def _data(kind: str, given: Mapping[str, Rows], rate: float) -> list[str]:
    """The reader's numbers with full precision."""
    found = []
    for name, rows in given.items():
        if kind == "scalars":
            found.append(f"{name} = {rows[0][0]!r}")
            continue
        start = f"{name} = np.array(["
        printed = (",\n" + " " * len(start)).join(str([*row]) for row in rows)
        found += f"{start}{printed}])".split("\n")
    return [*found, f"lr = {rate!r}"]


_DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)
_ASSIGNED = re.compile(r"^ {4}(\w+) = ")
_CALLED = re.compile(r"(\w+)\(")
_COMMENTS = (N_("layer error, then derivative"), N_("all weights at once"))

_SHARED = """\
def feed_forward(x, Wh, Wo):
    Zh = {x_Wh}
    H = relu(Zh)
    Zo = {H_Wo}
    yHat = relu(Zo)
    return Zh, H, Zo, yHat

def cost(yHat, y):
    return {cost}

def cost_prime(yHat, y):
    return yHat - y

def backprop(x, y, Wh, Wo, lr):
    Zh, H, Zo, yHat = feed_forward(x, Wh, Wo)
    C = cost(yHat, y)
    # layer error, then derivative
    Eo = cost_prime(yHat, y) * relu_prime(Zo)
    dWo = {dWo}
    Eh = {back} * relu_prime(Zh)
    dWh = {dWh}
    # all weights at once
    Wo = Wo - lr * dWo
    Wh = Wh - lr * dWh
    return {{"Zh": Zh, "H": H, "Zo": Zo, "yHat": yHat, "C": C,
            "Eo": Eo, "dWo": dWo, "Eh": Eh, "dWh": dWh,
            "Wo": Wo, "Wh": Wh}}

"""

_SCALARS = """\
def relu(z):
    return max(0.0, z)

def relu_prime(z):
    return 1.0 if z > 0 else 0.0

""" + _SHARED.format(
    x_Wh="x * Wh", H_Wo="H * Wo", cost="0.5 * (yHat - y) ** 2", dWo="Eo * H", back="Eo * Wo", dWh="Eh * x"
)

_MATRICES = """\
import numpy as np

def relu(z):
    return np.maximum(0.0, z)

def relu_prime(z):
    return np.where(z > 0, 1.0, 0.0)

""" + _SHARED.format(
    x_Wh="x @ Wh",
    H_Wo="H @ Wo",
    cost="0.5 * ((yHat - y) ** 2).sum() / len(y)",
    dWo="H.T @ Eo / len(x)",
    back="(Eo @ Wo.T)",
    dWh="x.T @ Eh / len(x)",
)

_SOURCES = {"scalars": _SCALARS, "matrices": _MATRICES}

_CALLS = {
    "scalars": """\
for name, value in backprop(x, y, Wh, Wo, lr).items():
    print(name, "=", value)""",
    "matrices": """\
for name, value in backprop(x, y, Wh, Wo, lr).items():
    print(name, "=", value.tolist())""",
}
