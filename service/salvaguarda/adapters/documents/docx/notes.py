"""Footnotes and endnotes, each given out once, where it is referred to."""

from collections.abc import Iterator

from lxml import etree

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.docx.package import Package, W
from salvaguarda.adapters.documents.docx.revisions import has_revisions, settle
from salvaguarda.adapters.documents.docx.styles import Styles
from salvaguarda.adapters.documents.docx.words import NoteKey, words_of
from salvaguarda.domain.reading.lines import TextVersion

_KINDS = {"footnote": "footnotes.xml", "endnote": "endnotes.xml"}


class Notes:
    """The notes of one document. tracked: whether they hold tracked changes."""

    def __init__(self, package: Package, styles: Styles, version: TextVersion) -> None:
        self._texts: dict[NoteKey, str] = {}
        self.tracked = False
        for kind, file in _KINDS.items():
            root = package.part(file)
            if root is None:
                continue
            self.tracked = self.tracked or has_revisions(root)
            settle(root, version)
            for note in root.iter(W + kind):
                self._texts[kind, note.get(W + "id", "")] = _text(note, styles)

    def take(self, keys: list[NoteKey]) -> Iterator[str]:
        """The words of these notes, of each only the first time it is asked for."""
        for key in keys:
            if text := self._texts.pop(key, ""):
                yield text

    def rest(self) -> Iterator[str]:
        """Notes that nothing referred to."""
        yield from self.take([*self._texts])


def _text(note: etree._Element, styles: Styles) -> str:
    texts = (words_of(each, styles, "").text for each in note.iter(W + "p"))
    return squeezed(without_controls(" ".join(texts)).replace("\n", " "))
