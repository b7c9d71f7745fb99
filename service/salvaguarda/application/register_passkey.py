"""Register a passkey, and name it."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.pending import Purpose
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import NewPasskey
from salvaguarda.application.recovery_codes import give_first_codes
from salvaguarda.application.start_session import key_hash, later, new_key
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person

MINUTES = 10
_MOST = 20


def known_passkeys(records: Records, person_id: int) -> tuple[str, ...]:
    """Credential ids of this person, so that no device is registered twice; Conflict when they have enough."""
    known = tuple(each.key.credential_id for each in records.passkeys.of(person_id))
    if len(known) >= _MOST:
        raise Conflict(f"You have {_MOST} passkeys, as many as one can have here. Remove one first.")
    return known


def begin_passkey(records: Records, person: Person, challenge: str) -> str:
    """Keep the challenge of a registration; the key by which it is found again, for this person only."""
    key = new_key()
    until = later(records.now, minutes=MINUTES)
    records.pending.add(key_hash(key), Purpose.NEW_PASSKEY, {"challenge": challenge}, until, person.id)
    return key


def challenge_of(records: Records, person: Person, key: str) -> str:
    """The challenge of a registration under way; Conflict when it took too long or belongs to somebody else."""
    pending = records.pending.find(key_hash(key), Purpose.NEW_PASSKEY)
    if pending is None or pending.person_id != person.id:
        raise _too_late()
    return str(pending.content["challenge"])


def keep_passkey(
    records: Records, person: Person, key: str, name: str, passkey: NewPasskey
) -> tuple[str, ...]:
    """Keep what the browser registered. Recovery codes, to be shown once; () for somebody who has some."""
    challenge_of(records, person, key)
    if records.pending.take(key_hash(key), Purpose.NEW_PASSKEY) is None:
        raise _too_late()  # another answer to it came at the same moment
    records.passkeys.add(person.id, name, passkey)
    records.log.add(
        NewEntry("add second factor", person.id, {"person": person.id}, after={"factor": "passkey"})
    )
    return give_first_codes(records, person.id)


def _too_late() -> Conflict:
    return Conflict("Registering the passkey took too long. Begin anew.")


def rename_passkey(records: Records, person: Person, passkey_id: int, name: str) -> None:
    """Call one's own passkey another name; NotFound when it is not theirs."""
    records.passkeys.rename(person.id, passkey_id, name)
    records.log.add(NewEntry("rename passkey", person.id, {"person": person.id, "passkey": passkey_id}))
