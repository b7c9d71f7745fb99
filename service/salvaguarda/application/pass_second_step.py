"""The second step of signing in: a code of an authenticator app, or a recovery code."""

from dataclasses import dataclass, replace

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.pending import Pending, Purpose
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import TotpRecord
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.recovery_codes import code_hash
from salvaguarda.application.start_session import StartedSession, key_hash, start_session
from salvaguarda.application.throttle_sign_in import Knock, fitted
from salvaguarda.domain.errors import Conflict, WrongFactor
from salvaguarda.domain.people import Person
from salvaguarda.domain.signing_in import SignInMethod

WRONG_CODE = "That code does not fit, or it was used before. Wait for the next one and try again."
WRONG_RECOVERY_CODE = "That is no recovery code of yours, or it was used before."


@dataclass(frozen=True, slots=True)
class Halfway:
    """Somebody whose first step fitted. totp: their authenticator app, when it counts. has_passkeys: whether one would do."""

    person: Person
    totp: TotpRecord | None
    has_passkeys: bool


def find_halfway(records: Records, key: str) -> Halfway:
    """Who is on their way in; Conflict when it took too long."""
    person_id = _person_of(records.pending.find(key_hash(key), Purpose.SECOND_STEP))
    totp = records.factors.totp_of(person_id)
    counts = totp is not None and totp.confirmed_at is not None
    passkeys = bool(records.passkeys.of(person_id))
    return Halfway(records.people.get(person_id), totp if counts else None, passkeys)


def pass_with_code(
    records: Records, key: str, step: int, visit: Visit, replaced: int | None, knock: Knock
) -> StartedSession:
    """A session for somebody whose code belongs to this step; WrongFactor when a code of it was used before."""
    pending = _taken(records, key)
    if not records.factors.use_step(_person_of(pending), step):
        raise WrongFactor(WRONG_CODE)
    fitted(records, knock)
    return _begun(records, pending, visit, replaced)


def pass_with_recovery_code(
    records: Records, key: str, code: str, visit: Visit, replaced: int | None, knock: Knock
) -> StartedSession:
    """A session for somebody with a recovery code, which is used up; WrongFactor when it is none."""
    pending = _taken(records, key)
    person_id = _person_of(pending)
    if not records.factors.use_code(person_id, code_hash(person_id, code)):
        raise WrongFactor(WRONG_RECOVERY_CODE)
    left = records.factors.codes_left(person_id)
    records.log.add(NewEntry("use recovery code", person_id, {"person": person_id}, after={"left": left}))
    fitted(records, knock)
    return _begun(records, pending, visit, replaced)


def _taken(records: Records, key: str) -> Pending:
    """The sign-in under way, which nobody gets again. A wrong code undoes the transaction, and so this."""
    pending = records.pending.take(key_hash(key), Purpose.SECOND_STEP)
    _person_of(pending)
    assert pending is not None
    return pending


def _person_of(pending: Pending | None) -> int:
    if pending is None or pending.person_id is None:
        raise Conflict("Signing in took too long. Begin anew.")
    return pending.person_id


def _begun(records: Records, pending: Pending, visit: Visit, replaced: int | None) -> StartedSession:
    """Under the way of the first step: that is how somebody finds this session in their list."""
    first = replace(visit, method=SignInMethod(str(pending.content["method"])))
    return start_session(records, _person_of(pending), int(pending.content["days"] or 1), first, replaced)
