"""What models proposed for review, in SQL. Who may know what of it is decided in suggestion_statements, in the statements."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from salvaguarda.adapters.db.records import suggestion_statements as statements
from salvaguarda.application.ports.suggestions import Offer, Provenance, SuggestionRecord
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import RevealMode


class SqlSuggestions:
    """Fulfils application.ports.suggestions.Suggestions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offers(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, Offer]:
        """Criterion → what there is, for the cells of one row about which a model was asked for review."""
        values = {"assessment": assessment_id, "path": provision, "reader": reader_id}
        found: dict[str, Offer] = {}
        for row in self._connection.execute(statements.OFFERS, values):  # oldest question first
            known = found.get(row.criterion)
            # A suggestion is offered even when a later question is under way, or came to nothing.
            if row.suggestion_id is not None or known is None or known.suggestion_id is None:
                found[row.criterion] = _offer(row)
        return found

    def revealable(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int
    ) -> SuggestionRecord | None:
        """The newest suggestion of the cell; None when there is none that this reader may have revealed now."""
        return self._one(statements.REVEALABLE, (assessment_id, provision, criterion), reader_id)

    def redraft(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int
    ) -> SuggestionRecord | None:
        """The newest redraft of the cell that this reader asked for; None when there is none."""
        return self._one(statements.REDRAFT, (assessment_id, provision, criterion), reader_id)

    def _one(self, statement: Any, cell: tuple[int, str, str], reader_id: int) -> SuggestionRecord | None:
        values = {
            "assessment": cell[0],
            "path": cell[1],
            "criterion_id": cell[2],
            "reader": reader_id,
        }
        row = self._connection.execute(statement, values).one_or_none()
        return None if row is None else _record(row)


def provenance_of(row: Any) -> Provenance:
    """Where a suggestion came from, of a row that holds it under the names of Provenance."""
    return Provenance(**{name: getattr(row, name) for name in Provenance.__slots__})


def _offer(row: Any) -> Offer:
    return Offer(
        criterion=row.criterion,
        may_ask=bool(row.may_ask),
        suggestion_id=row.suggestion_id,
        ended=bool(row.ended),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        reason=row.reason,
    )


def _record(row: Any) -> SuggestionRecord:
    return SuggestionRecord(
        id=row.id,
        draft_id=row.draft_id,
        purpose=Purpose(row.purpose),
        mode=RevealMode(row.mode),
        provenance=provenance_of(row),
        content=row.content,
    )
