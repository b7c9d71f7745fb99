"""What a cell is to one reader: which of their queues it stands in. Pure (docs/assignments.md).

A queue tells no more than its reader may know: whether ratings agree is told only of cells that are open to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.cells import CellStanding, CellState, may_adjudicate, may_score


class Queue(StrEnum):
    """Every cell of an assessment stands in exactly one queue of a reader."""

    MINE = "mine"  # they are to score it
    UNASSIGNED = "unassigned"  # nobody is to score it, ratings are missing: whoever reviews may
    WAITING = "waiting"  # they rated it; others have not yet
    CONFLICT = "conflict"  # all ratings are in and differ, and they may know so
    DONE = "done"  # all who rated it agree, or a person settled it
    OTHERS = "others"  # nothing for them to do, and nothing for them to know


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose queues. reviews, adjudicates: their roles in the assessment."""

    person_id: int
    reviews: bool
    adjudicates: bool


def queue_of(cell: CellStanding, reader: Reader, *, is_open: bool, shared_out: bool) -> Queue:
    """The queue that a cell stands in.

    is_open: the reader may see what others gave in it. shared_out: somebody is assigned somewhere in the assessment;
    while nobody is, what nobody scored is for everybody who reviews.
    """
    if reader.person_id in cell.ratings:
        return _of_rated(cell)
    if _wants(cell, reader):
        is_theirs = reader.person_id in cell.assigned or cell.has_score_of(reader.person_id)
        return Queue.MINE if is_theirs or not shared_out else Queue.UNASSIGNED
    if not is_open:
        return Queue.OTHERS
    if reader.adjudicates and may_adjudicate(cell, reader.person_id):
        return Queue.CONFLICT
    return Queue.DONE if cell.state is CellState.SETTLED else Queue.OTHERS


def _of_rated(cell: CellStanding) -> Queue:
    """The queue of a cell for somebody who rated it."""
    if cell.state is CellState.CONFLICT:
        return Queue.CONFLICT
    return Queue.DONE if cell.state in (CellState.AGREED, CellState.SETTLED) else Queue.WAITING


def _wants(cell: CellStanding, reader: Reader) -> bool:
    """Whether this reader's rating is wanted here.

    Of cells to which nobody is assigned only while ratings are missing; a settled one waits for nobody else.
    """
    if not reader.reviews or not may_score(cell, reader.person_id, adjudicates=reader.adjudicates):
        return False
    if reader.person_id in cell.assigned or cell.has_score_of(reader.person_id):
        return True
    return cell.settled is None and len(cell.ratings) < cell.needed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some cells are. Never what was given in them, nor whether it agrees.

    cells: all. untouched: without a rating. waiting: with some, and more are missing. rated: all ratings are in, and
    nobody settled it yet. settled: a person settled it. unassigned: nobody is assigned.
    ratings, wanted: how many ratings are in, and how many there will be at least once all are.
    """

    cells: int = 0
    untouched: int = 0
    waiting: int = 0
    rated: int = 0
    settled: int = 0
    unassigned: int = 0
    ratings: int = 0
    wanted: int = 0


def progress_of(cells: Iterable[CellStanding]) -> Progress:
    """How far these cells are together."""
    counts = dict.fromkeys(CellState, 0)
    total = unassigned = ratings = missing = 0
    for cell in cells:
        counts[cell.state] += 1
        total += 1
        unassigned += not cell.assigned
        ratings += len(cell.ratings)
        missing += 0 if cell.settled is not None else cell.still_needed
    return Progress(
        cells=total,
        untouched=counts[CellState.UNSCORED],
        waiting=counts[CellState.WAITING],
        rated=counts[CellState.AGREED] + counts[CellState.CONFLICT],
        settled=counts[CellState.SETTLED],
        unassigned=unassigned,
        ratings=ratings,
        wanted=ratings + missing,
    )
