"""Set an authenticator app up: keep its secret, and let it count once a first code fitted."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import TotpRecord
from salvaguarda.application.recovery_codes import give_first_codes
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person


def totp_purpose(person_id: int) -> str:
    """What the secret of this person's app is sealed for."""
    return f"totp:{person_id}"


def begin_totp(records: Records, person: Person, sealed: str) -> None:
    """Keep a secret that is to be confirmed; Conflict when an app counts already."""
    records.factors.begin_totp(person.id, sealed)


def find_begun_totp(records: Records, person_id: int) -> TotpRecord:
    """The app that is being set up; Conflict when there is none."""
    totp = records.factors.totp_of(person_id)
    if totp is None or totp.confirmed_at is not None:
        raise Conflict("No authenticator app is being set up. Begin anew.")
    return totp


def confirm_totp(records: Records, person: Person, step: int) -> tuple[str, ...]:
    """Let the app count, its first code used up. Recovery codes, to be shown once; () for somebody who has some."""
    if not records.factors.confirm_totp(person.id, step):
        raise Conflict("No authenticator app is being set up. Begin anew.")
    records.log.add(
        NewEntry("add second factor", person.id, {"person": person.id}, after={"factor": "authenticator app"})
    )
    return give_first_codes(records, person.id)
