import logging
import logging.config
import re

import pytest

from app.logs import Logfmt, logging_config, quoted


def test_an_event_is_one_line_of_keys_and_values() -> None:
    record = logging.LogRecord("app", logging.WARNING, "", 0, "it is %s", ("late",), None)
    record.fields = {"ms": "1.5", "route": "/workbench/{name}"}
    line = Logfmt().format(record)
    assert re.fullmatch(
        r'time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=warning event="it is late" ms=1.5 route=/workbench/{name}',
        line,
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("", '""'),
        ("a b", '"a b"'),
        ('say "x"', '"say \\"x\\""'),
        ("a\nlevel=error", '"a\\nlevel=error"'),
    ],
)
def test_a_value_cannot_make_another_line_or_another_field(value: str, text: str) -> None:
    assert quoted(value) == text


def test_a_traceback_stays_in_the_line_of_its_event(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(logging_config("info"))
    log = logging.getLogger("app.test")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        log.exception("oh")
    log.debug("not asked for")
    written = capsys.readouterr().err
    logging.getLogger("app").handlers.clear()
    logging.getLogger("app").propagate = True
    assert written.count("\n") == 1
    assert "ZeroDivisionError" in written
