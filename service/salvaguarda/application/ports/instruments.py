"""Instruments as they are kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """A treaty or bill. version: counts its edits from 1. synthetic: made up by us, and marked so everywhere."""

    id: int
    title: str
    description: str
    synthetic: bool
    version: int
    created_at: str


class Instruments(Protocol):
    """The treaties and bills. An edit keeps what was there before."""

    def add(self, title: str, description: str, person_id: int | None, *, synthetic: bool = False) -> int:
        """Keep a new one; returns its id."""
        ...

    def get(self, instrument_id: int) -> InstrumentRecord:
        """That instrument; NotFound when there is none."""
        ...

    def every(self) -> tuple[InstrumentRecord, ...]:
        """All, newest first."""
        ...

    def edit(self, instrument_id: int, version: int, title: str, description: str, person_id: int) -> None:
        """Change it when it still has this version; Stale with the InstrumentRecord that is kept otherwise."""
        ...
