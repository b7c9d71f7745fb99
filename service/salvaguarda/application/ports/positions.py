"""Positions of organisations as they are kept: every state, the newest counts."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import Position


@dataclass(frozen=True, slots=True)
class PositionRecord:
    """A state of a position, the organisation's name, and who of it stated it when (told to the organisation only)."""

    position: Position
    organisation: str
    by: Person
    at: str
    id: int = 0


class Positions(Protocol):
    """The positions on results of assessments."""

    def newest(self, assessment_id: int) -> tuple[PositionRecord, ...]:
        """The newest state of every position, withdrawn ones included, by name of the organisation.

        For every reader the same: what goes out passes `domain.positions.told_positions`.
        """
        ...

    def history(
        self, assessment_id: int, organisation_id: int, subject: tuple[str, str]
    ) -> tuple[PositionRecord, ...]:
        """Every state of one position, newest first."""
        ...

    def add(self, assessment_id: int, position: Position, person_id: int) -> PositionRecord:
        """Keep the state `position.version`; Stale with the PositionRecord that is kept when that one is taken."""
        ...
