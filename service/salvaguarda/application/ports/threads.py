"""Threads about cells as they are kept. Who may read one is decided by the cell it is about (records.cells)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """What somebody wrote. number: from 1 in its thread.

    body: "@[1]" in it stands for the first of `mentioned`, so that a name is never part of the words.
    """

    number: int
    body: str
    at: str
    person: Person
    mentioned: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ThreadRecord:
    """A discussion of one cell. resolved_at, resolved_by: None while it is open. version: counts its changes from 1."""

    id: int
    assessment_id: int
    provision: str
    criterion: str
    version: int
    opened_at: str
    opened_by: Person
    resolved_at: str | None
    resolved_by: Person | None
    comments: tuple[CommentRecord, ...]


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """That somebody is mentioned in a comment. seen_at: None while they have not looked."""

    id: int
    thread: ThreadRecord
    number: int
    seen_at: str | None


class Threads(Protocol):
    """Threads, their comments, and mentions. Nothing changes a comment."""

    def open(self, assessment_id: int, cell: CellKey, person_id: int) -> int:
        """Keep a new thread; its id."""
        ...

    def comment(self, thread_id: int, person_id: int, body: str, mentioned: Sequence[int]) -> int:
        """Keep a comment; its number. The version of the thread rises; one that was resolved is open again."""
        ...

    def get(self, thread_id: int) -> ThreadRecord:
        """That thread; NotFound when there is none."""
        ...

    def of_cell(self, assessment_id: int, cell: CellKey) -> tuple[ThreadRecord, ...]:
        """The threads of one cell, oldest first."""
        ...

    def of(self, assessment_id: int) -> tuple[ThreadRecord, ...]:
        """Every thread of an assessment, oldest first."""
        ...

    def open_by_cell(self, assessment_id: int) -> dict[CellKey, int]:
        """Cells with open threads, and how many."""
        ...

    def resolve(self, thread_id: int, version: int, person_id: int | None) -> bool:
        """Resolve it (None: open it again) when it still has this version; False otherwise."""
        ...

    def mentions_of(self, person_id: int, most: int) -> tuple[MentionRecord, ...]:
        """Where somebody is mentioned, newest first."""
        ...

    def see(self, thread_ids: Collection[int], person_id: int) -> int:
        """Their mentions in these threads are seen; how many were not before."""
        ...
