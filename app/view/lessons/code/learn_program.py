"""The program of lesson 7 that learns: each line with its text and its meaning, so that a line may be replaced.

The listing that a page shows is the file that is downloaded; tests run that file and compare what it prints with what
the lines mean here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.words.language import N_, Language

STEPS = 120
TOO_LARGE = 1e6  # of a cost: a training that reaches it is not continued

Names = dict[str, Array]
Rows = tuple[tuple[float, ...], ...]


class Start(NamedTuple):
    """The numbers that the program starts from: samples in the rows of X and y, weights, biases, the learning rate."""

    X: Rows
    y: Rows
    Wh: Rows
    Bh: tuple[float, ...]
    Wo: Rows
    Bo: tuple[float, ...]
    lr: float
    activation: str = "relu"


class Line(NamedTuple):
    """A line of the loop: the names it computes, its text, and what they are, given all names so far."""

    gives: tuple[str, ...]
    text: str
    of: Callable[[Names], tuple[Array, ...]]


def replaced(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """The lines with this one in place of the one that computes the same names."""
    return tuple(line if line.gives == each.gives else each for each in lines)


def lines(activation: str) -> tuple[Line, ...]:
    """The lines of the loop that compute something, for hidden units with "relu" or "tanh"."""
    of, prime = ACTIVATIONS[activation]
    return (
        Line(("Zh",), "Zh = X @ Wh + Bh", lambda v: (v["X"] @ v["Wh"] + v["Bh"],)),
        Line(("H",), f"H = {activation}(Zh)", lambda v: (of(v["Zh"]),)),
        Line(("yHat",), "yHat = H @ Wo + Bo", lambda v: (v["H"] @ v["Wo"] + v["Bo"],)),
        Line(("C",), "C = 0.5 * ((yHat - y) ** 2).sum() / m", lambda v: (0.5 * _size(v["yHat"] - v["y"]),)),
        Line(("Eo",), "Eo = yHat - y", lambda v: (v["yHat"] - v["y"],)),
        Line(("dWo", "dBo"), "dWo, dBo = H.T @ Eo / m, Eo.mean(0)", lambda v: derivatives(v["H"], v["Eo"])),
        Line(
            ("Eh",),
            f"Eh = Eo @ Wo.T * {activation}_prime(Zh)",
            lambda v: (v["Eo"] @ v["Wo"].T * prime(v["Zh"]),),
        ),
        Line(("dWh", "dBh"), "dWh, dBh = X.T @ Eh / m, Eh.mean(0)", lambda v: derivatives(v["X"], v["Eh"])),
        Line(("Wo", "Bo"), "Wo -= lr * dWo; Bo -= lr * dBo", lambda v: updated(v, "o", v["lr"])),
        Line(("Wh", "Bh"), "Wh -= lr * dWh; Bh -= lr * dBh", lambda v: updated(v, "h", v["lr"])),
    )


def derivatives(arriving: Array, error: Array) -> tuple[Array, Array]:
    """The derivatives with respect to the weights and the biases of a layer, as means over the samples."""
    return arriving.T @ error / len(error), error.sum(0) / len(error)


def updated(v: Names, layer: str, rate: float | Array) -> tuple[Array, Array]:
    """Weights and biases of a layer, "h" or "o", after a step with this rate."""
    return v[f"W{layer}"] - rate * v[f"dW{layer}"], v[f"B{layer}"] - rate * v[f"dB{layer}"]


def given(start: Start) -> Names:
    """The names that are known before the first step."""
    return {name: np.array(value, float) for name, value in start._asdict().items() if name != "activation"}


def step(names: Names, program: Sequence[Line]) -> Names:
    """All names after one round of the loop."""
    names = dict(names)
    for line in program:
        names.update(zip(line.gives, line.of(names), strict=True))
    return names


@np.errstate(all="ignore")
def costs(start: Start, program: Sequence[Line]) -> list[float]:
    """The costs that a program prints, one per step; fewer where they become too large."""
    names, found = given(start), list[float]()
    for _ in range(STEPS):
        names = step(names, program)
        cost = float(names["C"])
        if not cost < TOO_LARGE:  # NaN is too large, too
            break
        found.append(cost)
    return found


def trained(start: Start) -> list[Tape]:
    """The passes of the right program, in a quarter of the time; fewer where the cost becomes too large."""
    network, problem = network_of(start)
    tapes = list[Tape]()
    while len(tapes) < STEPS:
        tape = record(network, problem)
        if tape.diverged is not None or tape.cost > TOO_LARGE:
            break
        tapes.append(tape)
        network = tape.updated
    return tapes


def network_of(start: Start) -> tuple[Network, Problem]:
    """The same network and its data for the core."""
    sizes = (len(start.Wh), len(start.Bh), len(start.Bo))
    architecture = Architecture(sizes, (start.activation, "identity"), "half_squared_error", bias=True)
    network = Network.of(architecture, (start.Wh, start.Wo), (start.Bh, start.Bo))
    return network, Problem.of(architecture, start.X, start.y, start.lr)


def listing(start: Start, program: Sequence[Line], language: Language) -> list[str]:
    """The whole file, line by line."""
    return [*_SETUP[start.activation].splitlines(), *_data(start), "", *loop(program, language)]


def loop_start(start: Start) -> int:
    """The number of the first line of the loop in the file, from 1."""
    return len(_SETUP[start.activation].splitlines()) + len(_data(start)) + 2


def printed(value: Rows | tuple[float, ...]) -> str:
    """Numbers as they are written in the file."""
    return repr([[*row] if isinstance(row, tuple) else row for row in value])


def loop(program: Sequence[Line], language: Language) -> list[str]:
    """The lines of the loop."""
    before = {"C": "", "Eo": f"# {language.gettext(BACKWARD)}", "Wo": f"# {language.gettext(UPDATE)}"}
    found = [f"for step in range({STEPS}):"]
    for line in program:
        name = line.gives[0]
        found += [before[name]] if before.get(name) else []
        found += [line.text, "print(step, C)"] if name == "C" else [line.text]
    return [found[0], *(f"    {text}" for text in found[1:])]


def _data(start: Start) -> list[str]:
    arrays = [f"{name} = np.array({printed(getattr(start, name))})" for name in ARRAYS]
    return [*arrays, f"lr, m = {start.lr!r}, len(X)"]


def _size(difference: Array) -> Array:
    return np.asarray((difference**2).sum() / len(difference))


def _relu(z: Array) -> Array:
    return np.maximum(0.0, z)


def _relu_prime(z: Array) -> Array:
    return np.where(z > 0, 1.0, 0.0)


def _tanh_prime(z: Array) -> Array:
    return np.asarray(1.0 - np.tanh(z) ** 2)


ARRAYS = ("X", "y", "Wh", "Bh", "Wo", "Bo")
BACKWARD, UPDATE = N_("backward"), N_("update")

ACTIVATIONS: Mapping[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "relu": (_relu, _relu_prime),
    "tanh": (np.tanh, _tanh_prime),
}

_SETUP = {
    "relu": """\
import numpy as np

def relu(z):
    return np.maximum(0.0, z)

def relu_prime(z):
    return np.where(z > 0, 1.0, 0.0)

""",
    "tanh": """\
import numpy as np

def tanh(z):
    return np.tanh(z)

def tanh_prime(z):
    return 1.0 - np.tanh(z) ** 2

""",
}
