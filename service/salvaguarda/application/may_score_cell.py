"""May this reviewer give a first score in a cell? Asked inside the transaction that writes it."""

from collections.abc import Collection

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.cells import may_adjudicate, may_score
from salvaguarda.domain.errors import Forbidden
from salvaguarda.domain.team import Role


def require_open_cell(
    records: Records, assessment_id: int, cell: CellKey, person_id: int, roles: Collection[Role]
) -> None:
    """Return when somebody with these roles may score this cell; Forbidden, which says why not, otherwise."""
    adjudicates = Role.ADJUDICATOR in roles
    standing = records.cells.standing(assessment_id, *cell)
    if may_score(standing, person_id, adjudicates=adjudicates):
        return
    if adjudicates and may_adjudicate(standing, person_id):
        raise Forbidden(
            "You can decide on this conflict and see what others gave in it, so you give no first score there."
        )
    if not standing.assigned:
        raise Forbidden(
            "All ratings of this cell are in, and you may have seen them, so a first score of yours would not be independent. "
            "Ask a lead to assign you to it; if it is settled, it has to be opened again before."
        )
    raise Forbidden(
        "This cell is assigned to others, so your score would not count. Ask a lead of this assessment to assign it to you."
    )


def closed_cells(
    records: Records, assessment_id: int, person_id: int, roles: Collection[Role]
) -> frozenset[CellKey]:
    """The cells in which somebody with these roles may give no first score."""
    adjudicates = Role.ADJUDICATOR in roles
    return frozenset(
        (cell.path, cell.criterion)
        for cell in records.cells.standings(assessment_id)
        if not may_score(cell, person_id, adjudicates=adjudicates)
    )
