"""Conflicts and adjudication for the wire."""

from salvaguarda.application.list_conflicts import ConflictLine, ConflictsView, DecidedLine
from salvaguarda.application.open_conflict import ConflictView
from salvaguarda.application.ports.settling import LockRecord
from salvaguarda.application.settle_agreed import Agreed
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.people import Person
from salvaguarda.web.current import present_current
from salvaguarda.web.present_assessments import present_assessment, present_score, present_settled
from salvaguarda.web.present_checklists import present_criterion, present_level
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.adjudication import (
    AgreedCriterionOut,
    AgreedOut,
    ConflictLineOut,
    ConflictOut,
    ConflictsOut,
    DecidedLineOut,
    GivenOut,
    LockOut,
    PastRatingOut,
)


def present_lock(lock: LockRecord, reader: Person | None) -> LockOut:
    """A lock."""
    mine = reader is not None and lock.person.id == reader.id
    return LockOut(present_person(lock.person, reader), lock.until, mine)


def present_agreed(agreed: Agreed) -> AgreedOut:
    """How much could be settled."""
    return AgreedOut(
        as_of=agreed.as_of,
        cells=agreed.cells,
        by_criterion=[
            AgreedCriterionOut(criterion.id, criterion.code, criterion.title, cells)
            for criterion, cells in agreed.by_criterion.items()
        ],
        by_division=agreed.by_division,
    )


def present_conflicts(view: ConflictsView, reader: Person) -> ConflictsOut:
    """The list of conflicts."""
    return ConflictsOut(
        assessment=present_assessment(view.assessment, reader, view.roles),
        conflicts=[_line(line, view.checklist, reader) for line in view.conflicts],
        decided=[_decided(line, view.checklist, reader) for line in view.decided],
        hidden=view.hidden,
        agreed=view.agreed,
        settled=view.settled,
    )


def _line(line: ConflictLine, checklist: Checklist, reader: Person) -> ConflictLineOut:
    criterion = checklist.by_id[line.criterion]
    return ConflictLineOut(
        provision=line.row.path,
        label=line.row.label,
        heading=line.row.heading,
        division=line.row.division,
        criterion=criterion.id,
        code=criterion.code,
        title=criterion.title,
        ratings=[rating.value for rating in line.ratings],
        apart=line.apart,
        obstacle=None if line.obstacle is None else line.obstacle.value,
        lock=None if line.lock is None else present_lock(line.lock, reader),
        threads=line.threads,
    )


def _decided(line: DecidedLine, checklist: Checklist, reader: Person) -> DecidedLineOut:
    criterion = checklist.by_id[line.result.criterion]
    return DecidedLineOut(
        provision=line.row.path,
        label=line.row.label,
        heading=line.row.heading,
        criterion=criterion.id,
        code=criterion.code,
        title=criterion.title,
        result=present_settled(line.result, reader),
        mine=line.mine,
    )


def present_conflict(view: ConflictView, reader: Person | None) -> ConflictOut:
    """A cell to decide on, or that was decided."""
    return ConflictOut(
        assessment=present_assessment(view.assessment, reader, view.roles),
        provision=view.row.path,
        label=view.row.label,
        heading=view.row.heading,
        division=view.row.division,
        context=view.row.context,
        full_text=view.words.text,
        language=view.assessment.language,
        criterion=present_criterion(view.checklist.by_id[view.criterion]),
        scale=[present_level(level) for level in view.checklist.scale],
        state=view.state.value,
        scores=_given(view, reader),
        results=[present_settled(result, reader) for result in view.results],
        lock=None if view.lock is None else present_lock(view.lock, reader),
        obstacle=None if view.obstacle is None else view.obstacle.value,
        may_reopen=view.may_reopen,
        deciders=view.deciders,
        threads=view.threads,
        version=view.version,
    )


def _given(view: ConflictView, reader: Person | None) -> list[GivenOut]:
    return [
        GivenOut(
            present_score(score, reader),
            [
                PastRatingOut(past.revision, None if past.rating is None else past.rating.value, past.at)
                for past in view.past.get(score.id, ())
            ],
        )
        for score in view.scores
    ]


@present_current.register
def _(current: ConflictView, reader: Person | None) -> ConflictOut:
    return present_conflict(current, reader)
