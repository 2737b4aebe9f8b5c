"""A session as bytes, and back, bit for bit. Never pickle.

Format 1, little-endian:

    check   format number, three bytes of nothing, CRC-32 of all that follows
    head    place, seed (−1 for none), which keyframe holds the present network (−1 for none),
            lengths of what follows
    text    the architecture as JSON
    tables  matrices (rows, columns); problems (X, Y, learning rate); keyframes (iteration,
            problem, given), X and Y being numbers of matrices
    zeros   up to a multiple of 8
    floats  the matrices, each keyframe's parameters, the present parameters if no keyframe has them

An array that several keyframes share is written once.

Format 2 is format 1 with sessions to undo to, each of which is bytes of format 1:

    check   as above, with the number 2
    count   how many
    table   for each: place, lengths of the name of the change and of the bytes
    texts   the names, then the bytes; then everything of format 1 after its check

It is written only where there is something to undo.

Format 3 is format 2 with the practice of the session: after its check the length of a JSON text and the text
(`practice_codec`), then everything of format 2 after its check. It is written only where there is practice.

Format 4 is format 3, whatever its practice, with sessions to redo to: after its check their count, table and texts as
in format 2, then everything of format 3 after its check. It is written only where there is something to redo.

A new format gets a new number, and these readers stay.
"""

import json
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.errors import CoreError
from app.core.network import Network
from app.core.problem import Problem
from app.session.errors import DamagedState
from app.session.practice import NO_PRACTICE
from app.session.practice_codec import described, practice_of
from app.session.session import Earlier, Keyframe, Session

FORMAT = 4

_CHECK = struct.Struct("<B3xI")
_HEAD = struct.Struct("<QHqiHHHI")
_MATRIX = struct.Struct("<HH")
_PROBLEM = struct.Struct("<HHd")
_KEYFRAME = struct.Struct("<QH?")
_COUNT = struct.Struct("<H")
_TEXT = struct.Struct("<I")
_EARLIER = struct.Struct("<QHHI")


def encode(session: Session) -> bytes:
    """The session's bytes."""
    number, body = _with_past(session)
    if session.practice != NO_PRACTICE or session.later:
        text = described(session.practice)
        past = body if session.earlier else _COUNT.pack(0) + body
        number, body = 3, b"".join([_TEXT.pack(len(text)), text, past])
    if session.later:
        number, body = FORMAT, _listed(session.later) + body
    return _CHECK.pack(number, crc32(body)) + body


def _with_past(session: Session) -> tuple[int, bytes]:
    """What formats 1 and 2 write after their check, and the number of the format."""
    body = _body(session)
    if not session.earlier:
        return 1, body
    return 2, _listed(session.earlier) + body


def _listed(others: Sequence[Earlier]) -> bytes:
    """The count, the table and the texts of sessions to go to."""
    names = [each.change.encode() for each in others]
    rows = [_EARLIER.pack(*each.place, len(name), len(each.data)) for each, name in zip(others, names, strict=True)]
    return b"".join([_COUNT.pack(len(rows)), *rows, *names, *(each.data for each in others)])


def _body(session: Session) -> bytes:
    matrices: dict[int, tuple[int, Array]] = {}
    problems: dict[int, tuple[int, bytes]] = {}
    rows = []
    present = -1
    for at, keyframe in enumerate(session.keyframes):
        problem = keyframe.problem
        if id(problem) not in problems:
            x, y = (_numbered(matrices, array) for array in (problem.X, problem.Y))
            problems[id(problem)] = len(problems), _PROBLEM.pack(x, y, problem.learning_rate)
        rows.append(_KEYFRAME.pack(keyframe.iteration, problems[id(problem)][0], keyframe.given))
        if keyframe.network is session.network:
            present = at
    text = _described(session.architecture)
    seed = -1 if session.seed is None else session.seed
    arrays = [array for _, array in matrices.values()]
    head = [
        _HEAD.pack(session.iteration, session.stage, seed, present, len(arrays), len(problems), len(rows), len(text)),
        text,
        *(_MATRIX.pack(*array.shape) for array in arrays),
        *(packed for _, packed in problems.values()),
        *rows,
    ]
    networks = [keyframe.network.parameters for keyframe in session.keyframes]
    if present < 0:
        networks.append(session.network.parameters)
    return b"".join([_padded(b"".join(head)), *(array.data for array in (*arrays, *networks))])


