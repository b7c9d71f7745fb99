"""Read a file and cut it into provisions; stores nothing. Used by the preview, the import and `salvaguarda segment`."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from salvaguarda.application.ports.documents import DocumentReader
from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.reading.facts import guess_date, guess_draft_language, guess_label, guess_symbol
from salvaguarda.domain.reading.languages import languages_of
from salvaguarda.domain.reading.lines import Reading, ReadingOptions
from salvaguarda.domain.reading.roles import guess_roles
from salvaguarda.domain.reading.segment import segment


@dataclass(frozen=True, slots=True)
class DraftReading:
    """A file as it would be imported.

    name: the file's name as given. sha256: of its bytes, hex. size: in bytes.
    segmentation: with guessed roles; its warnings begin with those of the reading.
    label, symbol, date, language: guesses for a person to confirm; "" or None where the text says nothing,
        label and language are never "".
    languages: those that the text speaks in different places, with their lines, most lines first; empty when it is one.
    """

    name: str
    sha256: str
    size: int
    reading: Reading
    segmentation: Segmentation
    label: str
    symbol: str
    date: date | None
    language: str
    languages: tuple[tuple[str, int], ...] = ()


DEFAULTS = ReadingOptions()


def read_draft(
    content: bytes, name: str, read: DocumentReader, options: ReadingOptions = DEFAULTS
) -> DraftReading:
    """The provisions of a file with everything that can be guessed of it. Raises Unreadable, nothing else.

    Deterministic: the same bytes give the same provisions.
    """
    reading = read(content, name, options)
    cut = segment(reading.lines, options.language)
    segmentation = replace(
        cut, provisions=guess_roles(cut.provisions), warnings=(*reading.warnings, *cut.warnings)
    )
    return DraftReading(
        name=name,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        reading=reading,
        segmentation=segmentation,
        label=guess_label(reading, segmentation, name) or "Untitled draft",
        symbol=guess_symbol(reading),
        date=guess_date(reading, segmentation, name),
        language=guess_draft_language(reading, segmentation),
        languages=_languages(reading),
    )


def _languages(reading: Reading) -> tuple[tuple[str, int], ...]:
    spoken = Counter(languages_of([line.seen for line in reading.lines if not line.aside]))
    return tuple((code, lines) for code, lines in spoken.most_common() if code)
