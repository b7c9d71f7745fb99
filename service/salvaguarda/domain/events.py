"""What may be told live about an assessment: a hint to look anew, never the news itself.

An event goes to everybody who may read the assessment, whatever they may know of a cell. So it says where something
changed, never a word, a rating, or who rated what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Subject = Mapping[str, int | str | None]
"""Ids and addresses by name: "path", "criterion", "thread", "run" …"""


class EventKind(StrEnum):
    """What changed. Its subject names, in brackets, what to look at."""

    SCORE_SAVED = "score_saved"  # somebody's progress (path, criterion); never whose, never what
    CELL_SETTLED = "cell_settled"  # (path, criterion); without them: several cells at once
    CELL_REOPENED = "cell_reopened"  # (path, criterion)
    CONFLICT_FOUND = (
        "conflict_found"  # a score was saved; all ratings are in now, and differ (path, criterion)
    )
    LOCK_TAKEN = "lock_taken"  # somebody adjudicates the cell (path, criterion)
    LOCK_RELEASED = "lock_released"  # (path, criterion)
    THREAD_CHANGED = "thread_changed"  # (thread, path, criterion)
    MEMBERS_CHANGED = "members_changed"
    ASSIGNMENTS_CHANGED = "assignments_changed"
    SETTINGS_CHANGED = "settings_changed"
    SNAPSHOT_SIGNED = "snapshot_signed"  # (snapshot)
    POSITION_STATED = "position_stated"  # (path, criterion)
    RUN_CHANGED = "run_changed"  # a run of suggestions went on, or was steered (run)


# Whoever did one of these is not told to others: it would say who rated what.
NAMELESS = frozenset(
    {EventKind.SCORE_SAVED, EventKind.CONFLICT_FOUND, EventKind.CELL_REOPENED, EventKind.POSITION_STATED}
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in an assessment. seq: from 1 in each assessment, without gaps, in the order of commits."""

    assessment_id: int
    seq: int
    kind: EventKind
    subject: Subject
    at: str
    person_id: int | None
