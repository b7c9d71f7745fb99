"""A comparison as answers need it: aligned, compared, and with every shown link's substance known."""

from typing import Annotated

from litestar.params import QueryParameter

from salvaguarda.application.compare_drafts import Comparison, compare_drafts
from salvaguarda.domain.assessments import Unit
from salvaguarda.web.alignment import align_pair
from salvaguarda.web.parts import Parts
from salvaguarda.web.redlines import redlines_of

ChecklistQuery = Annotated[
    str | None,
    QueryParameter(
        name="checklist", description="Id of the checklist whose assessments are shown.", required=False
    ),
]
LevelQuery = Annotated[
    Unit | None,
    QueryParameter(
        name="level",
        description="Level of the links or lives: article, paragraph or point; else what the assessment scores.",
        required=False,
    ),
]


async def compared(
    parts: Parts, old_id: int, new_id: int, reader_id: int, checklist: str | None, level: Unit | None
) -> Comparison:
    """Two drafts as the reader may see them. The first time, their redlines are drawn: a second for a long draft."""
    await align_pair(parts, old_id, new_id)

    async def compare() -> Comparison:
        return await parts.database.read_long(
            compare_drafts, parts.sheets, old_id, new_id, reader_id, checklist, level
        )

    comparison = await compare()
    if comparison.undrawn:
        await redlines_of(parts, comparison, comparison.undrawn)
        comparison = await compare()
    return comparison
