"""What a table of agreement is written from, and what writes it."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.facts import Fact
from salvaguarda.domain.agreement.agreeing import Agreement
from salvaguarda.domain.agreement.figures import Figure


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Figures of one part. part: "all", "criterion", "chapter", "month", "hundred cells", "pair", "organisations".

    name: of the part; other: of its second side, "" for all reviewers of some cells. reviewers: None for two sides.
    alpha_codes, unanimous: None for two sides; bias: None for all reviewers of some cells.
    """

    part: str
    name: str
    other: str
    reviewers: int | None
    agreement: Agreement
    alpha_codes: Figure | None
    unanimous: Figure | None
    bias: Figure | None
    one_sided: int


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """Every figure in one table. facts: what it is of, and how it was computed."""

    lines: tuple[AgreementLine, ...]
    confusion: tuple[tuple[int, ...], ...]
    facts: tuple[Fact, ...]


class AgreementWriter(Protocol):
    """Writes such a table in one format."""

    @property
    def media_type(self) -> str:
        """What the file is."""
        ...

    def write(self, table: AgreementTable) -> bytes:
        """The file's bytes."""
        ...
