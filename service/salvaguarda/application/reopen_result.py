"""Reopen a settled cell by hand, with a reason: a decision was a slip, or rests on a mistake. The result stays in the history."""

from salvaguarda.application.open_conflict import cell_at, require_open, version_of
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settled import SettledKind
from salvaguarda.application.reopen_cell import reopen_if_settled
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.adjudicating import reason_problems
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, Stale
from salvaguarda.domain.people import Person


def reopen_result(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    cell: CellKey,
    person: Person,
    version: int,
    because: str,
) -> None:
    """End the result in force of this cell, on the version of the cell that was on screen.

    Raises NotFound, Forbidden (may not settle, the cell is not open to them, or they are a party to what was
    adjudicated), Invalid without a reason, Stale, and Conflict when the cell is not settled.
    """
    require_in(records.members.roles_of(assessment_id, person), Act.SETTLE)
    cell_at(sheets.of(records, records.assessments.get(assessment_id)), cell)
    require_open(records, assessment_id, cell, person.id)
    problems = reason_problems(because)
    if problems:
        raise Invalid(problems[0].what, problems)
    records.settling.hold_alone(assessment_id)
    now = version_of(records, assessment_id, cell)
    if now != version:
        raise Stale("cell", None, now)
    result = records.settled.of_cell(assessment_id, *cell)
    if result is None:
        raise Conflict("This cell is not settled, so there is nothing to reopen.")
    standing = records.cells.standing(assessment_id, *cell)
    if result.kind is SettledKind.ADJUDICATED and standing.has_score_of(person.id):
        raise Forbidden(
            "You have a score in this cell, so you are a party to what was decided. Change your own rating, or ask "
            "another lead or adjudicator."
        )
    reopen_if_settled(records, assessment_id, cell, person.id, because.strip())
