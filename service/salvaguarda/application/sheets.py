"""Sheets: what an assessment asks of which rows; derived from draft and checklist, so it is kept while they stay."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import Target
from salvaguarda.domain.assessments import Unit, in_scope, rows
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.drafts import DIVISIONS, ChapterRole, Provision, ProvisionKind
from salvaguarda.domain.matrix import Row
from salvaguarda.domain.reading.negotiation import still_bracketed
from salvaguarda.domain.reading.roles import effective_roles

LoadChecklist = Callable[[bytes | str, str], Checklist]
"""A checklist file (bytes or text) and the name to use in its mistakes → the checklist (adapters/files)."""

_KEPT = (
    256  # sheets; one is about 200 kB for 400 rows, and the list of instruments asks for all that were scored
)


@dataclass(frozen=True)
class Sheet:
    """A checklist and the rows it is applied to, in document order; "draft" (the whole text) is the first."""

    checklist: Checklist
    rows: tuple[Row, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Row]:
        """Row path → row."""
        return {row.path: row for row in self.rows}

    def knows(self, path: str, criterion: str) -> bool:
        """Whether there are such a row and such a criterion: what was scored before an edit may be neither any more."""
        return path in self.by_path and criterion in self.checklist.by_id

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Row path → its place in document order."""
        return {row.path: place for place, row in enumerate(self.rows)}


class Sheets:
    """The sheets of one installation, built when first asked for; safe to use from several threads."""

    def __init__(self, load_checklist: LoadChecklist) -> None:
        self._load = load_checklist
        self._checklists: dict[str, Checklist] = {}
        self._sheets: OrderedDict[tuple[int, int, Unit, str], Sheet] = OrderedDict()
        self._lock = Lock()

    def checklist(self, records: Records, row: int, sha256: str) -> Checklist:
        """The checklist version in that row, parsed once; sha256: of its source."""
        known = self._checklists.get(sha256)
        if known is None:
            record = records.checklists.by_row(row)
            known = self._load(record.source, f"{record.id}/{record.version}.yaml")
            self._checklists[sha256] = known
        return known

    def of(self, records: Records, assessment: AssessmentRecord | Target) -> Sheet:
        """The sheet of an assessment."""
        key = (
            assessment.draft_id,
            assessment.draft_version,
            assessment.unit,
            assessment.checklist_sha256,
        )
        with self._lock:
            known = self._sheets.get(key)
            if known is not None:
                self._sheets.move_to_end(key)
                return known
        checklist = self.checklist(records, assessment.checklist_row, assessment.checklist_sha256)
        sheet = Sheet(
            checklist, sheet_rows(records.drafts.provisions(assessment.draft_id), assessment.unit, checklist)
        )
        with self._lock:
            self._sheets[key] = sheet
            while len(self._sheets) > _KEPT:
                self._sheets.popitem(last=False)
        return sheet


def sheet_rows(provisions: tuple[Provision, ...], unit: Unit, checklist: Checklist) -> tuple[Row, ...]:
    """The rows of a draft at this unit, each with the criteria that have a cell there."""
    roles = effective_roles(provisions)
    divisions = _divisions(provisions)
    above = _above(provisions)
    bracketed = still_bracketed(provisions)
    found = []
    for provision in rows(provisions, unit):
        heading, context = above.get(provision.parent or "", _NOTHING)
        role = roles.get(provision.path, ChapterRole.GENERAL)  # the whole text was not read: it has none
        found.append(
            Row(
                path=provision.path,
                label=provision.label,
                heading=provision.heading or heading,
                kind=provision.kind.value,
                role=role.value,
                division=divisions.get(provision.path, ""),
                in_scope=tuple(c.id for c in checklist.criteria if in_scope(c, provision, role)),
                context=context,
                bracketed=provision.path in bracketed,
            )
        )
    return tuple(found)


_NOTHING = ("", "")


def _above(provisions: tuple[Provision, ...]) -> dict[str, tuple[str, str]]:
    """Path → (heading, opening words) that its sub-provisions stand under: of the article and what lies between.

    Divisions end it: the heading of a chapter is no heading of its articles.
    """
    found: dict[str, tuple[str, str]] = {}
    for provision in provisions:  # parents stand before their children
        if provision.kind in DIVISIONS or provision.kind is ProvisionKind.PREAMBLE:
            continue
        heading, words = found.get(provision.parent or "", _NOTHING)
        found[provision.path] = (
            provision.heading or heading,
            "\n".join(part for part in (words, provision.text) if part),
        )
    return found


def _divisions(provisions: tuple[Provision, ...]) -> dict[str, str]:
    """Path → label and heading of the nearest division above it; "" where there is none."""
    inside: dict[str, str] = {}
    for provision in provisions:  # parents stand before their children
        above = inside.get(provision.parent or "", "")
        if provision.kind in DIVISIONS:
            inside[provision.path] = (
                f"{provision.label}: {provision.heading}" if provision.heading else provision.label
            )
        else:
            inside[provision.path] = above
    return inside
