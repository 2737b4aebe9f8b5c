"""Random networks and problems for properties, and the reference passes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.core.activations import ACTIVATIONS
from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.losses import LOSSES
from app.core.network import Network
from app.core.problem import Problem

ELEMENTWISE = tuple(name for name, activation in ACTIVATIONS.items() if activation.elementwise)
SMOOTH = tuple(name for name in ELEMENTWISE if not ACTIVATIONS[name].kinks)


def reference_cases() -> list[dict[str, Any]]:
    """Passes computed by PyTorch's autograd in float64."""
    text = (Path(__file__).parent / "data" / "torch.json").read_text(encoding="utf-8")
    cases: list[dict[str, Any]] = json.loads(text)["cases"]
    return cases


def described(description: dict[str, Any]) -> tuple[Network, Problem]:
    """The network and problem of a reference case."""
    given = description["activations"]
    depth = len(description["sizes"]) - 1
    activations = (given,) * depth if isinstance(given, str) else tuple(given)
    architecture = Architecture(tuple(description["sizes"]), activations, description["loss"], description["bias"])
    network = Network.of(architecture, description["weights"], description.get("biases"))
    return network, Problem.of(
        architecture, description["inputs"], description["targets"], description["learning_rate"]
    )


@st.composite
def architectures(draw: st.DrawFn, smooth: bool = False) -> Architecture:
    """Any form of network within moderate sizes."""
    sizes = tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=6)))
    loss = draw(st.sampled_from(list(LOSSES)))
    pool = SMOOTH if smooth else ELEMENTWISE
    activations = [draw(st.sampled_from(pool)) for _ in sizes[1:]]
    activations[-1] = LOSSES[loss].last_activation or activations[-1]
    return Architecture(sizes, tuple(activations), loss, draw(st.booleans()))


@st.composite
def passes(draw: st.DrawFn, smooth: bool = False) -> tuple[Network, Problem]:
    """Any network within moderate sizes, with data that its loss accepts."""
    architecture = draw(architectures(smooth))
    sizes, loss = architecture.sizes, architecture.loss
    seed, m = draw(st.integers(0, 2**32)), draw(st.integers(1, 5))
    random = np.random.default_rng(seed)
    Y = random.uniform(0.05, 0.95, (m, sizes[-1]))
    if LOSSES[loss].targets == "distribution":
        Y /= Y.sum(axis=1, keepdims=True)
    X = random.uniform(-2, 2, (m, sizes[0]))
    return initial_network(architecture, seed), Problem.of(architecture, X, Y, 0.1)
