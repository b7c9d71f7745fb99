"""Sign-ins that are under way, in SQL."""

import json

from sqlalchemy import Connection, bindparam, delete, insert, select

from salvaguarda.adapters.db.tables.accounts import pending_sign_in
from salvaguarda.application.ports.pending import Pending, PendingContent, Purpose

_COLUMNS = (pending_sign_in.c.purpose, pending_sign_in.c.person_id, pending_sign_in.c.content)
_THIS = (
    pending_sign_in.c.key_sha256 == bindparam("key"),
    pending_sign_in.c.purpose == bindparam("wanted"),
    pending_sign_in.c.expires_at > bindparam("now"),
)
_ADD = insert(pending_sign_in)
_FIND = select(*_COLUMNS).where(*_THIS)
_TAKE = delete(pending_sign_in).where(*_THIS).returning(*_COLUMNS)
_END_ALL = delete(pending_sign_in).where(pending_sign_in.c.person_id == bindparam("person"))
_FORGET = delete(pending_sign_in).where(pending_sign_in.c.expires_at <= bindparam("now"))


class SqlPendingSignIns:
    """Fulfils application.ports.pending.PendingSignIns."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(
        self,
        key_sha256: str,
        purpose: Purpose,
        content: PendingContent,
        expires_at: str,
        person_id: int | None = None,
    ) -> None:
        """Keep one; those that ended are forgotten."""
        self._connection.execute(_FORGET, {"now": self._now})
        values = {
            "key_sha256": key_sha256,
            "purpose": purpose.value,
            "person_id": person_id,
            "content": json.dumps(dict(content), sort_keys=True),
            "created_at": self._now,
            "expires_at": expires_at,
        }
        self._connection.execute(_ADD, values)

    def find(self, key_sha256: str, purpose: Purpose) -> Pending | None:
        """It, as long as it has not ended; None otherwise."""
        return self._one(_FIND, key_sha256, purpose)

    def take(self, key_sha256: str, purpose: Purpose) -> Pending | None:
        """It, and nobody gets it again: of two requests at the same moment one gets None."""
        return self._one(_TAKE, key_sha256, purpose)

    def end_all(self, person_id: int) -> None:
        """Forget every one of this person."""
        self._connection.execute(_END_ALL, {"person": person_id})

    def _one(self, statement: object, key_sha256: str, purpose: Purpose) -> Pending | None:
        values = {"key": key_sha256, "wanted": purpose.value, "now": self._now}
        row = self._connection.execute(statement, values).one_or_none()  # type: ignore[call-overload]
        return None if row is None else Pending(Purpose(row.purpose), row.person_id, json.loads(row.content))
