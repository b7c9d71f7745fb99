"""Snapshots that were signed, as they are kept: for ever."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """What a lead signs. content: canonical JSON; sha256: of it. audit_seq, audit_sha256: the newest log entry then."""

    assessment_id: int
    title: str
    note: str
    content: str
    sha256: str
    audit_seq: int
    audit_sha256: str


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """A signed snapshot. number: counts from 1 in its assessment. at: UTC text, like Records.now."""

    id: int
    number: int
    snapshot: NewSnapshot
    by: Person
    at: str


class Snapshots(Protocol):
    """The snapshots of the assessments; one is added, none ever changes."""

    def of_assessment(self, assessment_id: int) -> tuple[SnapshotRecord, ...]:
        """Newest first."""
        ...

    def get(self, assessment_id: int, number: int) -> SnapshotRecord:
        """That one; NotFound when there is none."""
        ...

    def add(self, snapshot: NewSnapshot, person_id: int) -> SnapshotRecord:
        """Keep it under the next number; Conflict when somebody signed at the same moment."""
        ...
