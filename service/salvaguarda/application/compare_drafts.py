"""Compare two drafts: their links at one level, and what became of every criterion's result along them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from salvaguarda.application.find_counterparts import assessments_by_draft, waiting_ratings
from salvaguarda.application.judge_substance import LinkContext, Verdicts, link_context, verdicts
from salvaguarda.application.order_links import in_document_order
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.results_along_links import (
    Questions,
    SideResults,
    changes_along,
    checklist_of,
    parents_of,
    questions_between,
    same_text,
    side_results,
)
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.assessments import WHOLE_TEXT, Unit, rows
from salvaguarda.domain.changes import Change, ChangeKind, Rank, link_rank
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import Conflict


@dataclass(frozen=True, slots=True)
class Side:
    """One draft of a comparison: its provisions by path (the whole text first), and what is compared of it.

    assessment: None when there is none. results: as the reader may see them.
    """

    draft: DraftRecord
    provisions: Mapping[str, Provision]
    assessment: AssessmentRecord | None
    results: SideResults

    @property
    def unit(self) -> Unit:
        """What is scored; articles without an assessment."""
        return self.assessment.unit if self.assessment else Unit.ARTICLE

    def rows(self, unit: Unit) -> set[str]:
        """Paths of the rows at a unit."""
        return {row.path for row in rows(tuple(self.provisions.values())[1:], unit)}


@dataclass(frozen=True, slots=True)
class ComparedLink:
    """A link with what became of the results along it.

    same_text: one provision became one, word for word. substance: more than typography and numbers changed, in its
    words or its heading. changes: of the criteria that are settled on a side, in the scored rows it joins or holds;
    a link inside a scored row has none of its own. rank: where it stands in the comparison.
    """

    record: LinkRecord
    same_text: bool
    substance: bool
    changes: tuple[Change, ...]
    rank: Rank


@dataclass(frozen=True, slots=True)
class Totals:
    """relations: shown links by relation. The rest counts cells, whatever level is shown.

    to_confirm, carriable: the reader's own old scores.
    """

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
    unit: the level that is shown; None: what each assessment scores. undrawn: shown links whose redline was never
    drawn, so that nobody knows yet whether they changed in substance. context: what redlines between the two rest on.
    """

    instrument_id: int
    instrument_title: str
    old: Side
    new: Side
    checklist: Checklist | None
    unit: Unit | None
    totals: Totals
    links: tuple[ComparedLink, ...]
    undrawn: tuple[Link, ...]
    context: LinkContext


def compare_drafts(
    records: Records,
    sheets: Sheets,
    old_id: int,
    new_id: int,
    reader_id: int,
    checklist_id: str | None = None,
    unit: Unit | None = None,
) -> Comparison:
    """The comparison as the reader may see it; needs the pair to be aligned.

    checklist_id: which assessments are compared; None takes one that both drafts have, else any.
    unit: the level of the links; None takes what the assessments score, articles without any.
    Raises NotFound, and Conflict when the drafts are no pair.
    """
    old_draft, new_draft = records.drafts.get(old_id), records.drafts.get(new_id)
    instrument = records.instruments.get(new_draft.instrument_id)
    if old_draft.instrument_id != instrument.id or old_id == new_id:
        raise Conflict("Choose two different drafts of the same instrument.")
    readable = records.assessments.of_instrument(instrument.id, reader_id)
    found = _assessments(readable, old_id, new_id, checklist_id)
    old = _side(records, sheets, old_draft, found.get(old_id), reader_id)
    new = _side(records, sheets, new_draft, found.get(new_id), reader_id)
    kept = in_document_order(
        records.links.of_pair(old_id, new_id), list(old.provisions), list(new.provisions)
    )
    at_unit = _at_level(kept, old, new, unit)
    context = _context(old, new, kept)
    known = verdicts(records, context, [each.link for each in at_unit])
    questions = questions_between(records, sheets, old.assessment, new.assessment)
    scored = _compared(_at_level(kept, old, new, None), old, new, questions, known)
    shown = scored if unit is None else _compared(at_unit, old, new, questions, known)
    links = _ranked(shown, scored, old, new)
    return Comparison(
        instrument_id=instrument.id,
        instrument_title=instrument.title,
        old=old,
        new=new,
        checklist=checklist_of(records, sheets, new.assessment or old.assessment),
        unit=unit,
        totals=_totals(records, sheets, old, new, links, scored, reader_id),
        links=links,
        undrawn=tuple(each.record.link for each in links if known.is_open(each.record.link)),
        context=context,
    )


def _context(old: Side, new: Side, links: Sequence[LinkRecord]) -> LinkContext:
    before, after = (tuple(side.provisions.values())[1:] for side in (old, new))
    every = [each.link for each in links]
    return link_context(before, after, every, old.results.hashes, new.results.hashes)


