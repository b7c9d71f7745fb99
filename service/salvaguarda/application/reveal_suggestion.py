"""Reveal a suggestion to one reviewer, and keep what they saw, when, and after which own rating."""

from salvaguarda.application.list_suggestions import (
    Standing,
    SuggestionView,
    reveal_for_review,
    show_suggestion,
)
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.suggestions import NewReveal, RevealRecord, SuggestionRecord
from salvaguarda.application.save_score import check_cell
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.audit import sha256_of
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.suggestions.policy import RevealMode

_RATE_FIRST = "Rate this cell first: in this assessment a suggestion is shown after the own rating."


def reveal_suggestion(
    records: Records, sheets: Sheets, assessment_id: int, cell: tuple[str, str], person_id: int
) -> SuggestionView:
    """The suggestion of this cell (path, criterion id), from now on the reviewer's to decide on; again, the same.

    Raises NotFound when there is no such cell or no suggestion of it, Conflict before the own rating where the policy
    says so.
    """
    path, criterion = cell
    check_cell(sheets.of(records, records.assessments.get(assessment_id)), path, criterion)
    view = show_suggestion(records, assessment_id, cell, person_id)
    if view.standing is Standing.REVEALED:
        return view
    if view.standing is Standing.HIDDEN:
        raise Conflict(_RATE_FIRST)
    found = records.suggestions.revealable(assessment_id, path, criterion, person_id)
    if found is None:
        raise NotFound("suggestion for", f"{path} {criterion}")
    _keep(records, (assessment_id, path, criterion), person_id, found)
    return show_suggestion(records, assessment_id, cell, person_id)


def revealed(
    records: Records, assessment_id: int, cell: tuple[str, str], person_id: int
) -> RevealRecord | None:
    """What this reviewer saw for review in this cell; None before it was revealed."""
    path, criterion = cell
    return reveal_for_review(records.reveals.own(assessment_id, path, person_id), criterion)


def _keep(records: Records, cell: tuple[int, str, str], person_id: int, found: SuggestionRecord) -> None:
    own = records.scores.own_cell(*cell, person_id)
    rating = own.words.rating if own else None
    if rating is None and found.mode is RevealMode.BLIND_FIRST:  # withdrawn in another tab a moment ago
        raise Conflict(_RATE_FIRST)
    records.reveals.add(
        NewReveal(
            cell=cell,
            person_id=person_id,
            rating_before=rating,
            score_revision_before=own.revision if own else 0,
            suggestion=found,
        )
    )
    log_reveal(records, cell, person_id, found)


def log_reveal(records: Records, cell: tuple[int, str, str], person_id: int, found: SuggestionRecord) -> None:
    """Log that a suggestion was shown to its reader."""
    assessment_id, path, criterion = cell
    subject = {"provision": path, "criterion": criterion, "person": person_id, "suggestion": found.id}
    after = {"model": found.provenance.model, "seen_sha256": sha256_of(found.content)}
    records.log.add(NewEntry("reveal suggestion", person_id, subject, None, after, assessment_id))
