"""The audit log and the events of an assessment, as a use case adds to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Values = Mapping[str, object]
"""JSON values by name: str, int, bool, None, lists and mappings of them. No words of a draft, no rationale, no secret."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One change, as it is logged.

    act: verb first, like the use case: "save score", "add member". person_id: who did it; None is the service itself or
    its command line. assessment_id: the chain it goes to; None is that of the installation.
    subject: what was changed, by ids and paths. before, after: the values that changed; None for "was not there".
    Long or confidential words (a rationale, a note) stand as their sha256.
    personal: what tells who somebody is (names, e-mails); kept apart, so that it can be erased and the chain holds.
    """

    act: str
    person_id: int | None
    subject: Values
    before: Values | None = None
    after: Values | None = None
    assessment_id: int | None = None
    personal: Values = field(default_factory=dict)


class AuditLog(Protocol):
    """Entries are chained when the transaction ends, in the order in which they were added."""

    def add(self, entry: NewEntry) -> None:
        """Log this change with the transaction: both are kept, or neither is."""
        ...


class Events(Protocol):
    """What browsers are told live; a hint to look, never the news itself."""

    def add(self, assessment_id: int, kind: str, person_id: int | None, **subject: int | str | None) -> None:
        """Tell, once the transaction is kept. kind: of domain/events.py. subject: ids and paths, never words or ratings."""
        ...
