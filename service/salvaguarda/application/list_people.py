"""Who works here."""

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.people import Person


def list_people(records: Records) -> tuple[Person, ...]:
    """Everybody, oldest first."""
    return records.people.every()


def list_demo_people(records: Records) -> tuple[Person, ...]:
    """Those who may be signed in with one click in demo mode."""
    return records.people.demo()
