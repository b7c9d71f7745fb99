"""Scores as they are kept, and who may see them.

"Own judgement first" holds here and nowhere else: every read that may bring back somebody else's score takes the
reader, and brings back others' scores only of cells that are open to the reader (docs/independence.md), each with its
person as the reader is told of them. Others' scores without a rating (notes, withdrawn) are never brought back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.suggestions import Assistance
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.matrix import RatedCell
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Quote, Rating, Recommendation


@dataclass(frozen=True, slots=True)
class Words:
    """What a reviewer wrote: everything of a score that can be edited."""

    rating: Rating | None
    rationale: str = ""
    evidence: tuple[Quote, ...] = ()
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The score that another one continues.

    revision: of the old score when it was continued. confirmed: the words had changed and the reviewer confirmed it;
    otherwise the words were the same and the score was carried.
    """

    score_id: int
    revision: int
    assessment_id: int
    draft_label: str
    provision_label: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """One reviewer's own record for one cell.

    text_sha256, checklist_sha256: of the words and of the checklist it was given for. revision: counts saves from 1.
    carried_from: None for a fresh score. assisted: None for one that was given before its person saw any suggestion.
    """

    id: int
    assessment_id: int
    provision: str
    criterion: str
    person: Person
    words: Words
    text_sha256: str
    checklist_sha256: str
    revision: int
    carried_from: Carried | None
    updated_at: str
    assisted: Assistance | None = None


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One state of a score, the present one included."""

    revision: int
    words: Words
    at: str
    person: Person


@dataclass(frozen=True, slots=True)
class Target:
    """Everything that saving one score depends on, in one read.

    text, text_sha256: the words of the provision. own: the person's score of the cell; None when there is none.
    """

    draft_id: int
    draft_version: int
    unit: Unit
    checklist_row: int
    checklist_sha256: str
    text: str
    text_sha256: str
    own: ScoreRecord | None


@dataclass(frozen=True, slots=True)
class NewState:
    """A state to be kept: the words, what they are bound to, and what they continue (id, revision, confirmed)."""

    words: Words
    text_sha256: str
    checklist_sha256: str
    continues: tuple[int, int, bool] | None = None


CellKey = tuple[str, str]
"""Provision path and criterion id."""


OwnRating = tuple[str, str, str | None]
"""Row path, criterion id and a person's own rating; None while there are only notes."""


class Scores(Protocol):
    """The scores of the assessments; saving one always adds a revision."""

    def target(self, assessment_id: int, provision: str, criterion: str, person_id: int) -> Target:
        """What saving this score depends on; NotFound when there is no such assessment or provision."""
        ...

    def add(self, target: Target, cell: tuple[int, str, str], person_id: int, state: NewState) -> int | None:
        """Keep a first state of (assessment id, path, criterion); its id, or None when there is one already."""
        ...

    def change(self, score_id: int, revision: int, person_id: int, state: NewState) -> bool:
        """Keep another state when the score still has this revision; False otherwise."""
        ...

    def get(self, score_id: int) -> ScoreRecord | None:
        """That score, for its own person only: callers compare `person` before showing anything."""
        ...

    def own_cell(
        self, assessment_id: int, provision: str, criterion: str, person_id: int
    ) -> ScoreRecord | None:
        """The person's own score of one cell; None when there is none."""
        ...

    def own(self, assessment_id: int, person_id: int) -> tuple[ScoreRecord, ...]:
        """The person's own scores, rated or not."""
        ...

    def own_of(self, assessment_id: int, provision: str, person_id: int) -> tuple[ScoreRecord, ...]:
        """The person's own scores of one provision."""
        ...

    def visible(self, assessment_id: int, reader_id: int | None) -> tuple[ScoreRecord, ...]:
        """The scores this reader may see; with None all that exist (the command line, on the machine itself)."""
        ...

    def visible_of(self, assessment_id: int, provision: str, reader_id: int) -> tuple[ScoreRecord, ...]:
        """The scores of one provision this reader may see."""
        ...

    def hidden_of(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, int]:
        """Criterion → how many rated scores of one provision stay hidden from this reader."""
        ...

    def ratings(self, assessment_id: int, reader_id: int | None) -> list[RatedCell]:
        """Every rated score in short; hidden ones with rating None. With reader None nothing is hidden."""
        ...

    def people(self, person_ids: Collection[int]) -> tuple[Person, ...]:
        """Those people, by name."""
        ...

    def reviewers(
        self, assessment_id: int, person_ids: Collection[int], reader_id: int | None
    ) -> tuple[Person, ...]:
        """Those people, whose ratings the reader sees in this assessment, as the reader is told of them, by name.

        Where names wait for cells to be settled: those who are named in a settled cell, and one for all others.
        """
        ...

    def own_ratings(self, assessment_id: int, person_id: int) -> list[OwnRating]:
        """Every own score in short."""
        ...

    def rated_by(self, assessment_ids: Collection[int], person_id: int) -> dict[int, set[CellKey]]:
        """Assessment id → the cells this person has rated."""
        ...

    def revisions(self, score_id: int) -> tuple[RevisionRecord, ...]:
        """Every state of a score, newest first."""
        ...
