"""Start a session, or ask for the second step first: a new key, of which only the hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.pending import Purpose
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session, Visit
from salvaguarda.domain.errors import NotSignedIn
from salvaguarda.domain.signing_in import SignInMethod

SECOND_STEP_MINUTES = 10


@dataclass(frozen=True, slots=True)
class StartedSession:
    """A new session. key: goes into the cookie and nowhere else.

    browser_key: what this browser is known by when its person signs in again, for a cookie of its own; None when it has one.
    """

    key: str
    session: Session
    browser_key: str | None = None


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The first step fitted and a second is to come. key: goes into a cookie of its own and nowhere else.

    ways: how it can come ("code", "recovery_code", "passkey").
    The sign-in under way holds `method`, `agent`, `address` and `days`: what `start_session` needs when it came.
    """

    key: str
    ways: tuple[str, ...] = ()


def key_hash(key: str) -> str:
    """What is kept of a session's key."""
    return sha256(key.encode()).hexdigest()


def new_key() -> str:
    """A key that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def later(now: str, **ahead: float) -> str:
    """The moment that is so far ahead of `now`, as UTC text; `ahead` as of timedelta: days=14, minutes=10."""
    moment = datetime.fromisoformat(now) + timedelta(**ahead)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def end_of_session(now: str, days: int) -> str:
    """When a session used at `now` ends, as UTC text."""
    return later(now, days=days)


_NEED_NO_MORE = frozenset(
    {SignInMethod.PASSKEY, SignInMethod.INVITATION, SignInMethod.SET_UP, SignInMethod.DEMO}
)
"""Ways in that are a second factor themselves, make the account, or are for no real one."""


def second_ways(records: Records, person_id: int, method: SignInMethod) -> tuple[str, ...]:
    """How the second step of this person can come; () when the first one is enough: they set no second factor up, or came
    in a way that is one itself."""
    if method in _NEED_NO_MORE:
        return ()
    totp = records.factors.totp_of(person_id)
    has_app = totp is not None and totp.confirmed_at is not None
    has_passkey = bool(records.passkeys.of(person_id))
    if not (has_app or has_passkey):
        return ()
    has_code = records.factors.codes_left(person_id) > 0
    ways = {"code": has_app, "passkey": has_passkey, "recovery_code": has_code}
    return tuple(way for way, there in ways.items() if there)


def begin_session(
    records: Records, person_id: int, days: int, visit: Visit, replaced: int | None = None
) -> StartedSession | SecondStep:
    """A session for somebody whose first step fitted, or the second step that they have asked to be asked for.

    Every way to sign in ends here. replaced: the session that the browser had; it ends when the new one begins.
    """
    ways = second_ways(records, person_id, visit.method)
    if not ways:
        return start_session(records, person_id, days, visit, replaced)
    key = new_key()
    content = {"method": visit.method.value, "agent": visit.agent, "address": visit.address, "days": days}
    until = later(records.now, minutes=SECOND_STEP_MINUTES)
    records.pending.add(key_hash(key), Purpose.SECOND_STEP, content, until, person_id)
    return SecondStep(key, ways)


def start_session(
    records: Records, person_id: int, days: int, visit: Visit, replaced: int | None = None
) -> StartedSession:
    """A session for this person under a new random key; the session that the browser had (`replaced`) ends."""
    if replaced is not None:
        records.sessions.end(replaced)
    records.sessions.forget_ended()
    key = new_key()
    records.sessions.add(key_hash(key), person_id, new_key(), end_of_session(records.now, days), visit)
    session = records.sessions.find(key_hash(key))
    if session is None:
        raise NotSignedIn
    records.log.add(NewEntry("sign in", person_id, {"person": person_id}, after={"method": visit.method}))
    return StartedSession(key, session, _know_browser(records, person_id, visit.browser_sha256))


def _know_browser(records: Records, person_id: int, browser_sha256: str) -> str | None:
    """Keep that this person signed in with this browser; a new key for one that has none yet."""
    if browser_sha256 and records.known_browsers.exists(browser_sha256):
        records.known_browsers.keep(browser_sha256, person_id)
        return None
    key = new_key()
    records.known_browsers.keep(key_hash(key), person_id)
    return key
