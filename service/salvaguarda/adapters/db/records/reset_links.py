"""Links to set a new password, in SQL."""

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.accounts import reset_link
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.domain.people import Person

_OPEN = (
    reset_link.c.key_sha256 == bindparam("key"),
    reset_link.c.used_at.is_(None),
    reset_link.c.expires_at > bindparam("now"),
)
_ADD = insert(reset_link)
_WHOSE = (
    select(*PERSON_COLUMNS).join_from(reset_link, person, reset_link.c.person_id == person.c.id).where(*_OPEN)
)
_USE = update(reset_link).where(*_OPEN).values(used_at=bindparam("now")).returning(reset_link.c.person_id)
_SINCE = (
    select(func.count())
    .select_from(reset_link)
    .where(
        reset_link.c.person_id == bindparam("person"),
        reset_link.c.created_by.is_(None),
        reset_link.c.created_at > bindparam("since"),
    )
)
_END_ALL = (
    update(reset_link)
    .where(reset_link.c.person_id == bindparam("person"), reset_link.c.used_at.is_(None))
    .values(expires_at=bindparam("now"))
)
_FORGET = delete(reset_link).where(reset_link.c.expires_at <= bindparam("before"))


class SqlResetLinks:
    """Fulfils application.ports.second_factors.ResetLinks."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, key_sha256: str, person_id: int, created_by: int | None, expires_at: str) -> None:
        """Keep a new one. created_by: None when it was asked for by e-mail."""
        values = {
            "key_sha256": key_sha256,
            "person_id": person_id,
            "created_by": created_by,
            "created_at": self._now,
            "expires_at": expires_at,
            "used_at": None,
        }
        self._connection.execute(_ADD, values)

    def whose(self, key_sha256: str) -> Person | None:
        """Whose password it sets; None when it is used, over, or none."""
        row = self._connection.execute(_WHOSE, {"key": key_sha256, "now": self._now}).one_or_none()
        return None if row is None else person_of(row)

    def use(self, key_sha256: str) -> int | None:
        """The person's id, and nobody gets it again; None likewise."""
        return self._connection.execute(_USE, {"key": key_sha256, "now": self._now}).scalar_one_or_none()

    def mailed_since(self, person_id: int, moment: str) -> int:
        """How many were asked for by e-mail for this person since then."""
        return int(self._connection.execute(_SINCE, {"person": person_id, "since": moment}).scalar_one())

    def end_all(self, person_id: int) -> None:
        """Let those of this person that are open end."""
        self._connection.execute(_END_ALL, {"person": person_id, "now": self._now})

    def forget_before(self, moment: str) -> None:
        """Remove those that ended before."""
        self._connection.execute(_FORGET, {"before": moment})
