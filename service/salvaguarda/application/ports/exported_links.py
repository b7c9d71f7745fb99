"""The part of a complete export that says which provisions of its drafts answer to which."""

from dataclasses import dataclass

from salvaguarda.domain.alignment.links import Relation


@dataclass(frozen=True, slots=True)
class ExportedLinkState:
    """One state of a link; person None: computed."""

    version: int
    old: list[str]
    new: list[str]
    relation: Relation
    similarity: float
    reason: str
    in_force: bool
    at: str
    person: int | None


@dataclass(frozen=True, slots=True)
class ExportedLink:
    """A link with all its states. corrected_by: who made it by hand; None: computed."""

    corrected_by: int | None
    states: list[ExportedLinkState]


@dataclass(frozen=True, slots=True)
class ExportedAlignment:
    """The links between two drafts (by key)."""

    old: int
    new: int
    engine_version: str
    computed_at: str
    links: list[ExportedLink]
