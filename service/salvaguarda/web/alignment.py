"""Make sure that drafts are aligned before what rests on it is read; computed once, outside any transaction."""

from anyio import to_thread

from salvaguarda.application.align_drafts import (
    Pair,
    compute_links,
    keep_alignment,
    needed_alignment,
    needed_for,
)
from salvaguarda.application.carry_scores import needed_to_carry
from salvaguarda.web.parts import Parts


async def align_pair(parts: Parts, old_draft_id: int, new_draft_id: int) -> None:
    """Align two drafts unless that was done; NotFound, or Conflict when they are no pair."""
    await _align(parts, await parts.database.read(needed_alignment, old_draft_id, new_draft_id))


async def align_with_previous(parts: Parts, assessment_id: int, reader_id: int) -> None:
    """Align an assessment's draft with the one assessed before as this reader knows it, unless that was done or there is none."""
    await _align(parts, await parts.database.read(needed_for, assessment_id, reader_id))


async def align_assessments(
    parts: Parts, old_assessment_id: int, new_assessment_id: int, person_id: int
) -> None:
    """Align the drafts of two assessments; NotFound, or Conflict when nothing can be carried between them."""
    await _align(
        parts, await parts.database.read(needed_to_carry, old_assessment_id, new_assessment_id, person_id)
    )


async def _align(parts: Parts, pair: Pair | None) -> None:
    """Align the pair; somebody who asks for it meanwhile waits for the same instead of computing it, too."""
    if pair is None:
        return
    drafts = pair.old_draft_id, pair.new_draft_id
    async with parts.aligning:
        if await parts.database.read(needed_alignment, *drafts) is None:
            return
        links = await to_thread.run_sync(compute_links, pair, limiter=parts.slow_work)
        await parts.database.write(keep_alignment, *drafts, links)
