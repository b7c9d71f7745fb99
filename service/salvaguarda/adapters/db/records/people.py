"""People, in SQL."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, FromClause, RowMapping, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.people import IMPORTED_WITHOUT_PASSWORD
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person

PERSON_COLUMNS = (person.c.id, person.c.email, person.c.display_name, person.c.is_owner, person.c.is_demo)

NO_PASSWORD = IMPORTED_WITHOUT_PASSWORD
"""Kept for people who came in with an import, until they are added here."""

_ADD = insert(person).returning(person.c.id)
_ADOPT = (
    update(person)
    .where(person.c.email == bindparam("wanted"), person.c.password_hash == NO_PASSWORD)
    .values(
        display_name=bindparam("new_name"),
        password_hash=bindparam("new_hash"),
        is_owner=bindparam("owner"),
        is_demo=bindparam("demo"),
    )
    .returning(person.c.id)
)
_EVERY = select(*PERSON_COLUMNS).order_by(person.c.id)
_HERE = _EVERY.where(person.c.erased_at.is_(None))
_GET = _EVERY.where(person.c.id == bindparam("person_id"))
_FIND = select(*PERSON_COLUMNS, person.c.password_hash).where(person.c.email == bindparam("email"))
_DEMO = _HERE.where(person.c.is_demo)
_OWNER = select(person.c.id).where(person.c.is_owner)
_CHANGE_HASH = (
    update(person).where(person.c.id == bindparam("person_id")).values(password_hash=bindparam("new_hash"))
)
_HAS_PASSWORD = select(person.c.id).where(
    person.c.id == bindparam("person_id"), person.c.password_hash.like("$%")
)
_IS_ERASED = select(person.c.id).where(person.c.id == bindparam("person_id"), person.c.erased_at.is_not(None))
_ERASE = (
    update(person)
    .where(person.c.id == bindparam("person_id"))
    .values(
        email=bindparam("no_email"),
        display_name=bindparam("no_name"),
        password_hash="erased: nobody can sign in with this",  # noqa: S106  (no hash of anything)
        erased_at=bindparam("now"),
    )
)


def person_of(row: RowMapping | Any) -> Person:
    """The person in a row that holds PERSON_COLUMNS under their own names."""
    return Person(row.id, row.email, row.display_name, row.is_owner, row.is_demo)


def columns_as(name: str, of: FromClause = person) -> tuple[Any, ...]:
    """A person's columns as `<name>_id`, `<name>_email` …, for rows that hold other things too. of: an alias of theirs."""
    return tuple(of.c[column.name].label(f"{name}_{column.name}") for column in PERSON_COLUMNS)


def person_as(name: str) -> Callable[[Any], Person]:
    """Row that holds `columns_as(name)` → the person."""
    fields = attrgetter(*(f"{name}_{column.name}" for column in PERSON_COLUMNS))
    return lambda row: Person(*fields(row))


class SqlPeople:
    """Fulfils application.ports.people.People."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(
        self,
        email: str,
        display_name: str,
        password_hash: str,
        *,
        is_owner: bool = False,
        is_demo: bool = False,
    ) -> Person:
        """Keep a new person; Conflict when the e-mail is taken, or when there is an owner already.

        Somebody who only came in with an import is that person, with what they wrote there.
        """
        values = {
            "email": email.lower(),
            "display_name": display_name,
            "password_hash": password_hash,
            "is_owner": is_owner,
            "is_demo": is_demo,
            "created_at": self._now,
        }
        adoption = {
            "wanted": email.lower(),
            "new_name": display_name,
            "new_hash": password_hash,
            "owner": is_owner,
            "demo": is_demo,
        }
        try:
            person_id = self._connection.execute(_ADOPT, adoption).scalar_one_or_none()
            if person_id is None:
                person_id = self._connection.execute(_ADD, values).scalar_one()
        except IntegrityError as error:
            if is_owner:
                raise Conflict("This installation is set up already. Sign in instead.") from error
            raise Conflict(f"Somebody with the e-mail {email} is here already.") from error
        return self.get(person_id)

    def get(self, person_id: int) -> Person:
        """The person; NotFound when there is none."""
        row = self._connection.execute(_GET, {"person_id": person_id}).one_or_none()
        if row is None:
            raise NotFound("person", person_id)
        return person_of(row)

    def find(self, email: str) -> tuple[Person, str] | None:
        """The person with that e-mail (any case) and their password hash; None when nobody has it."""
        row = self._connection.execute(_FIND, {"email": email.lower()}).one_or_none()
        return None if row is None else (person_of(row), row.password_hash)

    def change_hash(self, person_id: int, password_hash: str) -> None:
        """Keep another password, or the same one under newer hashing parameters."""
        self._connection.execute(_CHANGE_HASH, {"person_id": person_id, "new_hash": password_hash})

    def every(self) -> tuple[Person, ...]:
        """Everybody who was not erased, oldest first."""
        return tuple(map(person_of, self._connection.execute(_HERE)))

    def demo(self) -> tuple[Person, ...]:
        """Those who may be signed in with one click in demo mode."""
        return tuple(map(person_of, self._connection.execute(_DEMO)))

    def owner_exists(self) -> bool:
        """Whether set-up was done."""
        return self._connection.execute(_OWNER).first() is not None

    def has_password(self, person_id: int) -> bool:
        """Whether they can sign in with one; whatever is no hash begins otherwise."""
        return self._connection.execute(_HAS_PASSWORD, {"person_id": person_id}).first() is not None

    def is_erased(self, person_id: int) -> bool:
        """Whether what was known of them was erased."""
        return self._connection.execute(_IS_ERASED, {"person_id": person_id}).first() is not None

    def erase(self, person_id: int) -> None:
        """Forget their name, e-mail and password; the e-mail that stays is no address (RFC 2606)."""
        values = {
            "person_id": person_id,
            "no_email": f"erased-{person_id}@erased.invalid",
            "no_name": f"Erased person {person_id}",
            "now": self._now,
        }
        self._connection.execute(_ERASE, values)
