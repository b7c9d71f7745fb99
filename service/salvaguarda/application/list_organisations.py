"""List the organisations of this installation, and who belongs where."""

from dataclasses import dataclass

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import Affiliation, OrganisationRecord


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation and where people belong to it, the longest there first."""

    organisation: OrganisationRecord
    affiliations: tuple[Affiliation, ...]


def list_organisations(records: Records) -> tuple[OrganisationView, ...]:
    """By name."""
    affiliations = records.organisations.affiliations().values()
    return tuple(
        OrganisationView(each, tuple(one for one in affiliations if one.organisation_id == each.id))
        for each in records.organisations.every()
    )
