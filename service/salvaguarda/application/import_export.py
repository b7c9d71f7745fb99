"""Import a complete export: everything of it under new ids, people merged by e-mail, nothing overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from salvaguarda.application.check_export_values import Versions
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.complete_exports import CompleteExport, ExportedPerson, Kept
from salvaguarda.application.ports.exported_team import ExportedOrganisation
from salvaguarda.application.ports.records import Records
from salvaguarda.application.publish_checklist import publish_checklist
from salvaguarda.domain.errors import InvalidExport, Problem
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Role

NO_ADDRESS = "imported.invalid"
"""Domain (RFC 2606) of the made-up addresses of people whose e-mail the export does not hold."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in. assessment_id: the newest assessment, 0 when there is none."""

    instruments: int
    drafts: int
    assessments: int
    scores: int
    assessment_id: int


def import_export(
    records: Records, export: CompleteExport, versions: Versions, by: Person | None
) -> Imported:
    """Keep a checked export (`check_export` gives its checklists). by: who imports; None on the command line.

    Only the owner and the command line bring in scores in the name of people who can sign in here: a file is easily
    written by hand. For anybody else, other people come in as accounts of their own, marked as imported.

    Raises InvalidExport when a checklist of the same id and version is kept here with other words.
    """
    checklists = _publish(records, export, versions, None if by is None else by.id)
    people = {person.key: _person_here(records, person, by) for person in export.people}
    organisations = {each.key: _organisation_here(records, each, people, by) for each in export.organisations}
    _affiliate(records, export, people, organisations, by)
    kept = records.complete_exports.keep(export, people, checklists, organisations)
    if by is not None:
        _let_in(records, kept, by)
    _log(records, kept, None if by is None else by.id)
    return Imported(
        instruments=1,
        drafts=kept.drafts,
        assessments=len(kept.assessments),
        scores=kept.scores,
        assessment_id=max(kept.assessments.values(), default=0),
    )


def _log(records: Records, kept: Kept, person_id: int | None) -> None:
    """One entry for the installation, and one for each assessment, which binds everything that came in to the log."""
    came = {"drafts": kept.drafts, "assessments": sorted(kept.assessments.values()), "scores": kept.scores}
    records.log.add(NewEntry("import", person_id, {}, after=came))
    for assessment_id in sorted(kept.assessments.values()):
        reopened = list(kept.reopened.get(assessment_id, ()))
        records.log.add(
            NewEntry(
                "import assessment",
                person_id,
                {"assessment": assessment_id},
                after={"reopened": reopened} if reopened else None,
                assessment_id=assessment_id,
                keeps_all=True,
            )
        )


def _publish(
    records: Records, export: CompleteExport, versions: Versions, person_id: int | None
) -> dict[tuple[str, str], int]:
    """(id, version) → row here."""
    rows = {}
    for place, each in enumerate(export.checklists):
        known = records.checklists.find(each.id, each.version)
        if known is not None and known.sha256 != each.sha256:
            raise InvalidExport(
                f"The checklist {each.id} {each.version} is kept here with other words.",
                [
                    Problem(
                        f"checklists.{place}",
                        f"{each.id} {each.version} differs from the one kept here.",
                        "Published versions never change: import into an empty installation.",
                    )
                ],
            )
        if known is None:
            known = publish_checklist(
                records,
                versions[each.id, each.version],
                each.source,
                origin="uploaded",  # whatever the file says: what comes with the program is published at start
                person_id=person_id,
            )
        rows[each.id, each.version] = known.row
    return rows


def _person_here(records: Records, person: ExportedPerson, by: Person | None) -> int:
    """The id of the person with that e-mail, else of a new account that nobody can sign in to."""
    trusted = _is_trusted(by)
    if person.email is not None and (trusted or person.email.lower() == (by.email if by else "")):
        known = records.people.find(person.email)
        if known is not None:
            return known[0].id
        return records.complete_exports.add_person(person.display_name, person.email).id
    name = person.display_name if trusted else f"{person.display_name} (imported)"
    return records.complete_exports.add_person(name, _free_address(records)).id


def _organisation_here(
    records: Records, one: ExportedOrganisation, people: Mapping[int, int], by: Person | None
) -> int:
    """The id of the organisation with that name, as with people; of one that is marked as imported for a reviewer."""
    name = one.name if _is_trusted(by) else f"{one.name} (imported)"
    return records.complete_exports.add_organisation(name, one.created_at, people[one.created_by])


def _affiliate(
    records: Records,
    export: CompleteExport,
    people: Mapping[int, int],
    organisations: Mapping[int, int],
    by: Person | None,
) -> None:
    """Where people belong who are new here. Nobody speaks for an organisation because a reviewer's file says so."""
    for each in export.affiliations:
        person_id = people[each.person]
        if by is not None and person_id == by.id:
            continue  # a file does not move whoever brings it
        here = replace(
            each,
            person=person_id,
            organisation=organisations[each.organisation],
            speaks=each.speaks and _is_trusted(by),
        )
        records.complete_exports.affiliate(here, person_id if by is None else by.id)


def _let_in(records: Records, kept: Kept, by: Person) -> None:
    """Whoever brings in what is its members' only becomes an owner of it, so that it is there for somebody."""
    for assessment_id in kept.assessments.values():
        assessment = records.assessments.get(assessment_id)
        if assessment.access is not Access.TEAM:
            continue
        members = {each.member.person_id: each.member for each in records.members.of(assessment_id)}
        own = members.get(by.id)
        if own is None and assessment.created_by.id != by.id:
            records.members.add(assessment_id, by.id, {Role.OWNER}, by.id)
        elif own is not None and own.left_at is None and Role.OWNER not in own.roles:
            records.members.change(own, own.roles | {Role.OWNER})


def _is_trusted(by: Person | None) -> bool:
    """Whether what the file says of people who can sign in here is believed."""
    return by is None or by.is_owner


def _free_address(records: Records) -> str:
    """A made-up address that nobody has here."""
    number = 1
    while records.people.find(f"person-{number}@{NO_ADDRESS}") is not None:
        number += 1
    return f"person-{number}@{NO_ADDRESS}"
