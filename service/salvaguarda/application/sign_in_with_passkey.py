"""Sign in with a passkey: it is a first and a second factor at once, since the device asks who holds it."""

from salvaguarda.application.ports.factors import Shown
from salvaguarda.application.ports.pending import Purpose
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import PasskeyRecord
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.register_passkey import MINUTES
from salvaguarda.application.start_session import (
    StartedSession,
    key_hash,
    later,
    new_key,
    start_session,
)
from salvaguarda.domain.errors import WrongFactor

_REFUSED = "That passkey is not known here, or it took too long. Try again, or sign in another way."


def wrong_passkey() -> WrongFactor:
    """The same whatever did not fit."""
    return WrongFactor(_REFUSED)


def begin_passkey_sign_in(records: Records, challenge: str) -> str:
    """Keep a challenge; the key by which it is found again."""
    key = new_key()
    until = later(records.now, minutes=MINUTES)
    records.pending.add(key_hash(key), Purpose.PASSKEY, {"challenge": challenge}, until)
    return key


def find_passkey(records: Records, key: str, credential_id: str) -> tuple[str, PasskeyRecord]:
    """The challenge that was sent, and the passkey that answers it; WrongFactor."""
    pending = records.pending.find(key_hash(key), Purpose.PASSKEY)
    passkey = records.passkeys.find(credential_id)
    if pending is None or passkey is None:
        raise wrong_passkey()
    return str(pending.content["challenge"]), passkey


def sign_in_with_passkey(
    records: Records,
    key: str,
    passkey: PasskeyRecord,
    shown: Shown,
    days: int,
    visit: Visit,
    replaced: int | None,
) -> StartedSession:
    """A session for whoever showed this passkey; a challenge counts once, and so does what was answered to it."""
    known = records.passkeys.find(passkey.key.credential_id)
    if records.pending.take(key_hash(key), Purpose.PASSKEY) is None or known != passkey:
        raise wrong_passkey()
    records.passkeys.used(passkey.id, shown.sign_count, backed_up=shown.backed_up)
    return start_session(records, passkey.person.id, days, visit, replaced)
