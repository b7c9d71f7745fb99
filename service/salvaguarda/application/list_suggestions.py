"""List where the suggestions of a row stand for one reader. What they have not had revealed is not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.application.open_provision import questions_of, row_at
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.suggestions import Offer, RevealRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose


class Standing(StrEnum):
    """Where one cell stands for one reader."""

    NONE = "none"  # no model was asked
    HIDDEN = "hidden"  # one was, and the reader has to rate the cell first
    ASKING = "asking"  # not answered yet
    READY = "ready"  # may be revealed
    FAILED = "failed"  # no suggestion came
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """One cell. outcome, reason: with FAILED only. reveal: with REVEALED only."""

    criterion: str
    standing: Standing
    outcome: Outcome | None = None
    reason: str = ""
    reveal: RevealRecord | None = None


def list_suggestions(
    records: Records, sheets: Sheets, assessment_id: int, path: str, reader_id: int
) -> tuple[SuggestionView, ...]:
    """Every cell that the row can have, in the order of the checklist; NotFound when there is no such row."""
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    row = row_at(sheet, path)
    offers = records.suggestions.offers(assessment_id, path, reader_id)
    reveals = records.reveals.own(assessment_id, path, reader_id)
    return tuple(
        view_of(key, offers.get(key), reveal_for_review(reveals, key)) for key in questions_of(sheet, row)
    )


def show_suggestion(
    records: Records, assessment_id: int, cell: tuple[str, str], reader_id: int
) -> SuggestionView:
    """One cell (path, criterion id)."""
    path, criterion = cell
    offer = records.suggestions.offers(assessment_id, path, reader_id).get(criterion)
    reveals = records.reveals.own(assessment_id, path, reader_id)
    return view_of(criterion, offer, reveal_for_review(reveals, criterion))


def reveal_for_review(reveals: Sequence[RevealRecord], criterion: str) -> RevealRecord | None:
    """The suggestion of this cell that was revealed, redrafts left out; there is at most one."""
    for reveal in reveals:
        if reveal.criterion == criterion and reveal.purpose is Purpose.REVIEW:
            return reveal
    return None


def view_of(criterion: str, offer: Offer | None, reveal: RevealRecord | None) -> SuggestionView:
    """Where the cell stands."""
    if reveal is not None:
        return SuggestionView(criterion, Standing.REVEALED, reveal=reveal)
    if offer is None:
        return SuggestionView(criterion, Standing.NONE)
    if not offer.may_ask:
        return SuggestionView(criterion, Standing.HIDDEN)
    if offer.suggestion_id is not None:
        return SuggestionView(criterion, Standing.READY)
    if not offer.ended:
        return SuggestionView(criterion, Standing.ASKING)
    return SuggestionView(criterion, Standing.FAILED, offer.outcome, offer.reason)
