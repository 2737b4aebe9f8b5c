"""The API held against its OpenAPI document by a program that makes up requests, good and bad, alone and in rows."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest
from fastapi import FastAPI
from jinja2 import Environment
from schemathesis import AuthContext, GenerationMode, hook, openapi
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.engine import from_schema
from schemathesis.engine.events import ScenarioFinished
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.case import Case
from schemathesis.hooks import HookContext, unregister
from schemathesis.schemas import BaseSchema

from app.classroom.codec import encode_class
from app.session.session import default_session
from app.session.verbs import sought
from app.store.errors import KeyTaken
from app.web import lifespan
from app.web.api import operations, practice, worksheets
from app.web.api.classroom import classes, members
from app.web.dependencies import services_of

EXAMPLES_OF_A_CLASS = 3
EXAMPLES = 15  # of requests made up for each operation, besides those that follow from the document alone
# What is right by its form may be refused for what it means: an old version (412); weights that do not fit the sizes,
# numbers that would overflow (422).
MEANING = ["412", "422"]
ALONE = ("coverage", "fuzzing")  # phases that ask every operation by itself; in `stateful` they come in rows
MET = {200, 201, 204, 409}  # answers of a session that is there
UNMET = {"GET /api/v1/classes/{code}/events", "DELETE /api/v1/classes/{code}/members/{alias}"}
"""What needs more than the secret: the patience for a stream without an end, and the alias of a member."""


@dataclass
class Seen:
    """What was asked, how it was answered and by what it was judged."""

    failures: list[str] = field(default_factory=list)
    checks: Counter[str] = field(default_factory=Counter)
    kinds: set[tuple[str, GenerationMode]] = field(default_factory=set)
    asked: set[tuple[str, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def note(self, phase: str, recorder: ScenarioRecorder) -> None:
        for check in (check for of_one in recorder.checks.values() for check in of_one):
            self.checks[check.name] += 1
            if check.failure_info is not None:
                failure: Failure = check.failure_info.failure
                self.failures.append(f"{check.name}: {failure.message}\n{check.failure_info.code_sample}")
        for id_, node in recorder.cases.items():
            name = node.value.operation.label
            self.asked.add((phase, name))
            if node.value.meta is not None:
                self.kinds.add((phase, node.value.meta.generation.mode))
            asked = recorder.interactions.get(id_)
            if asked is not None and asked.response is not None and asked.response.status_code in MET:
                self.met.add(name)


class LedClass:
    """A class that lasts for ever: what was ended is created again, with the same code and the same secrets."""

    OF_MEMBERS = ("/answer", "/hand")

    def __init__(self, program: FastAPI) -> None:
        services = services_of(program)
        self.store = services.class_store
        stored, self.leader = services.classes.open(sought(default_session(), 0, 4), "en")
        self.code, self.data = stored.code, encode_class(stored.classroom)
        member, secret = services.classes.join(self.code)
        self.member, self.key = str(secret), f"{self.code}/{member.member.number}"
        self.of_member = self.store.get(self.key)

    def revive(self) -> None:
        """Let the class and its member be there."""
        assert self.of_member is not None
        for key, data, parent in ((self.code, self.data, None), (self.key, self.of_member.data, self.code)):
            with suppress(KeyTaken):
                self.store.create(key, data, parent=parent)

    def into(self, case: Case[Any]) -> None:
        """Send a call that is right by its form to this class."""
        path = case.operation.path
        if "{code}" in path and (case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE):
            case.path_parameters = {**(case.path_parameters or {}), "code": self.code}

    def secret(self, path: str) -> str:
        """The secret of the one who may make a call; none for a stream, which would not end."""
        if "{code}" not in path or path.endswith("/events"):
            return ""
        return self.member if path.endswith(self.OF_MEMBERS) else self.leader


def judged(program: FastAPI, *, classes_only: bool) -> Seen:
    load_all_checks()
    whole = openapi.from_asgi("/openapi.json", program)
    of_classes = r"^/api/v1/classes"
    schema = whole.include(path_regex=of_classes) if classes_only else whole.exclude(path_regex=of_classes)
    schema.config.generation.update(max_examples=EXAMPLES_OF_A_CLASS if classes_only else EXAMPLES)
    schema.config.phases.stateful.enabled = not classes_only
    acceptance = schema.config.checks.positive_data_acceptance
    acceptance.expected_statuses = [*acceptance.expected_statuses, *MEANING]
    seen = Seen()
    with prepared(schema, program) if classes_only else nullcontext():
        for event in from_schema(schema).execute():
            assert "Error" not in type(event).__name__, repr(event)
            if isinstance(event, ScenarioFinished):
                seen.note(event.phase.value, event.recorder)
    return seen


@contextmanager
def prepared(schema: BaseSchema, program: FastAPI) -> Iterator[None]:
    """Let calls that are right by their form meet a class, with the secret that they need."""
    led = LedClass(program)

    @schema.auth(refresh_interval=None)
    class Bearer:
        def get(self, case: Case[Any], _context: AuthContext) -> str:
            return led.secret(case.operation.path)

        def set(self, case: Case[Any], data: str, _context: AuthContext) -> None:
            if data:
                case.headers["Authorization"] = f"Bearer {data}"

    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        led.into(case)

    def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
        led.revive()  # before the checks, some of which call again

    for each in (before_call, after_call):
        hook(each)
    try:
        yield
    finally:
        for each in (before_call, after_call):
            unregister(each)


def every(*parts: ModuleType) -> set[str]:
    """The operations of these modules."""
    routes = [route for part in parts for route in part.router.routes]
    return {f"{method} {route.path}" for route in routes for method in route.methods}


BOTH = {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}


@pytest.fixture(autouse=True)
def nothing_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile no template in a thread while hypothesis parses in another: CPython 3.11 may then raise SystemError."""

    async def nothing(templates: Environment) -> None:
        del templates

    monkeypatch.setattr(lifespan, "prepare", nothing)


@pytest.mark.slow
def test_no_made_up_request_gets_an_answer_that_the_document_does_not_tell_of(program: FastAPI) -> None:
    seen = judged(program, classes_only=False)
    assert seen.failures == []
    assert set(seen.checks) == set(CHECKS.get_all_names())
    assert {(phase, name) for phase in ALONE for name in every(operations, practice, worksheets)} <= seen.asked
    assert {(phase, mode) for phase in ("coverage", "fuzzing", "stateful") for mode in BOTH} <= seen.kinds
    assert {"POST /api/v1/sessions", "GET /api/v1/sessions/{id}"} <= seen.met  # it gets beyond ids that do not exist


@pytest.mark.slow
def test_no_made_up_request_about_a_class_gets_one_either(program: FastAPI) -> None:
    seen = judged(program, classes_only=True)
    assert seen.failures == []
    asked = every(classes, members)
    assert {(phase, name) for phase in ALONE for name in asked} <= seen.asked
    assert {(phase, mode) for phase in ALONE for mode in BOTH} <= seen.kinds
    assert asked - seen.met <= UNMET
