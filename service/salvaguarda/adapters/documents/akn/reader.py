"""Akoma Ntoso → lines. Structure is declared, quotations are quoted, notes and covers are set aside, no word is lost."""

from salvaguarda.adapters.documents.akn.frames import Frames
from salvaguarda.adapters.documents.akn.parsing import local_name, parsed
from salvaguarda.adapters.documents.akn.says import language_of, title_of
from salvaguarda.adapters.documents.akn.walking import walk
from salvaguarda.adapters.documents.akn.words import Wording
from salvaguarda.adapters.documents.limits import LINES, unreadable
from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import Reading, TextVersion

_TRACKED = {
    TextVersion.PROPOSED: ReadingWarning(
        "tracked-changes",
        "The file holds tracked changes: it is read as proposed, with insertions and without deletions.",
    ),
    TextVersion.EARLIER: ReadingWarning(
        "tracked-changes",
        "The file holds tracked changes: it is read as it was before them, with deletions and without insertions.",
    ),
}


def read_akn(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of an Akoma Ntoso file of version 2 or 3. Raises Unreadable when it is malformed or holds no text."""
    root = parsed(content, name)
    wording = Wording(root, version)
    frames = Frames(root, wording)
    walk(root, frames.enter, frames.words, frames.leave)
    lines = frames.finished()
    if len(lines) > LINES:
        raise unreadable(name, f"The text has more than {LINES:,} lines.", "Upload one instrument at a time.")
    if not any(line.seen and not line.aside for line in lines):
        raise unreadable(
            name, "The file holds no text, only descriptions of it.", "Upload the document itself."
        )
    tracked = any(local_name(each) in {"ins", "del"} for each in root.iter("{*}ins", "{*}del"))
    warnings = (_TRACKED[version],) if tracked else ()
    return Reading("akn", lines, language_of(root), title_of(root, wording), warnings, tracked)
