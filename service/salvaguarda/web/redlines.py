"""Redlines as answers need them: those that are kept, the rest drawn in a thread and kept for the next time."""

from collections.abc import Sequence

from anyio import to_thread

from salvaguarda.application.compare_drafts import Comparison
from salvaguarda.application.draw_redlines import (
    Redlines,
    draw,
    keep_redlines,
    needed_redlines,
)
from salvaguarda.application.judge_substance import LinkContext
from salvaguarda.application.ports.redlines import DrawnRedline
from salvaguarda.domain.alignment.links import Link
from salvaguarda.web.parts import Parts


async def complete(parts: Parts, redlines: Redlines) -> list[DrawnRedline]:
    """All of these redlines, in the order of their keys."""
    fresh: list[DrawnRedline] = []
    if redlines.undrawn:
        fresh = await to_thread.run_sync(draw, redlines.undrawn, limiter=parts.slow_work)
        await parts.database.write(keep_redlines, fresh)
    every = {**redlines.drawn, **{each.key: each for each in fresh}}
    return [every[key] for key in redlines.keys]


async def complete_links(
    parts: Parts, context: LinkContext, drafts: tuple[int, int], links: Sequence[Link]
) -> list[DrawnRedline]:
    """The redlines of these links between two drafts (old and new id), in their order."""
    old_id, new_id = drafts
    return await complete(
        parts, await parts.database.read_long(needed_redlines, context, old_id, new_id, links)
    )


async def redlines_of(parts: Parts, comparison: Comparison, links: Sequence[Link]) -> list[DrawnRedline]:
    """The redlines of these links of a comparison, in their order."""
    drafts = comparison.old.draft.id, comparison.new.draft.id
    return await complete_links(parts, comparison.context, drafts, links)
