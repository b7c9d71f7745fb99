"""Fills an assessment: a score in every cell, straight into the database file, so that filling is not what is measured."""

import sqlite3
from pathlib import Path
from typing import Any

RATINGS = ("met", "partly", "not_met", "silent", "not_applicable")


def fill(folder: Path, workbench: dict[str, Any]) -> int:
    """Number of scores: every row × every criterion that can stand there, by the owner."""
    base = sqlite3.connect(folder / "salvaguarda.db", timeout=20)
    assessment = workbench["assessment"]
    draft = assessment["draft_id"]
    hashes = dict(base.execute("SELECT path, sha256 FROM provision WHERE draft_id = ?", (draft,)))
    rows = [
        (
            assessment["id"],
            draft,
            row["path"],
            criterion["id"],
            RATINGS[(place + column) % 5],
            hashes[row["path"]],
        )
        for place, row in enumerate(workbench["rows"])
        for column, criterion in enumerate(workbench["checklist"]["criteria"])
        if criterion["whole_draft"] == (row["path"] == "draft")
    ]
    base.executemany(
        "INSERT INTO score (assessment_id, draft_id, provision, criterion, person_id, rating, rationale, evidence, "
        "recommendation, recommendation_text, text_sha256, checklist_sha256, revision, confirmed, updated_at) "
        "VALUES (?, ?, ?, ?, 1, ?, 'Weak words.', '[]', NULL, '', ?, ?, 1, 0, '2026-11-24T00:00:00.000000Z')",
        [(*row, workbench["checklist"]["sha256"]) for row in rows],
    )
    base.commit()
    base.close()
    return len(rows)
