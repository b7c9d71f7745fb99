"""What became of results along a link: the ratings on both sides, and the change of each criterion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.find_counterparts import questions_kept
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import matrix_of
from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.changes import Change, change_of
from salvaguarda.domain.checklist import Checklist, Criterion
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.matrix import Matrix
from salvaguarda.domain.results import Result
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True)
class SideResults:
    """What one draft's cells came to, as the reader may see them.

    matrix: None without an assessment. inside: path of a provision → the scored rows it is or holds.
    hashes: path → sha256 of its words.
    """

    matrix: Matrix | None
    inside: Mapping[str, Sequence[str]]
    hashes: Mapping[str, str]

    def results(self, paths: Iterable[str], criterion: str) -> Iterator[tuple[str, Result]]:
        """Row and result of every cell of the criterion in these provisions."""
        if self.matrix is None:
            return
        for row in self.rows(paths):
            result = self.matrix.results.get(row, {}).get(criterion)
            if result is not None:
                yield row, result

    def rows(self, paths: Iterable[str]) -> list[str]:
        """The scored rows in these provisions, each once."""
        return list(dict.fromkeys(row for path in paths for row in self.inside.get(path, ())))

    def ratings(self, paths: Sequence[str], criterion: str) -> tuple[Rating | None, ...]:
        """The settled rating of each cell in these provisions, None where it is not settled.

        A row that the criterion is not asked of has no say while another one is asked; when none is, one None stands
        for all of them. Empty without provisions.
        """
        found = tuple(result.rating for _, result in self.results(paths, criterion))
        return found or ((None,) if paths else ())


def side_results(
    records: Records,
    sheets: Sheets,
    draft_id: int,
    assessment: AssessmentRecord | None,
    parents: Mapping[str, str | None],
    reader_id: int,
) -> SideResults:
    """The results of one draft; parents: path of each provision → that of the one it is part of."""
    matrix = matrix_of(records, sheets, assessment, reader_id) if assessment else None
    rows = [row.row.path for row in matrix.rows] if matrix else []
    return SideResults(matrix, rows_inside(rows, parents), records.drafts.hashes(draft_id))


def rows_inside(rows: Sequence[str], parents: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Path of every provision that is a row or holds some → those rows, in their order; of a row only itself.

    An option is a row beside the one that it stands in: what is said of the one is not said of the other.
    """
    known = set(rows)
    inside = {row: [row] for row in rows}
    for row in rows:
        at = parents.get(row)
        while at is not None:
            if at not in known:
                inside.setdefault(at, []).append(row)
            at = parents.get(at)
    return inside


def parents_of(provisions: Iterable[Provision]) -> dict[str, str | None]:
    """Path → path of what it is part of; None at top level."""
    return {each.path: each.parent for each in provisions}


@dataclass(frozen=True, slots=True)
class Questions:
    """What changes are about.

    criteria: those of the new checklist version, then those only the old one had. same: criterion id → whether both
    versions ask the same. points: of the new version's scale.
    """

    criteria: tuple[Criterion, ...]
    same: Mapping[str, bool]
    points: Mapping[Rating, int | None]


def questions_between(
    records: Records, sheets: Sheets, old: AssessmentRecord | None, new: AssessmentRecord | None
) -> Questions:
    """What two assessments ask; either may be missing."""
    checklists = [
        checklist
        for checklist in (checklist_of(records, sheets, each) for each in (new, old))
        if checklist is not None
    ]
    found: dict[str, Criterion] = {}
    for checklist in checklists:
        for criterion in checklist.criteria:
            found.setdefault(criterion.id, criterion)
    same = questions_kept(sheets.of(records, old), sheets.of(records, new)) if old and new else {}
    return Questions(tuple(found.values()), same, checklists[0].points if checklists else {})


def checklist_of(records: Records, sheets: Sheets, assessment: AssessmentRecord | None) -> Checklist | None:
    """The checklist of an assessment, if there is one."""
    return None if assessment is None else sheets.of(records, assessment).checklist


def changes_along(
    link: Link, questions: Questions, before: SideResults, after: SideResults
) -> tuple[Change, ...]:
    """What became of each criterion's result along a link; a criterion that is settled on neither side is left out."""
    text_changed = not same_text(link, before, after)
    found = (
        change_of(
            criterion,
            before.ratings(link.old, criterion.id),
            after.ratings(link.new, criterion.id),
            text_changed=text_changed,
            checklist_changed=not questions.same.get(criterion.id, True),
            points=questions.points,
        )
        for criterion in questions.criteria
    )
    return tuple(change for change in found if change.old is not None or change.new is not None)


def same_text(link: Link, before: SideResults, after: SideResults) -> bool:
    """Whether one provision became one with the same words."""
    old, new = link.old, link.new
    return len(old) == len(new) == 1 and before.hashes.get(old[0]) == after.hashes.get(new[0])
