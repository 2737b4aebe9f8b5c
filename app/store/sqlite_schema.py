"""The tables of an SQLite store, and how a file of an earlier version becomes one of this version."""

import sqlite3
from typing import NamedTuple

from app.store.base import Room


class Tables(NamedTuple):
    """The tables of a room, and whether nothing that is deleted may stay readable in the file."""

    entries: str
    members: str
    changes: str
    forgets: bool


TABLES: dict[Room, Tables] = {
    "sessions": Tables("entries", "members", "changes", forgets=False),
    "classes": Tables("class_entries", "class_members", "class_changes", forgets=True),
}

ENTRIES = """
    CREATE TABLE {entries} (
        key TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        data BLOB NOT NULL,
        expires REAL NOT NULL,
        ends REAL NOT NULL
    );
    CREATE INDEX {entries}_by_expiry ON {entries} (expires);
"""

# A member has no times of its own. AUTOINCREMENT: no number is ever given twice, even if the last row was deleted.
MEMBERS_AND_CHANGES = """
    CREATE TABLE {members} (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        parent TEXT NOT NULL,
        version INTEGER NOT NULL,
        data BLOB NOT NULL
    );
    CREATE INDEX {members}_by_parent ON {members} (parent);
    CREATE TABLE {changes} (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL,
        at REAL NOT NULL
    );
"""

# Step n makes a file of schema n from one of schema n - 1. Never change a step that was released: add one.
STEPS: tuple[tuple[tuple[Room, str], ...], ...] = (
    (("sessions", ENTRIES),),
    (("sessions", MEMBERS_AND_CHANGES), ("classes", ENTRIES), ("classes", MEMBERS_AND_CHANGES)),
)

SCHEMA_VERSION = len(STEPS)  # stored in `user_version`, which is 0 in a new file


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Make a file of schema `version` one of this version. Part of a transaction of the caller."""
    for step in STEPS[version:]:
        for room, template in step:
            for statement in filter(str.strip, template.format(**TABLES[room]._asdict()).split(";")):
                connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
