"""The question that a task asks: one cell, as the inputs of a prompt."""

from collections.abc import Mapping

from salvaguarda.application.ports.drafts import ProvisionText
from salvaguarda.application.sheets import Sheet
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.matrix import Row


def question_values(sheet: Sheet, words: ProvisionText, criterion_id: str) -> Mapping[str, str]:
    """Input name → words, for every prompt alike.

    words: of the row that is asked about. levels: "met: …", one a line, in the order of the scale. context: opening
    words of what the row is part of. language: of the checklist, because its reviewers read the answer. NotFound when
    there is no such row or criterion.
    """
    row = sheet.by_path.get(words.path)
    criterion = sheet.checklist.by_id.get(criterion_id)
    if row is None:
        raise NotFound("row", words.path)
    if criterion is None:
        raise NotFound("criterion", criterion_id)
    return {
        **criterion_values(criterion),
        "language": sheet.checklist.language,
        **row_values(row, words.text),
    }


def row_values(row: Row, text: str) -> Mapping[str, str]:
    """The inputs that the draft brings. text: the full text of the row."""
    return {"label": row.label, "heading": row.heading, "context": row.context, "provision": text}


def criterion_values(criterion: Criterion) -> Mapping[str, str]:
    """The inputs that say what is asked, the same for every provision."""
    return {
        "criterion_title": criterion.title,
        "question": criterion.question,
        "guidance": criterion.guidance,
        "levels": "\n".join(
            f"{level.rating.value}: {' '.join(level.anchor.split())}" for level in criterion.levels
        ),
    }
