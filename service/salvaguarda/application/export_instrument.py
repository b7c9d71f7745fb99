"""Export an instrument whole, as its reader may see it: what JSON is written from, and what can be imported again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from salvaguarda import __version__
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.complete_exports import (
    FORMAT,
    SCHEMA,
    CompleteExport,
    ExportedAlignment,
    ExportedAssessment,
    ExportedChecklist,
    ExportedDecision,
    ExportedDraft,
    ExportedFact,
    ExportedInstrument,
    ExportedPerson,
    ExportedReveal,
    ExportedScore,
    ExportedState,
)
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.suggestions import RevealRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act, may
from salvaguarda.domain.people import Person


def export_instrument(
    records: Records, sheets: Sheets, instrument_id: int, reader: Person | None
) -> CompleteExport:
    """Everything kept of the instrument; with reader None nothing is hidden (the command line, on the machine itself).

    A reader gets others' scores only as everywhere else, and others' e-mails only when they may see them.
    Raises NotFound when there is no such instrument.
    """
    exports = records.complete_exports
    instrument = exports.instrument(instrument_id)
    drafts = exports.drafts(instrument_id)
    kept = records.assessments.of_instrument(instrument_id, None if reader is None else reader.id)
    assessments = _without_loose_ends([_assessment(records, sheets, each, reader) for each in kept])
    alignments = exports.alignments(instrument_id)
    people = set(_people(instrument, drafts, assessments, alignments))
    return CompleteExport(
        format=FORMAT,
        schema=SCHEMA,
        software=f"Salvaguarda {__version__}",
        exported_at=records.now,
        exported_by="command line" if reader is None else reader.display_name,
        people=[_person(person, reader) for person in records.scores.people(people)],
        checklists=_checklists(records, kept),
        instrument=instrument,
        drafts=drafts,
        assessments=assessments,
        alignments=alignments,
    )


def export_instrument_of(
    records: Records, sheets: Sheets, assessment_id: int, reader: Person | None
) -> CompleteExport:
    """The instrument that an assessment belongs to."""
    assessment = records.assessments.get(assessment_id)
    return export_instrument(records, sheets, assessment.instrument_id, reader)


def _assessment(
    records: Records, sheets: Sheets, record: AssessmentRecord, reader: Person | None
) -> ExportedAssessment:
    report = export_assessment(records, sheets, record.id, reader)
    codes = {row.row.path: row.codes for row in report.view.matrix.rows}
    return ExportedAssessment(
        key=record.id,
        draft=record.draft_id,
        checklist_id=record.checklist_id,
        checklist_version=record.checklist_version,
        unit=record.unit,
        created_at=record.created_at,
        created_by=record.created_by.id,
        settings=records.complete_exports.settings(record.id),
        scores=records.complete_exports.scores(record.id, None if reader is None else reader.id),
        hidden_scores=_hidden(records, record.id, reader),
        facts=[ExportedFact(fact.group, fact.name, fact.value) for fact in report.facts],
        codes=codes,
        reveals=[_reveal(each) for each in report.reveals],
    )


def _reveal(record: RevealRecord) -> ExportedReveal:
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
        person=record.person.id,
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


def _without_loose_ends(assessments: list[ExportedAssessment]) -> list[ExportedAssessment]:
    """The same without references to scores that are hidden from the reader, and so not in the export."""
    known = {score.key for each in assessments for score in each.scores}

    def tied(state: ExportedState) -> ExportedState:
        loose = state.carried is not None and state.carried.score not in known
        return replace(state, carried=None) if loose else state

    def whole(score: ExportedScore) -> ExportedScore:
        return replace(score, states=[tied(state) for state in score.states])

    return [replace(each, scores=[whole(score) for score in each.scores]) for each in assessments]


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


def _person(person: Person, reader: Person | None) -> ExportedPerson:
    sees_email = reader is None or reader.id == person.id or may(reader, Act.SEE_EMAILS)
    return ExportedPerson(person.id, person.display_name, person.email if sees_email else None)


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
    for alignment in alignments:
        for link in alignment.links:
            named += [link.corrected_by, *(state.person for state in link.states)]
    yield from (person for person in named if person is not None)
