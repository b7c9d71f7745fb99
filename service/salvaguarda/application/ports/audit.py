"""The audit log and the events of an assessment, as a use case adds to them and reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from salvaguarda.domain.audit import Entry, Head
from salvaguarda.domain.events import Event, EventKind
from salvaguarda.domain.people import Person

Values = Mapping[str, object]
"""JSON values by name: str, int, bool, None, lists and mappings of them. No words of a draft, no rationale, no secret."""


class Kept(StrEnum):
    """Tables whose rows are history: what they hold is bound to the log by its hash, so that a changed row shows."""

    SCORE_REVISION = "score_revision"  # named by (score id, revision)
    ASSESSMENT_REVISION = "assessment_revision"  # (assessment id, version)
    SETTLED_RESULT = "settled_result"  # (id,); but for when, by whom and why it was reopened
    COMMENT = "comment"  # (id,)
    POSITION = "position"  # (id,)
    SNAPSHOT = "snapshot"  # (assessment id, number)


Row = tuple[Kept, tuple[int, ...]]
"""A row that is bound to the log: (Kept.SCORE_REVISION, (12, 3)), (Kept.COMMENT, (4,))."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One change, as it is logged.

    act: verb first, like the use case: "save score", "add member". person_id: who did it; None is the service itself or
    its command line. assessment_id: the chain it goes to; None is that of the installation.
    subject: what was changed, by ids and paths. before, after: the values that changed; None for "was not there".
    Long or confidential words (a rationale, a note) stand as `domain.audit.words_mark(words)`.
    Of a subject, "person" is whom it is about, "provision" and "criterion" are a cell (docs/record.md): who may read
    the entry depends on them.
    personal: what tells who somebody is (names, e-mails); kept apart, so that it can be erased and the chain holds.
    keeps: rows of history that the change wrote; their hashes become part of the entry ("kept" of `after`).
    keeps_all: in place of that, everything of the assessment that is kept by then (an import).
    """

    act: str
    person_id: int | None
    subject: Values
    before: Values | None = None
    after: Values | None = None
    assessment_id: int | None = None
    personal: Values = field(default_factory=dict)
    keeps: Sequence[Row] = ()
    keeps_all: bool = False


class AuditLog(Protocol):
    """Entries are chained when the transaction ends, in the order in which they were added."""

    def add(self, entry: NewEntry) -> None:
        """Log this change with the transaction: both are kept, or neither is."""
        ...

    def head(self, chain: int) -> Head:
        """Where a chain (an assessment's id; 0 is the installation's) ends, with what this transaction logged so far.

        In a transaction that writes, nobody else adds to the chain until it ends: call it late.
        """
        ...

    def erase(self, person_id: int) -> int:
        """Erase the personal values that are about this person; how many entries held some. The chains hold.

        Call it while the person's e-mail is still kept: values that hold it are theirs, wherever they stand.
        """
        ...


class RecordNames(Protocol):
    """How people are named in the record of an assessment, for one reader."""

    @property
    def are_shown(self) -> bool:
        """Whether everybody is named by their name."""
        ...

    def of(self, somebody: Person, cell: tuple[str, str]) -> Person:
        """Beside what they did in this cell (path, criterion id)."""
        ...

    def at_all(self, somebody: Person, *, is_named: bool = True) -> Person:
        """Beside what they did in many cells together. is_named: False when none of these cells tells their name."""
        ...

    def in_team(self, somebody: Person) -> Person:
        """Beside what they did as a member, in no cell."""
        ...


class Record(Protocol):
    """The audit log as it is read."""

    def entries(self, chain: int) -> Iterator[Entry]:
        """All of a chain, oldest first."""
        ...

    def chains(self) -> tuple[int, ...]:
        """Every chain that has entries or a head, in order."""
        ...

    def head(self, chain: int) -> Head | None:
        """Where it is kept that the chain ends; None when nothing is."""
        ...

    def before(self, chain: int, seq: int, most: int) -> tuple[Entry, ...]:
        """The entries before that number, newest first, at most so many."""
        ...

    def acts(self, chain: int) -> tuple[str, ...]:
        """Every act that occurs in a chain, by name."""
        ...

    def actors(self, chain: int) -> tuple[int, ...]:
        """The ids of everybody who did something in a chain."""
        ...

    def names(self, chain: int, reader_id: int) -> RecordNames:
        """How people are named in it for this reader."""
        ...

    def people(self) -> Mapping[int, Person]:
        """Everybody who is named in a record."""
        ...


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of history. text: what it is hashed as (canonical JSON of its key and what of it never changes)."""

    id: int
    key: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What a signed snapshot says of the chain. is_whole: its content fits the hash that was signed."""

    number: int
    seq: int
    sha256: str
    is_whole: bool


class RecordChecks(Protocol):
    """What is kept beside the audit log, to be compared with it. For whoever verifies, on the machine itself."""

    def assessments(self) -> tuple[int, ...]:
        """Every assessment that there is."""
        ...

    def unrecorded(self) -> tuple[int, ...]:
        """Assessments of which nothing was ever logged."""
        ...

    def kept(self, chain: int, table: Kept) -> list[KeptRow]:
        """Every row of history of an assessment, oldest first."""
        ...

    def changed_states(self, chain: int) -> tuple[str, ...]:
        """What is in force and is not what its newest revision says: "score 12", "settings"."""
        ...

    def reopened(self, chain: int) -> frozenset[int]:
        """The settled results of an assessment that are said to have been reopened."""
        ...

    def signed(self, chain: int) -> tuple[SignedHead, ...]:
        """Where the chain of an assessment ended when its snapshots were signed, and whether their content is theirs."""
        ...

    def changed_words(self) -> Iterator[tuple[int, str]]:
        """Draft id and path of every provision whose words do not fit their hash."""
        ...

    def word_hashes(self) -> Mapping[int, Mapping[str, str]]:
        """Draft id → path → hash of its words."""
        ...


class Events(Protocol):
    """What browsers are told live; a hint to look, never the news itself."""

    def add(
        self, assessment_id: int, kind: EventKind, person_id: int | None, **subject: int | str | None
    ) -> None:
        """Tell, once the transaction is kept. subject: ids and paths, named as the kind says, never words or ratings."""
        ...

    def newest(self, assessment_id: int) -> int:
        """The number of the newest event of an assessment; 0 before the first."""
        ...

    def after(self, assessment_id: int, seq: int, limit: int) -> tuple[Event, ...]:
        """The events after that number, oldest first, at most `limit`."""
        ...
