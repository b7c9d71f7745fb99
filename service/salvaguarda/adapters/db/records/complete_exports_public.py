"""Organisations, positions and snapshots, read in SQL for a complete export."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from salvaguarda.adapters.db.tables.publishing import position, snapshot
from salvaguarda.adapters.db.tables.teams import affiliation, organisation
from salvaguarda.application.ports.exported_team import (
    ExportedAffiliation,
    ExportedOrganisation,
    ExportedPosition,
    ExportedSnapshot,
)
from salvaguarda.domain.positions import Publicity, Stance

_wanted: Any = bindparam("wanted")
_several: Any = bindparam("several", expanding=True)
_ORGANISATIONS = select(organisation).where(organisation.c.id.in_(_several)).order_by(organisation.c.id)
_AFFILIATIONS = (
    select(affiliation).where(affiliation.c.person_id.in_(_several)).order_by(affiliation.c.person_id)
)
_POSITIONS = select(position).where(position.c.assessment_id == _wanted).order_by(position.c.id)
_SNAPSHOTS = select(snapshot).where(snapshot.c.assessment_id == _wanted).order_by(snapshot.c.number)

_FIND = select(organisation.c.id).where(organisation.c.name == bindparam("wanted_name"))
_ADD_ORGANISATION = insert(organisation).returning(organisation.c.id)
_BELONGS = select(affiliation.c.id).where(affiliation.c.person_id == _wanted)
_AFFILIATE = insert(affiliation)


def organisations(connection: Connection, ids: Collection[int]) -> list[ExportedOrganisation]:
    """These."""
    rows = connection.execute(_ORGANISATIONS, {"several": sorted(ids)})
    return [ExportedOrganisation(row.id, row.name, row.created_at, row.created_by) for row in rows]


def affiliations(connection: Connection, people: Collection[int]) -> list[ExportedAffiliation]:
    """Where these people belong; who belongs nowhere is left out."""
    rows = connection.execute(_AFFILIATIONS, {"several": sorted(people)})
    return [ExportedAffiliation(row.person_id, row.organisation_id, row.speaks, row.since) for row in rows]


def positions(
    connection: Connection, assessment_id: int, key_of: Callable[[int], int]
) -> list[ExportedPosition]:
    """Every state of every position, oldest first. key_of: id of whoever stated it → their key in the file."""
    return [
        ExportedPosition(
            organisation=row.organisation_id,
            provision=row.provision,
            criterion=row.criterion,
            stance=Stance(row.stance),
            note=row.note,
            publicity=Publicity(row.publicity),
            result=row.result,
            at=row.at,
            person=key_of(row.person_id),
        )
        for row in connection.execute(_POSITIONS, {"wanted": assessment_id})
    ]


def snapshots(
    connection: Connection, assessment_id: int, key_of: Callable[[int], int]
) -> list[ExportedSnapshot]:
    """In the order in which they were signed. key_of: id of whoever signed → their key in the file."""
    return [
        ExportedSnapshot(
            number=row.number,
            title=row.title,
            note=row.note,
            content=row.content,
            sha256=row.sha256,
            audit_seq=row.audit_seq,
            audit_sha256=row.audit_sha256,
            at=row.at,
            person=key_of(row.person_id),
        )
        for row in connection.execute(_SNAPSHOTS, {"wanted": assessment_id})
    ]


def add_organisation(connection: Connection, name: str, created_at: str, created_by: int) -> int:
    """The id of the organisation with that name; a new one when there is none."""
    known = connection.execute(_FIND, {"wanted_name": name}).scalar_one_or_none()
    if known is not None:
        return int(known)
    values = {"name": name, "version": 1, "created_at": created_at, "created_by": created_by}
    return int(connection.execute(_ADD_ORGANISATION, values).scalar_one())


def affiliate(connection: Connection, one: ExportedAffiliation, by: int) -> None:
    """Say where a person belongs, by ids of here; nothing when they belong somewhere already."""
    if connection.execute(_BELONGS, {"wanted": one.person}).first() is None:
        values = {"person_id": one.person, "organisation_id": one.organisation, "speaks": one.speaks}
        connection.execute(_AFFILIATE, values | {"since": one.since, "added_by": by})
