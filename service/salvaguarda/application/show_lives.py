"""Show lives: what became of every provision over all drafts of an instrument, with its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from salvaguarda.application.find_counterparts import assessments_by_draft
from salvaguarda.application.order_links import in_document_order
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.results_along_links import (
    SideResults,
    parents_of,
    rows_inside,
    side_results,
)
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_trend import most_used
from salvaguarda.domain.alignment.align import ENGINE_VERSION
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.assessments import WHOLE_TEXT, Unit, rows
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.lives import Level, Station, find_lives, life_of
from salvaguarda.domain.results import combine
from salvaguarda.domain.tallies import Summary

DraftPair = tuple[int, int]
"""Ids of an older and of the next draft."""


@dataclass(frozen=True, slots=True)
class LivedDraft:
    """One draft of the instrument: its provisions by path, its rows at the level, its results as the reader sees them."""

    draft: DraftRecord
    assessment: AssessmentRecord | None
    provisions: Mapping[str, Provision]
    level: Level
    results: SideResults

    def summary(self, paths: Sequence[str]) -> Summary | None:
        """What the cells in these provisions add up to, by the one formula; None without an assessment."""
        matrix = self.results.matrix
        if matrix is None:
            return None
        held = self.results.rows(paths)
        if len(held) == 1:
            return matrix.summary.rows[held[0]]
        cells = (cell for row in held for cell in matrix.results.get(row, {}).items())
        return combine(matrix.checklist, cells)


@dataclass(frozen=True, slots=True)
class Told:
    """A station with what it came to. same_text: it is one provision, word for word that of the draft before."""

    station: Station[LinkRecord]
    link: LinkRecord | None
    same_text: bool
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class Lives:
    """Lives in the order of the newest draft; stations by place of the draft, drafts oldest first."""

    instrument: InstrumentRecord
    checklist_id: str
    unit: Unit
    drafts: tuple[LivedDraft, ...]
    links: tuple[tuple[LinkRecord, ...], ...]
    lives: tuple[tuple[Told, ...], ...]


def pairs_to_align(records: Records, instrument_id: int) -> tuple[DraftPair, ...]:
    """The pairs of consecutive drafts that this engine has not aligned, oldest first."""
    return tuple(
        (old, new)
        for old, new in _consecutive(records.drafts.of_instrument(instrument_id))
        if (known := records.links.alignment(old, new)) is None or known.engine_version != ENGINE_VERSION
    )


def show_lives(
    records: Records,
    sheets: Sheets,
    instrument_id: int,
    reader_id: int,
    checklist_id: str | None = None,
    unit: Unit | None = None,
) -> Lives:
    """Every life as the reader may see it; needs consecutive drafts to be aligned.

    checklist_id: None for the one most drafts were assessed with. unit: None for what the newest of them scores.
    Raises NotFound when there is no such instrument.
    """
    instrument, wanted, at, drafts, links = _chained(
        records, sheets, instrument_id, reader_id, checklist_id, unit
    )
    found = find_lives([each.level for each in drafts], links)
    lives = tuple(tuple(told(station, drafts) for station in stations) for stations in found)
    return Lives(instrument, wanted, at, drafts, links, lives)


def show_life(
    records: Records,
    sheets: Sheets,
    instrument_id: int,
    place: tuple[int, str],
    reader_id: int,
    checklist_id: str | None = None,
) -> Lives:
    """One life, of the provision at a place (draft id, path): what it came from and what came of it.

    The level is the provision's own. Raises NotFound when the instrument has no such draft, or that no such provision.
    """
    draft_id, path = place
    records.instruments.get(instrument_id)
    ids = [draft.id for draft in records.drafts.of_instrument(instrument_id)]
    if draft_id not in ids:
        raise NotFound("draft of this instrument", draft_id)
    at = ids.index(draft_id)
    every = records.drafts.provisions(draft_id)
    for unit in Unit:  # the coarsest level at which it is a row
        if any(row.path == path for row in rows(every, unit)):
            break
    else:
        raise NotFound("row", path)
    instrument, wanted, unit, drafts, links = _chained(
        records, sheets, instrument_id, reader_id, checklist_id, unit
    )
    stations = life_of([each.level for each in drafts], links, at, path)
    life = tuple(told(station, drafts) for station in stations)
    return Lives(instrument, wanted, unit, drafts, links, (life,))


def _chained(
    records: Records,
    sheets: Sheets,
    instrument_id: int,
    reader_id: int,
    checklist_id: str | None,
    unit: Unit | None,
) -> tuple[InstrumentRecord, str, Unit, tuple[LivedDraft, ...], tuple[tuple[LinkRecord, ...], ...]]:
    instrument = records.instruments.get(instrument_id)
    assessments = records.assessments.of_instrument(instrument_id, reader_id)
    wanted = checklist_id or most_used(assessments)
    assessed = assessments_by_draft(assessments, wanted)
    kept = records.drafts.of_instrument(instrument_id)
    scored = [assessed[draft.id].unit for draft in kept if draft.id in assessed]
    at = unit or next(reversed(scored), Unit.ARTICLE)
    drafts = tuple(_lived(records, sheets, draft, assessed.get(draft.id), at, reader_id) for draft in kept)
    links = tuple(
        in_document_order(
            records.links.of_pair(old.draft.id, new.draft.id), list(old.provisions), list(new.provisions)
        )
        for old, new in pairwise(drafts)
    )
    return instrument, wanted, at, drafts, links


def _lived(
    records: Records,
    sheets: Sheets,
    draft: DraftRecord,
    assessment: AssessmentRecord | None,
    unit: Unit,
    reader_id: int,
) -> LivedDraft:
    every = (WHOLE_TEXT, *records.drafts.provisions(draft.id))
    parents = parents_of(every)
    at_level = tuple(row.path for row in rows(every[1:], unit))
    inside = {path: tuple(held) for path, held in rows_inside(at_level, parents).items()}
    results = side_results(records, sheets, draft.id, assessment, parents, reader_id)
    by_path = {each.path: each for each in every}
    return LivedDraft(draft, assessment, by_path, Level(at_level, inside), results)


def _consecutive(drafts: Sequence[DraftRecord]) -> list[DraftPair]:
    return [(old.id, new.id) for old, new in pairwise(drafts)]


def told(station: Station[LinkRecord], drafts: Sequence[LivedDraft]) -> Told:
    """A station with its most telling link and what its cells come to."""
    relation = station.relation
    link = next((each for each in station.links if each.link.relation is relation), None)
    if link is None and station.links:
        link = station.links[0]
    summary = drafts[station.draft].summary(station.paths) if station.paths else None
    return Told(station, link, _kept_words(station, drafts), summary)


def _kept_words(station: Station[LinkRecord], drafts: Sequence[LivedDraft]) -> bool:
    """Whether one provision became this one with the same words."""
    if len(station.links) != 1 or len(station.paths) != 1:
        return False
    link = station.links[0].link
    if len(link.old) != 1 or len(link.new) != 1 or link.relation in (Relation.NEW, Relation.DELETED):
        return False
    before, after = drafts[station.draft - 1].results.hashes, drafts[station.draft].results.hashes
    return before.get(link.old[0]) == after.get(link.new[0])
