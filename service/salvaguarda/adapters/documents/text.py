"""Plain text → lines."""

import re

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.joining import continues, joined, parted, wrapped_width
from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import Line, Reading

_TAB = 4
_WORD = re.compile(r"(?<!-)\b[^\W\d_]{4,60}\b(?!-)")


def read_text(text: str, warnings: tuple[ReadingWarning, ...] = ()) -> Reading:
    """A plain text as lines; hard-wrapped paragraphs are joined."""
    raw = without_controls(text).split("\n")
    width = wrapped_width(raw)
    blocks = _paragraphs(raw, width) if width else [line for line in raw if line.strip()]
    columns = sorted({_column(block) for block in blocks})
    lines = [
        Line(squeezed(part.text), indent=columns.index(_column(block)) if len(columns) <= 6 else 0)
        for block in blocks
        for part in parted(Line(block.strip()))
    ]
    return Reading("text", tuple(lines), warnings=warnings)


def _paragraphs(raw: list[str], width: int) -> list[str]:
    blocks: list[list[str]] = []
    before = ""
    for line in raw:
        if line.strip() and blocks and continues(line, before, width):
            blocks[-1].append(line.strip())
        elif line.strip():
            blocks.append([line.rstrip()])
        before = line
    vocabulary = frozenset(_WORD.findall("\n".join(raw).lower()))
    return [joined(block, vocabulary) for block in blocks]


def _column(block: str) -> int:
    expanded = block.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())
