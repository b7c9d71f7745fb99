"""Keep the reveals and decisions of an imported export: without the runs they came from, which no export carries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from salvaguarda.adapters.db.records.suggestion_json import suggestion_text
from salvaguarda.adapters.db.tables.suggestions import decision, reveal
from salvaguarda.application.ports.complete_exports import (
    ExportedAssessment,
    ExportedDecision,
    ExportedReveal,
)
from salvaguarda.application.ports.suggestions import Provenance

_ADD_REVEAL = insert(reveal).returning(reveal.c.id)
_ADD_DECISIONS = insert(decision)


class RevealKeeper:
    """people, scores: key in the file → id here."""

    def __init__(self, connection: Connection, people: Mapping[int, int], scores: Mapping[int, int]) -> None:
        self._connection, self._people, self._scores = connection, people, scores

    def keep(self, one: ExportedAssessment, assessment_id: int, draft_id: int) -> None:
        """Keep those of one assessment, each with its decisions."""
        for each in one.reveals:
            place = {"assessment_id": assessment_id, "draft_id": draft_id}
            reveal_id = self._connection.execute(_ADD_REVEAL, place | self._columns(each)).scalar_one()
            rows = [self._decision(made, reveal_id, each.person) for made in each.decisions]
            if rows:
                self._connection.execute(_ADD_DECISIONS, rows)

    def _columns(self, one: ExportedReveal) -> dict[str, Any]:
        return {
            "suggestion_id": None,
            "provision": one.provision,
            "criterion": one.criterion,
            "person_id": self._people[one.person],
            "at": one.at,
            "purpose": one.purpose.value,
            "mode": one.mode.value,
            "rating_before": one.rating_before,
            "score_revision_before": one.score_revision_before,
            **{name: getattr(one.provenance, name) for name in Provenance.__slots__},
            "seen": suggestion_text(one.seen),
            "seen_sha256": one.seen_sha256,
        }

    def _decision(self, one: ExportedDecision, reveal_id: int, person: int) -> dict[str, Any]:
        return {
            "reveal_id": reveal_id,
            "number": one.number,
            "action": one.action.value,
            "reason": one.reason,
            "rating_before": one.rating_before,
            "rating_after": one.rating_after,
            "score_id": None if one.score is None else self._scores[one.score],
            "score_revision": one.score_revision,
            "at": one.at,
            "person_id": self._people[person],
        }
