"""Drafts, their provisions and the bytes they came from, as they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from salvaguarda.application.ports.readings import TimedMend
from salvaguarda.domain.drafts import ChapterRole, Provision
from salvaguarda.domain.mending.mends import Mend
from salvaguarda.domain.people import Person
from salvaguarda.domain.reading.lines import ReadingOptions


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One dated text of an instrument.

    provisions: how many addressable parts, the whole text not counted. text_sha256: of the whole text.
    source_size: bytes of the upload. mends: how often its reading was corrected by hand. options: how its file was read.
    version: counts its edits from 1.
    """

    id: int
    instrument_id: int
    label: str
    symbol: str
    date: date | None
    language: str
    format: str
    source_name: str
    source_sha256: str
    source_size: int
    text_sha256: str
    provisions: int
    articles: int
    mends: int
    options: ReadingOptions
    version: int
    created_at: str
    created_by: Person


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What is kept of a new draft beside its provisions and bytes. mends: how its reading was corrected, in order."""

    instrument_id: int
    label: str
    symbol: str
    date: date | None
    language: str
    format: str
    source_name: str
    options: ReadingOptions = ReadingOptions()  # noqa: RUF009  (frozen)
    mends: tuple[TimedMend, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftMend:
    """One correction of a draft's reading, who made it and when."""

    mend: Mend
    at: str
    person: Person


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """What a person may change later. roles: path of a division → its role; those not named stay."""

    label: str
    symbol: str
    date: date | None
    language: str
    roles: Mapping[str, ChapterRole]


@dataclass(frozen=True, slots=True)
class ProvisionText:
    """The words evidence points into. text: full_text of the provision; sha256: what a score is bound to."""

    path: str
    text: str
    sha256: str


class Drafts(Protocol):
    """The texts of the instruments.

    The whole text has a row of its own, path "draft": `texts` and `text` know it, `provisions` leaves it out.
    """

    def add(
        self,
        draft: NewDraft,
        provisions: Sequence[Provision],
        texts: Mapping[str, str],
        content: bytes,
        person_id: int,
    ) -> int:
        """Keep a new draft; returns its id. texts: path → full text, with "draft" for the whole."""
        ...

    def get(self, draft_id: int) -> DraftRecord:
        """That draft; NotFound when there is none."""
        ...

    def of_instrument(self, instrument_id: int) -> tuple[DraftRecord, ...]:
        """Its drafts, oldest first: by date (undated last), then in the order of upload."""
        ...

    def every(self) -> dict[int, tuple[DraftRecord, ...]]:
        """The drafts of every instrument (instrument id → drafts), each oldest first."""
        ...

    def provisions(self, draft_id: int) -> tuple[Provision, ...]:
        """Its provisions in document order, without the whole text; empty when there is no such draft."""
        ...

    def texts(self, draft_id: int) -> dict[str, ProvisionText]:
        """Path → words, with "draft" for the whole text."""
        ...

    def text(self, draft_id: int, path: str) -> ProvisionText:
        """The words of one provision (or of "draft"); NotFound when there is none."""
        ...

    def hashes(self, draft_id: int) -> dict[str, str]:
        """Path → sha256 of its words, with "draft" for the whole text."""
        ...

    def mends(self, draft_id: int) -> tuple[DraftMend, ...]:
        """How its reading was corrected before it was kept, in order."""
        ...

    def source(self, draft_id: int) -> bytes:
        """The bytes as they were uploaded."""
        ...

    def edit(self, draft_id: int, version: int, edit: DraftEdit, person_id: int) -> None:
        """Change it when it still has this version; Stale with the DraftRecord that is kept otherwise."""
        ...
