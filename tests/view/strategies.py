"""Random sessions for the tests of the view."""

import numpy as np
from hypothesis import strategies as st

from app.core.activations import ACTIVATIONS
from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.losses import LOSSES
from app.core.problem import Problem
from app.session.session import Session, new_session

HIDDEN = tuple(name for name, activation in ACTIVATIONS.items() if activation.elementwise)


@st.composite
def sessions(draw: st.DrawFn, most_layers: int = 12, most_units: int = 5, most_samples: int = 4) -> Session:
    """A session of any form at the start of its first iteration."""
    depth = draw(st.integers(1, most_layers))
    sizes = tuple(draw(st.lists(st.integers(1, most_units), min_size=depth + 1, max_size=depth + 1)))
    loss = draw(st.sampled_from(sorted(LOSSES)))
    last = LOSSES[loss].last_activation or draw(st.sampled_from(HIDDEN))
    hidden = draw(st.lists(st.sampled_from(HIDDEN), min_size=depth - 1, max_size=depth - 1))
    architecture = Architecture(sizes, (*hidden, last), loss, draw(st.booleans()))
    seed, m = draw(st.integers(0, 1000)), draw(st.integers(1, most_samples))
    rng = np.random.default_rng(seed)
    Y = rng.uniform(0.05, 1.0, (m, sizes[-1]))
    Y = Y / Y.sum(axis=1, keepdims=True) if LOSSES[loss].targets == "distribution" else Y
    problem = Problem.of(architecture, list(rng.normal(size=(m, sizes[0])).round(2)), list(Y), 0.1)
    return new_session(initial_network(architecture, seed), problem, seed)
