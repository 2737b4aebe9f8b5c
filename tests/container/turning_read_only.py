"""The program, whose file turns read-only at SIGUSR1 and can be written again from SIGUSR2 on.

The same happens when a disk is remounted read-only, which only an administrator can really do.
"""

import signal
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from app import __main__ as command_line
from app.store import sqlite_connection
from app.store.sqlite_file import open_file

OPEN = list[sqlite3.Connection]()  # one for each room of the store


def watched(path: Path) -> sqlite3.Connection:
    """A connection of the store, which from now on obeys the two signals."""
    OPEN.append(connection := open_file(path))
    return connection


def turn(number: int, _frame: object) -> None:
    for connection in OPEN:
        with suppress(sqlite3.ProgrammingError):  # closed again: the command line tries the store before it serves
            connection.execute(f"PRAGMA query_only = {'ON' if number == signal.SIGUSR1 else 'OFF'}")


if __name__ == "__main__":
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, turn)
    with patch.object(sqlite_connection, "open_file", watched):
        sys.exit(command_line.main())
