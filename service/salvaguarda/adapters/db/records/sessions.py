"""Sessions, in SQL."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.people import person, session
from salvaguarda.application.ports.sessions import Session

_ADD = insert(session)
_FIND = (
    select(
        *PERSON_COLUMNS,
        session.c.id.label("session_id"),
        session.c.csrf_token,
        session.c.expires_at,
        session.c.extended_at,
    )
    .join_from(session, person)
    .where(session.c.key_sha256 == bindparam("key_sha256"), session.c.expires_at > bindparam("now"))
)
_EXTEND = (
    update(session)
    .where(session.c.id == bindparam("session_id"))
    .values(expires_at=bindparam("until"), extended_at=bindparam("now"))
)
_END = delete(session).where(session.c.id == bindparam("session_id"))
_END_ALL = delete(session).where(session.c.person_id == bindparam("person"))
_FORGET = delete(session).where(session.c.expires_at <= bindparam("now"))


class SqlSessions:
    """Fulfils application.ports.sessions.Sessions."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, key_sha256: str, person_id: int, csrf_token: str, expires_at: str) -> None:
        """Keep a new session."""
        values = {
            "key_sha256": key_sha256,
            "person_id": person_id,
            "csrf_token": csrf_token,
            "created_at": self._now,
            "extended_at": self._now,
            "expires_at": expires_at,
        }
        self._connection.execute(_ADD, values)

    def find(self, key_sha256: str) -> Session | None:
        """The session that has not ended yet; None otherwise."""
        row = self._connection.execute(_FIND, {"key_sha256": key_sha256, "now": self._now}).one_or_none()
        if row is None:
            return None
        return Session(row.session_id, person_of(row), row.csrf_token, row.expires_at, row.extended_at)

    def extend(self, session_id: int, expires_at: str) -> None:
        """Let it end later."""
        self._connection.execute(_EXTEND, {"session_id": session_id, "until": expires_at, "now": self._now})

    def end(self, session_id: int) -> None:
        """End one session."""
        self._connection.execute(_END, {"session_id": session_id})

    def end_all(self, person_id: int) -> None:
        """End every session of a person."""
        self._connection.execute(_END_ALL, {"person": person_id})

    def forget_ended(self) -> None:
        """Remove what has ended."""
        self._connection.execute(_FORGET, {"now": self._now})
