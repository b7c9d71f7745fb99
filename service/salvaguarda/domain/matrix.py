"""The compliance matrix: provisions (rows) × criteria (columns) of results, as one reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salvaguarda.domain.checklist import KEYS, Checklist
from salvaguarda.domain.results import (
    FORMULA_VERSION,
    UNSCORED,
    Cell,
    MatrixSummary,
    Result,
    settle,
    summarize,
)
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.tallies import Summary

OUT_OF_SCOPE, OPEN, CONFLICT, HIDDEN = " ", ".", "c", "h"
"""Codes of cells without a settled rating; those with one show the key of their level (2 1 0 s n)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A provision that is scored.

    kind, role: as in `Provision`; role is the effective one. division: label and heading of the chapter it stands in,
    "" at top level. in_scope: ids of the criteria that have a cell here by their `applies_to`.
    """

    path: str
    label: str
    heading: str
    kind: str
    role: str
    division: str
    in_scope: tuple[str, ...]


RatedCell = tuple[str, str, int, str | None, bool]
"""A rated score in short: row path, criterion id, person id, rating (None: hidden from the reader), and whether it
was carried and not confirmed."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """codes: one character per criterion. carried: positions in codes that rest on carried scores only."""

    row: Row
    codes: str
    carried: tuple[int, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in document order, columns in the order of the checklist; numbers by the one formula only.

    results: row path → criterion id → result, of every cell in scope. reviewers: ids of those whose ratings count.
    """

    checklist: Checklist
    rows: tuple[MatrixRow, ...]
    summary: MatrixSummary
    results: dict[str, dict[str, Result]]
    reviewers: frozenset[int]
    formula_version: str = FORMULA_VERSION


class _Seen:
    """What the reader sees of one cell: the ratings as a set of words, whether any is hidden, whether all are carried."""

    __slots__ = ("carried", "hidden", "ratings")

    def __init__(self) -> None:
        self.ratings: frozenset[str] = frozenset()
        self.hidden = False
        self.carried = True


_NOTHING: frozenset[str] = frozenset()


def build_matrix(checklist: Checklist, rows: Sequence[Row], rated: Iterable[RatedCell]) -> Matrix:
    """The matrix of these rows from the rated scores that its reader may see.

    rated: (path, criterion, person id, rating, carried) in any order; those of rows or criteria that are not there
    are left out. A cell out of scope comes in when somebody has rated it.
    """
    seen, reviewers = _gather(checklist, rows, rated)
    settled: dict[frozenset[str], Result] = {_NOTHING: UNSCORED}
    built, cells = [], []
    results: dict[str, dict[str, Result]] = {}
    for row in rows:
        codes, carried, of_row = _row(checklist, row, seen[row.path], settled)
        results[row.path] = of_row
        built.append((row, codes, carried))
        cells.extend([Cell(row.path, criterion, result) for criterion, result in of_row.items()])
    summary = summarize(checklist, [row.path for row in rows], cells)
    return Matrix(
        checklist=checklist,
        rows=tuple(MatrixRow(row, codes, carried, summary.rows[row.path]) for row, codes, carried in built),
        summary=summary,
        results=results,
        reviewers=frozenset(reviewers),
    )


def _gather(
    checklist: Checklist, rows: Sequence[Row], rated: Iterable[RatedCell]
) -> tuple[dict[str, dict[str, _Seen]], set[int]]:
    seen: dict[str, dict[str, _Seen]] = {row.path: {} for row in rows}
    known, reviewers = checklist.by_id, set()
    single = {str(rating): frozenset((str(rating),)) for rating in Rating}
    for path, criterion, person_id, rating, carried in rated:
        of_row = seen.get(path)
        if of_row is None or criterion not in known:
            continue
        cell = of_row.get(criterion)
        if cell is None:
            cell = of_row[criterion] = _Seen()
        if rating is None:
            cell.hidden = True
            continue
        cell.ratings = cell.ratings | single[rating] if cell.ratings else single[rating]
        cell.carried = cell.carried and carried
        reviewers.add(person_id)
    return seen, reviewers


def _row(
    checklist: Checklist, row: Row, seen: dict[str, _Seen], settled: dict[frozenset[str], Result]
) -> tuple[str, tuple[int, ...], dict[str, Result]]:
    codes, carried = [], []
    results: dict[str, Result] = {}
    scope = set(row.in_scope)
    for place, criterion in enumerate(checklist.by_id):
        cell = seen.get(criterion)
        if cell is None:
            codes.append(OPEN if criterion in scope else OUT_OF_SCOPE)
            if criterion in scope:
                results[criterion] = UNSCORED
            continue
        result = settled.get(cell.ratings)
        if result is None:
            result = settled[cell.ratings] = settle(Rating(rating) for rating in cell.ratings)
        results[criterion] = result
        codes.append(_code(result, cell.hidden))
        if cell.carried and cell.ratings:
            carried.append(place)
    return "".join(codes), tuple(carried), results


def _code(result: Result, hidden: bool) -> str:
    if result.rating is not None:
        return KEYS[result.rating]
    if result.conflict:
        return CONFLICT
    return HIDDEN if hidden else OPEN
