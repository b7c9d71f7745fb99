"""API tokens: make one, list one's own, end one."""

import secrets
from dataclasses import dataclass

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.tokens import NewToken, Token, TokenUse
from salvaguarda.application.start_session import key_hash, later
from salvaguarda.domain.errors import Conflict, Invalid, Problem
from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import PROGRAM_SCOPES, Scope, scopes_text

MOST_TOKENS = 50
"""That hold at the same time, of one person."""

NOTE_AFTER_MINUTES = 5
"""That a token was used is written at most this often: reading writes nothing."""

_SIGN = "salvaguarda_"
"""How every key begins: programs that look for secrets in code and logs can find it."""


@dataclass(frozen=True, slots=True)
class TokenWish:
    """What is asked for. days: after how many it ends by itself."""

    name: str
    personal: bool
    scopes: frozenset[Scope]
    days: int


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token. key: shown this once, and kept nowhere."""

    key: str
    token: Token


def make_token(records: Records, person: Person, wish: TokenWish) -> MadeToken:
    """A new token of this person; Invalid when a program's is to do more than read, Conflict when there are too many."""
    if not wish.personal and not wish.scopes <= PROGRAM_SCOPES:
        raise Invalid(
            "A program’s token can only read and export.",
            [
                Problem(
                    "scopes",
                    "Only a token of one’s own can change anything: what people judge is judged by people.",
                    "Leave out write and score, or make the token your own.",
                )
            ],
        )
    holding = [each for each in records.tokens.of_person(person.id) if holds(each, records.now)]
    if len(holding) >= MOST_TOKENS:
        raise Conflict(
            f"You have {MOST_TOKENS} API tokens that hold. End one that is not used any more first."
        )
    key = _SIGN + secrets.token_urlsafe(32)
    new = NewToken(wish.personal, wish.name, wish.scopes, later(records.now, days=wish.days))
    token = records.tokens.add(person.id, new, key_hash(key), key[-4:])
    after = {"personal": token.personal, "scopes": scopes_text(token.scopes), "expires_at": token.expires_at}
    records.log.add(
        NewEntry(
            "make API token",
            person.id,
            {"person": person.id, "token": token.id},
            None,
            after,
            personal={"name": token.name},
        )
    )
    return MadeToken(key, token)


def holds(token: Token, now: str) -> bool:
    """Whether it can be used at this moment (UTC text)."""
    return token.revoked_at is None and token.expires_at > now


def list_tokens(records: Records, person_id: int) -> tuple[Token, ...]:
    """Those of this person, the newest first; with those that ended, for a year."""
    return records.tokens.of_person(person_id)


def end_token(records: Records, person_id: int, token_id: int) -> None:
    """End one at once; NotFound when it is not theirs, or ended already."""
    records.tokens.revoke(token_id, person_id)
    records.log.add(NewEntry("end API token", person_id, {"person": person_id, "token": token_id}))


def find_token(records: Records, key_sha256: str) -> tuple[TokenUse | None, bool]:
    """As whom a request with this token acts, and whether its use is to be noted; (None, False) when it does not hold."""
    use = records.tokens.find(key_sha256)
    if use is None:
        return None, False
    used_at = use.token.used_at
    return use, used_at is None or later(used_at, minutes=NOTE_AFTER_MINUTES) <= records.now


def note_token_use(records: Records, token_id: int) -> None:
    """Keep that it was used now."""
    records.tokens.use(token_id)
