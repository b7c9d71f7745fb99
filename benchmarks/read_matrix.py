"""Read the matrix of 400 provisions × 17 criteria, fully scored: against the bare SQL read plus JSON of the same rows."""

import sqlite3

import msgspec

from benchmarks.filled import fill
from benchmarks.measure import Measured, paired, per_call
from benchmarks.service_process import with_assessment

COUNT = 20


def run() -> list[Measured]:
    """HTTP included on our side; the baseline is in this process."""
    with with_assessment(400) as (folder, _, owner, workbench):
        scores = fill(folder, workbench)
        key = workbench["assessment"]["id"]
        base = sqlite3.connect(folder / "salvaguarda.db")
        statement = "SELECT provision, criterion, person_id, rating FROM score WHERE assessment_id = ?"

        def bare() -> bytes:
            return msgspec.json.encode(base.execute(statement, (key,)).fetchall())

        def ours() -> object:
            return owner.ask("GET", f"/api/assessments/{key}/matrix")

        _, content = owner.ask("GET", f"/api/assessments/{key}/matrix")
        mine, theirs = paired(per_call(ours, COUNT), per_call(bare, COUNT))
        base.close()
        note = f"{scores} scores, {len(content) // 1024} kB of JSON"
        return [
            Measured("matrix 400 × 17 over HTTP", mine, "bare SQL + JSON of the score rows", theirs, note)
        ]
