"""The API held against its OpenAPI document by a program that makes up requests, good and bad, alone and in rows."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from schemathesis import GenerationMode, openapi
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import Failure
from schemathesis.engine import from_schema
from schemathesis.engine.events import ScenarioFinished
from schemathesis.engine.recorder import ScenarioRecorder

from app.web.api import operations, practice, worksheets

EXAMPLES = 15  # of requests made up for each operation, besides those that follow from the document alone
# What is right by its form may be refused for what it means: an old version (412); weights that do not fit the sizes,
# numbers that would overflow (422).
MEANING = ["412", "422"]
ALONE = ("coverage", "fuzzing")  # phases that ask every operation by itself; in `stateful` they come in rows
MET = {200, 201, 204, 409}  # answers of a session that is there
ROUTES = [*operations.router.routes, *practice.router.routes, *worksheets.router.routes]
EVERY = {f"{method} {route.path}" for route in ROUTES for method in route.methods}  # type: ignore[attr-defined]


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


def judged(program: FastAPI) -> Seen:
    load_all_checks()
    schema = openapi.from_asgi("/openapi.json", program)
    schema.config.generation.update(max_examples=EXAMPLES)
    acceptance = schema.config.checks.positive_data_acceptance
    acceptance.expected_statuses = [*acceptance.expected_statuses, *MEANING]
    seen = Seen()
    for event in from_schema(schema).execute():
        assert "Error" not in type(event).__name__, event
        if isinstance(event, ScenarioFinished):
            seen.note(event.phase.value, event.recorder)
    return seen


@pytest.mark.slow
def test_no_made_up_request_gets_an_answer_that_the_document_does_not_tell_of(program: FastAPI) -> None:
    seen = judged(program)
    assert seen.failures == []
    assert set(seen.checks) == set(CHECKS.get_all_names())
    assert {(phase, name) for phase in ALONE for name in EVERY} <= seen.asked
    both = {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}
    assert {(phase, mode) for phase in ("coverage", "fuzzing", "stateful") for mode in both} <= seen.kinds
    assert {"POST /api/v1/sessions", "GET /api/v1/sessions/{id}"} <= seen.met  # it gets beyond ids that do not exist
