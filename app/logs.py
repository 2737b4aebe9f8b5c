"""The log: one line an event on standard error, as `key=value` pairs (logfmt)."""

import logging
import re
import time
from typing import Any

# What stands in no line need not be found out for each of them.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

_PLAIN = re.compile(r"[a-zA-Z0-9_\-./:{}()+]+")


class Logfmt(logging.Formatter):
    """`time=2026-01-31T12:00:00.000Z level=info event=request method=GET …`; a traceback is one quoted value."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
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
    """The value as it stands where it is one word, else in quotes and in one line."""
    if _PLAIN.fullmatch(value):
        return value
    inner = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{inner}"'


def logging_config(level: str) -> dict[str, Any]:
    """What `logging.config.dictConfig` and uvicorn take: everything from `level` on, to standard error."""
    logger = {"handlers": ["lines"], "level": level.upper(), "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"logfmt": {"()": "app.logs.Logfmt"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "logfmt"}},
        "loggers": {"app": logger, "uvicorn": logger},
    }
