"""Log who was assigned to what, and tell it."""

import json
from collections import Counter
from collections.abc import Collection, Mapping

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.audit import sha256_of
from salvaguarda.domain.events import EventKind

_LISTED = 200
"""Up to so many cells are listed; a plan for a whole treaty is told by counts and by the hash of the list."""


def log_assignments(
    records: Records,
    assessment_id: int,
    person_id: int,
    before: Mapping[CellKey, frozenset[int]],
    after: Mapping[CellKey, frozenset[int]],
    how: str,
) -> None:
    """One entry for one act. before, after: cell → people; only cells that changed are in `after`."""
    records.log.add(
        NewEntry(
            act="assign cells",
            person_id=person_id,
            assessment_id=assessment_id,
            subject={"how": how, "cells": len(after)},
            before=_told({key: before.get(key, frozenset()) for key in after}),
            after=_told(after),
        )
    )
    records.events.add(assessment_id, EventKind.ASSIGNMENTS_CHANGED, person_id)


def log_unassigned(records: Records, assessment_id: int, person_id: int, by: int, cells: int) -> None:
    """Log that somebody is not to score so many cells any more, because of what they are or are not; nothing for none."""
    if not cells:
        return
    records.log.add(
        NewEntry(
            "unassign cells",
            by,
            {"person": person_id},
            after={"cells": cells},
            assessment_id=assessment_id,
        )
    )
    records.events.add(assessment_id, EventKind.ASSIGNMENTS_CHANGED, by)


def _told(cells: Mapping[CellKey, Collection[int]]) -> dict[str, object]:
    """counts: person → cells. sha256: of the list. assigned: the list, [path, criterion, ids of people] of each cell."""
    listed = [[path, criterion, sorted(people)] for (path, criterion), people in sorted(cells.items())]
    counts = Counter(person for people in cells.values() for person in people)
    told: dict[str, object] = {
        "counts": {str(person): counts[person] for person in sorted(counts)},
        "sha256": sha256_of(json.dumps(listed)),
    }
    return told | {"assigned": listed} if len(listed) <= _LISTED else told
