"""Akoma Ntoso → lines. Structure is declared, quotations are quoted, notes and covers are set aside, no word is lost."""

from salvaguarda.adapters.documents.akn.frames import Frames
from salvaguarda.adapters.documents.akn.parsing import parsed
from salvaguarda.adapters.documents.akn.says import language_of, title_of
from salvaguarda.adapters.documents.akn.walking import walk
from salvaguarda.adapters.documents.akn.words import Wording
from salvaguarda.adapters.documents.limits import check_lines, check_words
from salvaguarda.adapters.documents.versions import WARNINGS
from salvaguarda.domain.reading.lines import Reading, TextVersion


def read_akn(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of an Akoma Ntoso file of version 2 or 3. Raises Unreadable when it is malformed or holds no text."""
    root = parsed(content, name)
    wording = Wording(root, version)
    frames = Frames(root, wording, name)
    walk(root, frames.enter, frames.words, frames.leave)
    lines = frames.finished()
    check_lines(len(lines), name)
    check_words(lines, name)
    tracked = next(root.iter("{*}ins", "{*}del"), None) is not None
    warnings = (WARNINGS[version],) if tracked else ()
    return Reading("akn", lines, language_of(root), title_of(root, wording), warnings, tracked)
