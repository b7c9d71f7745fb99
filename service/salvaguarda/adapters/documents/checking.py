"""What a reading process answers is a stranger's word: checked before anything else sees it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from salvaguarda.adapters.documents.limits import LINES
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.drafts import Provision, Segmentation

_FORMATS = frozenset({"docx", "pdf", "html", "akn", "odt", "rtf", "markdown", "text"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_WARNINGS = 20_000


def checked(draft: DraftReading, content: bytes, name: str) -> DraftReading | None:
    """The reading of this file, as far as it can be true; None when it cannot.

    Name, size and hash are ours. Provisions must form a tree in document order over the lines that were read.
    """
    lines = len(draft.reading.lines)
    sound = (
        draft.reading.format in _FORMATS
        and lines <= 2 * LINES
        and _LANGUAGE.fullmatch(draft.language) is not None
        and len(draft.label) <= 200
        and len(draft.symbol) <= 100
        and _sound_cut(draft.segmentation, lines)
        and not _holds_nul(draft)
    )
    if not sound:
        return None
    return replace(draft, name=name, sha256=sha256(content).hexdigest(), size=len(content))


def _sound_cut(cut: Segmentation, lines: int) -> bool:
    return (
        _is_tree(cut.provisions)
        and len(cut.warnings) <= _MOST_WARNINGS
        and all(_in_lines(each.source, lines) and _sound_marks(each) for each in cut.provisions)
        and all(_in_lines((first, last), lines) for first, last, _ in cut.set_aside)
        and all(each.line is None or 0 <= each.line < lines for each in cut.warnings)
    )


def _is_tree(provisions: Sequence[Provision]) -> bool:
    """Whether every part follows what it is part of, and no path stands twice."""
    paths: set[str] = set()
    above: list[str] = []  # paths of what is open
    for each in provisions:
        del above[max(0, each.depth) :]
        parent = above[-1] if above else None
        if each.path in paths or each.parent != parent or each.depth != len(above):
            return False
        paths.add(each.path)
        above.append(each.path)
    return True


def _in_lines(source: tuple[int, int] | None, lines: int) -> bool:
    return source is None or 0 <= source[0] <= source[1] < lines


def _sound_marks(part: Provision) -> bool:
    return all(0 <= mark.start <= mark.end <= len(getattr(part, mark.part.value)) for mark in part.marks)


def _holds_nul(draft: DraftReading) -> bool:
    """No database keeps that character, and no reader gives it."""
    return any("\x00" in text for text in _texts(draft))


def _texts(draft: DraftReading) -> Iterable[str]:
    yield from (draft.label, draft.symbol, draft.reading.language, draft.reading.title)
    for line in draft.reading.lines:
        yield from (line.text, line.number, line.aside)
    for part in draft.segmentation.provisions:
        yield from (part.path, part.label, part.number, part.heading, part.text, part.closing)
    for warning in draft.segmentation.warnings:
        yield from (warning.code, warning.message, warning.path or "")
    yield from (reason for _, _, reason in draft.segmentation.set_aside)
