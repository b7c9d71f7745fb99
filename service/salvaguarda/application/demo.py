"""What a demo consists of: people, drafts and scores, before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating, Recommendation


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who does not exist. key: how drafts and scores name them."""

    key: str
    email: str
    display_name: str
    is_owner: bool


@dataclass(frozen=True, slots=True)
class DemoScore:
    """One person's score of one cell. quotes: words that stand in the provision; their place is found at loading."""

    person: str
    provision: str
    criterion: str
    rating: Rating
    rationale: str = ""
    quotes: tuple[str, ...] = ()
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """One draft with its assessment.

    content, name: the file as it would be uploaded. roles: path of a division → its role, where the guess is corrected.
    carried: person → paths whose scores they carried from the draft before; None for all with unchanged words.
    """

    content: bytes
    name: str
    label: str
    symbol: str
    date: date
    roles: Mapping[str, ChapterRole]
    assessment_title: str
    blind: bool
    carried: Mapping[str, tuple[str, ...] | None]
    scores: tuple[DemoScore, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """A whole demo. checklist: id and version; drafts: oldest first. people: one of them is the owner."""

    title: str
    description: str
    checklist: tuple[str, str]
    people: tuple[DemoPerson, ...]
    drafts: tuple[DemoDraft, ...]

    @property
    def owner(self) -> DemoPerson:
        """Who made the installation and uploaded the drafts."""
        return next(person for person in self.people if person.is_owner)
