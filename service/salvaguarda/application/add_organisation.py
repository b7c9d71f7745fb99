"""Add an organisation, or give it another name."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import OrganisationRecord
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.people import Person


def add_organisation(records: Records, by: Person, name: str) -> OrganisationRecord:
    """Keep a new one; Forbidden unless `by` owns the installation, Conflict when another has this name."""
    require(by, Act.MANAGE_ORGANISATIONS)
    added = records.organisations.get(records.organisations.add(name, by.id))
    records.log.add(
        NewEntry("add organisation", by.id, {"organisation": added.id}, after={"name": added.name})
    )
    return added


def rename_organisation(
    records: Records, by: Person, organisation_id: int, version: int, name: str
) -> OrganisationRecord:
    """Give it another name; Forbidden and Conflict as when it is added, NotFound, Stale when it was renamed meanwhile."""
    require(by, Act.MANAGE_ORGANISATIONS)
    before = records.organisations.get(organisation_id)
    records.organisations.rename(organisation_id, version, name)
    records.log.add(
        NewEntry(
            "rename organisation",
            by.id,
            {"organisation": organisation_id},
            before={"name": before.name},
            after={"name": name},
        )
    )
    return records.organisations.get(organisation_id)
