"""API tokens, in SQL."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.accounts import api_token
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.tokens import NewToken, Token, TokenUse
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import scopes_of_text, scopes_text

_KEPT_DAYS = 365

_HOLDS = (api_token.c.revoked_at.is_(None), api_token.c.expires_at > bindparam("now"))
_ADD = insert(api_token).returning(*api_token.c)
_FIND = (
    select(*api_token.c, *columns_as("of"))
    .join_from(api_token, person)
    .where(api_token.c.key_sha256 == bindparam("key"), *_HOLDS, person.c.erased_at.is_(None))
)
_OF_PERSON = (
    select(api_token).where(api_token.c.person_id == bindparam("person")).order_by(api_token.c.id.desc())
)
_USE = update(api_token).where(api_token.c.id == bindparam("token")).values(used_at=bindparam("now"))
_REVOKE_ALL = (
    update(api_token)
    .where(api_token.c.person_id == bindparam("person"), *_HOLDS)
    .values(revoked_at=bindparam("now"))
)
_REVOKE = _REVOKE_ALL.where(api_token.c.id == bindparam("token")).returning(*api_token.c)
_FORGET = delete(api_token).where(
    api_token.c.person_id == bindparam("person"), api_token.c.expires_at <= bindparam("year_ago")
)
_person_of = person_as("of")


def _token_of(row: Any) -> Token:
    return Token(
        row.id,
        row.person_id,
        row.personal,
        row.name,
        row.hint,
        scopes_of_text(row.scopes),
        row.created_at,
        row.expires_at,
        row.used_at,
        row.revoked_at,
    )


def program_of(token: Token, maker: Person) -> Person:
    """Who a program is that reads with a token of its own: nobody who scored or may score, named after the token."""
    return replace(
        maker,
        id=-token.id,
        email="",
        display_name=token.name,
        is_owner=False,
        is_demo=False,
        program_of=maker.id,
    )


class SqlTokens:
    """Fulfils application.ports.tokens.Tokens."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, person_id: int, new: NewToken, key_sha256: str, hint: str) -> Token:
        """Keep a new one; those of this person that ended a year ago are forgotten."""
        year_ago = datetime.fromisoformat(self._now) - timedelta(days=_KEPT_DAYS)
        self._connection.execute(
            _FORGET, {"person": person_id, "year_ago": year_ago.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        )
        values = {
            "person_id": person_id,
            "personal": new.personal,
            "name": new.name,
            "key_sha256": key_sha256,
            "hint": hint,
            "scopes": scopes_text(new.scopes),
            "created_at": self._now,
            "expires_at": new.expires_at,
        }
        return _token_of(self._connection.execute(_ADD, values).one())

    def find(self, key_sha256: str) -> TokenUse | None:
        """The token that still holds; None otherwise."""
        row = self._connection.execute(_FIND, {"key": key_sha256, "now": self._now}).one_or_none()
        if row is None:
            return None
        token, maker = _token_of(row), _person_of(row)
        return TokenUse(token, maker if token.personal else program_of(token, maker))

    def of_person(self, person_id: int) -> tuple[Token, ...]:
        """Theirs, the newest first."""
        return tuple(map(_token_of, self._connection.execute(_OF_PERSON, {"person": person_id})))

    def use(self, token_id: int) -> None:
        """It was used now."""
        self._connection.execute(_USE, {"token": token_id, "now": self._now})

    def revoke(self, token_id: int, person_id: int) -> Token:
        """End it at once; NotFound when it is not theirs, or ended already."""
        values = {"token": token_id, "person": person_id, "now": self._now}
        row = self._connection.execute(_REVOKE, values).one_or_none()
        if row is None:
            raise NotFound("API token", token_id)
        return _token_of(row)

    def revoke_all(self, person_id: int) -> int:
        """End every one of this person; how many."""
        return self._connection.execute(_REVOKE_ALL, {"person": person_id, "now": self._now}).rowcount
