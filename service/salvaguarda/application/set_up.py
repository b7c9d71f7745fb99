"""First start: make the owner."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import StartedSession, start_session
from salvaguarda.domain.errors import Conflict


def setup_needed(records: Records) -> bool:
    """Whether the owner is still to be made."""
    return not records.people.owner_exists()


def set_up(
    records: Records, email: str, display_name: str, password_hash: str, days: int, visit: Visit
) -> StartedSession:
    """Make the owner and sign them in; Conflict when there is one, even if both requests came at the same moment."""
    if records.people.owner_exists():
        raise Conflict("This installation is set up already. Sign in instead.")
    person = records.people.add(email, display_name, password_hash, is_owner=True)
    records.log.add(
        NewEntry(
            "set up",
            person.id,
            {"person": person.id},
            after={"owner": True},
            personal={"email": person.email, "name": person.display_name},
        )
    )
    return start_session(records, person.id, days, visit)
