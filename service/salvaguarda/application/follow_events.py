"""Follow an assessment live: what changed since, as far as its reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from salvaguarda.application.find_session import who_is_still_here
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.events import Event, EventKind
from salvaguarda.domain.people import Person

MOST = 200
"""Events that are told one by one; whoever missed more looks at everything anew."""

# Told of a cell to those only to whom it is open: they say that its ratings are in, or differ.
_OF_OPEN_CELLS = frozenset(
    {
        EventKind.CONFLICT_FOUND,
        EventKind.CELL_SETTLED,
        EventKind.LOCK_TAKEN,
        EventKind.LOCK_RELEASED,
        EventKind.THREAD_CHANGED,
        EventKind.POSITION_STATED,
    }
)


@dataclass(frozen=True, slots=True)
class News:
    """newest: the number of the newest event, told or not. missed: too much happened to be told one by one."""

    newest: int
    events: Sequence[Event] = ()
    missed: bool = False


def follow_events(
    records: Records, assessment_id: int, person: Person, key_sha256: str, seen: int | None
) -> News | None:
    """What happened after the event `seen`; None when the session has ended or the assessment is not theirs to read any more.

    seen: None to begin with what happens from now on.
    """
    still = who_is_still_here(records, key_sha256)
    if still is None or still.id != person.id or not _may_read(records, assessment_id, still):
        return None
    newest = records.events.newest(assessment_id)
    if seen is None or seen == newest:
        return News(newest)
    if seen > newest or newest - seen > MOST:  # of another database (a restored backup), or away for long
        return News(newest, missed=True)
    events = records.events.after(assessment_id, seen, MOST)
    told = [each for each in (_told(records, event, still) for event in events) if each is not None]
    return News(events[-1].seq if events else newest, told)


def _may_read(records: Records, assessment_id: int, person: Person) -> bool:
    try:
        return may_in(records.members.roles_of(assessment_id, person), Act.READ)
    except NotFound:
        return False


def _told(records: Records, event: Event, person: Person) -> Event | None:
    """The event as this reader may know of it: without whoever did it, and not at all when it tells of hidden scores."""
    nameless = replace(event, person_id=None)
    path, criterion = event.subject.get("path"), event.subject.get("criterion")
    if not isinstance(path, str) or not isinstance(criterion, str) or not criterion:
        return nameless
    cell = (event.assessment_id, path, criterion)
    if event.kind in _OF_OPEN_CELLS:
        if records.cells.is_open(*cell, person.stands_for):
            return nameless
        # As any other score: a number that is missing beside one would tell what it made.
        is_score = event.kind is EventKind.CONFLICT_FOUND
        return replace(nameless, kind=EventKind.SCORE_SAVED) if is_score else None
    if event.kind is EventKind.CELL_REOPENED:
        standing = records.cells.standing(*cell)
        waits = person.stands_for in standing.assigned and person.stands_for not in standing.ratings
        return None if waits else nameless
    return nameless
