"""A draft's provisions, its source, and how its reading was corrected."""

from salvaguarda.application.ports.drafts import DraftMend, DraftRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.drafts import Provision


def list_provisions(records: Records, draft_id: int) -> tuple[Provision, ...]:
    """In document order, without the row for the whole text; NotFound when there is no such draft."""
    records.drafts.get(draft_id)
    return records.drafts.provisions(draft_id)


def find_source(records: Records, draft_id: int) -> tuple[DraftRecord, bytes]:
    """The draft, and the bytes as they were uploaded; NotFound when there is no such draft."""
    return records.drafts.get(draft_id), records.drafts.source(draft_id)


def list_mends(records: Records, draft_id: int) -> tuple[DraftMend, ...]:
    """How its reading was corrected before it was kept, in order; NotFound when there is no such draft."""
    records.drafts.get(draft_id)
    return records.drafts.mends(draft_id)
