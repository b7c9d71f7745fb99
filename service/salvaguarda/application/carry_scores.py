"""Carry a reviewer's own scores of unchanged words from an older assessment; they say so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from salvaguarda.application.align_drafts import Pair, needed_alignment
from salvaguarda.application.find_counterparts import waiting_ratings
from salvaguarda.application.may_score_cell import closed_cells
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey, NewState, ScoreRecord, Target, Words
from salvaguarda.application.reopen_cell import follow_rating
from salvaguarda.application.require_role import require_reviewer, require_role
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Invalid, Problem
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.evidence import reanchor


@dataclass(frozen=True, slots=True)
class Carriage:
    """How many scores were carried now, and how many wait for re-confirmation because their words changed."""

    carried: int
    to_confirm: int


def pair_to_carry(
    records: Records, old_id: int, new_id: int, person_id: int
) -> tuple[AssessmentRecord, AssessmentRecord]:
    """Both assessments; NotFound when one is not there for them, Conflict when nothing can be carried between them."""
    require_role(records, old_id, person_id, Act.READ)
    old, new = records.assessments.get(old_id), records.assessments.get(new_id)
    order = [draft.id for draft in records.drafts.of_instrument(new.instrument_id)]
    if old.instrument_id != new.instrument_id or order.index(old.draft_id) >= order.index(new.draft_id):
        raise Conflict(
            "Scores are carried from an older draft of the same instrument. Choose such an assessment."
        )
    if old.checklist_id != new.checklist_id:
        raise Conflict(
            f"The assessments ask different questions ({old.checklist_id}, {new.checklist_id}). "
            "Scores are carried between assessments with the same checklist only."
        )
    return old, new


def needed_to_carry(records: Records, old_id: int, new_id: int, person_id: int) -> Pair | None:
    """The pair of drafts when it is not aligned yet; raises what `pair_to_carry` raises."""
    old, new = pair_to_carry(records, old_id, new_id, person_id)
    return needed_alignment(records, old.draft_id, new.draft_id)


def carry_scores(
    records: Records,
    sheets: Sheets,
    old_id: int,
    new_id: int,
    person_id: int,
    paths: Collection[str] | None = None,
) -> Carriage:
    """Carry what can be carried; paths: rows of the new draft, None for all. What is there already is not
    touched, nor is a cell in which they may give no first score (assigned to others, settled …).

    Needs the two drafts to be aligned. Raises NotFound, Conflict, and Invalid when a path is no row.
    """
    roles = require_reviewer(records, new_id, person_id)
    old, new = pair_to_carry(records, old_id, new_id, person_id)
    _check_rows(sheets.of(records, new).by_path, paths)
    waiting = waiting_ratings(records, sheets, old, new, person_id)
    closed = closed_cells(records, new.id, person_id, roles)
    wanted = [
        each
        for each in waiting
        if each.carriable
        and (paths is None or each.provision in paths)
        and (each.provision, each.criterion) not in closed
    ]
    scores = {(score.provision, score.criterion): score for score in records.scores.own(old.id, person_id)}
    carried: list[tuple[CellKey, int]] = []
    for path, in_row in groupby(wanted, key=lambda each: each.provision):
        cells = list(in_row)
        target = records.scores.target(
            new.id, path, cells[0].criterion, person_id
        )  # all cells of a row share it
        for each in cells:
            score = scores[each.old_provision, each.criterion]
            cell = (new.id, path, each.criterion)
            added = records.scores.add(target, cell, person_id, _carried(score, target))
            if added is not None:
                carried.append(((path, each.criterion), added))
                key = (path, each.criterion)
                follow_rating(records, new.id, key, person_id, None, score.words.rating, tells=False)
    if carried:
        _log(records, old.id, new.id, person_id, carried)
    return Carriage(len(carried), sum(not each.carriable for each in waiting))


def _log(
    records: Records, old_id: int, new_id: int, person_id: int, carried: Sequence[tuple[CellKey, int]]
) -> None:
    """One entry for all: each is a score's first revision."""
    records.log.add(
        NewEntry(
            "carry scores",
            person_id,
            {"person": person_id, "from": old_id},
            after={"cells": [cell for cell, _ in carried]},
            assessment_id=new_id,
            keeps=[(Kept.SCORE_REVISION, (score_id, 1)) for _, score_id in carried],
        )
    )
    records.events.add(new_id, EventKind.SCORE_SAVED, None)


def _check_rows(rows: Collection[str], paths: Collection[str] | None) -> None:
    problems = [
        Problem("provisions", f"{path} is no row of this assessment.", "Use the paths of its rows.")
        for path in paths or ()
        if path not in rows
    ]
    if problems:
        raise Invalid(problems[0].what, problems)


def _carried(score: ScoreRecord, target: Target) -> NewState:
    return NewState(
        words=_reanchored(score.words, target.text),
        text_sha256=target.text_sha256,
        checklist_sha256=target.checklist_sha256,
        continues=(score.id, score.revision, False),
    )


def _reanchored(words: Words, text: str) -> Words:
    """The same words with their evidence looked up in the new text, which reads the same."""
    found = (reanchor(quote, text).quote for quote in words.evidence)
    evidence = tuple(quote for quote in found if quote is not None)
    return Words(words.rating, words.rationale, evidence, words.recommendation)
