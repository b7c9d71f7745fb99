"""Instruments with their drafts, and each draft with its assessments and the reader's own progress."""

from collections.abc import Iterable
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role


@dataclass(frozen=True, slots=True)
class AssessmentProgress:
    """An assessment, and the share of its cells that the reader has rated: 0 to 1, 0 when it has none.

    None for whoever scores nothing there: what waits for them is in list_work.
    """

    assessment: AssessmentRecord
    progress: float | None


@dataclass(frozen=True, slots=True)
class DescribedDraft:
    """A draft with its assessments, oldest first."""

    draft: DraftRecord
    assessments: tuple[AssessmentProgress, ...]


@dataclass(frozen=True, slots=True)
class DescribedInstrument:
    """An instrument with its drafts, oldest first."""

    instrument: InstrumentRecord
    drafts: tuple[DescribedDraft, ...]


def describe_instruments(records: Records, sheets: Sheets, reader: Person) -> tuple[DescribedInstrument, ...]:
    """All instruments that are there for the reader, newest first."""
    drafts = records.drafts.every()
    assessments = _progress(records, sheets, records.assessments.every(reader.id), reader)
    return tuple(
        DescribedInstrument(instrument, _with_assessments(drafts.get(instrument.id, ()), assessments))
        for instrument in records.instruments.known_to(reader.id)
    )


def describe_instrument(
    records: Records, sheets: Sheets, reader: Person, instrument_id: int
) -> DescribedInstrument:
    """That instrument; NotFound when there is none."""
    instrument = records.instruments.get(instrument_id)
    found = records.assessments.of_instrument(instrument_id, reader.id)
    assessments = _progress(records, sheets, found, reader)
    return DescribedInstrument(
        instrument, _with_assessments(records.drafts.of_instrument(instrument_id), assessments)
    )


def describe_draft(records: Records, sheets: Sheets, reader: Person, draft_id: int) -> DescribedDraft:
    """That draft; NotFound when there is none."""
    draft = records.drafts.get(draft_id)
    assessments = _progress(records, sheets, records.assessments.of_draft(draft_id, reader.id), reader)
    return DescribedDraft(draft, tuple(assessments))


def _with_assessments(
    drafts: Iterable[DraftRecord], assessments: list[AssessmentProgress]
) -> tuple[DescribedDraft, ...]:
    by_draft: dict[int, list[AssessmentProgress]] = {}
    for each in assessments:
        by_draft.setdefault(each.assessment.draft_id, []).append(each)
    return tuple(DescribedDraft(draft, tuple(by_draft.get(draft.id, ()))) for draft in drafts)


def _progress(
    records: Records, sheets: Sheets, assessments: tuple[AssessmentRecord, ...], reader: Person
) -> list[AssessmentProgress]:
    if not assessments:
        return []
    ids = [each.id for each in assessments]
    rated = records.scores.rated_by(ids, reader.id)
    roles = records.places.readable(ids, reader)
    return [
        AssessmentProgress(
            each,
            _share(records, sheets, each, rated.get(each.id, set()))
            if Role.REVIEWER in roles.get(each.id, ())
            else None,
        )
        for each in assessments
    ]


def _share(
    records: Records, sheets: Sheets, assessment: AssessmentRecord, rated: set[tuple[str, str]]
) -> float:
    """Rated cells of all cells; a cell that was brought in by rating it counts on both sides."""
    if not rated:
        return 0.0
    sheet = sheets.of(records, assessment)
    cells = {(row.path, criterion) for row in sheet.rows for criterion in row.in_scope} | rated
    return len(rated) / len(cells)