def _assessments(
    assessments: tuple[AssessmentRecord, ...], old_id: int, new_id: int, checklist_id: str | None
) -> dict[int, AssessmentRecord]:
    """Draft id → its assessment with the checklist; without one said, the one opened last that both have, else any."""
    old = [each.checklist_id for each in assessments if each.draft_id == old_id]
    new = [each.checklist_id for each in assessments if each.draft_id == new_id]
    common = [each for each in new if each in old]
    wanted = checklist_id or next(reversed(common or new or old), "")
    return assessments_by_draft(assessments, wanted)


def _side(
    records: Records,
    sheets: Sheets,
    draft: DraftRecord,
    assessment: AssessmentRecord | None,
    reader_id: int,
) -> Side:
    every = (WHOLE_TEXT, *records.drafts.provisions(draft.id))
    results = side_results(records, sheets, draft.id, assessment, parents_of(every), reader_id)
    return Side(draft, {each.path: each for each in every}, assessment, results)


def _at_level(links: Sequence[LinkRecord], old: Side, new: Side, unit: Unit | None) -> list[LinkRecord]:
    """The links that hold a row of this unit; None: of what is scored on each side."""
    shown_old, shown_new = old.rows(unit or old.unit), new.rows(unit or new.unit)
    return [
        each
        for each in links
        if not (shown_old.isdisjoint(each.link.old) and shown_new.isdisjoint(each.link.new))
    ]


def _compared(
    links: Sequence[LinkRecord],
    old: Side,
    new: Side,
    questions: Questions,
    known: Verdicts,
) -> list[ComparedLink]:
    compared = []
    for record in links:
        link = record.link
        changes = changes_along(link, questions, old.results, new.results)
        same = same_text(link, old.results, new.results)
        substance = known.substance(link)
        rank = link_rank(changes, link.relation, substance=substance)
        compared.append(ComparedLink(record, same, substance, changes, rank))
    return compared


def _ranked(
    shown: Sequence[ComparedLink], scored: Sequence[ComparedLink], old: Side, new: Side
) -> tuple[ComparedLink, ...]:
    """The links by importance. One inside a scored row matters as much as that row, if its own words changed."""
    if shown is scored:
        return tuple(sorted(shown, key=lambda each: each.rank))
    ranks: dict[str, Rank] = {}
    for each in scored:
        for side, paths in (("old", each.record.link.old), ("new", each.record.link.new)):
            ranks |= {f"{side} {path}": each.rank for path in paths}
    held = {each.record.id for each in scored}

    def rank(each: ComparedLink) -> Rank:
        link = each.record.link
        if each.record.id in held or each.rank is Rank.UNCHANGED:
            return each.rank
        places = [*(("old", old, path) for path in link.old), *(("new", new, path) for path in link.new)]
        above = [
            ranks[f"{name} {at}"] for name, side, path in places for at in _above(side, path, name, ranks)
        ]
        return min([each.rank, *above])

    return tuple(sorted((replace(each, rank=rank(each)) for each in shown), key=lambda each: each.rank))


def _above(side: Side, path: str, name: str, ranks: Mapping[str, Rank]) -> list[str]:
    """The nearest provision above this one that was ranked, if any."""
    at = side.provisions[path].parent if path in side.provisions else None
    while at is not None and f"{name} {at}" not in ranks:
        above = side.provisions.get(at)
        at = None if above is None else above.parent
    return [] if at is None else [at]


def _totals(
    records: Records,
    sheets: Sheets,
    old: Side,
    new: Side,
    shown: Sequence[ComparedLink],
    scored: Sequence[ComparedLink],
    reader_id: int,
) -> Totals:
    changes = [change for link in scored for change in link.changes]
    waiting = (
        waiting_ratings(records, sheets, old.assessment, new.assessment, reader_id)
        if old.assessment and new.assessment and in_time(records, old, new)
        else ()
    )
    return Totals(
        relations=Counter(link.record.link.relation for link in shown),
        lost=sum(change.kind is ChangeKind.DECLINED or change.rank is Rank.LOST for change in changes),
        won=sum(change.rank is Rank.GAINED for change in changes),
        red_lines_newly_failed=sum(change.red_line_failed for change in changes),
        to_confirm=sum(not each.carriable for each in waiting),
        carriable=sum(each.carriable for each in waiting),
    )


def in_time(records: Records, old: Side, new: Side) -> bool:
    """Whether the old draft is the older one: scores are carried forward only, whichever way one compares."""
    order = [draft.id for draft in records.drafts.of_instrument(new.draft.instrument_id)]
    return order.index(old.draft.id) < order.index(new.draft.id)
