"""The record for the wire."""

from collections.abc import Mapping
from typing import Any

import msgspec

from salvaguarda.application.read_record import EntryView, RecordPage
from salvaguarda.domain.people import Person
from salvaguarda.web.schemas.record import ActorOut, EntryOut, RecordOut


def present_record(page: RecordPage) -> RecordOut:
    """A page."""
    return RecordOut(
        entries=[present_entry(entry) for entry in page.entries],
        next=page.next,
        head_seq=page.head.seq if page.head else 0,
        head_sha256=page.head.sha256 if page.head else "",
        acts=list(page.acts),
        people=[_actor(person) for person in page.people],
    )


def present_entry(view: EntryView) -> EntryOut:
    """An entry as its reader may know of it."""
    entry = view.entry
    return EntryOut(
        seq=entry.seq,
        at=entry.at,
        act=view.act,
        person=None if view.actor is None else _actor(view.actor),
        about=None if view.about is None else _actor(view.about),
        place=view.place,
        hidden=view.hidden,
        subject=dict(view.subject),
        before=_values(view.before),
        after=_values(view.after),
        personal=_values(view.personal),
        sha256=entry.sha256,
        personal_sha256=entry.personal_sha256 if view.is_provable else None,
        previous_sha256=entry.previous_sha256 if view.is_provable else None,
    )


def lines(views: tuple[EntryView, ...]) -> bytes:
    """Entries as a file, one a line."""
    return b"".join(msgspec.json.encode(present_entry(view)) + b"\n" for view in views)


def _values(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else dict(values)


def _actor(person: Person) -> ActorOut:
    return ActorOut(id=person.id or None, name=person.display_name)
