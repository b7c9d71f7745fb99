"""The audit log and the events, in SQL: gathered while a transaction runs, written when it ends.

Late, because whoever writes holds the head of the chain until the commit; the shorter, the better.
"""

from sqlalchemy import Connection

from salvaguarda.application.ports.audit import NewEntry


class SqlAuditLog:
    """Fulfils application.ports.audit.AuditLog."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now
        self._entries: list[NewEntry] = []

    def add(self, entry: NewEntry) -> None:
        """Log this change when the transaction ends."""
        self._entries.append(entry)

    def finish(self) -> None:
        """Chain the entries."""
        self._entries.clear()


class SqlEvents:
    """Fulfils application.ports.audit.Events."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now
        self._told: list[tuple[int, str, int | None, dict[str, int | str | None]]] = []

    def add(self, assessment_id: int, kind: str, person_id: int | None, **subject: int | str | None) -> None:
        """Tell when the transaction ends."""
        self._told.append((assessment_id, kind, person_id, subject))

    def finish(self) -> None:
        """Number the events and write them."""
        self._told.clear()
