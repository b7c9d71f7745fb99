"""An example of every route's request and answer, made of the real schemas so that none can drift.

Each module holds EXAMPLES: operation id → Example. A test holds that every operation has one and that it fits.
"""

from salvaguarda.web.examples import (
    account,
    adjudication,
    agreement,
    assessments,
    assignments,
    checklists,
    comparisons,
    drafts,
    endpoints,
    evaluation,
    people,
    prompts,
    publishing,
    record,
    runs,
    security,
    suggestions,
    teams,
)
from salvaguarda.web.examples.example import Example

EXAMPLES: dict[str, Example] = {
    **people.EXAMPLES,
    **account.EXAMPLES,
    **security.EXAMPLES,
    **checklists.EXAMPLES,
    **drafts.EXAMPLES,
    **assessments.EXAMPLES,
    **assignments.EXAMPLES,
    **adjudication.EXAMPLES,
    **comparisons.EXAMPLES,
    **endpoints.EXAMPLES,
    **evaluation.EXAMPLES,
    **agreement.EXAMPLES,
    **prompts.EXAMPLES,
    **publishing.EXAMPLES,
    **record.EXAMPLES,
    **suggestions.EXAMPLES,
    **runs.EXAMPLES,
    **teams.EXAMPLES,
}

__all__ = ["EXAMPLES", "Example"]
