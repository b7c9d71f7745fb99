"""People and sessions for the wire."""

from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.access import Act, may
from salvaguarda.domain.people import Person
from salvaguarda.web.schemas.people import PersonOut, SessionOut


def present_person(person: Person, reader: Person | None) -> PersonOut:
    """A person as the reader may see them: e-mails for the owner and oneself only."""
    sees_email = may(reader, Act.SEE_EMAILS) or (reader is not None and reader.id == person.id)
    return PersonOut(
        id=person.id,
        display_name=person.display_name,
        email=person.email if sees_email else None,
        is_owner=person.is_owner,
    )


def present_session(session: Session, *, demo: bool) -> SessionOut:
    """The signed-in person and their token."""
    return SessionOut(
        person=present_person(session.person, session.person), csrf_token=session.csrf_token, demo=demo
    )
