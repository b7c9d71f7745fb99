"""Sign an assessment off: keep what is settled now, for ever, under a hash."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from salvaguarda.application.describe_snapshot import (
    PresentState,
    criterion_titles,
    present_state,
    results_in,
    still_to_score,
)
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.snapshots import NewSnapshot, SnapshotRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act, may_in, require_in
from salvaguarda.domain.audit import canonical, sha256_of
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person
from salvaguarda.domain.snapshots import Content, SnapshotDifference, compare_snapshots

_TO_SETTLE = (CellState.CONFLICT, CellState.AGREED)
_OPEN = (CellState.UNSCORED, CellState.WAITING)


@dataclass(frozen=True, slots=True)
class SignOffView:
    """What stands before a signature.

    sha256: of the content that would be signed. verdict: of it. For a reader who is still to score some of it "" and None:
    a hash of what is hidden can be found by trying. snapshots: that the reader may read, newest first.
    changed: since the newest snapshot; None without one, and for such a reader.
    """

    present: PresentState
    verdict: str | None
    sha256: str
    may_sign: bool
    snapshots: tuple[SnapshotRecord, ...]
    changed: SnapshotDifference | None


def show_sign_off(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> SignOffView:
    """What could be signed now, and what changed since it was signed last. Raises NotFound."""
    roles = records.members.roles_of(assessment_id, reader)
    present = present_state(records, sheets, assessment_id)
    to_score = records.cells.to_score(assessment_id, reader.id)
    signed = records.snapshots.of_assessment(assessment_id)
    snapshots = tuple(each for each in signed if not _waiting(content_of(each), to_score))
    waits = _waiting(present.content, to_score) > 0
    changed = None
    if snapshots and snapshots[0] is signed[0] and not waits:
        changed = compare_snapshots(
            content_of(snapshots[0]), present.content, criterion_titles(records, sheets, assessment_id)
        )
    settled = not any(present.states.get(state, 0) for state in _TO_SETTLE)
    return SignOffView(
        present=present,
        verdict=None if waits else str(present.content["verdict"]),
        sha256="" if waits else sha256_of(canonical(present.content)),
        may_sign=settled and not waits and may_in(roles, Act.SIGN_OFF),
        snapshots=snapshots,
        changed=changed,
    )


def sign_off(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    person: Person,
    words: tuple[str, str],
    seen_sha256: str,
    *,
    incomplete: bool,
) -> SnapshotRecord:
    """Keep the snapshot; words: its title and note.

    Raises Forbidden for whoever may not, Conflict when the results are not the ones that were seen (seen_sha256), when the
    signer may not see them all yet, when cells are in conflict or agreed and not settled, and when cells are open and that
    was not said to be meant.
    """
    require_in(records.members.roles_of(assessment_id, person), Act.SIGN_OFF)
    records.settling.hold_alone(assessment_id)
    present = present_state(records, sheets, assessment_id)
    content = canonical(present.content)
    _refuse_unsettled(present.states)
    _refuse_waiting(records, assessment_id, present.content, person.id)
    if sha256_of(content) != seen_sha256:
        raise Conflict("The results changed while you looked at them. Look at them again, then sign.")
    if not incomplete and (left := sum(present.states.get(state, 0) for state in _OPEN)):
        raise Conflict(
            f"{_cells(left)} not assessed yet. Finish them, or say that you sign them as not assessed."
        )
    title, note = words
    head = records.log.head(assessment_id)
    signed = NewSnapshot(assessment_id, title, note, content, seen_sha256, head.seq, head.sha256)
    record = records.snapshots.add(signed, person.id)
    records.log.add(_entry(record, person.id))
    records.events.add(assessment_id, EventKind.SNAPSHOT_SIGNED, person.id, snapshot=record.number)
    return record


def content_of(record: SnapshotRecord) -> Content:
    """What was signed, as JSON values."""
    content: Mapping[str, Any] = json.loads(record.snapshot.content)
    return content


def list_snapshots(records: Records, assessment_id: int, reader_id: int) -> tuple[SnapshotRecord, ...]:
    """All, newest first. Raises Conflict for somebody who is still to score a cell of which one of them tells the result."""
    found = records.snapshots.of_assessment(assessment_id)
    to_score = records.cells.to_score(assessment_id, reader_id)
    for record in found:
        _refuse(_waiting(content_of(record), to_score))
    return found


def show_snapshot(records: Records, assessment_id: int, number: int, reader_id: int | None) -> SnapshotRecord:
    """A snapshot as it was signed; with reader None nothing is asked (the command line, on the machine itself).

    Raises NotFound, and Conflict for somebody who is still to score a cell of which it tells the result.
    """
    record = records.snapshots.get(assessment_id, number)
    if reader_id is not None:
        _refuse_waiting(records, assessment_id, content_of(record), reader_id)
    return record


def compare_signed(
    records: Records, sheets: Sheets, assessment_id: int, numbers: tuple[int, int | None], reader_id: int
) -> SnapshotDifference:
    """What changed from one snapshot to another, or to what is settled now (None). Raises as `show_snapshot`."""
    old, new = numbers
    before = content_of(show_snapshot(records, assessment_id, old, reader_id))
    titles = criterion_titles(records, sheets, assessment_id)
    if new is not None:
        after = content_of(show_snapshot(records, assessment_id, new, reader_id))
        return compare_snapshots(before, after, titles)
    after = present_state(records, sheets, assessment_id).content
    _refuse_waiting(records, assessment_id, after, reader_id)
    return compare_snapshots(before, after, titles)


def _refuse_waiting(records: Records, assessment_id: int, content: Content, reader_id: int) -> None:
    _refuse(still_to_score(records, assessment_id, content, reader_id))


def _waiting(content: Content, to_score: Collection[tuple[str, str]]) -> int:
    return sum(cell in to_score for cell in results_in(content)) if to_score else 0


def _refuse(waiting: int) -> None:
    if waiting:
        raise Conflict(
            f"{_cells(waiting)} still to be scored by you. Score them first; then you see the results."
        )


def _refuse_unsettled(states: Mapping[CellState, int]) -> None:
    conflicts, agreed = (states.get(state, 0) for state in _TO_SETTLE)
    if conflicts:
        raise Conflict(f"{_cells(conflicts)} in conflict. Have them adjudicated, then sign.")
    if agreed:
        raise Conflict(f"{_cells(agreed)} agreed but not settled. Settle them, then sign.")


def _cells(count: int) -> str:
    return "1 cell is" if count == 1 else f"{count} cells are"


def _entry(record: SnapshotRecord, person_id: int) -> NewEntry:
    return NewEntry(
        act="sign off",
        person_id=person_id,
        assessment_id=record.snapshot.assessment_id,
        subject={"snapshot": record.number},
        after={"sha256": record.snapshot.sha256, "title_sha256": sha256_of(record.snapshot.title)},
        keeps=[(Kept.SNAPSHOT, (record.snapshot.assessment_id, record.number))],
    )
