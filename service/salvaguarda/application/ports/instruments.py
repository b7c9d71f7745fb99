"""Instruments as they are kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """A treaty or bill. version: counts its edits from 1. synthetic: made up by us, and marked so everywhere.

    members_only: only its creator, the owner of the installation, and members of an assessment in it know that it is here.
    """

    id: int
    title: str
    description: str
    synthetic: bool
    members_only: bool
    version: int
    created_at: str


class Instruments(Protocol):
    """The treaties and bills. An edit keeps what was there before."""

    def add(
        self,
        title: str,
        description: str,
        person_id: int | None,
        *,
        synthetic: bool = False,
        members_only: bool = False,
    ) -> int:
        """Keep a new one; returns its id."""
        ...

    def get(self, instrument_id: int) -> InstrumentRecord:
        """That instrument; NotFound when there is none."""
        ...

    def every(self) -> tuple[InstrumentRecord, ...]:
        """All, newest first."""
        ...

    def known_to(self, reader_id: int) -> tuple[InstrumentRecord, ...]:
        """Those that are there for the reader, newest first."""
        ...

    def hide(self, instrument_id: int, *, members_only: bool) -> None:
        """Say whether only members know of it; part of an edit, so the version is raised there."""
        ...

    def may_hide(self, instrument_id: int, person_id: int) -> bool:
        """Whether they made it, or own the installation."""
        ...

    def edit(self, instrument_id: int, version: int, title: str, description: str, person_id: int) -> None:
        """Change it when it still has this version; Stale with the InstrumentRecord that is kept otherwise."""
        ...