def _numbered(matrices: dict[int, tuple[int, Array]], array: Array) -> int:
    return matrices.setdefault(id(array), (len(matrices), array))[0]


def _padded(head: bytes) -> bytes:
    return head + bytes(-len(head) % 8)


def decode(data: bytes) -> Session:
    """The session of these bytes. Raises `DamagedState` for invalid bytes."""
    try:
        number, check = _CHECK.unpack_from(data)
        if number not in _READERS:
            raise DamagedState(f"format {number} is not known")
        body = memoryview(data)[_CHECK.size :]
        if crc32(body) != check:
            raise DamagedState("the bytes have changed since they were written")
        return _READERS[number](body)
    except (struct.error, ValueError, TypeError, LookupError, CoreError) as error:
        raise DamagedState("the bytes are not a session") from error


def _with_earlier(body: memoryview) -> Session:
    earlier, at = _list(body)
    return replace(_session(bytes(body[at:])), earlier=earlier)


def _list(body: memoryview) -> tuple[tuple[Earlier, ...], int]:
    """Sessions to go to, and where what follows them begins."""
    (count,) = _COUNT.unpack_from(body)
    table, at = _table(_EARLIER, body, _COUNT.size, count)
    rows, names = [*table], []
    for *_, length, _size in rows:
        names.append(bytes(body[at : at + length]).decode())
        at += length
    earlier = []
    for name, (iteration, stage, _length, size) in zip(names, rows, strict=True):
        earlier.append(Earlier(name, (iteration, stage), bytes(body[at : at + size])))
        at += size
    return tuple(earlier), at


def _with_practice(body: memoryview) -> Session:
    (length,) = _TEXT.unpack_from(body)
    at = _TEXT.size + length
    practice = practice_of(bytes(body[_TEXT.size : at]))
    return replace(_with_earlier(body[at:]), practice=practice)


def _with_later(body: memoryview) -> Session:
    later, at = _list(body)
    return replace(_with_practice(body[at:]), later=later)


def _session(body: memoryview | bytes) -> Session:
    iteration, stage, seed, present, matrices, problems, keyframes, length = _HEAD.unpack_from(body)
    at = _HEAD.size + length
    architecture = _architecture(bytes(body[_HEAD.size : at]))
    shapes, at = _table(_MATRIX, body, at, matrices)
    problem_rows, at = _table(_PROBLEM, body, at, problems)
    keyframe_rows, at = _table(_KEYFRAME, body, at, keyframes)
    floats = np.frombuffer(body, dtype="<f8", offset=at + -at % 8)
    arrays, at = [], 0
    for rows, columns in shapes:
        arrays.append(floats[at : at + rows * columns].reshape(rows, columns))
        at += rows * columns
    trained_on = [Problem(arrays[x], arrays[y], rate) for x, y, rate in problem_rows]
    count = architecture.parameter_count
    networks = [Network(architecture, row) for row in floats[at:].reshape(-1, count)]
    kept = tuple(
        Keyframe(first, networks[k], trained_on[problem], given)
        for k, (first, problem, given) in enumerate(keyframe_rows)
    )
    # The keyframe that rules the present: the last one not after it.
    problem = [keyframe.problem for keyframe in kept if keyframe.iteration <= iteration][-1]
    return Session(kept, iteration, stage, networks[present], problem, None if seed < 0 else seed)


_READERS: dict[int, Callable[[memoryview], Session]] = {
    1: _session,
    2: _with_earlier,
    3: _with_practice,
    4: _with_later,
}


def _table(form: struct.Struct, body: memoryview | bytes, at: int, rows: int) -> tuple[Iterable[tuple[Any, ...]], int]:
    end = at + form.size * rows
    return form.iter_unpack(body[at:end]), end


def _described(architecture: Architecture) -> bytes:
    parts = [architecture.sizes, architecture.activations, architecture.loss, architecture.bias]
    return json.dumps(parts, separators=(",", ":")).encode()


# 32 µs per decoded session: what was derived from an architecture is found again
@lru_cache(maxsize=1024)
def _architecture(text: bytes) -> Architecture:
    sizes, activations, loss, bias = json.loads(text)
    return Architecture(tuple(sizes), tuple(activations), loss, bias)
