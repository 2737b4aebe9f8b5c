# ruff: noqa: S608 - the names of the tables are our own
"""The SQL of a room.

Members are in a table of their own, so that sessions pay nothing for them: only where no entry
has a key, a member is looked for. A key is in one of the two tables at most. A member has the
times of its parent; `owner` is the key of the entry whose times they are.
"""

from app.store.sqlite_schema import Tables


class Statements:
    """The statements for the tables of one room. None tells an expired entry from a live one but where it says so."""

    def __init__(self, tables: Tables) -> None:
        entries, members, changes = tables.entries, tables.members, tables.changes
        of_member = f"FROM {members} AS member JOIN {entries} AS parent ON parent.key = member.parent"

        self.get = f"SELECT version, expires, ends, key AS owner, data FROM {entries} WHERE key = ?"
        self.get_member = (
            f"SELECT member.version, expires, ends, parent.key AS owner, member.data {of_member} WHERE member.key = ?"
        )
        self.find = f"SELECT version, expires, ends, key AS owner FROM {entries} WHERE key = ?"
        self.find_member = f"SELECT member.version, expires, ends, parent.key AS owner {of_member} WHERE member.key = ?"
        self.members = (
            f"SELECT member.key, member.version, member.data, expires, ends {of_member}"
            " WHERE member.parent = ? AND expires > ? ORDER BY number"
        )

        self.count_members = f"SELECT count(*) {of_member} WHERE member.parent = ? AND expires > ?"

        self.add = f"INSERT INTO {entries} (key, version, data, expires, ends) VALUES (?, 1, ?, ?, ?)"
        self.add_member = f"INSERT INTO {members} (key, version, data, parent) VALUES (?, 1, ?, ?)"
        # The common case of sessions. Updating the index of expiries as well would cost a third more.
        self.put_if_lasting = (
            f"UPDATE {entries} SET version = version + 1, data = ?"
            " WHERE key = ? AND version = ? AND expires > ? AND expires >= min(?, ends)"
        )
        self.put = f"UPDATE {entries} SET version = version + 1, data = ? WHERE key = ?"
        self.put_member = f"UPDATE {members} SET version = version + 1, data = ? WHERE key = ?"
        self.renew = f"UPDATE {entries} SET expires = ? WHERE key = ? AND expires = ? AND ends = ?"

        self.delete = f"DELETE FROM {entries} WHERE key = ?"
        self.delete_member = f"DELETE FROM {members} WHERE key = ?"
        self.delete_members_of = f"DELETE FROM {members} WHERE parent = ?"
        self.delete_expired = (
            f"DELETE FROM {entries} WHERE rowid IN (SELECT rowid FROM {entries} WHERE expires <= ? LIMIT ?)"
            " RETURNING key"
        )

        self.count_live = f"SELECT count(*) FROM {entries} WHERE expires > ?"
        self.count_members_of = f"SELECT count(*) FROM {members} WHERE parent = ?"
        self.ping = f"SELECT 1 FROM {entries} LIMIT 1"

        self.add_change = f"INSERT INTO {changes} (key, at) VALUES (?, ?)"
        # A change may have to remove a few old ones, but must not look through all of them.
        self.delete_first_changes = (
            f"DELETE FROM {changes} WHERE number IN (SELECT number FROM {changes} ORDER BY number LIMIT 8) AND at <= ?"
        )
        self.delete_changes = f"DELETE FROM {changes} WHERE at <= ?"
        # The last row has no key: it is the last number that was given, whether or not its row is still there.
        self.changes_after = (
            f"SELECT number, key FROM {changes} WHERE number > ? UNION ALL"
            f" SELECT max(seq), NULL FROM sqlite_sequence WHERE name = '{changes}'"
        )
