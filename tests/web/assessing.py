"""The small world of tests/assessing.py behind the real application, with three people signed in."""

from dataclasses import dataclass
from typing import Any

from httpx import Response

from salvaguarda.adapters.db.database import Database
from tests.assessing import World
from tests.client import Client

CELL = ("art_3", "prior-judicial-authorization")


@dataclass(frozen=True)
class Service:
    """ana is the owner; all three review. database: the same storage, for what no route offers."""

    world: World
    ana: Client
    ben: Client
    cleo: Client
    database: Database

    def hash_of(self, assessment_id: int, path: str) -> str:
        draft = self.world.old_draft if assessment_id == self.world.old else self.world.new_draft
        return self.database.read_here(lambda records: records.drafts.text(draft, path)).sha256

    def score(self, assessment_id: int, path: str, **fields: Any) -> dict[str, Any]:
        """A body for save_score."""
        return {"rating": "met", "text_sha256": self.hash_of(assessment_id, path), **fields}

    def save(
        self, who: Client, assessment_id: int, cell: tuple[str, str], version: int = 0, **fields: Any
    ) -> Response:
        """Save a score of `who`."""
        headers = {"if-match": f'"{version}"'} if version else {"if-none-match": "*"}
        path, criterion = cell
        return who.put(
            f"/api/assessments/{assessment_id}/scores/{path}/{criterion}",
            json=self.score(assessment_id, path, **fields),
            headers=headers,
        )
