"""Export an instrument whole, as its reader may see it: what JSON is written from, and what can be imported again."""

from collections.abc import Iterable, Iterator

from salvaguarda import __version__
from salvaguarda.application.export_assessment import export_assessment, made_by
from salvaguarda.application.export_people import ExportPeople
from salvaguarda.application.export_team import export_team
from salvaguarda.application.loose_ends import of_people, without_loose_ends
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.complete_exports import (
    FORMAT,
    SCHEMA,
    CompleteExport,
    ExportedAssessment,
    ExportedChecklist,
    ExportedDecision,
    ExportedDraft,
    ExportedFact,
    ExportedInstrument,
    ExportedReveal,
)
from salvaguarda.application.ports.exported_links import ExportedAlignment
from salvaguarda.application.ports.exported_team import ExportedAffiliation, ExportedTeam
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.suggestions import RevealRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.people import Person


def export_instrument(
    records: Records,
    sheets: Sheets,
    instrument_id: int,
    reader: Person | None,
    organisation_id: int | None = None,
) -> CompleteExport:
    """Everything kept of the instrument; with reader None nothing is hidden (the command line, on the machine itself).

    A reader gets others' scores only as everywhere else, and others' e-mails only when they may see them.
    organisation_id: of scores, members, assignments and positions only those of its people, and nothing that others had
    a part in. Raises NotFound (instrument, organisation).
    """
    exports = records.complete_exports
    instrument = exports.instrument(instrument_id)
    drafts = exports.drafts(instrument_id)
    kept = records.assessments.of_instrument(instrument_id, None if reader is None else reader.id)
    people = ExportPeople(reader)
    read = [_assessment(records, sheets, each, reader, people, organisation_id) for each in kept]
    if organisation_id is not None:
        own = {
            each.person for each in exports.affiliations(people.named) if each.organisation == organisation_id
        }
        read = [of_people(each, own, organisation_id) for each in read]
    assessments = without_loose_ends(read)
    alignments = exports.alignments(instrument_id)
    listed = people.listed(records, set(_people(instrument, drafts, assessments, alignments)))
    affiliations = exports.affiliations([person.key for person in listed])
    organisations = exports.organisations(set(_organisations(assessments, affiliations)))
    strangers = {each.created_by for each in organisations} - {person.key for person in listed}
    return CompleteExport(
        format=FORMAT,
        schema=SCHEMA,
        software=f"Salvaguarda {__version__}",
        exported_at=records.now,
        exported_by=made_by(reader, kept),
        people=[*listed, *people.strangers(records, strangers)],
        checklists=_checklists(records, kept),
        instrument=instrument,
        drafts=drafts,
        assessments=assessments,
        alignments=alignments,
        organisations=organisations,
        affiliations=affiliations,
    )


def export_instrument_of(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    reader: Person | None,
    organisation_id: int | None = None,
) -> CompleteExport:
    """The instrument that an assessment belongs to."""
    assessment = records.assessments.get(assessment_id)
    return export_instrument(records, sheets, assessment.instrument_id, reader, organisation_id)


def _assessment(
    records: Records,
    sheets: Sheets,
    record: AssessmentRecord,
    reader: Person | None,
    people: ExportPeople,
    organisation_id: int | None,
) -> ExportedAssessment:
    report = export_assessment(records, sheets, record.id, reader, organisation_id)
    # The command line hides nobody here: people are merged by e-mail where the file is imported.
    reveals = records.reveals.every(record.id) if reader is None else report.reveals
    codes = {row.row.path: row.codes for row in report.view.matrix.rows}
    reader_id = None if reader is None else reader.id
    creator = record.created_by if reader is None else record.creator_for(reader.id)
    return ExportedAssessment(
        key=record.id,
        draft=record.draft_id,
        checklist_id=record.checklist_id,
        checklist_version=record.checklist_version,
        unit=record.unit,
        created_at=record.created_at,
        created_by=people.key(record.id, creator),
        settings=records.complete_exports.settings(record.id, reader_id, people.key),
        scores=records.complete_exports.scores(record.id, reader_id, people.key),
        hidden_scores=_hidden(records, record.id, reader),
        facts=[ExportedFact(fact.group, fact.name, fact.value) for fact in report.facts],
        codes=codes,
        reveals=[_reveal(each, people.key(record.id, each.person)) for each in reveals],
        team=export_team(records, sheets, record.id, reader, people),
    )


def _reveal(record: RevealRecord, person_key: int) -> ExportedReveal:
    decisions = [
        ExportedDecision(
            number=each.number,
            action=each.action,
            reason=each.reason,
            rating_before=each.rating_before,
            rating_after=each.rating_after,
            score=each.score_id,
            score_revision=each.score_revision,
            at=each.at,
        )
        for each in record.decisions
    ]
    return ExportedReveal(
        provision=record.provision,
        criterion=record.criterion,
        person=person_key,
        at=record.at,
        purpose=record.purpose,
        mode=record.mode,
        rating_before=record.rating_before,
        score_revision_before=record.score_revision_before,
        provenance=record.provenance,
        seen=record.seen,
        seen_sha256=record.seen_sha256,
        decisions=decisions,
    )


def _hidden(records: Records, assessment_id: int, reader: Person | None) -> int:
    rated = records.scores.ratings(assessment_id, None if reader is None else reader.id)
    return sum(rating is None for _, _, _, rating, _ in rated)


def _checklists(records: Records, assessments: Iterable[AssessmentRecord]) -> list[ExportedChecklist]:
    rows = sorted({each.checklist_row for each in assessments})
    found = [records.checklists.by_row(row) for row in rows]
    return [
        ExportedChecklist(
            each.id,
            each.version,
            "built-in" if each.origin == "built-in" else "uploaded",
            each.sha256,
            each.source,
        )
        for each in found
    ]


def _organisations(
    assessments: Iterable[ExportedAssessment], affiliations: Iterable[ExportedAffiliation]
) -> Iterator[int]:
    yield from (each.organisation for each in affiliations)
    yield from (each.organisation for one in assessments for each in one.team.positions)


def _people(
    instrument: ExportedInstrument,
    drafts: Iterable[ExportedDraft],
    assessments: Iterable[ExportedAssessment],
    alignments: Iterable[ExportedAlignment],
) -> Iterator[int]:
    """Everybody who is named anywhere."""
    named: list[int | None] = [instrument.created_by]
    named += [earlier.replaced_by for earlier in instrument.earlier]
    for draft in drafts:
        named += [draft.created_by, *(earlier.replaced_by for earlier in draft.earlier)]
        named += [mend.person for mend in draft.mends]
    for assessment in assessments:
        named += [assessment.created_by, *(state.person for state in assessment.settings)]
        for score in assessment.scores:
            named += [score.person, *(state.person for state in score.states)]
        named += [reveal.person for reveal in assessment.reveals]
        named += _people_of_team(assessment.team)
    for alignment in alignments:
        for link in alignment.links:
            named += [link.corrected_by, *(state.person for state in link.states)]
    yield from (person for person in named if person is not None)


def _people_of_team(team: ExportedTeam) -> Iterator[int | None]:
    for member in team.members:
        yield from (member.person, member.added_by)
    for assignment in team.assignments:
        yield from (assignment.person, assignment.assigned_by)
    for result in team.results:
        yield from (result.person, result.reopened_by)
    for thread in team.threads:
        yield from (thread.opened_by, thread.resolved_by)
        for comment in thread.comments:
            yield from (comment.person, *comment.mentions)
    yield from (position.person for position in team.positions)
    yield from (snapshot.person for snapshot in team.snapshots)
