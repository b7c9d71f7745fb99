"""What is wrong with pages: no text on them (a scan), letters without a meaning, pages that are broken."""

from collections.abc import Sequence

from salvaguarda.adapters.documents.limits import unreadable
from salvaguarda.adapters.documents.pdf.pieces import Page
from salvaguarda.domain.drafts import ReadingWarning

_FEWEST = 12  # letters on a page that counts as one with text: a stamp or a page number has fewer
_GARBLED = 0.3
_OCR = "Run text recognition (OCR) on it first, or paste the text."


def check_readable(pages: Sequence[Page], name: str) -> None:
    """Raises Unreadable when there is no text to read, or none that has a meaning."""
    if all(page.broken for page in pages):
        raise unreadable(
            name,
            "None of its pages can be opened; the PDF is damaged.",
            "Download it again, or open it in a PDF viewer, print it to a new PDF and upload that.",
        )
    if not any(page.letters >= _FEWEST or (page.letters and not page.pictured) for page in pages):
        if any(page.pictured for page in pages):
            raise unreadable(name, "It is a scan: its pages are pictures without text.", _OCR)
        raise unreadable(name, "The PDF holds no text.", f"If its pages show text, it is drawn. {_OCR}")
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    if unknown > _GARBLED * letters:
        raise unreadable(
            name, "Its fonts do not say which letters they show, so that its text comes out garbled.", _OCR
        )


def warnings_of(pages: Sequence[Page]) -> tuple[ReadingWarning, ...]:
    """What was doubtful: pages that are pictures, pages that are broken, letters that are missing."""
    scanned = [page.number for page in pages if page.pictured and page.letters < _FEWEST]
    broken = [page.number for page in pages if page.broken]
    garbled = [page.number for page in pages if page.unknown > max(3, 0.05 * page.letters)]
    found = []
    if scanned:
        what = f"{_named(scanned)} pictures without text (a scan): what they say is missing here. {_OCR}"
        found.append(ReadingWarning("scanned-pages", what))
    if broken:
        what = f"{_named(broken)} damaged and could not be read: what they say is missing here."
        found.append(ReadingWarning("broken-pages", what))
    if garbled:
        what = f"{_named(garbled)} partly garbled: their fonts do not say which letters they show."
        found.append(ReadingWarning("garbled-pages", what))
    return tuple(found)


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3 is", "Pages 2–4, 9 are"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    shown = ", ".join("–".join(map(str, each)) for each in ranges)
    return f"Page {shown} is" if len(numbers) == 1 else f"Pages {shown} are"
