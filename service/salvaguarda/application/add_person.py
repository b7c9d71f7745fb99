"""The owner adds a reviewer."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.people import Person


def add_person(records: Records, by: Person, email: str, display_name: str, password_hash: str) -> Person:
    """Keep a new reviewer; Forbidden unless `by` is the owner, Conflict when the e-mail is taken."""
    require(by, Act.ADD_PERSON)
    added = records.people.add(email, display_name, password_hash)
    records.log.add(
        NewEntry(
            "add person",
            by.id,
            {"person": added.id},
            after={"owner": False},
            personal={"email": added.email, "name": added.display_name},
        )
    )
    return added
