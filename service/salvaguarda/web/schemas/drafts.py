"""Instruments, drafts and provisions over the wire."""

import datetime as dt
from typing import Annotated

import msgspec
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from salvaguarda.application.ports.assessments import Settings
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.reading.lines import ReadingOptions, TextVersion
from salvaguarda.domain.team import Access, Naming
from salvaguarda.web.schemas.people import PersonOut


class MarkOut(msgspec.Struct):
    """What a provision's own words say of the negotiation.

    kind: bracket, option, agreed, placeholder, struck, bold. part: heading, text or closing, in which start and end count
    code points. depth: brackets it stands in, itself included. alternative: its place in a run of alternatives, 0 when
    alone. opens, closes: False where a bracket runs on into a neighbour or was never balanced.
    """

    kind: str
    part: str
    start: int
    end: int
    depth: int
    alternative: int
    opens: bool
    closes: bool


class ProvisionOut(msgspec.Struct):
    """One addressable part of a draft. role: given to it; effective_role: given or inherited.

    source: first and last line (0-based, inclusive) in the reading's lines; None when unknown.
    """

    path: str
    label: str
    kind: str
    number: str
    heading: str
    text: str
    closing: str
    depth: int
    parent: str | None
    role: str | None
    effective_role: str
    source: tuple[int, int] | None
    marks: list[MarkOut]


class ReadingOptionsOut(msgspec.Struct):
    """How a file is or was read. version: proposed or earlier. language: which of several; "" when not chosen."""

    version: str
    language: str


class AssessmentBriefOut(msgspec.Struct):
    """An assessment in a list. access: installation or team.

    progress: the reader's own scored share of the cells in scope, 0 to 1; null for whoever scores nothing there.
    """

    id: int
    title: str
    checklist_id: str
    checklist_version: str
    unit: str
    access: str
    progress: float | None


class DraftOut(msgspec.Struct):
    """One dated text of an instrument. mends: how often its reading was corrected by hand. version: for If-Match."""

    id: int
    instrument_id: int
    label: str
    symbol: str
    date: dt.date | None
    language: str
    format: str
    source_name: str
    source_sha256: str
    source_size: int
    text_sha256: str
    provisions: int
    articles: int
    mends: int
    options: ReadingOptionsOut
    version: int
    created_at: str
    created_by: PersonOut
    assessments: list[AssessmentBriefOut]


class InstrumentOut(msgspec.Struct):
    """A treaty or bill with its drafts, oldest first. members_only: only members of its assessments know that it is here."""

    id: int
    title: str
    description: str
    synthetic: bool
    members_only: bool
    version: int
    drafts: list[DraftOut]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class InstrumentIn(_In):
    """A new or edited instrument.

    members_only: only whoever added it, the owner of the installation, and members of an assessment in it know that it is
    here; null leaves that as it is.
    """

    title: str = Field(min_length=1, max_length=300, examples=["UN Cybercrime Convention"])
    description: str = Field(default="", max_length=2000)
    members_only: bool | None = None


class DraftIn(_In):
    """What a person says of a draft. roles: path of a division → its role (those not named keep the guess)."""

    label: str = Field(min_length=1, max_length=200, examples=["Consolidated negotiating document"])
    symbol: str = Field(default="", max_length=100, examples=["A/AC.291/22"])
    date: dt.date | None = None
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    roles: dict[str, ChapterRole] = Field(default_factory=dict)


class ReadingOptionsIn(_In):
    """What a person may choose before a file is read. language: ISO 639 code of one of the file's; "" lets it choose."""

    version: TextVersion = TextVersion.PROPOSED
    language: str = Field(default="", pattern=r"^([a-z]{2,3})?$")

    @property
    def chosen(self) -> ReadingOptions:
        """The domain's value."""
        return ReadingOptions(self.version, self.language)


class PastedTextIn(_In):
    """A pasted text to read or store, every character of it."""

    text: Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
    name: str = Field(default="pasted.txt", max_length=200)
    options: ReadingOptionsIn = Field(default_factory=ReadingOptionsIn)


class PastedDraftIn(PastedTextIn):
    """A pasted text to store, with what a person says of it."""

    draft: DraftIn


class ReadDraftIn(_In):
    """A pending reading to store as it was mended. version: the reading's, so that no mend is stored unseen."""

    reading: str = Field(min_length=1, max_length=60)
    version: int | None = Field(default=None, ge=1)
    draft: DraftIn


class AssessmentIn(_In):
    """A new assessment of a draft, or the edited settings of one.

    access: installation (everybody here) or team (its members; for others it is not there). needed: how many independent
    ratings a cell needs. names: how scores are signed for others. null leaves these three as they are; for a new
    assessment they are then installation, 1 and shown.
    """

    title: str = Field(default="", max_length=200)
    checklist_id: str
    checklist_version: str
    unit: Unit = Unit.ARTICLE
    blind: bool = True
    access: Access | None = None
    needed: int | None = Field(default=None, ge=1, le=3)
    names: Naming | None = None

    def settings_over(self, kept: Settings) -> Settings:
        """The settings, with those that were left out as they are kept."""
        return Settings(
            title=self.title,
            blind=self.blind,
            access=self.access or kept.access,
            needed=self.needed or kept.needed,
            names=self.names or kept.names,
        )
