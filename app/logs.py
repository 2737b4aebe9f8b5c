"""The log: one line per event on standard error, as `key=value` pairs (logfmt)."""

import logging
import re
import time
from typing import Any

# No line contains these, so do not look them up for each record.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

_PLAIN = re.compile(r"[a-zA-Z0-9_\-./:{}()+]+")


class Logfmt(logging.Formatter):
    """Formats a record as `time=2026-01-31T12:00:00.000Z level=info event=request …`; a traceback is one value."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        fields: dict[str, Any] = {
            "time": f"{stamp}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return " ".join(f"{key}={quoted(str(value))}" for key, value in fields.items())


def quoted(value: str) -> str:
    """The value unchanged if it is one plain word, else quoted and escaped, so that it stays on its line."""
    if _PLAIN.fullmatch(value):
        return value
    inner = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{inner}"'


def logging_config(level: str) -> dict[str, Any]:
    """The configuration for `logging.config.dictConfig` and uvicorn: records from `level` up, to standard error."""
    logger = {"handlers": ["lines"], "level": level.upper(), "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"logfmt": {"()": "app.logs.Logfmt"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "logfmt"}},
        "loggers": {"app": logger, "uvicorn": logger},
    }
