"""Threads about cells as they are kept.

Whoever may see what others gave in a cell reads its threads, and nobody else does: every read takes the reader, and the
statements ask (adapters/db/records/own_first.py). People are named as beside scores.
"""

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


@dataclass(frozen=True, slots=True)
class Mentionable:
    """Somebody who can be mentioned in a cell. shown: as the reader is told of them; only that goes out."""

    person_id: int
    shown: Person


class Threads(Protocol):
    """Threads, their comments, and mentions. Nothing changes a comment."""

    def open(self, assessment_id: int, cell: CellKey, person_id: int) -> int:
        """Keep a new thread; its id."""
        ...

    def comment(self, thread_id: int, person_id: int, body: str, mentioned: Sequence[int]) -> tuple[int, int]:
        """Keep a comment; its id and its number. The version of the thread rises; one that was resolved is open again."""
        ...

    def get(self, thread_id: int, reader_id: int) -> ThreadRecord:
        """That thread; NotFound when there is none, or when its cell is not open to this reader."""
        ...

    def of_cell(self, assessment_id: int, cell: CellKey, reader_id: int) -> tuple[ThreadRecord, ...]:
        """The threads of one cell, oldest first; () when it is not open to this reader."""
        ...

    def of(self, assessment_id: int, reader_id: int) -> tuple[ThreadRecord, ...]:
        """Every thread of an assessment that this reader may read, oldest first."""
        ...

    def open_by_cell(self, assessment_id: int, reader_id: int) -> dict[CellKey, int]:
        """Cells with threads that are not resolved and that this reader may read, and how many."""
        ...

    def mentionable(self, assessment_id: int, cell: CellKey, reader_id: int) -> tuple[Mentionable, ...]:
        """Who can be mentioned there, by the name that is shown.

        While names wait for the cell to be settled, reviewers who have no score there are left out: of a small team they
        would tell, by who is missing, who the others are.
        """
        ...

    def resolve(self, thread_id: int, version: int, person_id: int | None) -> bool:
        """Resolve it (None: open it again) when it still has this version; False otherwise."""
        ...

    def mentions_of(self, person_id: int, most: int) -> tuple[MentionRecord, ...]:
        """Where somebody is mentioned, newest first, as far as they may read it."""
        ...

    def see(self, thread_ids: Collection[int], person_id: int) -> int:
        """Their mentions in these threads are seen; how many were not before."""
        ...
