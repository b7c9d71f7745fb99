"""Plain text → lines."""

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.joining import continues, is_wrapped, parted
from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import Line, Reading

_TAB = 4


def read_text(text: str, warnings: tuple[ReadingWarning, ...] = ()) -> Reading:
    """A plain text as lines; hard-wrapped paragraphs are joined."""
    raw = without_controls(text).split("\n")
    blocks = _joined(raw) if is_wrapped(raw) else [line for line in raw if line.strip()]
    columns = sorted({_column(block) for block in blocks})
    lines = [
        Line(squeezed(part.text), indent=columns.index(_column(block)) if len(columns) <= 6 else 0)
        for block in blocks
        for part in parted(Line(block.strip()))
    ]
    return Reading("text", tuple(lines), warnings=warnings)


def _joined(raw: list[str]) -> list[str]:
    blocks: list[list[str]] = []
    before = ""
    for line in raw:
        if line.strip():
            if blocks and before.strip() and continues(line, before):
                blocks[-1].append(line.strip())
            else:
                blocks.append([line.rstrip()])
        before = line
    return [" ".join(block) for block in blocks]


def _column(block: str) -> int:
    expanded = block.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())
