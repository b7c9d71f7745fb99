"""The state of a cell: who is still to rate it, whether they agree, and what its result is. Pure (docs/independence.md)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from salvaguarda.domain.results import CONFLICT, SETTLED, UNSCORED, Result
from salvaguarda.domain.scores import Rating


class CellState(StrEnum):
    """How far a cell is. Only `conflict`, `agreed` and `settled` say that all ratings are in."""

    UNSCORED = "unscored"  # no rating
    WAITING = "waiting"  # some are in: fewer than are needed, or somebody assigned has not rated
    CONFLICT = "conflict"  # all are in, and differ
    AGREED = "agreed"  # all are in, and are one
    SETTLED = "settled"  # a person settled it: in bulk when all agreed, by adjudication when not


def cell_state(ratings: Collection[Rating], needed: int, missing: int, settled: Rating | None) -> CellState:
    """The state of a cell.

    ratings: one for each person who rated it, equal ones too. needed: how many people must have rated it, 1 to 3.
    missing: how many assigned people have not rated it. settled: the rating of the result in force that a person settled.

    >>> cell_state([Rating.MET], needed=1, missing=0, settled=None).value
    'agreed'
    >>> cell_state([Rating.MET, Rating.SILENT], needed=2, missing=1, settled=None).value
    'waiting'
    """
    if settled is not None:
        return CellState.SETTLED
    if not ratings:
        return CellState.UNSCORED
    if missing or len(ratings) < needed:
        return CellState.WAITING
    return CellState.AGREED if len(set(ratings)) == 1 else CellState.CONFLICT


def result_of(state: CellState, ratings: Collection[Rating], settled: Rating | None) -> Result:
    """The result of a cell in this state: what was settled, what all agree on, a conflict, else nothing.

    >>> result_of(CellState.WAITING, [Rating.MET], None) == UNSCORED
    True
    """
    if state is CellState.SETTLED and settled is not None:
        return SETTLED[settled]
    if state is CellState.AGREED:
        return SETTLED[next(iter(ratings))]
    return CONFLICT if state is CellState.CONFLICT else UNSCORED


@dataclass(frozen=True, slots=True)
class CellStanding:
    """Everything that the rules of one cell look at. FOR SERVER-SIDE RULES ONLY: it holds ratings whoever may see them.

    ratings: of each person who rated it, by their id. noted: people with a score without a rating (notes, or withdrawn).
    assigned: people who are to score it. needed: of the assessment.
    settled: the rating of the result in force that a person settled; None without one.
    """

    path: str
    criterion: str
    needed: int
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    noted: frozenset[int] = frozenset()
    assigned: frozenset[int] = frozenset()
    settled: Rating | None = None

    @property
    def missing(self) -> frozenset[int]:
        """Who is assigned and has not rated it."""
        return self.assigned - self.ratings.keys()

    @property
    def state(self) -> CellState:
        """How far it is."""
        return cell_state(tuple(self.ratings.values()), self.needed, len(self.missing), self.settled)

    @property
    def result(self) -> Result:
        """What counts for it, for somebody who may see everything."""
        return result_of(self.state, tuple(self.ratings.values()), self.settled)

    @property
    def still_needed(self) -> int:
        """How many ratings are missing until all are in."""
        return max(self.needed - len(self.ratings), len(self.missing))

    def has_score_of(self, person_id: int) -> bool:
        """Whether they have a score there, rated or not."""
        return person_id in self.ratings or person_id in self.noted


def may_adjudicate(cell: CellStanding, person_id: int) -> bool:
    """Whether an adjudicator may decide on this cell, and so sees its scores: it is in conflict, and they are no party.

    A party is whoever has a score there, rated or not, or is assigned to give one.
    """
    is_party = cell.has_score_of(person_id) or person_id in cell.assigned
    return cell.state is CellState.CONFLICT and not is_party


def may_score(cell: CellStanding, person_id: int, *, adjudicates: bool) -> bool:
    """Whether a reviewer may score this cell.

    They are assigned to it, or have a score there already; or nobody is assigned, and they cannot have seen what others
    gave there: no person settled it, and no adjudicator had a conflict before them, now or before it dissolved.
    """
    if person_id in cell.assigned or cell.has_score_of(person_id):
        return True
    return (
        not cell.assigned and cell.settled is None and not (adjudicates and _may_have_been_in_conflict(cell))
    )


def _may_have_been_in_conflict(cell: CellStanding) -> bool:
    return len(cell.ratings) > 1 and cell.state in (CellState.CONFLICT, CellState.AGREED)


def sees_others(cell: CellStanding, person_id: int, *, blind: bool, adjudicates: bool) -> bool:
    """Whether somebody in the assessment may see what others gave in this cell.

    This is the rule in words that tests can try; what holds it is the query (adapters/db/records/own_first.py).
    """
    if not blind or person_id in cell.ratings:
        return True
    if adjudicates and may_adjudicate(cell, person_id):
        return True
    return cell.settled is not None and person_id not in cell.assigned
