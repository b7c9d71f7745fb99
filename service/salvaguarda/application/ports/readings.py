"""Readings that wait to be imported or discarded, as they are kept: for a day, for the person who made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.mending.mends import Mend
from salvaguarda.domain.reading.lines import ReadingOptions


class ReadingState(StrEnum):
    """What is known of a reading when nobody reads it just now."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TimedMend:
    """A mend and when it was made (UTC text)."""

    mend: Mend
    at: str


@dataclass(frozen=True, slots=True)
class PendingReading:
    """A file that was sent, and what a person decided of it so far.

    problem: why it cannot be read; None unless it failed. version: counts options and mends from 1.
    """

    id: str
    person_id: int
    name: str
    sha256: str
    size: int
    options: ReadingOptions
    state: ReadingState
    problem: Unreadable | None
    mends: tuple[TimedMend, ...]
    version: int
    created_at: str


@dataclass(frozen=True, slots=True)
class NewReading:
    """What is kept of a file that was just sent. id: a random word."""

    id: str
    person_id: int
    name: str
    content: bytes
    options: ReadingOptions


@dataclass(frozen=True, slots=True)
class Usage:
    """How much waits. size: bytes of files."""

    readings: int
    size: int


class Readings(Protocol):
    """Pending readings."""

    def add(self, new: NewReading, kept_until: str) -> None:
        """Keep a file; it waits to be read."""
        ...

    def of_person(self, person_id: int) -> tuple[PendingReading, ...]:
        """A person's readings, newest first."""
        ...

    def get(self, reading_id: str, person_id: int) -> PendingReading:
        """The reading of this person; NotFound when there is none, when it is another's, and after its day."""
        ...

    def content(self, reading_id: str) -> bytes:
        """The file."""
        ...

    def draft(self, reading_id: str) -> DraftReading | None:
        """How it was read and cut, before any mend; None when it is not ready."""
        ...

    def usage(self, person_id: int | None = None) -> Usage:
        """How much waits, of this person or of all."""
        ...

    def finish(self, reading_id: str, version: int, outcome: DraftReading | Unreadable) -> bool:
        """Keep what reading came to; False when the reading has another version by now, or is gone."""
        ...

    def choose(self, reading_id: str, version: int, options: ReadingOptions, kept_until: str) -> bool:
        """Let it be read again in another way, without its mends; False when it has another version by now."""
        ...

    def mend(self, reading_id: str, version: int, mends: Sequence[TimedMend], kept_until: str) -> bool:
        """Keep this list of mends instead of the one before; False when it has another version by now."""
        ...

    def remove(self, reading_id: str, version: int | None = None) -> bool:
        """Forget it; False when it is gone, or has another version by now than this one (None: any)."""
        ...

    def forget_old(self) -> None:
        """Forget all whose day is over."""
        ...
