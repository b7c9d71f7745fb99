"""Reveals and decisions, in SQL: rows that are added and never changed. Both belong to the person they were shown to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from salvaguarda.adapters.db.records import suggestion_statements as statements
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import person_as
from salvaguarda.adapters.db.records.suggestion_json import suggestion_of
from salvaguarda.adapters.db.records.suggestions import provenance_of
from salvaguarda.application.ports.suggestions import (
    DecisionRecord,
    NewDecision,
    NewReveal,
    Provenance,
    RevealRecord,
)
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction, RevealMode

_shown = person_as("shown")
_AT_ONCE = 500  # reveals whose decisions are asked for in one statement


class SqlReveals:
    """Fulfils application.ports.suggestions.Reveals."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def own(self, assessment_id: int, provision: str, person_id: int) -> tuple[RevealRecord, ...]:
        """What this person saw in one row, oldest first."""
        values = {"assessment": assessment_id, "path": provision, "reader": person_id}
        return self._records(statements.OWN_REVEALS, values)

    def visible(self, assessment_id: int, reader_id: int | None) -> tuple[RevealRecord, ...]:
        """The reader's own, and those of others where the cell is open to the reader and their score is visible."""
        values = {"assessment": assessment_id}
        if reader_id is None:
            found = self._records(statements.ALL_REVEALS, values)
        else:
            found = self._records(statements.SEEN_REVEALS, {**values, "reader": reader_id})
        names = Names(self._connection, assessment_id, reader_id)
        return tuple(
            replace(each, person=names.of(each.person, (each.provision, each.criterion))) for each in found
        )

    def every(self, assessment_id: int) -> tuple[RevealRecord, ...]:
        """All of an assessment, nobody masked: for the complete export of the command line only."""
        return self._records(statements.ALL_REVEALS, {"assessment": assessment_id})

    def untold(self, assessment_id: int, reader_id: int | None) -> int:
        """How many were shown to people whose score the reader sees though the cell is not open to them."""
        if reader_id is None:
            return 0
        values = {"assessment": assessment_id, "reader": reader_id}
        return int(self._connection.execute(statements.UNTOLD_REVEALS, values).scalar_one())

    def add(self, reveal: NewReveal) -> None:
        """Keep that it was shown; nothing when it was already, or, for review, when another one of the cell was."""
        assessment_id, provision, criterion = reveal.cell
        shown = reveal.suggestion
        values = {
            "suggestion_id": shown.id,
            "assessment_id": assessment_id,
            "draft_id": shown.draft_id,
            "provision": provision,
            "criterion": criterion,
            "person_id": reveal.person_id,
            "at": self._now,
            "purpose": shown.purpose.value,
            "mode": shown.mode.value,
            "rating_before": _code(reveal.rating_before),
            "score_revision_before": reveal.score_revision_before,
            **{name: getattr(shown.provenance, name) for name in Provenance.__slots__},
            "seen": shown.content,
            "seen_sha256": sha256(shown.content.encode()).hexdigest(),
        }
        self._connection.execute(statements.ADD_REVEAL[self._connection.dialect.name], values)

    def decide(self, reveal: RevealRecord, decision: NewDecision, person_id: int) -> bool:
        """Keep the decision that follows the reveal's last; False when another one was kept meanwhile."""
        values = {
            "reveal_id": reveal.id,
            "number": len(reveal.decisions) + 1,
            "action": decision.action.value,
            "reason": decision.reason,
            "rating_before": _code(decision.rating_before),
            "rating_after": _code(decision.rating_after),
            "score_id": decision.score_id,
            "score_revision": decision.score_revision,
            "at": self._now,
            "person_id": person_id,
        }
        added = self._connection.execute(statements.ADD_DECISION[self._connection.dialect.name], values)
        return added.scalar_one_or_none() is not None

    def _records(self, statement: Any, values: Mapping[str, object]) -> tuple[RevealRecord, ...]:
        rows = self._connection.execute(statement, values).all()
        decisions = self._decisions([row.id for row in rows])
        return tuple(_record(row, decisions.get(row.id, ())) for row in rows)

    def _decisions(self, reveal_ids: Sequence[int]) -> Mapping[int, Sequence[DecisionRecord]]:
        found: defaultdict[int, list[DecisionRecord]] = defaultdict(list)
        for first in range(0, len(reveal_ids), _AT_ONCE):
            wanted = {"reveals": reveal_ids[first : first + _AT_ONCE]}
            for row in self._connection.execute(statements.DECISIONS, wanted):
                found[row.reveal_id].append(_decision(row))
        return found


def _record(row: Any, decisions: Sequence[DecisionRecord]) -> RevealRecord:
    return RevealRecord(
        id=row.id,
        suggestion_id=row.suggestion_id,
        assessment_id=row.assessment_id,
        provision=row.provision,
        criterion=row.criterion,
        person=_shown(row),
        at=row.at,
        mode=RevealMode(row.mode),
        rating_before=_rating(row.rating_before),
        score_revision_before=row.score_revision_before,
        provenance=provenance_of(row),
        seen=suggestion_of(row.seen),
        seen_sha256=row.seen_sha256,
        decisions=tuple(decisions),
        purpose=Purpose(row.purpose),
    )


def _decision(row: Any) -> DecisionRecord:
    return DecisionRecord(
        number=row.number,
        action=DecisionAction(row.action),
        reason=row.reason,
        rating_before=_rating(row.rating_before),
        rating_after=_rating(row.rating_after),
        score_id=row.score_id,
        score_revision=row.score_revision,
        at=row.at,
    )


def _rating(code: str | None) -> Rating | None:
    return None if code is None else Rating(code)


def _code(rating: Rating | None) -> str | None:
    return None if rating is None else rating.value
