"""A team in the small world of tests/assessing.py: one person of every role, and two who are no members."""

from dataclasses import dataclass, replace

from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.edit_assessment import settings_of
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Naming, Role
from tests.assessing import CHECKLIST, World

ROLES = ("lead", "reviewer", "adjudicator", "observer")


@dataclass(frozen=True)
class Team:
    """assessment: of the old draft, opened by its owner, blind. The others are people; chief owns the installation.

    outsider is signed in and nothing else, like the chief no member.
    """

    assessment: int
    owner: Person
    lead: Person
    reviewer: Person
    adjudicator: Person
    observer: Person
    outsider: Person
    chief: Person


def make_team(records: Records, world: World) -> Team:
    """In one transaction."""
    owner = records.people.get(world.ben)
    assessment = add_assessment(records, world.old_draft, owner.id, CHECKLIST, "Ours", access=Access.TEAM).id
    people = {
        name: records.people.add(f"{name}@team.example", name.capitalize(), "no hash")
        for name in (*ROLES, "outsider")
    }
    for role in ROLES:
        records.members.add(assessment, people[role].id, {Role(role)}, owner.id)
    return Team(assessment, owner=owner, chief=records.people.get(world.ana), **people)


def set_up_as(
    records: Records,
    assessment_id: int,
    *,
    access: Access = Access.INSTALLATION,
    needed: int = 1,
    names: Naming = Naming.SHOWN,
) -> None:
    """Change the settings of an assessment, whoever may."""
    kept = records.assessments.get(assessment_id)
    settings = replace(settings_of(kept), access=access, needed=needed, names=names)
    records.assessments.edit(assessment_id, kept.version, settings, kept.created_by.id)
