"""What a reader says of a file with tracked changes, and why the words of the other version are set aside."""

from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import TextVersion

REASONS = {TextVersion.PROPOSED: "deleted text", TextVersion.EARLIER: "inserted text"}
WARNINGS = {
    TextVersion.PROPOSED: ReadingWarning(
        "tracked-changes",
        "The file holds tracked changes: it is read as proposed, with insertions and without deletions.",
    ),
    TextVersion.EARLIER: ReadingWarning(
        "tracked-changes",
        "The file holds tracked changes: it is read as it was before them, with deletions and without insertions.",
    ),
}
