"""List every cell that is to be scored, with how far it is. FOR SERVER-SIDE RULES: it holds ratings whoever may see them."""

from collections.abc import Mapping

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.sheets import Sheet
from salvaguarda.domain.cells import CellStanding


def list_cells(records: Records, assessment: AssessmentRecord, sheet: Sheet) -> dict[CellKey, CellStanding]:
    """The cells by row and criterion: those in scope, and those that somebody brought in or is assigned to.

    A cell with mere notes is in it only where the checklist asks the question: notes bring nothing in.
    """
    found = {(cell.path, cell.criterion): cell for cell in records.cells.standings(assessment.id)}
    return {key: found.get(key) or CellStanding(*key, assessment.needed) for key in _keys(sheet, found)}


def _keys(sheet: Sheet, found: Mapping[CellKey, CellStanding]) -> list[CellKey]:
    brought_in: dict[str, set[str]] = {}
    for (path, criterion), cell in found.items():
        if cell.ratings or cell.assigned or cell.settled is not None:
            brought_in.setdefault(path, set()).add(criterion)
    return [
        (row.path, criterion)
        for row in sheet.rows
        for criterion in sheet.checklist.by_id
        if criterion in row.in_scope or criterion in brought_in.get(row.path, ())
    ]
