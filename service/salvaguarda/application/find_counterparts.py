"""Find what a draft's rows were in an older draft, and which of a reviewer's old scores wait there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import OwnRating, ScoreRecord
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.assessments import WHOLE_TEXT


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What one row was in the older draft. same_text: one row became one row, word for word."""

    link: LinkRecord
    paths: tuple[str, ...]
    same_text: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reviewer's old rating for which the new draft's cell has no own rating yet.

    provision: the new row's path; old_provision: the row it was given for.
    carriable: the words and the question are the same and the cell is empty; otherwise it waits for re-confirmation.
    """

    provision: str
    criterion: str
    old_provision: str
    carriable: bool


def previous_assessment(
    records: Records, assessment: AssessmentRecord, reader_id: int
) -> AssessmentRecord | None:
    """Of the same instrument, the latest older draft's assessment with the same checklist id, as far as it is there for
    the reader; None when there is none."""
    drafts = [draft.id for draft in records.drafts.of_instrument(assessment.instrument_id)]
    older = drafts[: drafts.index(assessment.draft_id)]
    by_draft = assessments_by_draft(
        records.assessments.of_instrument(assessment.instrument_id, reader_id), assessment.checklist_id
    )
    return next((by_draft[draft_id] for draft_id in reversed(older) if draft_id in by_draft), None)


def assessments_by_draft(
    assessments: Sequence[AssessmentRecord], checklist_id: str
) -> dict[int, AssessmentRecord]:
    """Draft id → its assessment with that checklist; of several the one opened last."""
    return {each.draft_id: each for each in assessments if each.checklist_id == checklist_id}


def counterparts(
    records: Records, old: AssessmentRecord, new: AssessmentRecord, sheets: Sheets
) -> dict[str, Counterpart]:
    """New row path → what it was; rows that are new are left out. Needs the pair to be aligned."""
    old_rows, new_rows = sheets.of(records, old).by_path, sheets.of(records, new).by_path
    old_hashes, new_hashes = records.drafts.hashes(old.draft_id), records.drafts.hashes(new.draft_id)
    return {
        path: Counterpart(link, before, _single(link) and old_hashes[before[0]] == new_hashes[path])
        for link in records.links.of_pair(old.draft_id, new.draft_id)
        if (before := _rows_of(link, old_rows))
        for path in link.link.new
        if path in new_rows
    }


def counterpart(
    records: Records, old: AssessmentRecord, new: AssessmentRecord, sheets: Sheets, path: str
) -> Counterpart | None:
    """What one row of the new draft was; None when it is new. Needs the pair to be aligned."""
    old_rows = sheets.of(records, old).by_path
    for link in reversed(records.links.to(old.draft_id, new.draft_id, path)):
        before = _rows_of(link, old_rows)
        if before:
            words = records.drafts.text(new.draft_id, path)
            same = records.drafts.text(old.draft_id, before[0]).sha256 == words.sha256
            return Counterpart(link, before, _single(link) and same)
    return None


def _rows_of(link: LinkRecord, old_rows: Collection[str]) -> tuple[str, ...]:
    return tuple(path for path in link.link.old if path in old_rows)


def _single(link: LinkRecord) -> bool:
    return len(link.link.old) == len(link.link.new) == 1


def waiting_ratings(
    records: Records, sheets: Sheets, old: AssessmentRecord, new: AssessmentRecord, person_id: int
) -> tuple[Waiting, ...]:
    """The person's old ratings whose new cell they have not rated, by row and then as they were given."""
    return waiting_among(records, sheets, old, new, person_id, counterparts(records, old, new, sheets))


def waiting_among(
    records: Records,
    sheets: Sheets,
    old: AssessmentRecord,
    new: AssessmentRecord,
    person_id: int,
    found: Mapping[str, Counterpart],
) -> tuple[Waiting, ...]:
    """The same for a caller who has the counterparts of the two already."""
    sheet = sheets.of(records, new)
    same_question = questions_kept(sheets.of(records, old), sheet)
    given = by_row(records.scores.own_ratings(old.id, person_id))
    kept = by_row(records.scores.own_ratings(new.id, person_id))
    return tuple(
        waiting
        for row in sheet.rows
        if row.path in found
        for waiting in waiting_in(row.path, found[row.path], given, kept.get(row.path, {}), same_question)
    )


OwnRatings = Mapping[str, Mapping[str, str | None]]
"""Row path → criterion id → a person's own rating; None while there are only notes."""


def by_row(ratings: Iterable[OwnRating]) -> OwnRatings:
    """The same ratings by row and criterion."""
    grouped: dict[str, dict[str, str | None]] = {}
    for provision, criterion, rating in ratings:
        grouped.setdefault(provision, {})[criterion] = rating
    return grouped


def waiting_in(
    path: str,
    counterpart: Counterpart,
    given: OwnRatings,
    kept: Mapping[str, str | None],
    same_question: Mapping[str, bool],
) -> Iterator[Waiting]:
    """What waits in one row. given: old ratings by row; kept: the new row's own ratings; each criterion once."""
    named: set[str] = set()
    for old_path in counterpart.paths:
        for criterion, rating in given.get(old_path, {}).items():
            if rating is None or criterion in named or criterion not in same_question:
                continue
            if kept.get(criterion) is None:
                named.add(criterion)
                empty = criterion not in kept
                carriable = counterpart.same_text and same_question[criterion] and empty
                yield Waiting(path, criterion, old_path, carriable)


def questions_kept(old: Sheet, new: Sheet) -> dict[str, bool]:
    """Id of every criterion of both checklist versions → whether it asks the same, with the same levels."""
    return {key: asks_the_same(old, new, key) for key in new.checklist.by_id if key in old.checklist.by_id}


def asks_the_same(old: Sheet, new: Sheet, criterion_id: str) -> bool:
    """Whether a criterion reads the same in both checklist versions."""
    before, after = old.checklist.by_id[criterion_id], new.checklist.by_id[criterion_id]
    return (before.question, before.guidance, before.levels, before.whole_draft) == (
        after.question,
        after.guidance,
        after.levels,
        after.whole_draft,
    ) and old.checklist.scale == new.checklist.scale


def is_counterpart(records: Records, old: ScoreRecord, new_draft_id: int, new_path: str) -> bool:
    """Whether the row of an old score is linked to a row of this draft."""
    old_draft_id = records.assessments.get(old.assessment_id).draft_id
    links = records.links.to(old_draft_id, new_draft_id, new_path)
    return any(old.provision in link.link.old for link in links)


def is_whole_text(link: LinkRecord) -> bool:
    """Whether the link joins the two whole texts."""
    return link.link.old == link.link.new == (WHOLE_TEXT.path,)
