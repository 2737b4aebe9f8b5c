"""What is revealed: one decision, and everything that is shown agrees with it."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import keys
from app.core.keys import Key
from app.session.description import build
from app.session.errors import NotRevealed
from app.session.service import StoredSession
from app.session.session import Session, default_session
from app.session.verbs import sought
from app.view.diagram.draw import scene
from app.view.panel.panel import panel
from app.view.quantities.revealed import DIFFERENCE, ONE_COST, Revealed, Source, revealing_stage, source
from app.view.quantities.snapshot import snapshot
from app.view.words.language import language
from tests.core.every_key import every_key
from tests.view.strategies import sessions

APP = Path(__file__).parents[3] / "app"
EN = language("en")
DATA_Q = re.compile(r'data-q="([^"]+)"')


@pytest.mark.parametrize(
    ("letter", "layer", "stage"),
    [
        ("X", 0, 0),
        ("Y", 2, 0),
        ("W", 1, 0),
        ("Z", 1, 1),
        ("H", 2, 4),
        (DIFFERENCE, 2, 4),
        ("C", 2, 5),
        (ONE_COST, 2, 5),
        ("M", 2, 6),
        ("R", 2, 6),
        ("E", 2, 6),
        ("dW", 2, 7),
        ("M", 1, 8),
        ("E", 1, 8),
        ("dB", 1, 9),
    ],
)
def test_each_quantity_is_revealed_by_its_stage(letter: str, layer: int, stage: int) -> None:
    session = default_session()
    assert revealing_stage(Source(letter, layer), session.architecture) == stage
    for index in range(session.count + 1):
        assert Revealed(sought(session, 0, index)).knows(Source(letter, layer)) is (index >= stage)


def test_new_weights_are_revealed_by_the_update() -> None:
    session = default_session()
    new = Source("W", 1, new=True)
    assert not Revealed(sought(session, 0, 9)).knows(new)
    end = Revealed(sought(session, 0, 10))
    assert np.array_equal(end.array(new), session.tape.updated.W[0])
    assert np.array_equal(end.array(Source("W", 1)), session.network.W[0])
    assert end.shown(Key("W", 1, 0, 0)) == session.tape.updated.W[0].item(0, 0)
    assert end.value(Key("W", 1, 0, 0)) == session.network.W[0].item(0, 0)


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=60, deadline=None)
def test_exactly_the_revealed_numbers_can_be_read(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, data.draw(st.integers(0, session.count)))
    revealed = Revealed(session, data.draw(st.integers(0, len(session.problem.X) - 1)))
    for key in every_key(session.architecture):
        if revealed.knows(source(key)):
            assert np.isfinite(revealed.value(key))
            assert np.isfinite(revealed.shown(key))
            assert revealed.get(source(key)) is not None
        else:
            assert revealed.get(source(key)) is None
            for read in (revealed.value, revealed.shown):
                with pytest.raises(NotRevealed):
                    read(key)


@given(sessions(most_layers=4, most_units=3), st.data())
@settings(max_examples=40, deadline=None)
def test_page_and_json_show_no_number_that_is_not_revealed(session: Session, data: st.DataObject) -> None:
    session = sought(session, 0, data.draw(st.integers(0, session.count)))
    revealed = Revealed(session)
    level = data.draw(st.sampled_from(["full", "compact", "strip", "summary"]))
    page = str(scene(session, "desk", level, 0, None, EN).marks) + "".join(map(str, panel(session, 0, EN)))
    for text in set(DATA_Q.findall(page)):
        key = keys.parse(text, session.architecture)
        assert revealed.knows(source(key)), text
    shown = snapshot(StoredSession("id", 1, session))
    for letter, layers in {"Z": shown.Z, "H": shown.H, "dW": shown.dW, "E": (*shown.Eh, shown.Eo)}.items():
        assert [layer is not None for layer in layers] == [
            revealed.knows(Source(letter, l)) for l in range(1, revealed.depth + 1)
        ]
    assert (shown.cost is not None) is revealed.knows(Source("C", revealed.depth))


@given(sessions(most_layers=4, most_units=3))
@settings(max_examples=40, deadline=None)
def test_a_message_is_what_the_slope_multiplies(session: Session) -> None:
    revealed = Revealed(sought(session, 0, session.count))
    for l in range(1, revealed.depth + 1):
        simplified = l == revealed.depth and session.architecture.cost.simplifies
        slope = 1.0 if simplified else revealed.array(Source("R", l))
        found = revealed.array(Source("M", l)) * slope
        np.testing.assert_allclose(found, revealed.array(Source("E", l)), rtol=1e-9, atol=1e-12)


def test_at_the_start_nothing_is_computed_for_what_is_given() -> None:
    session = default_session()
    revealed = Revealed(session)
    given = (Source("X", 0), Source("Y", 2), Source("W", 1), Source("B", 2))
    assert all(revealed.get(each) is not None for each in given)
    assert "tape" not in vars(session)


def test_a_network_without_biases_has_none_to_reveal() -> None:
    revealed = Revealed(sought(build({"sizes": [1, 1], "bias": False}), 0, 6))
    with pytest.raises(KeyError):
        revealed.array(Source("B", 1))
    with pytest.raises(KeyError):
        revealed.array(Source("dB", 1))


# The line of costs looks ahead on purpose, and lessons make tapes of their own; no other view reads a session's tape.
READS_TAPES = {"quantities/revealed.py"}


def test_no_other_view_reads_the_tape_of_a_session() -> None:
    found = {
        path.relative_to(APP / "view").as_posix()
        for path in (APP / "view").rglob("*.py")
        if re.search(r"(?:session|revealed|shown|kept)\.tape\b", path.read_text(encoding="utf-8"))
    }
    assert found == READS_TAPES
