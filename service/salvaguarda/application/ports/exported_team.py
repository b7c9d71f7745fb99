"""The part of a complete export that says how a team worked: members, assignments, results, threads, positions, snapshots.

People and organisations are named by their keys in the file. Somebody whose name the exporter may not know stands there
under what they are told of them ("Reviewer A"), with a key below 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Role, ScoresKept

KeyOf = Callable[[int, Person], int]
"""(assessment id, a person as the exporter is told of them) → their key in the file."""


@dataclass(frozen=True, slots=True)
class ExportedOrganisation:
    """An organisation that people of the file belong to, or whose positions it holds."""

    key: int
    name: str
    created_at: str
    created_by: int


@dataclass(frozen=True, slots=True)
class ExportedAffiliation:
    """That a person belongs to an organisation. speaks: they may state its positions."""

    person: int
    organisation: int
    speaks: bool
    since: str


@dataclass(frozen=True, slots=True)
class ExportedMember:
    """A member of the assessment, also one who left. pseudonym: "" where the exporter may not know it."""

    person: int
    roles: list[Role]
    pseudonym: str
    version: int
    since: str
    added_by: int
    left_at: str | None = None
    scores_kept: ScoresKept | None = None


@dataclass(frozen=True, slots=True)
class ExportedAssignment:
    """Who is to score a cell."""

    provision: str
    criterion: str
    person: int
    at: str
    assigned_by: int


@dataclass(frozen=True, slots=True)
class ExportedBasis:
    """A state of a score on which a result rests."""

    score: int
    revision: int


@dataclass(frozen=True, slots=True)
class ExportedResult:
    """A result that a person settled. chosen: key of the score whose rating was chosen; None for agreed, or a third.

    basis: scores that are hidden from the exporter are left out. reopened_at: None while it is in force.
    """

    provision: str
    criterion: str
    kind: Literal["agreed", "adjudicated"]
    rating: Rating
    reason: str
    basis: list[ExportedBasis]
    chosen: int | None
    at: str
    person: int
    reopened_at: str | None = None
    reopened_by: int | None = None
    reopened_because: str = ""


@dataclass(frozen=True, slots=True)
class ExportedComment:
    """body: "@[1]" in it stands for the first of `mentions`."""

    number: int
    body: str
    at: str
    person: int
    mentions: list[int]


@dataclass(frozen=True, slots=True)
class ExportedThread:
    """A discussion of one cell. resolved_at: None while it is open."""

    provision: str
    criterion: str
    version: int
    opened_at: str
    opened_by: int
    resolved_at: str | None
    resolved_by: int | None
    comments: list[ExportedComment]


@dataclass(frozen=True, slots=True)
class ExportedPosition:
    """One state of an organisation's position. criterion "" with provision "draft": on the verdict.

    person: None where only the organisation may know who stated it.
    """

    organisation: int
    provision: str
    criterion: str
    stance: Stance
    note: str
    publicity: Publicity
    result: str
    at: str
    person: int | None


@dataclass(frozen=True, slots=True)
class ExportedSnapshot:
    """What was signed. sha256: of content. audit_seq, audit_sha256: where the log ended then, on the exporter's installation."""

    number: int
    title: str
    note: str
    content: str
    sha256: str
    audit_seq: int
    audit_sha256: str
    at: str
    person: int


@dataclass(frozen=True, slots=True)
class ExportedEntry:
    """An entry of the audit log as it is chained (docs/record.md); for readers and verifiers, not imported.

    person: their id on the exporter's installation. Personal values are left out; their hash is part of the chain.
    """

    seq: int
    at: str
    person: int | None
    act: str
    subject: str
    before: str
    after: str
    personal_sha256: str | None
    previous_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ExportedTeam:
    """How a team worked, as far as the exporter may see it; everything empty in files of older forms.

    hidden_results, hidden_snapshots: how many of them are left out.
    """

    members: list[ExportedMember] = field(default_factory=list)
    assignments: list[ExportedAssignment] = field(default_factory=list)
    results: list[ExportedResult] = field(default_factory=list)
    threads: list[ExportedThread] = field(default_factory=list)
    positions: list[ExportedPosition] = field(default_factory=list)
    snapshots: list[ExportedSnapshot] = field(default_factory=list)
    record: list[ExportedEntry] = field(default_factory=list)
    hidden_results: int = 0
    hidden_snapshots: int = 0
