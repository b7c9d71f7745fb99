"""Lock a cell while deciding on it, so that two adjudicators do not write at once. A lock falls after two minutes."""

from salvaguarda.application.open_conflict import cell_at
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settling import LockRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.start_session import later
from salvaguarda.domain.access import Act, may_in, require_in
from salvaguarda.domain.adjudicating import LOCK_SECONDS, Obstacle, obstacle_to
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.errors import Conflict, Forbidden, SalvaguardaError
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person

_WHY = {
    Obstacle.PARTY: "You have a score in this cell, so you are a party to it. Another adjudicator decides.",
    Obstacle.ASSIGNED: "This cell is yours to score, so you cannot decide on it. Another adjudicator decides.",
    Obstacle.NO_CONFLICT: "There is nothing to decide in this cell now: scores are missing, all agree, or it is settled.",
}


def take_lock(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, person: Person
) -> LockRecord:
    """Take the lock of this cell, or renew the own one.

    Raises NotFound, Forbidden when this person may not decide on it, Conflict when there is nothing to decide, or when
    somebody else has the lock: the message says who, and until when.
    """
    cell_at(sheets.of(records, records.assessments.get(assessment_id)), cell)
    require_may_decide(records, assessment_id, records.cells.standing(assessment_id, *cell), person)
    until = later(records.now, seconds=LOCK_SECONDS)
    held, taken = records.locks.take(assessment_id, cell, person.id, until)
    if held.person.id != person.id:
        raise locked_by(held)
    if taken:
        _tell(records, EventKind.LOCK_TAKEN, assessment_id, cell, person.id)
    return held


def release_lock(records: Records, assessment_id: int, cell: CellKey, person_id: int) -> None:
    """Let go of the own lock; nothing when there is none."""
    if records.locks.release(assessment_id, cell, person_id):
        _tell(records, EventKind.LOCK_RELEASED, assessment_id, cell, person_id)


def require_may_decide(records: Records, assessment_id: int, standing: CellStanding, person: Person) -> None:
    """Nothing, when this person may decide on the cell now; Forbidden or Conflict, which say why, otherwise."""
    roles = records.members.roles_of(assessment_id, person)
    obstacle = obstacle_to(standing, person.id, adjudicates=may_in(roles, Act.ADJUDICATE))
    if obstacle is None:
        return
    if obstacle is Obstacle.NO_ADJUDICATOR:
        require_in(roles, Act.ADJUDICATE)
    kind = Conflict if obstacle is Obstacle.NO_CONFLICT else Forbidden
    raise kind(_WHY[obstacle])


def locked_by(lock: LockRecord) -> SalvaguardaError:
    """What somebody is told who comes second."""
    return Conflict(
        f"{lock.person.display_name} decides on this cell just now; it is theirs until {lock.until[11:16]} UTC at most. "
        "Go on with another one, or wait."
    )


def _tell(records: Records, kind: EventKind, assessment_id: int, cell: CellKey, person_id: int) -> None:
    records.events.add(assessment_id, kind, person_id, path=cell[0], criterion=cell[1])
