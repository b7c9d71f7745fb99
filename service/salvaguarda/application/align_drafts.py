"""Align two drafts once: find their links and keep them; again when the engine got better. Corrections survive.

In three steps, because the middle one takes seconds and must hold up neither readers nor writers: `needed_alignment`
(a read), `compute_links` (pure), `keep_alignment` (a write).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from salvaguarda.application.find_counterparts import previous_assessment
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.alignment.align import ENGINE_VERSION, align
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import Conflict


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drafts to be aligned, with their provisions. whole_text_kept: the two whole texts are the same."""

    old_draft_id: int
    new_draft_id: int
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    whole_text_kept: bool


def needed_alignment(records: Records, old_draft_id: int, new_draft_id: int) -> Pair | None:
    """The pair when this engine has not aligned it yet; None when its links are kept.

    Raises NotFound when a draft is missing, Conflict when the two are no pair: one draft, or of two instruments.
    """
    known = records.links.alignment(old_draft_id, new_draft_id)
    if known is not None and known.engine_version == ENGINE_VERSION:
        return None
    old, new = records.drafts.get(old_draft_id), records.drafts.get(new_draft_id)
    if old.instrument_id != new.instrument_id:
        raise Conflict("These drafts belong to different instruments. Choose two drafts of the same one.")
    if old.id == new.id:
        raise Conflict("A draft cannot be compared with itself. Choose two different drafts.")
    return Pair(
        old_draft_id,
        new_draft_id,
        records.drafts.provisions(old_draft_id),
        records.drafts.provisions(new_draft_id),
        old.text_sha256 == new.text_sha256,
    )


def needed_for(records: Records, assessment_id: int, reader_id: int) -> Pair | None:
    """The pair of an assessment's draft and the reader's previous one, when that is not aligned yet; else None."""
    assessment = records.assessments.get(assessment_id)
    before = previous_assessment(records, assessment, reader_id)
    return None if before is None else needed_alignment(records, before.draft_id, assessment.draft_id)


def compute_links(pair: Pair) -> tuple[Link, ...]:
    """The links of a pair, the one between the whole texts first. Takes up to some seconds."""
    whole = Link(
        (WHOLE_TEXT.path,),
        (WHOLE_TEXT.path,),
        Relation.SAME if pair.whole_text_kept else Relation.AMENDED,
        1.0 if pair.whole_text_kept else 0.0,
        "whole text",
    )
    return (whole, *align(pair.old, pair.new))


def keep_alignment(records: Records, old_draft_id: int, new_draft_id: int, links: Sequence[Link]) -> None:
    """Keep the links of this engine version. What a person corrected stays; other links give way to it."""
    alignment_id = records.links.start(old_draft_id, new_draft_id, ENGINE_VERSION)
    if alignment_id is None:
        return  # somebody else computed the same meanwhile
    present = records.links.of_pair(old_draft_id, new_draft_id)
    corrected = [each for each in present if each.corrected_by is not None]
    wanted = without_provisions(links, corrected)
    unchanged = {each.link: each for each in present if each.corrected_by is None}
    fresh = [link for link in wanted if unchanged.pop(link, None) is None]
    records.links.retire([each.id for each in unchanged.values()], None)
    records.links.add(alignment_id, fresh, None)


def without_provisions(links: Iterable[Link], corrected: Sequence[LinkRecord]) -> tuple[Link, ...]:
    """The links without the provisions that corrected links hold; links left with nothing fall away."""
    old = {path for each in corrected for path in each.link.old}
    new = {path for each in corrected for path in each.link.new}
    left = (reduced(link, old, new) for link in links)
    return tuple(link for link in left if link is not None)


def reduced(link: Link, old: set[str], new: set[str]) -> Link | None:
    """The link without those provisions; None when nothing is left. Its relation follows from what is left."""
    kept_old = tuple(path for path in link.old if path not in old)
    kept_new = tuple(path for path in link.new if path not in new)
    if (kept_old, kept_new) == (link.old, link.new):
        return link
    if not kept_old and not kept_new:
        return None
    if not kept_old:
        return Link((), kept_new, Relation.NEW, 0.0, "no counterpart left after a correction")
    if not kept_new:
        return Link(kept_old, (), Relation.DELETED, 0.0, "no counterpart left after a correction")
    if len(kept_old) == len(kept_new) == 1 and link.relation in (Relation.SPLIT, Relation.MERGED):
        return replace(link, old=kept_old, new=kept_new, relation=Relation.AMENDED)
    return replace(link, old=kept_old, new=kept_new)
