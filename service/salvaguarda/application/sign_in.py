"""Sign in with e-mail and password, or as a demo reviewer."""

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import SecondStep, StartedSession, begin_session, start_session
from salvaguarda.application.throttle_sign_in import Knock, fitted
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person


def find_credentials(records: Records, email: str) -> tuple[Person | None, str | None]:
    """The person with this e-mail and their password hash; (None, None) when nobody has it."""
    return records.people.find(email) or (None, None)


def sign_in(
    records: Records,
    person_id: int,
    days: int,
    visit: Visit,
    replaced: int | None,
    new_hash: str | None,
    knock: Knock,
) -> StartedSession | SecondStep:
    """A session for somebody whose password fitted, or their second step. new_hash: the password under today's
    parameters, or None. knock: the attempt that was admitted."""
    fitted(records, knock)
    if new_hash is not None:
        records.people.change_hash(person_id, new_hash)
    return begin_session(records, person_id, days, visit, replaced)


def sign_in_demo(
    records: Records, person_id: int, days: int, visit: Visit, replaced: int | None
) -> StartedSession:
    """A session for a demo reviewer; NotFound for anybody else."""
    if person_id not in {person.id for person in records.people.demo()}:
        raise NotFound("demo reviewer", person_id)
    return start_session(records, person_id, days, visit, replaced)
