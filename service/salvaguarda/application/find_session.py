"""Find the session a request belongs to."""

from datetime import datetime, timedelta

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.start_session import end_of_session
from salvaguarda.domain.people import Person

# A session in use is written at most this often: reading the matrix writes nothing.
EXTEND_AFTER = timedelta(minutes=5)


def find_session(records: Records, key_sha256: str) -> tuple[Session | None, bool]:
    """The session with this key's hash, and whether it should be extended; (None, False) when it ended or never was."""
    session = records.sessions.find(key_sha256)
    if session is None:
        return None, False
    unused = datetime.fromisoformat(records.now) - datetime.fromisoformat(session.extended_at)
    return session, unused >= EXTEND_AFTER


def extend_session(records: Records, session: Session, days: int) -> None:
    """Let a session in use end later."""
    records.sessions.extend(session.id, end_of_session(records.now, days))


def who_is_still_here(records: Records, key_sha256: str) -> Person | None:
    """Whom the session or API token with this key's hash lets in; None once it ended. For what goes on being sent."""
    session = records.sessions.find(key_sha256)
    if session is not None:
        return session.person
    use = records.tokens.find(key_sha256)
    return None if use is None else use.person
