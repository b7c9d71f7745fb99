"""A reading for the wire: the cut beside its source."""

from collections import Counter

from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.web.present_drafts import present_provisions
from salvaguarda.web.schemas.drafts import ReadingOut, ReadingWarningOut, SetAsideOut


def present_reading(draft: DraftReading) -> ReadingOut:
    """Lines, provisions, doubts and guesses."""
    cut = draft.segmentation
    provisions = [part for part in cut.provisions if part.kind is not ProvisionKind.DRAFT]
    return ReadingOut(
        format=draft.reading.format,
        source_name=draft.name,
        source_sha256=draft.sha256,
        lines=[line.seen for line in draft.reading.lines],
        provisions=present_provisions(provisions),
        warnings=[ReadingWarningOut(each.code, each.message, each.path, each.line) for each in cut.warnings],
        set_aside=[SetAsideOut(*each) for each in cut.set_aside],
        counts=dict(Counter(part.kind.value for part in provisions)),
        label=draft.label,
        symbol=draft.symbol,
        date=draft.date,
        language=draft.language,
    )
