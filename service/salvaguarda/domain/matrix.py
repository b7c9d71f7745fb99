"""The compliance matrix: provisions (rows) × criteria (columns) of results, as one reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salvaguarda.domain.checklist import KEYS, Checklist
from salvaguarda.domain.results import (
    FORMULA_VERSION,
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
    heading: its own, else that of the article it is part of.
    context: opening words of the article and paragraph it is part of; "" when it stands on its own.
    bracketed: words of it, or of a part of it, still stand in square brackets.
    """

    path: str
    label: str
    heading: str
    kind: str
    role: str
    division: str
    in_scope: tuple[str, ...]
    context: str = ""
    bracketed: bool = False


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


class _State(NamedTuple):
    """What the reader sees of one cell: which ratings, whether any is hidden, whether all of them are carried."""

    ratings: frozenset[str] = frozenset()
    hidden: bool = False
    carried: bool = True


class _Shown(NamedTuple):
    """What a state comes to."""

    code: str
    result: Result
    carried: bool


class _States:
    """The few states that cells are in, each worked out once: a full matrix has thousands of cells but about ten states.

    A state is known by its number; 0 is that of a cell nobody scored.
    """

    def __init__(self) -> None:
        self._numbers = {_State(): 0}
        self.shown = [_shown(_State())]
        self._after: dict[tuple[int, str | None, bool], int] = {}

    def after(self, number: int, rating: str | None, carried: bool) -> int:
        """The state of a cell in that state once this score is seen too."""
        key = (number, rating, carried)
        found = self._after.get(key)
        if found is None:
            state = list(self._numbers)[number]
            if rating is None:
                state = state._replace(hidden=True)
            else:
                state = state._replace(
                    ratings=state.ratings | {rating}, carried=state.carried and bool(carried)
                )
            found = self._after[key] = self._numbers.setdefault(state, len(self._numbers))
            if found == len(self.shown):
                self.shown.append(_shown(state))
        return found


def _shown(state: _State) -> _Shown:
    result = settle(Rating(rating) for rating in state.ratings)
    return _Shown(_code(result, state.hidden), result, state.carried and bool(state.ratings))


def _code(result: Result, hidden: bool) -> str:
    if result.rating is not None:
        return KEYS[result.rating]
    if result.conflict:
        return CONFLICT
    return HIDDEN if hidden else OPEN


def build_matrix(checklist: Checklist, rows: Sequence[Row], rated: Iterable[RatedCell]) -> Matrix:
    """The matrix of these rows from the rated scores that its reader may see.

    rated: (path, criterion, person id, rating, carried) in any order; those of rows or criteria that are not there
    are left out. A cell out of scope comes in when somebody has rated it.
    """
    states = _States()
    seen, reviewers = _gather(checklist, rows, rated, states)
    built, cells = [], []
    results: dict[str, dict[str, Result]] = {}
    for row in rows:
        path = row.path
        codes, carried, of_row = _row(checklist, row, seen[path], states.shown)
        results[path] = of_row
        built.append((row, codes, carried))
        cells.extend([Cell(path, criterion, result) for criterion, result in of_row.items()])
    summary = summarize(checklist, [row.path for row in rows], cells)
    return Matrix(
        checklist=checklist,
        rows=tuple(MatrixRow(row, codes, carried, summary.rows[row.path]) for row, codes, carried in built),
        summary=summary,
        results=results,
        reviewers=frozenset(reviewers),
    )


def _gather(
    checklist: Checklist, rows: Sequence[Row], rated: Iterable[RatedCell], states: _States
) -> tuple[dict[str, dict[str, int]], set[int]]:
    """Row path → criterion id → number of the cell's state; and whose ratings are seen."""
    seen: dict[str, dict[str, int]] = {row.path: {} for row in rows}
    known, reviewers = checklist.by_id, set()
    for path, criterion, person_id, rating, carried in rated:
        of_row = seen.get(path)
        if of_row is None or criterion not in known:
            continue
        of_row[criterion] = states.after(of_row.get(criterion, 0), rating, carried)
        if rating is not None:
            reviewers.add(person_id)
    return seen, reviewers


def _row(
    checklist: Checklist, row: Row, seen: dict[str, int], shown: Sequence[_Shown]
) -> tuple[str, tuple[int, ...], dict[str, Result]]:
    codes, carried = [], []
    results: dict[str, Result] = {}
    scope = set(row.in_scope)
    for place, criterion in enumerate(checklist.by_id):
        number = seen.get(criterion)
        if number is None and criterion not in scope:
            codes.append(OUT_OF_SCOPE)
            continue
        code, results[criterion], is_carried = shown[number or 0]
        codes.append(code)
        if is_carried:
            carried.append(place)
    return "".join(codes), tuple(carried), results
