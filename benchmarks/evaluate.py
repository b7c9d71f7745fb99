"""Evaluate a model over 400 provisions × 17 criteria, scored by three people: every figure with its interval.

Against the plain way to get one of them: quadratic kappa of all pairs by loops, its interval from a tenth of the resamples.
"""

import sqlite3
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measure import Measured, per_call, seconds
from benchmarks.service_process import with_assessment
from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.evaluate_suggestions import (
    Gathered,
    Scope,
    evaluate_gathered,
    gather_evaluation,
)
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.agreement.kappa import weighted_kappa
from salvaguarda.domain.suggestions.evaluation.answering import newest_answers

HASH = sha256(b"").hexdigest()
AT = "2026-11-24T00:00:00.000000Z"
PLAIN_RESAMPLES = 100
_RATINGS = ("met", "partly", "not_met", "silent")


def run() -> list[Measured]:
    """Reading and computing apart, and all of it over HTTP."""
    with with_assessment(400) as (folder, address, owner, workbench):
        cells = _fill(folder, workbench)
        key = workbench["assessment"]["id"]
        database = Database(f"sqlite:///{folder / 'salvaguarda.db'}")

        def gathered() -> Gathered:
            return database.read_here(gather_evaluation, Sheets(load_checklist), Scope((key,)), 1)

        material = gathered()
        plain = seconds(partial(_plain_kappa, material))
        fresh = owner.twin(address)  # the first was left alone for too long
        name = f"one kappa by loops, {PLAIN_RESAMPLES} resamples"
        asked = per_call(lambda: fresh.ask("GET", f"/api/assessments/{key}/evaluation"), 3)()
        read, computed = per_call(gathered, 3)(), per_call(partial(evaluate_gathered, material), 3)()
        rows = [
            Measured("evaluation over HTTP", asked, name, plain, f"{cells} cells, 3 people"),
            Measured("evaluation: read", read, name, plain),
            Measured("evaluation: compute", computed, name, plain),
        ]
        database.close()
        return rows


def _plain_kappa(gathered: Gathered) -> list[float]:
    material, random = gathered.material, Random(1)
    by_provision: dict[str, list[tuple[int, int]]] = {}
    for cell, answer in newest_answers(next(iter(material.asked.values()))).items():
        said = material.scale.step(answer.rating)
        for rating in material.references.get(cell, {}).values():
            step = material.scale.step(rating)
            if step is not None and said is not None:
                by_provision.setdefault(cell[1], []).append((step, said))
    provisions = list(by_provision)
    found = []
    for _ in range(PLAIN_RESAMPLES):
        drawn = random.choices(provisions, k=len(provisions))
        pairs = [pair for provision in drawn for pair in by_provision[provision]]
        found.append(weighted_kappa(pairs, 3).value or 0.0)
    return sorted(found)


def _fill(folder: Path, workbench: dict[str, Any]) -> int:
    """Three people's scores and one run's suggestions in every cell, straight into the database file."""
    base = sqlite3.connect(folder / "salvaguarda.db", timeout=20)
    assessment, random = workbench["assessment"], Random(1)
    cells = [
        (row["path"], criterion["id"])
        for row in workbench["rows"]
        for criterion in workbench["checklist"]["criteria"]
        if criterion["whole_draft"] == (row["path"] == "draft")
    ]
    for name in ("ben", "cleo"):
        values = {"email": f"{name}@example.org", "display_name": name, "password_hash": "none"}
        _insert(base, "person", [values | {"is_owner": 0, "is_demo": 0, "created_at": AT}])
    people = [row[0] for row in base.execute("SELECT id FROM person ORDER BY id")][:3]
    truth = {cell: random.choice(_RATINGS) for cell in cells}
    _fill_scores(base, assessment, people, truth, random)
    _fill_suggestions(base, assessment, truth, random)
    base.commit()
    base.close()
    return len(cells)


