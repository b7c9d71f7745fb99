"""Compare two drafts: their links, and what became of every criterion's result along them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salvaguarda.application.find_counterparts import (
    assessments_by_draft,
    questions_kept,
    waiting_ratings,
)
from salvaguarda.application.order_links import in_document_order
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import matrix_of
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.assessments import WHOLE_TEXT, Unit, rows
from salvaguarda.domain.changes import Change, ChangeKind, Rank, change_of, link_rank
from salvaguarda.domain.checklist import Checklist, Criterion
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.results import Result
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True)
class Side:
    """One draft of a comparison: its provisions by path, and the assessment that is compared (None: there is none)."""

    draft: DraftRecord
    provisions: Mapping[str, Provision]
    assessment: AssessmentRecord | None


@dataclass(frozen=True, slots=True)
class ComparedLink:
    """A link with what became of the results along it; a criterion that is settled on neither side is left out."""

    record: LinkRecord
    same_text: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """relations: links by relation; the rest counts cells. to_confirm, carriable: the reader's own old scores."""

    relations: Mapping[Relation, int]
    lost: int
    won: int
    red_lines_newly_failed: int
    to_confirm: int
    carriable: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts side by side; links by importance of their changes, then in document order.

    checklist: of the new assessment, else of the old one; None when neither draft was assessed.
    """

    instrument_id: int
    instrument_title: str
    old: Side
    new: Side
    checklist: Checklist | None
    totals: Totals
    links: tuple[ComparedLink, ...]


@dataclass(frozen=True, slots=True)
class _Results:
    """What one side's cells came to: row path → criterion id → result. Empty without an assessment."""

    by_row: Mapping[str, Mapping[str, Result]]
    hashes: Mapping[str, str]

    def ratings(self, paths: Iterable[str], criterion: str) -> tuple[Rating | None, ...]:
        """The settled rating of each row; None where it is not settled or has no such cell."""
        cells = (self.by_row.get(path, {}).get(criterion) for path in paths)
        return tuple(None if cell is None else cell.rating for cell in cells)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the changes are about.

    criteria: those of the new checklist version, then those only the old one had. same: criterion id → whether both
    versions ask the same. points: of the new version's scale.
    """

    criteria: tuple[Criterion, ...]
    same: Mapping[str, bool]
    points: Mapping[Rating, int | None]


def compare_drafts(
    records: Records,
    sheets: Sheets,
    old_id: int,
    new_id: int,
    reader_id: int,
    checklist_id: str | None = None,
) -> Comparison:
    """The comparison as the reader may see it; needs the pair to be aligned.

    checklist_id: which assessments are compared; None takes one that both drafts have, else any.
    Raises NotFound, and Conflict when the drafts are no pair.
    """
    old_draft, new_draft = records.drafts.get(old_id), records.drafts.get(new_id)
    instrument = records.instruments.get(new_draft.instrument_id)
    if old_draft.instrument_id != instrument.id or old_id == new_id:
        raise Conflict("Choose two different drafts of the same instrument.")
    wanted = checklist_id or _common_checklist(records, instrument.id, old_id, new_id)
    found = assessments_by_draft(records.assessments.of_instrument(instrument.id), wanted or "")
    old = _side(records, old_draft, found.get(old_id))
    new = _side(records, new_draft, found.get(new_id))
    links = _compared(records, sheets, old, new, reader_id)
    return Comparison(
        instrument_id=instrument.id,
        instrument_title=instrument.title,
        old=old,
        new=new,
        checklist=_checklist(records, sheets, new.assessment or old.assessment),
        totals=_totals(records, sheets, old, new, links, reader_id),
        links=links,
    )


def _common_checklist(records: Records, instrument_id: int, old_id: int, new_id: int) -> str | None:
    """The checklist id that both drafts were assessed with (the one opened last), else one of either."""
    assessments = records.assessments.of_instrument(instrument_id)
    old = [each.checklist_id for each in assessments if each.draft_id == old_id]
    new = [each.checklist_id for each in assessments if each.draft_id == new_id]
    common = [checklist_id for checklist_id in new if checklist_id in old]
    return next(reversed(common or new or old), None)


def _side(records: Records, draft: DraftRecord, assessment: AssessmentRecord | None) -> Side:
    provisions = {WHOLE_TEXT.path: WHOLE_TEXT, **{p.path: p for p in records.drafts.provisions(draft.id)}}
    return Side(draft, provisions, assessment)


def _checklist(records: Records, sheets: Sheets, assessment: AssessmentRecord | None) -> Checklist | None:
    return None if assessment is None else sheets.of(records, assessment).checklist


def _compared(
    records: Records, sheets: Sheets, old: Side, new: Side, reader_id: int
) -> tuple[ComparedLink, ...]:
    before, after = (_results(records, sheets, side, reader_id) for side in (old, new))
    shown_old, shown_new = _shown(old), _shown(new)
    asked = _asked(records, sheets, old, new)
    compared = []
    ordered = in_document_order(
        records.links.of_pair(old.draft.id, new.draft.id), list(old.provisions), list(new.provisions)
    )
    for record in ordered:
        if shown_old.isdisjoint(record.link.old) and shown_new.isdisjoint(record.link.new):
            continue
        same_text = _same_text(record, before, after)
        changes = _changes(record, asked, before, after, same_text=same_text)
        compared.append(ComparedLink(record, same_text, tuple(changes)))
    return tuple(sorted(compared, key=lambda each: link_rank(each.changes, each.record.link.relation)))


def _shown(side: Side) -> set[str]:
    """Paths of the rows: of the assessment's unit, articles without an assessment."""
    unit = side.assessment.unit if side.assessment else Unit.ARTICLE
    return {row.path for row in rows(tuple(side.provisions.values())[1:], unit)}


