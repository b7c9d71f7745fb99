"""Lines of a file that belong to one paragraph joined; sentences whose line break was lost parted again."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark

_FEWEST_LINES = 4
_NARROWEST, _WIDEST = 40, 110
_FULL = 0.7
_LONGEST_WORD = 42
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,40})-$")
_FIRST_WORD = re.compile(r"[^\W\d_]{1,40}")
_LOST_BREAK = re.compile(r"(?<=[.;:,]) {3,}(?=\S)|(?<=[,;]) {2}(?=\S)")


def wrapped_width(lines: Sequence[str]) -> int:
    """The width at which a text is hard-wrapped; 0 when each line is a paragraph of its own."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < _FEWEST_LINES:
        return 0
    wide = lengths[len(lengths) * 95 // 100]
    return wide if _NARROWEST <= wide <= _WIDEST and lengths[-1] <= _WIDEST * 2 else 0


def continues(line: str, before: str, width: int = 0) -> bool:
    """Whether a line (without a blank line before it) goes on with the paragraph of the line before.

    width: where the text is wrapped; a line before that stops well short of it ends its paragraph. 0: unknown.
    """
    above, text = before.strip(), line.strip()
    in_sentence = text[:1].islower() and above[-1:] not in {".", ";", ":"}
    if not above or (width and len(before.rstrip()) < _FULL * width and not in_sentence):
        return False
    head = read_head(Line(above))
    if (head is not None and not head.run_in) or read_head(Line(text)) is not None:
        return False
    found = read_mark(text)
    if found is None:
        return True
    # "… paragraphs 7, 9 and" / "11. …": a number in the middle of a sentence, broken at the margin
    return bool(width) and found[0].form == "x." and found[0].number.isdigit() and above[-1].isalnum()


def joined(parts: Sequence[str], vocabulary: Collection[str]) -> str:
    """The lines of one paragraph as one. A hyphen at a line's end stays, unless only the word without it is known."""
    pieces = [parts[0]]
    for part in parts[1:]:
        broken = _BROKEN_WORD.search(pieces[-1][-_LONGEST_WORD:])  # the end only: long texts stay linear
        if broken is None or not part[:1].islower():
            pieces += [" ", part]
            continue
        rest = _FIRST_WORD.match(part)
        whole = f"{broken[1]}{rest[0] if rest else ''}".lower()
        if whole in vocabulary:
            pieces[-1] = pieces[-1][:-1]
        pieces.append(part)
    return "".join(pieces)


def parted(line: Line) -> list[Line]:
    """A list item with closing words on its line: a run of spaces after punctuation is a line break that was lost."""
    if "  " not in line.text:
        return [line]
    if read_mark(line.text) is None:
        return [line]
    return [replace(line, text=part) for part in _LOST_BREAK.split(line.text) if part.strip()]
