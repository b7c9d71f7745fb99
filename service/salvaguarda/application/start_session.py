"""Start a session: a new key, of which only the hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.errors import NotSignedIn


@dataclass(frozen=True, slots=True)
class StartedSession:
    """A new session. key: goes into the cookie and nowhere else."""

    key: str
    session: Session


def key_hash(key: str) -> str:
    """What is kept of a session's key."""
    return sha256(key.encode()).hexdigest()


def end_of_session(now: str, days: int) -> str:
    """When a session used at `now` ends, as UTC text."""
    moment = datetime.fromisoformat(now) + timedelta(days=days)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def start_session(records: Records, person_id: int, days: int, replaced: int | None = None) -> StartedSession:
    """A session for this person under a new random key; the session that the browser had (`replaced`) ends."""
    if replaced is not None:
        records.sessions.end(replaced)
    records.sessions.forget_ended()
    key = secrets.token_urlsafe(32)  # 256 bits
    records.sessions.add(
        key_hash(key), person_id, secrets.token_urlsafe(32), end_of_session(records.now, days)
    )
    session = records.sessions.find(key_hash(key))
    if session is None:
        raise NotSignedIn
    return StartedSession(key, session)
