"""Sign out here, elsewhere, or everywhere; and what sessions there are."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session, SessionRecord
from salvaguarda.domain.errors import NotFound


def list_sessions(records: Records, person_id: int) -> tuple[SessionRecord, ...]:
    """A person's own, the newest first."""
    return records.sessions.of_person(person_id)


def end_session(records: Records, session: Session) -> None:
    """End this session."""
    records.sessions.end(session.id)
    records.log.add(NewEntry("sign out", session.person.id, {"person": session.person.id}))


def end_other_session(records: Records, person_id: int, session_id: int) -> None:
    """End one of a person's own sessions; NotFound when it is not theirs, or ended already."""
    if session_id not in {each.id for each in records.sessions.of_person(person_id)}:
        raise NotFound("session", session_id)
    records.sessions.end(session_id)
    records.log.add(NewEntry("sign out elsewhere", person_id, {"person": person_id, "session": session_id}))


def end_all_sessions(records: Records, session: Session) -> None:
    """End every session of the person, this one too."""
    records.sessions.end_all(session.person.id)
    records.log.add(NewEntry("sign out everywhere", session.person.id, {"person": session.person.id}))
