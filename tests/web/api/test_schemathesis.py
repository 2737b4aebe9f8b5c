"""The API held against its OpenAPI document by a program that makes up requests, good and bad, alone and in rows."""

from fastapi import FastAPI
from schemathesis import openapi
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.engine import from_schema
from schemathesis.engine.events import ScenarioFinished

from app.web.api.operations import OPERATIONS

EXAMPLES = 40  # of requests made up for each operation: about 20 s in all
# What is right by its form may be refused for what it means: an old version (412); weights that do not fit the sizes,
# numbers that would grow beyond all bounds (422).
MEANING = ["412", "422"]


def test_no_made_up_request_gets_an_answer_that_the_document_does_not_tell_of(program: FastAPI) -> None:
    load_all_checks()
    schema = openapi.from_asgi("/openapi.json", program)
    schema.config.generation.update(max_examples=EXAMPLES)
    acceptance = schema.config.checks.positive_data_acceptance
    acceptance.expected_statuses = [*acceptance.expected_statuses, *MEANING]
    asked, used, failures = set[str](), set[str](), list[str]()
    for event in from_schema(schema).execute():
        assert "Error" not in type(event).__name__, event
        if isinstance(event, ScenarioFinished):
            asked.add(event.label or "")
            for checks in event.recorder.checks.values():
                for check in checks:
                    used.add(check.name)
                    if check.failure_info is not None:
                        info = check.failure_info
                        failures.append(f"{check.name}: {info.failure.message}\n{info.code_sample}")
    assert failures == []
    assert {f"{operation.method} {operation.path}" for operation in OPERATIONS} <= asked
    assert {"not_a_server_error", "status_code_conformance", "response_schema_conformance"} <= used
    assert len(CHECKS.get_all_names()) > 10
