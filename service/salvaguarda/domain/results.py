"""The one formula: results of cells → summaries, red lines, demands, verdict (docs/scoring.md).

What a cell's result is, is said in domain/cells.py.

Used by screen, API and every export. Pure and exact: counts and points are whole numbers, weights are counted in
thousandths; a share becomes a float only at the end, by one correctly rounded division. Comparisons with a
threshold are made on the whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.demands import DemandResult, Status, decide_demands, decide_verdict
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.tallies import Summary, Tally, fails, weigh

__all__ = [
    "CONFLICT",
    "FORMULA_VERSION",
    "SETTLED",
    "UNSCORED",
    "Cell",
    "MatrixSummary",
    "RedLine",
    "Result",
    "fails",
    "summarize",
]

FORMULA_VERSION = "2"
"""Stated by every export; raised by any change that can give another number for the same ratings.

1: a rating counts at once. 2: all that are needed must be in, and what an adjudicator settled counts (domain/cells.py).
"""


class Result(NamedTuple):
    """What became of a cell: a rating, a conflict, or nothing yet (rating None and no conflict)."""

    rating: Rating | None = None
    conflict: bool = False


UNSCORED = Result()
CONFLICT = Result(conflict=True)
SETTLED = {rating: Result(rating) for rating in Rating}


class Cell(NamedTuple):
    """One cell in scope and its result: provision is a row's path, criterion an id of the checklist."""

    provision: str
    criterion: str
    result: Result


@dataclass(frozen=True, slots=True)
class RedLine:
    """A failed red line."""

    provision: str
    criterion: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class MatrixSummary:
    """Everything computed from the cells of one assessment.

    rows: row path → summary, every row that was named, in that order. columns: criterion id → summary, in the
    order of the checklist. red_lines: every failed one, by row and then by criterion; listed whatever the share.
    verdict_text: the checklist's own words for the verdict.
    """

    rows: Mapping[str, Summary]
    columns: Mapping[str, Summary]
    total: Summary
    red_lines: tuple[RedLine, ...]
    demands: tuple[DemandResult, ...]
    verdict: Status
    verdict_text: str


def summarize(checklist: Checklist, provisions: Sequence[str], cells: Iterable[Cell]) -> MatrixSummary:
    """Summaries per row, column and total, failed red lines, demands and verdict.

    provisions: paths of all rows in document order. cells: every cell in scope once, in any order, unscored ones
    too; a cell that its reader may not see yet is passed as UNSCORED.
    Raises KeyError when a cell names a row or criterion that is not there.
    """
    weights = weigh(checklist)
    rows = {path: Tally() for path in provisions}
    columns = {criterion.id: Tally() for criterion in checklist.criteria}
    failed: list[RedLine] = []
    for path, criterion, (rating, conflict) in cells:
        weight = weights[criterion, rating]
        rows[path].add(weight, conflict)
        columns[criterion].add(weight, conflict)
        if weight.red and rating is not None:
            failed.append(RedLine(path, criterion, rating))
    total = Tally.of(columns.values())
    demands = decide_demands(checklist, columns)
    verdict = decide_verdict(demands)
    return MatrixSummary(
        rows={path: tally.summary(checklist.verdict) for path, tally in rows.items()},
        columns={key: tally.summary(checklist.verdict) for key, tally in columns.items()},
        total=total.summary(checklist.verdict),
        red_lines=_in_order(failed, provisions, checklist),
        demands=demands,
        verdict=verdict,
        verdict_text=getattr(checklist.verdict, verdict.value),
    )


def combine(checklist: Checklist, cells: Iterable[tuple[str, Result]]) -> Summary:
    """What some cells (criterion id, result) add up to: the summary of a row that they would make together."""
    weights = weigh(checklist)
    tally = Tally()
    for criterion, (rating, conflict) in cells:
        tally.add(weights[criterion, rating], conflict)
    return tally.summary(checklist.verdict)


def _in_order(failed: list[RedLine], provisions: Sequence[str], checklist: Checklist) -> tuple[RedLine, ...]:
    row = {path: place for place, path in enumerate(provisions)}
    column = {key: place for place, key in enumerate(checklist.by_id)}
    return tuple(sorted(failed, key=lambda line: (row[line.provision], column[line.criterion])))
