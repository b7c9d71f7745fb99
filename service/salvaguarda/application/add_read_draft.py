"""Add a draft from a pending reading: stored as it was mended, with the mends; the reading is pending no more."""

from dataclasses import dataclass

from salvaguarda.application.add_draft import PreparedDraft, add_draft, new_draft, prepare_draft
from salvaguarda.application.change_reading import load_for_mending, refuse_unready
from salvaguarda.application.ports.drafts import DraftEdit, NewDraft
from salvaguarda.application.ports.readings import PendingReading
from salvaguarda.application.ports.records import Records
from salvaguarda.application.show_reading import ShownReading, load_reading, load_source, mended
from salvaguarda.domain.errors import Conflict


@dataclass(frozen=True, slots=True)
class LoadedReading:
    """A ready reading, its mends not yet applied, and its file."""

    shown: ShownReading
    content: bytes


@dataclass(frozen=True, slots=True)
class PreparedReading:
    """What will be kept as a draft of a pending reading."""

    reading: PendingReading
    new: NewDraft
    prepared: PreparedDraft


def load_for_storing(records: Records, reading_id: str, person_id: int, version: int | None) -> LoadedReading:
    """The reading at the version that somebody saw (None: at any). Stale at another, Conflict when it is not ready."""
    if version is None:
        shown = load_reading(records, reading_id, person_id)
        refuse_unready(shown)
    else:
        shown = load_for_mending(records, reading_id, person_id, version)
    return LoadedReading(shown, load_source(records, reading_id))


def prepare_read_draft(loaded: LoadedReading, instrument_id: int, said: DraftEdit) -> PreparedReading:
    """Its mended provisions with the roles a person gave. Pure; run it before the transaction.

    Raises Invalid for a role of a provision that is not there.
    """
    shown = mended(loaded.shown)
    if shown.draft is None:
        raise Conflict("This file is still being read. Wait until it is ready.")
    prepared = prepare_draft(shown.draft, loaded.content, said.roles)
    reading = shown.reading
    new = new_draft(instrument_id, said, shown.draft, reading.options, reading.mends)
    return PreparedReading(reading, new, prepared)


def add_read_draft(records: Records, ready: PreparedReading, person_id: int) -> int:
    """Keep the draft and forget the reading, both or neither; the draft's id.

    NotFound when the reading or the instrument is gone, Conflict when the reading was changed meanwhile.
    """
    now = records.readings.get(ready.reading.id, person_id)
    # Before the draft is added: of two tabs that store it at once, one finds nothing to remove.
    if not records.readings.remove(now.id, ready.reading.version):
        raise Conflict("This reading was changed meanwhile, perhaps in another tab. Look at it again first.")
    return add_draft(records, ready.new, ready.prepared, person_id)
