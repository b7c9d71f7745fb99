"""Comparisons, links and the trend for the wire."""

from collections.abc import Mapping

from salvaguarda.application.compare_drafts import ComparedLink, Comparison, Side, Totals
from salvaguarda.application.ports.links import LinkRecord, LinkRevisionRecord
from salvaguarda.application.show_trend import Trend
from salvaguarda.domain.changes import Change
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.people import Person
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.comparisons import (
    ChangeOut,
    ComparisonOut,
    ComparisonTotalsOut,
    DraftRefOut,
    LinkedProvisionOut,
    LinkOut,
    LinkRevisionOut,
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
        old=_draft(comparison.old),
        new=_draft(comparison.new),
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
        drafts=[
            DraftRefOut(each.draft.id, each.draft.label, _date(each.draft.date), each.assessment.id)
            for each in trend.drafts
        ],
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


def _draft(side: Side) -> DraftRefOut:
    assessment = side.assessment
    return DraftRefOut(
        side.draft.id, side.draft.label, _date(side.draft.date), assessment.id if assessment else None
    )


def _date(date: object) -> str:
    return "" if date is None else str(date)


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
    return LinkOut(
        id=record.id,
        old=[_provision(old[path]) for path in record.link.old if path in old],
        new=[_provision(new[path]) for path in record.link.new if path in new],
        relation=record.link.relation.value,
        similarity=record.link.similarity,
        reason=record.link.reason,
        same_text=link.same_text,
        corrected_by=None if record.corrected_by is None else present_person(record.corrected_by, reader),
        version=record.version,
        changes=[_change(change) for change in link.changes],
    )


def _provision(provision: Provision) -> LinkedProvisionOut:
    return LinkedProvisionOut(provision.path, provision.label, provision.heading, provision.kind.value)


def _change(change: Change) -> ChangeOut:
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
        corrected_by=None if current.corrected_by is None else present_person(current.corrected_by, reader),
        version=current.version,
        changes=[],
    )
