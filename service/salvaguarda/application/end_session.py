"""Sign out here, or everywhere."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session


def end_session(records: Records, session: Session) -> None:
    """End this session."""
    records.sessions.end(session.id)
    records.log.add(NewEntry("sign out", session.person.id, {"person": session.person.id}))


def end_all_sessions(records: Records, session: Session) -> None:
    """End every session of the person, this one too."""
    records.sessions.end_all(session.person.id)
    records.log.add(NewEntry("sign out everywhere", session.person.id, {"person": session.person.id}))
