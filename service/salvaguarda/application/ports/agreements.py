"""What the agreement of reviewers reads beside scores and their states: whose are visible, and when cells were opened."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.agreement.exposure import Phases, Settled
from salvaguarda.domain.agreement.team import Rater


@dataclass(frozen=True, slots=True)
class SignedScore:
    """A rated score that the reader may see. rater, organisation: None where the reader does not know whose it is.

    rater is also None where a name is told in some cells only, and this is not one of them; organisation also when
    its person belongs to none.
    """

    score_id: int
    rater: Rater | None
    organisation: str | None


class Agreements(Protocol):
    """A few statements for everything, however many cells there are."""

    def signed(self, assessment_id: int, reader_id: int | None) -> Mapping[int, SignedScore]:
        """Score id → whose it is for this reader; every rated score that they may see, with None all.

        Names are masked here, also with None: what is made of them leaves the machine.
        """
        ...

    def hidden(self, assessment_id: int, reader_id: int | None) -> int:
        """How many cells have a rating that this reader may not see."""
        ...

    def phases(self, assessment_ids: Collection[int]) -> Phases:
        """Since when these assessments were blind or open."""
        ...

    def settled(self, assessment_ids: Collection[int]) -> Settled:
        """When which cells were settled by a person, also what was reopened since. FOR SERVER-SIDE RULES."""
        ...
