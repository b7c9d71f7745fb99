"""Reopen a settled cell: because a rating it rests on changed, or because a person says so. The result stays as it was."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.audit import words_mark
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.scores import Rating

RATING_ADDED = "rating_added"
RATING_CHANGED = "rating_changed"
RATING_WITHDRAWN = "rating_withdrawn"


def reopen_if_settled(records: Records, assessment_id: int, cell: CellKey, by: int, because: str) -> bool:
    """End the result of this cell that is in force, and say so; False when there is none.

    Called after the score was kept, in its transaction. because: one of the codes above, or a person's own words.
    """
    records.settling.hold(assessment_id)
    result_id = records.settling.reopen(assessment_id, cell, by, because)
    if result_id is None:
        return False
    path, criterion = cell
    known = because in {RATING_ADDED, RATING_CHANGED, RATING_WITHDRAWN}
    records.log.add(
        NewEntry(
            act="reopen cell",
            person_id=by,
            assessment_id=assessment_id,
            subject={"provision": path, "criterion": criterion, "result": result_id},
            before={"in_force": True},
            after={"in_force": False, "because": because if known else words_mark(because)},
        )
    )
    records.events.add(assessment_id, EventKind.CELL_REOPENED, by, path=path, criterion=criterion)
    return True


def because_of(before: Rating | None, after: Rating | None) -> str | None:
    """Why a settled cell reopens when a rating becomes another one; None when it stays.

    >>> because_of(None, Rating.MET), because_of(Rating.MET, None), because_of(Rating.MET, Rating.MET)
    ('rating_added', 'rating_withdrawn', None)
    """
    if before == after:
        return None
    if before is None:
        return RATING_ADDED
    return RATING_WITHDRAWN if after is None else RATING_CHANGED


def follow_rating(
    records: Records,
    assessment_id: int,
    cell: CellKey,
    by: int,
    before: Rating | None,
    after: Rating | None,
    *,
    tells: bool = True,
) -> None:
    """What follows when somebody's rating of a cell became another one; called after it was kept, in its transaction.

    A settled cell reopens. When all ratings of the cell are in now, and differ, those who may look are told, in place of
    the score that was told before; tells: False where scores are told of many cells together.
    """
    because = because_of(before, after)
    if because is None:
        return
    reopen_if_settled(records, assessment_id, cell, by, because)
    path, criterion = cell
    if (
        tells
        and after is not None
        and records.cells.standing(assessment_id, *cell).state is CellState.CONFLICT
    ):
        records.events.add(assessment_id, EventKind.CONFLICT_FOUND, by, path=path, criterion=criterion)
