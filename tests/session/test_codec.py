"""To bytes and back, bit for bit; damage is detected; old formats stay readable."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.keys import Key
from app.session.codec import decode, encode
from app.session.description import LARGEST_SEED, build
from app.session.errors import DamagedState
from app.session.session import Session, default_session
from app.session.verbs import edited, sought, stepped, trained_on

Bits = Callable[[Session], dict[str, Any]]

DATA = Path(__file__).parent / "data"


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    last, loss = draw(
        st.sampled_from(
            [("tanh", "half_squared_error"), ("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")]
        )
    )
    session = build(
        {
            "sizes": sizes,
            "activations": [*["tanh"] * (len(sizes) - 2), last],
            "loss": loss,
            "bias": draw(st.booleans()),
            "learning_rate": 0.01,
            "seed": draw(st.integers(0, LARGEST_SEED)),
        }
    )
    for _ in range(draw(st.integers(0, 3))):
        session = trained_on(session, draw(st.integers(1, 150)))
        session = edited(session, learning_rate=draw(st.floats(0.001, 0.05)))
    return sought(session, draw(st.integers(0, 300)), draw(st.integers(0, session.count)))


@given(session=sessions())
@settings(max_examples=60, deadline=None)
def test_every_session_comes_back_bit_for_bit(bits: Bits, session: Session) -> None:
    again = decode(encode(session))
    assert bits(again) == bits(session)
    assert encode(again) == encode(session)
    assert again.tape.updated.parameters.tobytes() == session.tape.updated.parameters.tobytes()


def test_numbers_at_the_edge_of_float64_come_back(example: Session, bits: Bits) -> None:
    tiny = np.nextafter(0.0, 1.0)
    session = edited(example, biases=[[-0.0, tiny, 1.7976931348623157e308], [2.2250738585072014e-308]])
    assert bits(decode(encode(session))) == bits(session)


def test_what_comes_back_is_as_frozen_as_what_went(example: Session) -> None:
    session = decode(encode(trained_on(example, 100)))
    for array in (session.network.parameters, session.problem.X, session.keyframes[0].network.parameters):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_any_changed_byte_is_detected(example: Session) -> None:
    data = encode(stepped(trained_on(example, 130), "stage", 3))
    for at in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            damaged = data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]
            try:
                found = decode(damaged)
            except DamagedState:
                continue
            assert encode(found) == data  # one of the three bytes that hold nothing


def test_truncated_bytes_are_detected(example: Session) -> None:
    data = encode(example)
    for length in range(len(data)):
        with pytest.raises(DamagedState):
            decode(data[:length])
    with pytest.raises(DamagedState):
        decode(data + b"\0" * 8)


@given(data=st.binary(max_size=300))
def test_bytes_that_were_never_a_session_are_rejected(data: bytes) -> None:
    with pytest.raises(DamagedState):
        decode(data)


def test_a_future_format_is_rejected(example: Session) -> None:
    with pytest.raises(DamagedState, match="format 5"):
        decode(b"\x05" + encode(example)[1:])


def test_nothing_is_pickled() -> None:
    assert b"numpy" not in encode(default_session())


def test_format_1_stays_readable() -> None:
    """The kept bytes are of a seeded 2-3-1 network with XOR, trained, edited, trained on, and gone back."""
    session = decode((DATA / "format-1.bin").read_bytes())
    expected = json.loads((DATA / "format-1.json").read_text())
    assert [session.iteration, session.stage, session.seed] == expected["place"]
    assert session.architecture.activations == ("tanh", "sigmoid")
    assert session.architecture.loss == "binary_cross_entropy"
    assert [float.hex(value) for value in session.network.parameters.tolist()] == expected["parameters"]
    assert session.problem.X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert session.problem.Y.tolist() == [[0], [1], [1], [0]]
    keyframes = [[k.iteration, k.given, k.problem.learning_rate] for k in session.keyframes]
    assert keyframes == expected["keyframes"]
    parameters = [[float.hex(value) for value in k.network.parameters.tolist()] for k in session.keyframes]
    assert parameters == expected["kept"]


def test_format_3_stays_readable() -> None:
    """The kept bytes are of the reference example: one question answered, the next tried with −0,8 and hinted once."""
    practice = decode((DATA / "format-3.bin").read_bytes()).practice
    assert practice.on
    assert practice.marks == ("first",)
    assert practice.asked is not None
    assert (practice.asked.question.place.key, practice.asked.typed) == (Key("H", 1, 1), "-0,8")
    assert (practice.asked.tries, practice.asked.hints) == (1, 1)
