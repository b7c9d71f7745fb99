"""Comparisons, links and the trend for the wire."""

from collections import Counter
from collections.abc import Mapping, Sequence

from salvaguarda.application.compare_drafts import ComparedLink, Comparison, Side, Totals
from salvaguarda.application.draw_redlines import LinkTexts
from salvaguarda.application.follow_evidence import FollowedQuote
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.links import LinkRecord, LinkRevisionRecord
from salvaguarda.application.ports.redlines import DrawnRedline
from salvaguarda.application.show_trend import Trend
from salvaguarda.domain.changes import Change
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.evidence import AnchorState
from salvaguarda.domain.levels import level_of
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Quote
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.comparisons import (
    ChangeOut,
    ComparisonOut,
    ComparisonTotalsOut,
    DraftRefOut,
    FollowedEvidenceOut,
    FollowedQuoteOut,
    LinkedProvisionOut,
    LinkOut,
    LinkRevisionOut,
    QuoteAtOut,
    RedlineOut,
    TrendOut,
    TrendPointOut,
)


def present_comparison(comparison: Comparison, reader: Person) -> ComparisonOut:
    """Two drafts side by side."""
    checklist = comparison.checklist
    old, new = comparison.old.provisions, comparison.new.provisions
    return ComparisonOut(
        instrument_id=comparison.instrument_id,
        instrument_title=comparison.instrument_title,
        level=(comparison.unit or comparison.new.unit).value,
        unit=_unit(comparison),
        old=draft_ref(comparison.old.draft, comparison.old.assessment),
        new=draft_ref(comparison.new.draft, comparison.new.assessment),
        checklist_id=checklist.id if checklist else None,
        checklist_version=checklist.version if checklist else None,
        totals=_totals(comparison.totals),
        links=[_link(link, old, new, reader) for link in comparison.links],
    )


def present_link_revision(record: LinkRevisionRecord, reader: Person) -> LinkRevisionOut:
    """One state of a link."""
    return LinkRevisionOut(
        version=record.version,
        old=list(record.link.old),
        new=list(record.link.new),
        relation=record.link.relation.value,
        person=None if record.person is None else present_person(record.person, reader),
        at=record.at,
    )


def present_trend(trend: Trend) -> TrendOut:
    """Results over the drafts."""
    return TrendOut(
        instrument_id=trend.instrument_id,
        checklist_id=trend.checklist_id,
        drafts=[draft_ref(each.draft, each.assessment) for each in trend.drafts],
        points=[
            TrendPointOut(
                draft_id=each.draft.id,
                draft_label=each.draft.label,
                criterion=criterion,
                share=summary.share,
                coverage=summary.coverage,
                red_lines_failed=summary.red_lines_failed,
            )
            for each in trend.drafts
            for criterion, summary in each.columns.items()
        ],
        verdicts=[each.verdict.value for each in trend.drafts],
    )


def present_redline(texts: LinkTexts, drawn: DrawnRedline) -> RedlineOut:
    """The words of a link with what changed."""
    return RedlineOut(
        texts.old,
        texts.new,
        [(each.sign, each.text, each.note) for each in drawn.operations],
        drawn.substance,
    )


def present_evidence(comparison: Comparison, found: Sequence[FollowedQuote]) -> FollowedEvidenceOut:
    """The reader's own evidence in the new draft."""
    states = Counter(each.followed.state for each in found)
    return FollowedEvidenceOut(
        old=draft_ref(comparison.old.draft, comparison.old.assessment),
        new=draft_ref(comparison.new.draft, comparison.new.assessment),
        kept=states[AnchorState.KEPT],
        drifted=states[AnchorState.DRIFTED],
        gone=states[AnchorState.GONE],
        quotes=[_followed(each, comparison) for each in found],
    )


def _followed(found: FollowedQuote, comparison: Comparison) -> FollowedQuoteOut:
    followed, score = found.followed, found.score
    rating = score.words.rating
    return FollowedQuoteOut(
        score_id=score.id,
        criterion=score.criterion,
        rating=None if rating is None else rating.value,
        old=_quote_at(comparison.old, score.provision, found.quote),
        state=followed.state.value,
        found_in=followed.found_in.value,
        new=(
            None
            if followed.path is None or followed.quote is None
            else _quote_at(comparison.new, followed.path, followed.quote)
        ),
        places=followed.places,
    )


def _quote_at(side: Side, path: str, quote: Quote) -> QuoteAtOut:
    label = side.provisions[path].label if path in side.provisions else path
    return QuoteAtOut(path, label, quote.exact, quote.start, quote.end)


def draft_ref(draft: DraftRecord, assessment: AssessmentRecord | None) -> DraftRefOut:
    """A draft named in passing."""
    date = "" if draft.date is None else draft.date.isoformat()
    return DraftRefOut(draft.id, draft.label, date, assessment.id if assessment else None)


def _unit(comparison: Comparison) -> str:
    assessed = comparison.new.assessment or comparison.old.assessment
    return assessed.unit.value if assessed else ""


def _totals(totals: Totals) -> ComparisonTotalsOut:
    return ComparisonTotalsOut(
        relations={relation.value: links for relation, links in totals.relations.items()},
        lost=totals.lost,
        won=totals.won,
        red_lines_newly_failed=totals.red_lines_newly_failed,
        to_confirm=totals.to_confirm,
        carriable=totals.carriable,
    )


def _link(
    link: ComparedLink, old: Mapping[str, Provision], new: Mapping[str, Provision], reader: Person
) -> LinkOut:
    record = link.record
    before = [old[path] for path in record.link.old if path in old]
    after = [new[path] for path in record.link.new if path in new]
    stands, above = (after[0], new) if after else (before[0], old)
    return LinkOut(
        id=record.id,
        old=[present_linked(provision) for provision in before],
        new=[present_linked(provision) for provision in after],
        relation=record.link.relation.value,
        similarity=record.link.similarity,
        reason=record.link.reason,
        same_text=link.same_text,
        substance=link.substance,
        level=level_of(stands.kind).value,
        depth=stands.depth,
        parent=above[stands.parent].label if stands.parent is not None and stands.parent in above else "",
        corrected_by=None if record.corrected_by is None else present_person(record.corrected_by, reader),
        corrected_at=record.corrected_at,
        version=record.version,
        changes=[present_change(change) for change in link.changes],
        rank=link.rank.name.lower(),
    )


def present_linked(provision: Provision) -> LinkedProvisionOut:
    """One side of a link."""
    return LinkedProvisionOut(provision.path, provision.label, provision.heading, provision.kind.value)


def present_change(change: Change) -> ChangeOut:
    """What became of one criterion's result."""
    return ChangeOut(
        criterion=change.criterion,
        old=None if change.old is None else change.old.value,
        new=None if change.new is None else change.new.value,
        change=change.kind.value,
        cause=change.cause.value,
        red_line_failed=change.red_line_failed,
    )


@present_current.register
def _(current: LinkRecord, reader: Person | None) -> LinkOut:
    """The link that is kept; its provisions by path only."""
    return LinkOut(
        id=current.id,
        old=[LinkedProvisionOut(path, path, "", "") for path in current.link.old],
        new=[LinkedProvisionOut(path, path, "", "") for path in current.link.new],
        relation=current.link.relation.value,
        similarity=current.link.similarity,
        reason=current.link.reason,
        same_text=False,
        substance=True,
        level="",
        depth=0,
        parent="",
        corrected_by=None if current.corrected_by is None else present_person(current.corrected_by, reader),
        corrected_at=current.corrected_at,
        version=current.version,
        changes=[],
        rank="",
    )
