"""The record and live events, over the wire."""

from typing import Any

import msgspec


class EventOut(msgspec.Struct):
    """Something that happened in an assessment: where to look anew, never what.

    subject: ids and addresses by name: path, criterion, thread, run …
    """

    seq: int
    kind: str
    at: str
    subject: dict[str, int | str | None]


class ActorOut(msgspec.Struct):
    """Somebody as the reader is told of them. id: None when their name is hidden."""

    id: int | None
    name: str


class EntryOut(msgspec.Struct):
    """An entry of the record.

    person: None is the service itself, or somebody who is hidden. hidden: the values are kept from the reader until they
    may see the scores of the cell. place: of a cell, in words ("Art. 5 · Legality"); "" without one.
    subject, before, after: JSON values; before and after are null for what was not there, and when hidden.
    sha256, personal_sha256, previous_sha256: with them a reader can prove what they see; null when it is hidden.
    """

    seq: int
    at: str
    act: str
    person: ActorOut | None
    about: ActorOut | None
    place: str
    hidden: bool
    subject: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    personal: dict[str, Any] | None
    sha256: str
    personal_sha256: str | None
    previous_sha256: str | None


class RecordOut(msgspec.Struct):
    """A page of a record, newest first. next: give it as `before` for the page after it; null on the last.

    head: the number and hash of its newest entry; whoever notes them can prove later that nothing before was changed.
    acts: every act that occurs in it. people: who did something, or whom something is about, as the reader is told.
    """

    entries: list[EntryOut]
    next: int | None
    head_seq: int
    head_sha256: str
    acts: list[str]
    people: list[ActorOut]
