"""Change one's own password."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session


def change_password(records: Records, session: Session, new_hash: str) -> int:
    """Keep another password; every other session, sign-in under way and open reset link of the person ends. How many sessions."""
    person_id = session.person.id
    set_password(records, person_id, new_hash)
    records.log.add(NewEntry("change password", person_id, {"person": person_id}))
    return records.sessions.end_all(person_id, but=session.id)


def set_password(records: Records, person_id: int, new_hash: str) -> None:
    """Another password, and nothing open any more that came from the one before but sessions."""
    records.people.change_hash(person_id, new_hash)
    end_begun(records, person_id)


def end_begun(records: Records, person_id: int) -> None:
    """Let sign-ins under way and open reset links end, and know no browser of this person any more."""
    records.pending.end_all(person_id)
    records.known_browsers.forget_all(person_id)
    records.reset_links.end_all(person_id)
