"""Positions, snapshots and sign-off for the wire."""

from salvaguarda.application.ports.positions import PositionRecord
from salvaguarda.application.ports.snapshots import SnapshotRecord
from salvaguarda.application.sign_off import SignOffView, content_of
from salvaguarda.application.state_position import PositionsView, SubjectView
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.people import Person
from salvaguarda.domain.snapshots import SnapshotDifference
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.publishing import (
    OwnOrganisationOut,
    PositionOut,
    PositionsOut,
    PositionSubjectOut,
    SignOffOut,
    SnapshotChangeOut,
    SnapshotDifferenceOut,
    SnapshotOut,
    SnapshotWholeOut,
)


def present_position(record: PositionRecord, now: str, reader: Person | None, *, own: bool) -> PositionOut:
    """A position the reader is told of; who stated it when is told to its own organisation. now: the result by now."""
    stated = record.position
    return PositionOut(
        organisation_id=stated.organisation_id,
        organisation=record.organisation,
        provision=stated.subject[0],
        criterion=stated.subject[1],
        stance=stated.stance.value,
        note=stated.note,
        publicity=stated.publicity.value,
        result=stated.result,
        outdated=stated.result != now,
        version=stated.version,
        own=own,
        by=present_person(record.by, reader) if own else None,
        at=record.at if own else None,
    )


@present_current.register
def _(current: PositionRecord, reader: Person | None) -> PositionOut:
    """Only somebody of the same organisation can be the second to save it."""
    return present_position(current, current.position.result, reader, own=True)


def present_positions(view: PositionsView, reader: Person) -> PositionsOut:
    """Everything that can be, and was, said of the results."""
    own = view.own
    return PositionsOut(
        own=None if own is None else OwnOrganisationOut(own.organisation_id, own.organisation, own.speaks),
        subjects=[_subject(view, subject, reader) for subject in view.subjects],
    )


def _subject(view: PositionsView, subject: SubjectView, reader: Person) -> PositionSubjectOut:
    own = None if view.own is None else view.own.organisation_id
    return PositionSubjectOut(
        provision=subject.subject[0],
        label=subject.label,
        criterion=subject.subject[1],
        criterion_title=subject.title,
        result=subject.result,
        positions=[
            present_position(
                view.stated[each.organisation_id, each.subject],
                subject.result,
                reader,
                own=each.organisation_id == own,
            )
            for each in subject.told.named
        ],
        counted={stance.value: count for stance, count in subject.told.counted.items()},
        own_version=subject.own_version,
    )


def present_snapshot(record: SnapshotRecord, reader: Person | None) -> SnapshotOut:
    """A snapshot without its cells."""
    signed, content = record.snapshot, content_of(record)
    figures = content["summary"]
    counts = figures if isinstance(figures, dict) else {}
    return SnapshotOut(
        number=record.number,
        title=signed.title,
        note=signed.note,
        sha256=signed.sha256,
        audit_seq=signed.audit_seq,
        audit_sha256=signed.audit_sha256,
        by=present_person(record.by, reader),
        at=record.at,
        verdict=str(content["verdict"]),
        settled=counts["settled"],
        in_scope=counts["in_scope"],
    )


def present_whole_snapshot(record: SnapshotRecord, reader: Person) -> SnapshotWholeOut:
    """A snapshot with its content."""
    return SnapshotWholeOut(present_snapshot(record, reader), dict(content_of(record)))


def present_difference(difference: SnapshotDifference, old: int, new: int | None) -> SnapshotDifferenceOut:
    """What changed between two contents."""
    return SnapshotDifferenceOut(
        old=old,
        new=new,
        draft=difference.draft,
        checklist=difference.checklist,
        old_verdict=difference.verdicts[0],
        new_verdict=difference.verdicts[1],
        cells=[
            SnapshotChangeOut(each.path, each.label, each.criterion, each.title, each.old, each.new)
            for each in difference.cells
        ],
    )


def present_sign_off(view: SignOffView, reader: Person) -> SignOffOut:
    """What stands before a signature."""
    states = view.present.states
    newest = view.snapshots[0].number if view.snapshots else 0
    return SignOffOut(
        sha256=view.sha256,
        settled=states.get(CellState.SETTLED, 0),
        agreed=states.get(CellState.AGREED, 0),
        conflicts=states.get(CellState.CONFLICT, 0),
        open=states.get(CellState.UNSCORED, 0) + states.get(CellState.WAITING, 0),
        in_scope=sum(states.values()),
        verdict=view.verdict,
        may_sign=view.may_sign,
        snapshots=[present_snapshot(record, reader) for record in view.snapshots],
        changed=None if view.changed is None else present_difference(view.changed, newest, None),
    )