def _results(records: Records, sheets: Sheets, side: Side, reader_id: int) -> _Results:
    matrix = matrix_of(records, sheets, side.assessment, reader_id) if side.assessment else None
    return _Results(matrix.results if matrix else {}, records.drafts.hashes(side.draft.id))


def _asked(records: Records, sheets: Sheets, old: Side, new: Side) -> _Asked:
    checklists = [_checklist(records, sheets, side.assessment) for side in (new, old)]
    found: dict[str, Criterion] = {}
    for checklist in filter(None, checklists):
        for criterion in checklist.criteria:
            found.setdefault(criterion.id, criterion)
    return _Asked(
        criteria=tuple(found.values()),
        same=_questions_kept(records, sheets, old.assessment, new.assessment),
        points=next((checklist.points for checklist in checklists if checklist), {}),
    )


def _questions_kept(
    records: Records, sheets: Sheets, old: AssessmentRecord | None, new: AssessmentRecord | None
) -> Mapping[str, bool]:
    if old is None or new is None:
        return {}
    return questions_kept(sheets.of(records, old), sheets.of(records, new))


def _same_text(record: LinkRecord, before: _Results, after: _Results) -> bool:
    old, new = record.link.old, record.link.new
    return len(old) == len(new) == 1 and before.hashes.get(old[0]) == after.hashes.get(new[0])


def _changes(
    record: LinkRecord,
    asked: _Asked,
    before: _Results,
    after: _Results,
    *,
    same_text: bool,
) -> Iterable[Change]:
    for criterion in asked.criteria:
        change = change_of(
            criterion,
            before.ratings(record.link.old, criterion.id),
            after.ratings(record.link.new, criterion.id),
            text_changed=not same_text,
            checklist_changed=not asked.same.get(criterion.id, True),
            points=asked.points,
        )
        if change.old is not None or change.new is not None:
            yield change


def _totals(
    records: Records,
    sheets: Sheets,
    old: Side,
    new: Side,
    links: tuple[ComparedLink, ...],
    reader_id: int,
) -> Totals:
    changes = [change for link in links for change in link.changes]
    waiting = (
        waiting_ratings(records, sheets, old.assessment, new.assessment, reader_id)
        if old.assessment and new.assessment and _in_time(records, old, new)
        else ()
    )
    return Totals(
        relations=Counter(link.record.link.relation for link in links),
        lost=sum(change.kind is ChangeKind.DECLINED or change.rank is Rank.LOST for change in changes),
        won=sum(change.rank is Rank.GAINED for change in changes),
        red_lines_newly_failed=sum(change.red_line_failed for change in changes),
        to_confirm=sum(not each.carriable for each in waiting),
        carriable=sum(each.carriable for each in waiting),
    )


def _in_time(records: Records, old: Side, new: Side) -> bool:
    """Whether the old draft is the older one: scores are carried forward only, whichever way one compares."""
    order = [draft.id for draft in records.drafts.of_instrument(new.draft.instrument_id)]
    return order.index(old.draft.id) < order.index(new.draft.id)
