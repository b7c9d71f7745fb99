"""Adjudicating a cell: who may decide on a conflict, what a decision says, and which state of the cell it was made on. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.cells import CellStanding, may_adjudicate
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.scores import Rating

LEAST_REASON, MOST_REASON = 3, 4000
LOCK_SECONDS = 120
"""How long a lock holds when nobody renews it."""


@dataclass(frozen=True, slots=True)
class CellScore:
    """A score of a cell in short. rating: None for notes, or a rating that was withdrawn. at: when it was saved last."""

    score_id: int
    revision: int
    person_id: int
    rating: Rating | None
    at: str


class Obstacle(StrEnum):
    """Why somebody may not decide on a cell."""

    NO_ADJUDICATOR = "no_adjudicator"  # they have not that role here
    PARTY = "party"  # they have a score in the cell, rated or not
    ASSIGNED = "assigned"  # they are to score it
    NO_CONFLICT = "no_conflict"  # scores are missing, or all agree, or it is settled


def obstacle_to(cell: CellStanding, person_id: int, *, adjudicates: bool) -> Obstacle | None:
    """Why this person may not decide on the cell; None when they may. The most lasting reason comes first."""
    if not adjudicates:
        return Obstacle.NO_ADJUDICATOR
    if cell.has_score_of(person_id):
        return Obstacle.PARTY
    if person_id in cell.assigned:
        return Obstacle.ASSIGNED
    return None if may_adjudicate(cell, person_id) else Obstacle.NO_CONFLICT


def cell_version(scores: Iterable[CellScore], results: int, reopened: int) -> int:
    """A number that rises with every save of a score of the cell, and with every result settled or reopened.

    results, reopened: how many results the cell ever had, and how many of them were reopened. It never falls: scores are
    not deleted, and their revisions count up.
    """
    return sum(score.revision for score in scores) + results + reopened


def basis_of(scores: Iterable[CellScore]) -> tuple[tuple[int, int], ...]:
    """(score id, revision) of every rated score, in the order of ids: what a result rests on."""
    return tuple(sorted((each.score_id, each.revision) for each in scores if each.rating is not None))


def reason_problems(reason: str) -> list[Problem]:
    """What is wrong with the reason of a decision."""
    if len(reason.strip()) < LEAST_REASON:
        what = "A decision needs a reason that others can follow."
        return [Problem("reason", what, f"Write {LEAST_REASON} to {MOST_REASON} characters.")]
    if len(reason) > MOST_REASON:
        return [Problem("reason", f"The reason has {len(reason)} characters.", f"At most {MOST_REASON}.")]
    return []
