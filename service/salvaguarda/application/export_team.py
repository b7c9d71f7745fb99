"""Export how a team worked on an assessment, as its reader may see it; with reader None nothing is hidden."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from salvaguarda.application.describe_snapshot import present_state, still_to_score
from salvaguarda.application.export_people import ExportPeople
from salvaguarda.application.ports.exported_team import ExportedPosition, ExportedSnapshot, ExportedTeam
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import VERDICT, Publicity, Stance


def export_team(
    records: Records, sheets: Sheets, assessment_id: int, reader: Person | None, people: ExportPeople
) -> ExportedTeam:
    """Members, assignments, results, threads, positions, snapshots; for the command line the audit log, too.

    References to scores may be loose: `without_loose_results` ties them once it is known which scores are in the file.
    """
    reader_id = None if reader is None else reader.id
    team = records.complete_exports.team(assessment_id, reader_id, people.key)
    positions = records.complete_exports.positions(assessment_id, reader_id, people.key)
    snapshots = records.complete_exports.snapshots(assessment_id, reader_id, people.key)
    if reader is None:
        return ExportedTeam(**team, positions=positions, snapshots=snapshots)
    told = list(_told(records, sheets, assessment_id, reader, positions))
    readable = [each for each in snapshots if _may_read(records, assessment_id, each, reader)]
    return ExportedTeam(
        **team,
        positions=told,
        snapshots=readable,
        hidden_snapshots=len(snapshots) - len(readable),
    )


def _may_read(records: Records, assessment_id: int, one: ExportedSnapshot, reader: Person) -> bool:
    """Own judgement first: not while it tells the result of a cell that the reader is still to score."""
    return not still_to_score(records, assessment_id, json.loads(one.content), reader.id)


def _told(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    reader: Person,
    positions: Sequence[ExportedPosition],
) -> Iterator[ExportedPosition]:
    """All states of the reader's own organisation, of others the newest public one; own judgement first, as on screen."""
    if not positions:
        return
    own = records.organisations.affiliation_of(reader.id)
    to_score = records.cells.to_score(assessment_id, reader.id)
    seen = set(records.cells.terms(assessment_id, reader.id).settled)
    content = present_state(records, sheets, assessment_id).content
    if still_to_score(records, assessment_id, content, reader.id):
        to_score |= {VERDICT}
    else:
        seen.add(VERDICT)
    ordered = sorted(positions, key=_subject)  # stable: states stay oldest first
    for (organisation, provision, criterion), states in groupby(ordered, key=_subject):
        if (provision, criterion) in to_score:
            continue
        if own is not None and organisation == own.organisation_id:
            yield from states
            continue
        newest = list(states)[-1]
        is_told = newest.publicity is Publicity.PUBLIC and newest.stance is not Stance.WITHDRAWN
        if is_told and (provision, criterion) in seen:
            yield replace(newest, person=None)  # who of them stated it is told to themselves only


def _subject(each: ExportedPosition) -> tuple[int, str, str]:
    return each.organisation, each.provision, each.criterion
