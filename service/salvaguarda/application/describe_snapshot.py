"""Say what a team would sign now: its settled results, and how they came about; nobody's name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salvaguarda.application.describe_model_use import read_model_use
from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.settled import SettledKind
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.cells import CellStanding, CellState
from salvaguarda.domain.positions import VERDICT, still_about, told_positions
from salvaguarda.domain.results import FORMULA_VERSION, SETTLED, UNSCORED, Cell, MatrixSummary, summarize
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.snapshots import FORM, Content, cells_of

Key = tuple[str, str]
_Settled = tuple[Rating, SettledKind]


@dataclass(frozen=True, slots=True)
class PresentState:
    """What could be signed now. states: how many cells in scope are in which state."""

    content: Content
    states: Mapping[CellState, int]


def present_state(records: Records, sheets: Sheets, assessment_id: int) -> PresentState:
    """The content as it would be signed, the same for every reader. Raises NotFound when there is no such assessment."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    cells = list_cells(records, assessment, sheet)
    content = _content(assessment, sheet, list(cells), records.settled.ratings(assessment_id))
    return PresentState(
        content=content
        | {
            "reviewers": _reviewers(cells.values()),
            **_told(records, assessment_id, results_in(content)),
        },
        states=Counter(each.state for each in cells.values()),
    )


def criterion_titles(records: Records, sheets: Sheets, assessment_id: int) -> dict[str, str]:
    """Criterion id → code and title, as its checklist words them. Raises NotFound."""
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    return {key: f"{one.code} {one.title}" for key, one in sheet.checklist.by_id.items()}


def still_to_score(records: Records, assessment_id: int, content: Content, reader_id: int) -> int:
    """How many cells whose result this content tells are assigned to the reader, who has not rated them.

    Own judgement first: as long as there is one, the reader is not told the content.
    """
    return len(records.cells.to_score(assessment_id, reader_id) & results_in(content).keys())


def results_in(content: Content) -> dict[Key, str]:
    """Subject → result: of the verdict, and of every settled cell."""
    cells = cells_of(content)
    told = {(cell.path, cell.criterion): cell.rating for cell in cells if cell.rating is not None}
    return {VERDICT: str(content["verdict"]), **told}


def _content(
    assessment: AssessmentRecord,
    sheet: Sheet,
    keys: list[Key],
    settled: Mapping[Key, _Settled],
) -> dict[str, object]:
    cells = [Cell(*key, SETTLED[settled[key][0]] if key in settled else UNSCORED) for key in keys]
    summary = summarize(sheet.checklist, [row.path for row in sheet.rows], cells)
    return {
        "form": FORM,
        "assessment": {"id": assessment.id, "title": assessment.title, "unit": assessment.unit.value},
        "rules": {
            "blind": assessment.blind,
            "needed": assessment.needed,
            "names": assessment.names.value,
        },
        "instrument": assessment.instrument_title,
        "draft": {"label": assessment.draft_label, "sha256": assessment.draft_sha256},
        "checklist": {
            "id": assessment.checklist_id,
            "version": assessment.checklist_version,
            "sha256": assessment.checklist_sha256,
        },
        "formula_version": FORMULA_VERSION,
        "cells": [_cell(sheet, key, settled.get(key)) for key in keys],
        **_figures(summary),
    }


def _cell(sheet: Sheet, key: Key, result: _Settled | None) -> list[str | None]:
    path, criterion = key
    label = sheet.by_path[path].label
    if result is None:
        return [path, label, criterion, None, ""]
    rating, kind = result
    return [path, label, criterion, rating.value, kind.value]


def _figures(summary: MatrixSummary) -> dict[str, object]:
    total = summary.total
    return {
        "summary": {
            "counts": {rating.value: count for rating, count in total.counts.items()},
            "settled": total.assessed,
            "in_scope": total.in_scope,
            "coverage": total.coverage,
            "share": total.share,
        },
        "red_lines": [[line.provision, line.criterion, line.rating.value] for line in summary.red_lines],
        "demands": [[demand.id, demand.status.value] for demand in summary.demands],
        "verdict": summary.verdict.value,
    }


def _reviewers(cells: Iterable[CellStanding]) -> list[int]:
    """How many cells each of the reviewers rated, most first: a number each, because a person can be erased."""
    rated: Counter[int] = Counter()
    for each in cells:
        rated.update(each.ratings.keys())
    return sorted(rated.values(), reverse=True)


def _told(records: Records, assessment_id: int, results: Mapping[Key, str]) -> dict[str, object]:
    return {
        "positions": _positions(records, assessment_id, results),
        "model_use": read_model_use(records, assessment_id, None).words,
    }


def _positions(records: Records, assessment_id: int, results: Mapping[Key, str]) -> list[list[object]]:
    """What everybody is told of these very results: public positions with their notes, the others as numbers."""
    newest = records.positions.newest(assessment_id)
    names = {each.position.organisation_id: each.organisation for each in newest}
    told = told_positions(still_about([each.position for each in newest], results), None, results)
    return [
        [
            *subject,
            [[names[each.organisation_id], each.stance.value, each.note] for each in one.named],
            {stance.value: count for stance, count in sorted(one.counted.items())},
        ]
        for subject, one in sorted(told.items())
    ]
