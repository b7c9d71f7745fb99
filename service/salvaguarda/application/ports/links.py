"""Alignments and links as they are kept. A link is never removed: it is changed or retired, and its history stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class AlignmentRecord:
    """What was computed once for a pair of drafts; engine_version: of the alignment that computed it."""

    id: int
    old_draft_id: int
    new_draft_id: int
    engine_version: str
    computed_at: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A link with its place; version counts its states from 1.

    corrected_by, corrected_at: who made, confirmed or corrected it by hand, and when (UTC); None for a computed one.
    """

    id: int
    old_draft_id: int
    new_draft_id: int
    link: Link
    corrected_by: Person | None
    corrected_at: str | None
    version: int


@dataclass(frozen=True, slots=True)
class LinkRevisionRecord:
    """One state of a link, the present one included; person None for the computed one."""

    version: int
    link: Link
    person: Person | None
    at: str


class Links(Protocol):
    """The links between drafts."""

    def alignment(self, old_draft_id: int, new_draft_id: int) -> AlignmentRecord | None:
        """What was computed for this pair; None before the first time."""
        ...

    def hold(self, old_draft_id: int, new_draft_id: int) -> AlignmentRecord | None:
        """The same; nobody else changes its links until this transaction ends."""
        ...

    def start(self, old_draft_id: int, new_draft_id: int, engine_version: str) -> int | None:
        """Keep that this version of the alignment was run for the pair; its id, None when that was kept already."""
        ...

    def of_pair(self, old_draft_id: int, new_draft_id: int) -> tuple[LinkRecord, ...]:
        """The links in force, in the order they were kept."""
        ...

    def to(self, old_draft_id: int, new_draft_id: int, new_path: str) -> tuple[LinkRecord, ...]:
        """The links in force that hold this provision of the new draft."""
        ...

    def get(self, link_id: int) -> LinkRecord:
        """That link; NotFound when there is none or it was retired."""
        ...

    def add(
        self, alignment_id: int, links: Sequence[Link], person_id: int | None, *, by_hand: bool = False
    ) -> None:
        """Keep new links; person None when they were computed. by_hand: the person said so themselves."""
        ...

    def change(
        self, link_id: int, version: int, link: Link, person_id: int | None, *, by_hand: bool = True
    ) -> bool:
        """Keep another state when the link still has this version; False otherwise.

        by_hand False: it only lost what a person linked elsewhere, so it may be computed again one day.
        """
        ...

    def retire(self, link_ids: Sequence[int], person_id: int | None) -> None:
        """Take links out of force; their history stays."""
        ...

    def revisions(self, link_id: int) -> tuple[LinkRevisionRecord, ...]:
        """Every state of a link, newest first."""
        ...
