"""Sessions, in SQL."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.people import person, session
from salvaguarda.application.ports.sessions import Session, SessionRecord, Visit
from salvaguarda.domain.signing_in import SignInMethod

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
    .where(
        session.c.key_sha256 == bindparam("key_sha256"),
        session.c.expires_at > bindparam("now"),
        person.c.erased_at.is_(None),  # also for a session that began while its person was erased
    )
)
_EXTEND = (
    update(session)
    .where(session.c.id == bindparam("session_id"))
    .values(expires_at=bindparam("until"), extended_at=bindparam("now"))
)
_END = delete(session).where(session.c.id == bindparam("session_id"))
_END_ALL = delete(session).where(session.c.person_id == bindparam("person"), session.c.id != bindparam("but"))
_OF_PERSON = (
    select(session)
    .where(session.c.person_id == bindparam("person"), session.c.expires_at > bindparam("now"))
    .order_by(session.c.created_at.desc(), session.c.id.desc())
)
_FORGET = delete(session).where(session.c.expires_at <= bindparam("now"))


class SqlSessions:
    """Fulfils application.ports.sessions.Sessions."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, key_sha256: str, person_id: int, csrf_token: str, expires_at: str, visit: Visit) -> None:
        """Keep a new session."""
        values = {
            "key_sha256": key_sha256,
            "person_id": person_id,
            "csrf_token": csrf_token,
            "created_at": self._now,
            "extended_at": self._now,
            "expires_at": expires_at,
            "method": visit.method.value,
            "agent": visit.agent,
            "address": visit.address,
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

    def end_all(self, person_id: int, but: int | None = None) -> int:
        """End every session of a person, but this one; how many."""
        return self._connection.execute(_END_ALL, {"person": person_id, "but": but or 0}).rowcount

    def of_person(self, person_id: int) -> tuple[SessionRecord, ...]:
        """Those that have not ended, the newest first."""
        rows = self._connection.execute(_OF_PERSON, {"person": person_id, "now": self._now})
        return tuple(
            SessionRecord(
                row.id,
                row.created_at,
                row.extended_at,
                row.expires_at,
                Visit(SignInMethod(row.method), row.agent, row.address),
            )
            for row in rows
        )

    def forget_ended(self) -> None:
        """Remove what has ended."""
        self._connection.execute(_FORGET, {"now": self._now})