def _fill_scores(
    base: sqlite3.Connection,
    assessment: dict[str, Any],
    people: list[int],
    truth: dict[tuple[str, str], str],
    random: Random,
) -> None:
    scores, states, numbers = [], [], count(1)
    hashes = {"text_sha256": HASH, "checklist_sha256": HASH}
    words = {"rationale": "Weak words.", "evidence": "[]", "recommendation_text": "", "confirmed": 0} | hashes
    for (path, criterion), rating in truth.items():
        for person in people:
            number = next(numbers)
            given = rating if random.random() < 0.8 else random.choice(_RATINGS)
            own = {"rating": given, "person_id": person, "revision": 1} | words
            place = {
                "assessment_id": assessment["id"],
                "draft_id": assessment["draft_id"],
                "provision": path,
                "criterion": criterion,
            }
            scores.append({"id": number, "updated_at": AT} | place | own)
            states.append({"score_id": number, "at": AT} | own)
    _insert(base, "score", scores)
    _insert(base, "score_revision", states)


def _fill_suggestions(
    base: sqlite3.Connection, assessment: dict[str, Any], truth: dict[tuple[str, str], str], random: Random
) -> None:
    endpoint = {"id": 1, "name": "Bench", "version": 1, "enabled": 1, "settings": "{}", "created_by": 1}
    _insert(base, "endpoint", [endpoint | {"created_at": AT}])
    hashes = dict.fromkeys(("prompt_sha256", "schema_sha256", "checklist_sha256"), HASH)
    place = {"assessment_id": assessment["id"], "draft_id": assessment["draft_id"]}
    run = {"id": 1, "purpose": "evaluation", "endpoint_id": 1, "endpoint_version": 1, "model": "bench"}
    run |= {"endpoint_host": "bench", "output_mode": "prompted", "prompt_id": "p", "prompt_version": "1.0.0"}
    run |= {"policy_version": 1, "budget_tokens": 1, "state": "finished", "reason": "", "version": 1}
    _insert(base, "suggestion_run", [run | place | hashes | {"created_at": AT, "created_by": 1}])
    tasks, attempts, suggestions = [], [], []
    for number, ((path, criterion), rating) in enumerate(truth.items(), start=1):
        said = rating if random.random() < 0.7 else random.choice(_RATINGS)
        cell = {"provision": path, "criterion": criterion}
        task = {"id": number, "run_id": 1, "draft_id": assessment["draft_id"], "position": number}
        tasks.append(task | cell | {"outcome": "answered", "reason": "", "attempts": 1})
        attempts.append(_attempt(number))
        content = f'{{"rating":"{said}","rationale":"{"Weak words. " * 60}","quotes":[{{"state":"exact"}}]}}'
        kept = {"task_id": number, "attempt_id": number, "run_id": 1, "assessment_id": assessment["id"]}
        kept |= cell | {"text_sha256": HASH, "request_sha256": HASH, "created_at": AT}
        suggestions.append(kept | {"rating": said, "abstained": 0, "acceptable": 1, "content": content})
    _insert(base, "suggestion_task", tasks)
    _insert(base, "suggestion_attempt", attempts)
    _insert(base, "suggestion", suggestions)


def _attempt(number: int) -> dict[str, Any]:
    words = dict.fromkeys(
        ("failure_code", "finish_reason", "response_model", "fingerprint", "tier", "request_id", "raw"), ""
    )
    sums = {"input_tokens": 900, "output_tokens": 90, "cached_tokens": 0, "estimated": 0, "cost_micro": 0}
    own = {"id": number, "task_id": number, "run_id": 1, "number": 1, "request_sha256": HASH, "seconds": 1.5}
    return own | {"begun_at": AT, "ended_at": AT} | words | sums


def _insert(base: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows with what they leave out that has no default: 0 for whole numbers, "" for texts."""
    given = dict(rows[0])
    for _, name, kind, needed, default, key in base.execute(f"PRAGMA table_info({table})"):
        if needed and default is None and not key and name not in given:
            rows = [row | {name: "" if kind == "TEXT" else 0} for row in rows]
    names = list(rows[0])
    marks = ", ".join("?" for _ in names)
    base.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [tuple(row.values()) for row in rows]
    )
