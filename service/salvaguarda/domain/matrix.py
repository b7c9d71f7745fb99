"""The compliance matrix: provisions (rows) × criteria (columns) of results, as one reader may see them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from salvaguarda.domain.cells import CellState, cell_state, result_of
from salvaguarda.domain.checklist import KEYS, Checklist
from salvaguarda.domain.results import FORMULA_VERSION, Cell, MatrixSummary, Result, summarize
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.tallies import Summary

OUT_OF_SCOPE, OPEN, WAITING, CONFLICT, HIDDEN = " ", ".", "w", "c", "h"
"""Codes of cells without a result; those with one show the key of their level (2 1 0 s n).

WAITING: the reader sees ratings, and not all are in. HIDDEN: there are ratings, none of which the reader may see.
"""


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
class Terms:
    """What beside ratings decides what cells come to, as far as their reader may know it. Cells are (path, criterion id).

    needed: how many people must have rated a cell. lacking: cells that somebody is assigned to who has not rated them.
    settled: what a person settled, in force.
    """

    needed: int = 1
    lacking: Collection[tuple[str, str]] = frozenset()
    settled: Mapping[tuple[str, str], Rating] = field(default_factory=dict)

    def state_of(self, cell: tuple[str, str], ratings: Collection[Rating]) -> CellState:
        """The state of a cell from the ratings that its reader sees, one for each person."""
        return cell_state(ratings, self.needed, int(cell in self.lacking), self.settled.get(cell))

    def result_of(self, cell: tuple[str, str], ratings: Collection[Rating]) -> Result:
        """The result of a cell from those."""
        return result_of(self.state_of(cell, ratings), ratings, self.settled.get(cell))


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """codes: one character per criterion. carried: positions in codes that rest on carried scores only.

    settled: positions of results that a person settled.
    """

    row: Row
    codes: str
    carried: tuple[int, ...]
    settled: tuple[int, ...]
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
    """What the reader is told of one cell.

    ratings: those that are seen, each once; raters: how many people gave them, counted no further than needed.
    hidden: there is one that is not seen. carried: all that are seen are carried. lacking, settled: as in Terms.
    """

    ratings: frozenset[str] = frozenset()
    raters: int = 0
    hidden: bool = False
    carried: bool = True
    lacking: bool = False
    settled: Rating | None = None


class _Shown(NamedTuple):
    """What a state comes to. settled: a person settled it."""

    code: str
    result: Result
    carried: bool
    settled: bool


class _States:
    """The few states that cells are in, each worked out once: a full matrix has thousands of cells but about ten states.

    A state is known by its number; 0 is that of a cell nobody scored.
    """

    def __init__(self, needed: int) -> None:
        self._needed = needed
        self._states = [_State()]
        self._numbers = {_State(): 0}
        self.shown = [_shown(_State(), needed)]
        self._after: dict[tuple[int, str | None, bool], int] = {}

    def after(self, number: int, rating: str | None, carried: bool) -> int:
        """The state of a cell in that state once this score is told, too."""
        key = (number, rating, carried)
        found = self._after.get(key)
        if found is None:
            state = self._states[number]
            if rating is None:
                state = state._replace(hidden=True)
            else:
                state = state._replace(
                    ratings=state.ratings | {rating},
                    raters=min(state.raters + 1, max(self._needed, len(state.ratings | {rating}))),
                    carried=state.carried and bool(carried),
                )
            found = self._after[key] = self._number(state)
        return found

    def lacking(self, number: int) -> int:
        """The same state where somebody assigned has not rated."""
        return self._number(self._states[number]._replace(lacking=True))

    def settled(self, number: int, rating: Rating) -> int:
        """The same state where a person settled this rating."""
        return self._number(self._states[number]._replace(settled=rating))

    def _number(self, state: _State) -> int:
        found = self._numbers.setdefault(state, len(self._states))
        if found == len(self._states):
            self._states.append(state)
            self.shown.append(_shown(state, self._needed))
        return found


def _shown(state: _State, needed: int) -> _Shown:
    found = [Rating(rating) for rating in state.ratings]
    ratings = found + found[:1] * (state.raters - len(found))
    reached = cell_state(ratings, needed, int(state.lacking), state.settled)
    result = result_of(reached, ratings, state.settled)
    is_settled = reached is CellState.SETTLED
    carried = state.carried and bool(ratings) and not is_settled
    return _Shown(_code(reached, result, state.hidden), result, carried, is_settled)


def _code(state: CellState, result: Result, hidden: bool) -> str:
    if result.rating is not None:
        return KEYS[result.rating]
    if state is CellState.UNSCORED:
        return HIDDEN if hidden else OPEN
    return CONFLICT if state is CellState.CONFLICT else WAITING


def build_matrix(
    checklist: Checklist, rows: Sequence[Row], rated: Iterable[RatedCell], terms: Terms
) -> Matrix:
    """The matrix of these rows from the rated scores that its reader may see.

    rated: (path, criterion, person id, rating, carried) in any order; those of rows or criteria that are not there
    are left out. A cell out of scope comes in when somebody has rated it. terms: as far as the reader may know them.
    """
    states = _States(terms.needed)
    seen, reviewers = _gather(checklist, rows, rated, states)
    _apply(terms, checklist, seen, states)
    built, cells = [], []
    results: dict[str, dict[str, Result]] = {}
    for row in rows:
        path = row.path
        shown, of_row = _row(checklist, row, seen[path], states.shown)
        results[path] = of_row
        built.append((row, shown))
        cells.extend([Cell(path, criterion, result) for criterion, result in of_row.items()])
    summary = summarize(checklist, [row.path for row in rows], cells)
    return Matrix(
        checklist=checklist,
        rows=tuple(MatrixRow(row, *shown, summary.rows[row.path]) for row, shown in built),
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


def _apply(terms: Terms, checklist: Checklist, seen: dict[str, dict[str, int]], states: _States) -> None:
    """Bring in where somebody is lacking (of cells that somebody else has rated), and what was settled."""
    for path, criterion in terms.lacking:
        number = seen.get(path, {}).get(criterion)
        if number is not None:
            seen[path][criterion] = states.lacking(number)
    for (path, criterion), rating in terms.settled.items():
        if path in seen and criterion in checklist.by_id:
            seen[path][criterion] = states.settled(seen[path].get(criterion, 0), rating)


def _row(
    checklist: Checklist, row: Row, seen: dict[str, int], shown: Sequence[_Shown]
) -> tuple[tuple[str, tuple[int, ...], tuple[int, ...]], dict[str, Result]]:
    """Codes, positions of carried and of settled cells; and the results of the row by criterion id."""
    codes, carried, settled = [], [], []
    results: dict[str, Result] = {}
    scope = set(row.in_scope)
    for place, criterion in enumerate(checklist.by_id):
        number = seen.get(criterion)
        if number is None and criterion not in scope:
            codes.append(OUT_OF_SCOPE)
            continue
        code, results[criterion], is_carried, is_settled = shown[number or 0]
        codes.append(code)
        if is_carried:
            carried.append(place)
        if is_settled:
            settled.append(place)
    return ("".join(codes), tuple(carried), tuple(settled)), results
