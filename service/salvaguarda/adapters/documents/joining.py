"""Lines of a file that belong to one paragraph joined; sentences whose line break was lost parted again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark

_WIDEST = 110
_LOST_BREAK = re.compile(r"(?<=[.;:,]) {3,}(?=\S)|(?<=[,;]) {2}(?=\S)")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a text is hard-wrapped: lines of about one width, followed by lines that begin in mid-sentence."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 4:
        return False
    wide = lengths[len(lengths) * 95 // 100]
    return 40 <= wide <= _WIDEST and lengths[-1] <= _WIDEST * 2


def continues(line: str, before: str) -> bool:
    """Whether a line (without a blank line before it) goes on with the paragraph of the line before."""
    text = line.strip()
    return (
        bool(before.strip())
        and read_mark(text) is None
        and read_head(Line(text)) is None
        and read_head(Line(before.strip())) is None
    )


def parted(line: Line) -> list[Line]:
    """A list item with closing words on its line: a run of spaces after punctuation is a line break that was lost."""
    if "  " not in line.text:
        return [line]
    if read_mark(line.text) is None:
        return [line]
    return [replace(line, text=part) for part in _LOST_BREAK.split(line.text) if part.strip()]
