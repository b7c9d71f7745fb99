"""Give a person everything that is kept about them."""

from collections.abc import Mapping

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records

FORM = "salvaguarda-person"
VERSION = 1


def export_person(records: Records, person_id: int, by: int) -> Mapping[str, object]:
    """All of it as JSON values, by kind; NotFound when there is no such person. That it was asked for is logged."""
    records.people.get(person_id)
    told = records.person_rows.told(person_id)
    records.log.add(NewEntry("export what is known of a person", by, {"person": person_id}))
    return {"form": FORM, "version": VERSION, "written_at": records.now, **told}
