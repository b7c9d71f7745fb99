"""Say to which organisation a person belongs, and whether they speak for it."""

from salvaguarda.application.ports.audit import NewEntry, Values
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import Affiliation
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.people import Person


def affiliate_person(
    records: Records, by: Person, person_id: int, organisation_id: int | None, *, speaks: bool
) -> Affiliation | None:
    """From now on the person belongs there and nowhere else; with None nowhere. speaks: they may state its positions.

    Raises Forbidden unless `by` owns the installation, NotFound (person, organisation).
    """
    require(by, Act.MANAGE_ORGANISATIONS)
    records.people.get(person_id)
    before = records.organisations.affiliation_of(person_id)
    if organisation_id is None:
        records.organisations.end_affiliation(person_id)
    else:
        records.organisations.get(organisation_id)
        records.organisations.affiliate(person_id, organisation_id, speaks=speaks, by=by.id)
    after = records.organisations.affiliation_of(person_id)
    if before != after:
        entry = NewEntry(
            "affiliate person", by.id, {"person": person_id}, before=_logged(before), after=_logged(after)
        )
        records.log.add(entry)
    return after


def _logged(affiliation: Affiliation | None) -> Values | None:
    if affiliation is None:
        return None
    return {"organisation": affiliation.organisation_id, "speaks": affiliation.speaks}
