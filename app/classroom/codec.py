"""A class and its members as bytes, and back. Never pickle.

A class, format 1, little-endian:

    check    format number, three bytes of nothing, CRC-32 of all that follows
    sizes    length of the text, how many sessions follow, the length of each
    text     everything but the sessions as JSON; a question names its session by number
    sessions as `app.session.codec` writes them, the first being the present one; each is written once

A member, format 1, is a JSON list that begins with the number of the format.
"""

import json
import struct
from typing import Any
from zlib import crc32

from app.classroom.classroom import ClassQuestion, Classroom, LinedUp
from app.classroom.member import Attempt, Given, Member
from app.core.practice.choosing import Wish
from app.core.practice.place import Place
from app.core.practice.question import Question
from app.session.codec import decode, encode
from app.session.errors import DamagedState

FORMAT = 1

_CHECK = struct.Struct("<B3xI")
_SIZES = struct.Struct("<IH")


def encode_class(classroom: Classroom) -> bytes:
    """The class's bytes."""
    sessions: dict[bytes, int] = {encode(classroom.session): 0}
    questions = [
        [*_question_parts(each.question), sessions.setdefault(each.before, len(sessions)), each.rounds, each.revealed]
        for each in classroom.questions
    ]
    parts = [
        classroom.language,
        classroom.leader.hex(),
        classroom.mode,
        classroom.locked,
        classroom.practice,
        classroom.tries,
        classroom.own_numbers,
        classroom.handed_out,
        questions,
        classroom.lined_up,
        classroom.asks_always,
    ]
    text = json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()
    lengths = struct.pack(f"<{len(sessions)}I", *map(len, sessions))
    body = b"".join([_SIZES.pack(len(text), len(sessions)), lengths, text, *sessions])
    return _CHECK.pack(FORMAT, crc32(body)) + body


def decode_class(data: bytes) -> Classroom:
    """The class of these bytes. Raises `DamagedState` for invalid bytes."""
    try:
        number, check = _CHECK.unpack_from(data)
        body = data[_CHECK.size :]
        if number != FORMAT or crc32(body) != check:
            raise DamagedState("the bytes are not a class, or have changed since they were written")
        return _class(body)
    except (struct.error, ValueError, TypeError, LookupError) as error:
        raise DamagedState("the bytes are not a class") from error


def encode_member(member: Member) -> bytes:
    """The member's bytes."""
    parts = [
        FORMAT,
        member.number,
        member.secret.hex(),
        member.joined,
        member.session,
        member.exploring,
        member.handed_out,
        member.place,
        member.since,
        member.hand,
        member.given,
        member.attempts,
    ]
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()


def decode_member(data: bytes) -> Member:
    """The member of these bytes. Raises `DamagedState` for invalid bytes."""
    try:
        number, name, secret, joined, session, exploring, handed_out, place, since, hand, given, attempts = json.loads(
            data
        )
        if number != FORMAT:
            raise DamagedState(f"format {number} is not known")
        return Member(
            name,
            bytes.fromhex(secret),
            joined,
            session,
            exploring,
            handed_out,
            (place[0], place[1]),
            since,
            hand,
            tuple(Given(*each) for each in given),
            tuple(Attempt(*each) for each in attempts),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise DamagedState("the bytes are not a member") from error


def _class(body: bytes) -> Classroom:
    length, count = _SIZES.unpack_from(body)
    sizes = struct.unpack_from(f"<{count}I", body, _SIZES.size)
    at = _SIZES.size + 4 * count
    parts = json.loads(body[at : at + length])
    at += length
    sessions = []
    for size in sizes:
        sessions.append(body[at : at + size])
        at += size
    language, leader, mode, locked, practice, tries, own_numbers, handed_out, questions, lined_up, always = parts
    return Classroom(
        language,
        bytes.fromhex(leader),
        decode(sessions[0]),
        mode,
        locked,
        practice,
        tries,
        own_numbers,
        handed_out,
        tuple(_question(each, sessions) for each in questions),
        tuple(LinedUp(stage, Wish(*wish)) for stage, wish in lined_up),
        always,
    )


def _question_parts(question: Question) -> list[Any]:
    return [question.kind, question.place, question.stage, question.aspect]


def _question(parts: list[Any], sessions: list[bytes]) -> ClassQuestion:
    kind, place, stage, aspect, session, rounds, revealed = parts
    return ClassQuestion(Question(kind, Place(*place), stage, aspect), sessions[session], tuple(rounds), revealed)
