"""Readings for the wire: the cut beside its source."""

from collections import Counter
from collections.abc import Sequence

from salvaguarda.application.ports.readings import PendingReading, ReadingState
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.application.show_reading import ShownReading
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Line
from salvaguarda.web.present_drafts import present_options, present_provisions
from salvaguarda.web.reading_work import Progress
from salvaguarda.web.schemas.mends import mend_out
from salvaguarda.web.schemas.problems import MistakeOut
from salvaguarda.web.schemas.readings import (
    LanguageOut,
    MendedOut,
    ReadingBriefOut,
    ReadingOut,
    ReadingProblemOut,
    ReadingWarningOut,
    SetAsideOut,
    State,
)


def present_brief(reading: PendingReading, progress: Progress | None) -> ReadingBriefOut:
    """A reading in a list."""
    return ReadingBriefOut(
        id=reading.id,
        name=reading.name,
        size=reading.size,
        created_at=reading.created_at,
        state=_state(reading, progress),
        progress=_share(reading, progress),
        stage=progress.stage if progress else "",
        mends=len(reading.mends),
        problem=_problem(reading.problem),
    )


def present_reading(shown: ShownReading, progress: Progress | None) -> ReadingOut:
    """What is known of it; when it is ready with lines, provisions, doubts and guesses."""
    reading = shown.reading
    brief = ReadingOut(
        id=reading.id,
        version=reading.version,
        state=_state(reading, progress),
        progress=_share(reading, progress),
        stage=progress.stage if progress else "",
        problem=_problem(reading.problem),
        source_name=reading.name,
        source_sha256=reading.sha256,
        source_size=reading.size,
        created_at=reading.created_at,
        options=present_options(reading.options),
        mends=[mend_out(each.mend) for each in reading.mends],
        format="",
        lines=[],
        pages=[],
        provisions=[],
        warnings=[],
        set_aside=[],
        counts={},
        tracked=False,
        languages=[],
        label="",
        symbol="",
        date=None,
        language="",
    )
    if shown.draft is not None:
        _add_cut(brief, shown.draft)
    return brief


def _add_cut(brief: ReadingOut, draft: DraftReading) -> None:
    lines = draft.reading.lines
    cut = draft.segmentation
    parts = _parts(cut.provisions)
    brief.format = draft.reading.format
    brief.lines = [line.seen for line in lines]
    brief.pages = _pages(lines)
    brief.provisions = present_provisions(parts)
    brief.warnings = _warnings(draft)
    brief.set_aside = [SetAsideOut(*each) for each in cut.set_aside]
    brief.counts = _counts(parts)
    brief.tracked = draft.reading.tracked
    brief.languages = [LanguageOut(code, count) for code, count in draft.languages]
    brief.label, brief.symbol = draft.label, draft.symbol
    brief.date, brief.language = draft.date, draft.language


def present_mended(shown: ShownReading, version: int) -> MendedOut:
    """What mends changed of a ready reading, which has this version by now."""
    reading, draft = shown.reading, shown.draft
    parts = _parts(draft.segmentation.provisions) if draft else []
    return MendedOut(
        id=reading.id,
        version=version,
        mends=[mend_out(each.mend) for each in reading.mends],
        provisions=present_provisions(parts),
        warnings=_warnings(draft) if draft else [],
        set_aside=[SetAsideOut(*each) for each in draft.segmentation.set_aside] if draft else [],
        counts=_counts(parts),
    )


def _state(reading: PendingReading, progress: Progress | None) -> State:
    if reading.state is ReadingState.READY:
        return "ready"
    if reading.state is ReadingState.FAILED:
        return "failed"
    return "reading" if progress and progress.stage else "waiting"


def _share(reading: PendingReading, progress: Progress | None) -> float:
    if reading.state is not ReadingState.WAITING:
        return 1.0
    return round(progress.share, 3) if progress else 0.0


def _problem(error: Unreadable | None) -> ReadingProblemOut | None:
    if error is None:
        return None
    mistakes = [MistakeOut(each.where, each.what, each.fix) for each in error.problems]
    return ReadingProblemOut(error.message, mistakes)


def _parts(provisions: Sequence[Provision]) -> list[Provision]:
    return [part for part in provisions if part.kind is not ProvisionKind.DRAFT]


def _pages(lines: Sequence[Line]) -> list[int | None]:
    pages = [line.page for line in lines]
    return pages if any(page is not None for page in pages) else []


def _warnings(draft: DraftReading) -> list[ReadingWarningOut]:
    found = draft.segmentation.warnings
    return [ReadingWarningOut(each.code, each.message, each.path, each.line) for each in found]


def _counts(parts: Sequence[Provision]) -> dict[str, int]:
    return dict(Counter(part.kind.value for part in parts))
