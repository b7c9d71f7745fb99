"""Running heads and feet: kept, set aside, each wording once."""

from collections.abc import Iterator

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.docx.package import Package, W
from salvaguarda.adapters.documents.docx.revisions import settle
from salvaguarda.adapters.documents.docx.styles import Styles
from salvaguarda.adapters.documents.docx.words import words_of
from salvaguarda.domain.reading.lines import Line, TextVersion

_REASONS = {"header": "page header", "footer": "page footer"}


def margin_lines(package: Package, styles: Styles, version: TextVersion) -> Iterator[Line]:
    """One line for each wording of a running head or foot; bare page numbers are left out."""
    seen: set[str] = set()
    for kind, reason in _REASONS.items():
        for root in package.numbered_parts(kind):
            settle(root, version)
            texts = (words_of(each, styles, "").text for each in root.iter(W + "p"))
            text = squeezed(without_controls(" ".join(texts)).replace("\n", " "))
            if text and not text.isdigit() and text not in seen:
                seen.add(text)
                yield Line(text, aside=reason)
