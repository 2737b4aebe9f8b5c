"""An example of each answer about classes, by the name of its schema. Tests compare them with a class that is led so.

The class has the network of `examples.SMALL`. It is asked for the error of stage 4; its one member answers 0.5, and the
answer is shown.
"""

from pydantic import JsonValue

from app.web.api.examples import PLACE, SNAPSHOT

Fields = dict[str, JsonValue]

CODE, ALIAS, SESSION = "482913", "Quick Hare", "9s1-BQAAAAAAAAAAAAAAAAAA"
LEADER, MEMBER = "l3AdEr-aaaaaaaaaaaaaaaaa", "1015.m3mB3r-aaaaaaaaaaaaaaaaa"
JOINED = 1767261600.0

HIDDEN: Fields = {"Z": [None], "H": [None], "cost": None, "Eo": None}
START: JsonValue = {"index": 0, "count": 6, "phase": "start", "kind": "start", "layer": None, "name": None}
ASKED_AT: JsonValue = {"index": 3, "count": 6, "phase": "cost", "kind": "cost", "layer": None, "name": "C"}
QUESTION: Fields = {
    "id": "1",
    "kind": "number",
    "quantity": "Eo",
    **PLACE,
    "stage": 4,
    "text": "What is Eo?",
    "choices": None,
    "round": 1,
    "revealed": False,
    "correct": 0.25,
}


def _state(version: int, stage: int, members: int, snapshot: Fields, question: Fields | None = None) -> Fields:
    return {
        "code": CODE,
        "version": version,
        "mode": "lead",
        "locked": False,
        "practice": True,
        "tries": 0,
        "members": members,
        "iteration": 0,
        "stage": stage,
        "snapshot": {**SNAPSHOT, "id": CODE, "version": version, **snapshot},
        "question": question,
    }


OF_A_MEMBER: Fields = {"alias": ALIAS, "exploring": False, "hand": False, "answered": False, "answer": None}
OWN: JsonValue = {"text": "0.5", "tries": 1, "right": False, "slip": "factor-two"}
ROUND: JsonValue = {"members": 1, "answered": 1, "right": 0, "slips": {"factor-two": 1}, "other": 0}

CLASS_ANSWERS: dict[str, Fields] = {
    "OpenClass": {"open": True, "locked": False},
    "OpenedClass": {"code": CODE, "secret": LEADER, "state": _state(1, 0, 0, {**HIDDEN, "stage": START})},
    "Joined": {
        "secret": MEMBER,
        "alias": ALIAS,
        "session": SESSION,
        "state": {**_state(2, 3, 1, {"stage": ASKED_AT, "Eo": None}), **OF_A_MEMBER},
    },
    "Members": {
        "members": [
            {
                "alias": ALIAS,
                "place": {"iteration": 0, "stage": 3},
                "since": JOINED,
                "exploring": False,
                "hand": None,
            }
        ]
    },
    "Accepted": {"accepted": True, "tries": 1},
    "Answers": {"question": QUESTION, "rounds": [ROUND]},
    "ClassState": {
        **_state(4, 4, 1, {}, {**QUESTION, "revealed": True}),
        **OF_A_MEMBER,
        "answered": True,
        "answer": OWN,
    },
    "Summary": {
        "answers": [
            {
                "alias": ALIAS,
                "question": 1,
                "text": "What is Eo?",
                "round": 1,
                "answer": "0.5",
                "right": False,
                "slip": "factor-two",
                "tries": 1,
                "seconds": 12.5,
            }
        ]
    },
}
