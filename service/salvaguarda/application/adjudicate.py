"""Adjudicate: settle a conflict to which one is no party, by choosing one of its scores or giving a third rating, with a reason."""

from dataclasses import dataclass

from salvaguarda.application.lock_cell import locked_by, release_lock, require_may_decide
from salvaguarda.application.open_conflict import ConflictView, cell_at, open_conflict, version_of
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settled import SettledKind
from salvaguarda.application.ports.settling import NewResult
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.adjudicating import CellScore, basis_of, reason_problems
from salvaguarda.domain.audit import words_mark
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import Invalid, Problem, Stale
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True)
class Decision:
    """What an adjudicator decides.

    chosen_score_id: the score whose rating stands; None for a third rating. rating: a third one; None with a chosen score.
    version: of the cell as it was on screen.
    """

    reason: str
    version: int
    chosen_score_id: int | None = None
    rating: Rating | None = None


def adjudicate(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, person: Person, decision: Decision
) -> ConflictView:
    """Settle the cell; the cell as it is then. The same decision again is the same result.

    Raises NotFound (assessment, row, criterion), Forbidden (no adjudicator, a party, or assigned), Invalid (no reason, no
    or two ratings …), Stale with the ConflictView when a score or the result changed meanwhile, Conflict when there is
    nothing to decide or when somebody else holds the lock.
    """
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    cell_at(sheet, cell)
    _check(decision, sheet.checklist)
    records.settling.hold_alone(assessment_id)
    version = version_of(records, assessment_id, cell)
    if _made_before(records, assessment_id, cell, person.id, decision, version):
        return open_conflict(records, sheets, assessment_id, cell, person)
    standing = records.cells.standing(assessment_id, *cell)
    if version != decision.version:
        raise _stale(records, sheets, assessment_id, cell, person, version)
    require_may_decide(records, assessment_id, standing, person)
    lock = records.locks.of_cell(assessment_id, cell, person.id)
    if lock is not None and lock.person.id != person.id:
        raise locked_by(lock)
    _settle(records, assessment_id, cell, person.id, decision)
    release_lock(records, assessment_id, cell, person.id)
    return open_conflict(records, sheets, assessment_id, cell, person)


def _check(decision: Decision, checklist: Checklist) -> None:
    problems = reason_problems(decision.reason)
    if (decision.rating is None) == (decision.chosen_score_id is None):
        what = "Choose one of the scores, or give a rating of your own: one of the two."
        problems.append(Problem("rating", what))
    if decision.rating is not None and decision.rating not in {each.rating for each in checklist.scale}:
        what = f"{decision.rating.value} is not on this checklist's scale."
        problems.append(Problem("rating", what, "Use one of its levels."))
    if problems:
        raise Invalid(problems[0].what, problems)


def _settle(records: Records, assessment_id: int, cell: CellKey, person_id: int, decision: Decision) -> None:
    scores = records.settling.scores_of_cell(assessment_id, cell)
    result = NewResult(
        provision=cell[0],
        criterion=cell[1],
        kind=SettledKind.ADJUDICATED.value,
        rating=decision.rating or _chosen(decision.chosen_score_id, scores),
        reason=decision.reason.strip(),
        basis=basis_of(scores),
        chosen_score_id=decision.chosen_score_id,
    )
    result_id = records.settling.settle(assessment_id, result, person_id)
    assert result_id is not None  # nobody else settles meanwhile, and the cell is in conflict
    log_result(records, assessment_id, result_id, result, person_id)
    records.events.add(
        assessment_id, EventKind.CELL_SETTLED, person_id, path=result.provision, criterion=result.criterion
    )


def _chosen(score_id: int | None, scores: tuple[CellScore, ...]) -> Rating:
    found = next((each.rating for each in scores if each.score_id == score_id), None)
    if found is None:
        what = "The score that was chosen is not one of the ratings of this cell."
        raise Invalid(what, [Problem("chosen_score_id", what, "Load the cell again, and choose.")])
    return found


def log_result(
    records: Records, assessment_id: int, result_id: int, result: NewResult, person_id: int
) -> None:
    """Log a result that was settled: what it is and rests on, its reason by hash."""
    records.log.add(
        NewEntry(
            act="adjudicate" if result.kind == SettledKind.ADJUDICATED else "settle agreed",
            person_id=person_id,
            assessment_id=assessment_id,
            subject={"provision": result.provision, "criterion": result.criterion, "result": result_id},
            before=None,
            after={
                "kind": result.kind,
                "rating": result.rating.value,
                "reason": words_mark(result.reason),
                "basis": [list(pair) for pair in result.basis],
                "chosen_score": result.chosen_score_id,
            },
            keeps=[(Kept.SETTLED_RESULT, (result_id,))],
        )
    )


def _made_before(
    records: Records, assessment_id: int, cell: CellKey, person_id: int, decision: Decision, version: int
) -> bool:
    """Whether the result in force is this very decision, whose answer got lost on the way."""
    kept = records.settled.of_cell(assessment_id, *cell)
    if kept is None or version != decision.version + 1 or kept.kind is not SettledKind.ADJUDICATED:
        return False
    own = records.settled.history_of_cell(assessment_id, *cell, person_id)
    same_rating = decision.rating is None or kept.rating is decision.rating
    return (
        bool(own)
        and own[0].person.id == person_id
        and same_rating
        and (kept.chosen_score_id, kept.reason) == (decision.chosen_score_id, decision.reason.strip())
    )


def _stale(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, person: Person, version: int
) -> Stale:
    """With the cell as it is now, if it is still open to them."""
    if not records.cells.is_open(assessment_id, *cell, person.id):
        return Stale("cell", None, version)
    return Stale("cell", open_conflict(records, sheets, assessment_id, cell, person), version)
