"""Show the trend: results over all drafts of an instrument that were assessed with one checklist."""

from dataclasses import dataclass

from salvaguarda.application.find_counterparts import assessments_by_draft
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import matrix_of
from salvaguarda.domain.demands import Status
from salvaguarda.domain.tallies import Summary


@dataclass(frozen=True, slots=True)
class TrendDraft:
    """One assessed draft: criterion id → summary of its column, and the verdict."""

    draft: DraftRecord
    assessment: AssessmentRecord
    columns: dict[str, Summary]
    verdict: Status


@dataclass(frozen=True, slots=True)
class Trend:
    """The drafts that were assessed with the checklist, oldest first."""

    instrument_id: int
    checklist_id: str
    drafts: tuple[TrendDraft, ...]


def show_trend(
    records: Records, sheets: Sheets, instrument_id: int, reader_id: int, checklist_id: str | None = None
) -> Trend:
    """The trend as the reader may see it; checklist_id None: the one most drafts were assessed with."""
    records.instruments.get(instrument_id)
    assessments = records.assessments.of_instrument(instrument_id, reader_id)
    wanted = checklist_id or most_used(assessments)
    found = assessments_by_draft(assessments, wanted)
    drafts = []
    for draft in records.drafts.of_instrument(instrument_id):
        if draft.id in found:
            summary = matrix_of(records, sheets, found[draft.id], reader_id).summary
            drafts.append(TrendDraft(draft, found[draft.id], dict(summary.columns), summary.verdict))
    return Trend(instrument_id, wanted, tuple(drafts))


def most_used(assessments: tuple[AssessmentRecord, ...]) -> str:
    """Checklist id with the most drafts, the one used first of several; "" when nothing was assessed."""
    drafts: dict[str, set[int]] = {}
    for each in assessments:
        drafts.setdefault(each.checklist_id, set()).add(each.draft_id)
    return max(drafts, key=lambda checklist_id: len(drafts[checklist_id]), default="")
