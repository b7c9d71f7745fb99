"""Checklist versions as they are kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ChecklistRecord:
    """One published checklist version; it never changes.

    row: what other tables refer to. source: the YAML as written. origin: "built-in" or "uploaded".
    sha256: of the source (UTF-8).
    """

    row: int
    id: str
    version: str
    title: str
    description: str
    origin: str
    sha256: str
    criteria: int
    red_lines: int
    source: str


class Checklists(Protocol):
    """Every checklist version ever published here."""

    def add(
        self,
        *,
        checklist_id: str,
        version: str,
        title: str,
        description: str,
        origin: str,
        sha256: str,
        criteria: int,
        red_lines: int,
        source: str,
        person_id: int | None,
    ) -> ChecklistRecord:
        """Keep a new version; Conflict when this id and version are kept already."""
        ...

    def get(self, checklist_id: str, version: str) -> ChecklistRecord:
        """That version; NotFound when there is none."""
        ...

    def find(self, checklist_id: str, version: str) -> ChecklistRecord | None:
        """That version; None when there is none."""
        ...

    def by_row(self, row: int) -> ChecklistRecord:
        """The version another table refers to."""
        ...

    def every(self) -> tuple[ChecklistRecord, ...]:
        """All versions, by id, then in the order they were published."""
        ...
