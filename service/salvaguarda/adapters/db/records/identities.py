"""Who people are at a provider of OpenID Connect, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.tables.accounts import external_identity
from salvaguarda.application.ports.identities import Identity
from salvaguarda.domain.errors import Conflict, NotFound

_EVERY = select(external_identity)
_FIND = _EVERY.where(
    external_identity.c.issuer == bindparam("wanted_issuer"),
    external_identity.c.subject == bindparam("wanted_subject"),
)
_OF_PERSON = _EVERY.where(external_identity.c.person_id == bindparam("person")).order_by(
    external_identity.c.id
)
_ADD = insert(external_identity).returning(*external_identity.c)
_REMOVE_ALL = delete(external_identity).where(external_identity.c.person_id == bindparam("person"))
_REMOVE = _REMOVE_ALL.where(external_identity.c.id == bindparam("identity")).returning(*external_identity.c)


def _identity_of(row: Any) -> Identity:
    return Identity(row.id, row.person_id, row.issuer, row.subject, row.created_at)


class SqlIdentities:
    """Fulfils application.ports.identities.Identities."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def find(self, issuer: str, subject: str) -> Identity | None:
        """Whose it is; None when nobody's."""
        values = {"wanted_issuer": issuer, "wanted_subject": subject}
        row = self._connection.execute(_FIND, values).one_or_none()
        return None if row is None else _identity_of(row)

    def of_person(self, person_id: int) -> tuple[Identity, ...]:
        """Theirs, the oldest first."""
        return tuple(map(_identity_of, self._connection.execute(_OF_PERSON, {"person": person_id})))

    def add(self, person_id: int, issuer: str, subject: str) -> Identity:
        """Join it to a person; Conflict when it is somebody's already."""
        values = {"person_id": person_id, "issuer": issuer, "subject": subject, "created_at": self._now}
        try:
            return _identity_of(self._connection.execute(_ADD, values).one())
        except IntegrityError as error:
            raise Conflict(
                "That account of the provider belongs to somebody here already. Sign in with it, or use another one."
            ) from error

    def remove(self, identity_id: int, person_id: int) -> Identity:
        """Part it from this person; NotFound when it is not theirs."""
        row = self._connection.execute(_REMOVE, {"identity": identity_id, "person": person_id}).one_or_none()
        if row is None:
            raise NotFound("linked account", identity_id)
        return _identity_of(row)

    def remove_all(self, person_id: int) -> int:
        """Part every one from this person; how many."""
        return self._connection.execute(_REMOVE_ALL, {"person": person_id}).rowcount
