"""Take second factors away: one's own, or all of somebody who lost theirs."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.recovery_codes import give_codes
from salvaguarda.application.show_security import has_second_factor
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person


def remove_totp(records: Records, person: Person) -> None:
    """Forget one's own authenticator app; NotFound when there is none."""
    if not records.factors.remove_totp(person.id):
        raise NotFound("authenticator app", "of yours")
    _removed(records, person.id, "authenticator app")


def remove_passkey(records: Records, person: Person, passkey_id: int) -> None:
    """Forget one of one's own passkeys; NotFound when it is not theirs."""
    records.passkeys.remove(person.id, passkey_id)
    _removed(records, person.id, "passkey")


def renew_codes(records: Records, person: Person) -> tuple[str, ...]:
    """Ten new recovery codes, to be shown once; Conflict for somebody whose password lets them in alone."""
    if not has_second_factor(records, person.id):
        raise Conflict(
            "Recovery codes take the place of a second factor. Set up an authenticator app or a passkey first."
        )
    records.log.add(NewEntry("renew recovery codes", person.id, {"person": person.id}))
    return give_codes(records, person.id)


def remove_second_factors(records: Records, person_id: int, by: int | None) -> None:
    """Let somebody who lost their phone and their codes in with the password alone. by: None for the command line.

    Conflict for one's own: these are taken away in one's account, with the password.
    """
    records.people.get(person_id)
    if person_id == by:
        raise Conflict("Remove your own second factors in your account, with your password.")
    records.factors.remove_totp(person_id)
    records.passkeys.remove_all(person_id)
    records.factors.replace_codes(person_id, ())
    records.pending.end_all(person_id)
    records.log.add(NewEntry("remove all second factors", by, {"person": person_id}))


def _removed(records: Records, person_id: int, factor: str) -> None:
    drop_needless_codes(records, person_id)
    records.log.add(
        NewEntry("remove second factor", person_id, {"person": person_id}, before={"factor": factor})
    )


def drop_needless_codes(records: Records, person_id: int) -> None:
    """Recovery codes go with the last factor: they would only be a further way in."""
    if not has_second_factor(records, person_id):
        records.factors.replace_codes(person_id, ())
