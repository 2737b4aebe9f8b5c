import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session.service import StoredSession
from app.session.session import Session, default_session
from app.session.verbs import sought, updated
from app.view.quantities.snapshot import Snapshot, snapshot
from tests.view.strategies import sessions


def shown_of(session: Session) -> Snapshot:
    return snapshot(StoredSession("id", 3, session))


# What the reference example (one hidden layer) shows after each number of stages.
GROWING = [
    (0, "", None),
    (1, "Z1", "Zh"),
    (2, "Z1 H1", "H"),
    (3, "Z1 H1 Z2", "Zo"),
    (4, "Z1 H1 Z2 H2", "ŷ"),
    (5, "Z1 H1 Z2 H2 C", "C"),
    (6, "Z1 H1 Z2 H2 C Eo", "Eo"),
    (7, "Z1 H1 Z2 H2 C Eo dW2 dB2", "dWo"),
    (8, "Z1 H1 Z2 H2 C Eo dW2 dB2 Eh1", "Eh"),
    (9, "Z1 H1 Z2 H2 C Eo dW2 dB2 Eh1 dW1 dB1", "dWh"),
    (10, "Z1 H1 Z2 H2 C Eo dW2 dB2 Eh1 dW1 dB1", "update"),
]


def known(shown: Snapshot) -> set[str]:
    names = {
        f"{letter}{l}"
        for letter, layers in {"Z": shown.Z, "H": shown.H, "Eh": shown.Eh, "dW": shown.dW, "dB": shown.dB or ()}.items()
        for l, matrix in enumerate(layers, 1)
        if matrix is not None
    }
    return names | ({"C"} if shown.cost is not None else set()) | ({"Eo"} if shown.Eo is not None else set())


@pytest.mark.parametrize(("stage", "names", "name"), GROWING)
def test_each_stage_reveals_its_own_quantity_only(stage: int, names: str, name: str | None) -> None:
    shown = shown_of(sought(default_session(), 0, stage))
    assert known(shown) == set(names.split())
    assert shown.place.name == name
    assert shown.place.index == stage
    assert shown.place.count == 10


def test_the_start_is_a_kind_of_its_own_without_a_stage() -> None:
    place = shown_of(default_session()).place
    assert (place.phase, place.kind, place.layer, place.name) == ("start", "start", None, None)


def test_the_end_shows_the_new_weights_and_all_they_were_computed_from() -> None:
    end = updated(default_session())
    shown = shown_of(end)
    assert shown.updates == shown.iteration + 1 == 1
    assert shown.W[1] is not None
    assert np.array_equal(shown.W[1], end.tape.updated.W[1])
    assert not np.array_equal(shown.W[1], end.network.W[1])
    assert shown.Eo is not None
    assert shown.Eo.tolist() == pytest.approx(np.array([[-0.77]]))


@settings(max_examples=40, deadline=None)
@given(sessions(most_layers=5), st.data())
def test_a_snapshot_contains_exactly_the_quantities_of_the_revealed_stages(
    session: Session, data: st.DataObject
) -> None:
    depth, bias = session.architecture.depth, session.architecture.bias
    stage = data.draw(st.integers(0, session.stages.backward_end))
    shown = shown_of(sought(session, 0, stage))
    given_names = {
        {"C": "C", "E": "Eo" if q.layer == depth else f"Eh{q.layer}"}.get(q.symbol, f"{q.symbol}{q.layer}")
        for each in session.stages.stages[:stage]
        for q in each.computes
    }
    assert known(shown) == given_names
    assert len(shown.Eh) == depth - 1
    assert (shown.dB is None) is not bias
    assert (shown.B is None) is not bias
