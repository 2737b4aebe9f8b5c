"""Other networks in place of a session's own: with other weights, without gates that close, begun again, the example.

Each starts a new history at iteration 0, with the same data.
"""

from dataclasses import replace

from app.core.activations import ACTIVATIONS
from app.core.drawing import drawn_network
from app.core.network import Network
from app.session.session import Session, new_session
from app.session.verbs import edited, restarted


def redrawn(session: Session, seed: int) -> Session:
    """The same architecture and data with the first weights from `seed` on that a learner can use."""
    found, network = drawn_network(session.architecture, session.problem, seed)
    return new_session(network, session.problem, found)


def without_closed_gates(session: Session) -> Session:
    """The network that is shown, with leaky ReLU in place of every ReLU."""
    old = session.architecture
    architecture = replace(old, activations=tuple(ACTIVATIONS[name].always_open or name for name in old.activations))
    return new_session(Network(architecture, session.shown.parameters), session.problem, session.seed)


def restarted_calmly(session: Session, learning_rate: float) -> Session:
    """The first weights and the present data, with another learning rate. Raises `InvalidField`."""
    return edited(restarted(session), learning_rate=learning_rate)
