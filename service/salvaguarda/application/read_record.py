"""Read the record of an assessment, as far as its reader may know of it; or that of the installation, for its owner.

What is hidden (docs/record.md): values of cells that are not open to the reader, names as the assessment says, and
whatever those could be guessed from. Hidden entries stay in their place, so that a reader sees that nothing is missing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salvaguarda.application.ports.audit import RecordNames
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act, may_in, require_in
from salvaguarda.domain.audit import INSTALLATION, Entry, Head
from salvaguarda.domain.people import Person

Cell = tuple[str, str]

HIDDEN = "hidden"
"""Stands for an act that would tell how far a cell is."""

PAGE = 100
MOST_LOOKED_AT = 5000
"""Entries that are looked through for one page of those that were asked for."""

_TOLD = frozenset({"save score"})  # of a cell that is not open: that somebody gave a score there
_OF_MANY_CELLS = frozenset({"carry scores", "assign cells", "unassign cells"})
_ONE_S_OWN = frozenset({"ask for redraft", "cancel run"})  # about a cell: nobody else's affair
_WHOM = ("person", "member")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries. before: only those with a smaller number; None begins at the newest. "" does not narrow.

    person: the name, as the reader is told of it, of who did it or whom it is about.
    """

    before: int | None = None
    act: str = ""
    person: str = ""
    provision: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as its reader may know of it. actor, about: None when there is none, or when they are hidden.

    is_provable: everything that its hash covers is shown.
    """

    entry: Entry
    act: str
    actor: Person | None
    about: Person | None
    place: str
    subject: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    personal: Mapping[str, Any] | None
    hidden: bool
    is_provable: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Newest first. next: what `Wanted.before` is for the page after it; None on the last."""

    entries: Sequence[EntryView]
    next: int | None
    head: Head | None
    acts: Sequence[str]
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is looked up once for a reader."""

    reader: int
    names: RecordNames
    people: Mapping[int, Person]
    open: frozenset[Cell]
    sheet: Sheet | None
    manages: bool
    assigns: bool
    sees_all: bool = False


def read_record(
    records: Records, sheets: Sheets, assessment_id: int, reader: Person, wanted: Wanted
) -> RecordPage:
    """A page of an assessment's record. Raises NotFound, and Forbidden for roles that do not read it."""
    reading = _reading(records, sheets, assessment_id, reader)
    return _page(records, assessment_id, reading, wanted)


def read_installation_record(records: Records, reader: Person, wanted: Wanted) -> RecordPage:
    """A page of the installation's record, for its owner: the gate has asked."""
    return _page(records, INSTALLATION, _owners(records, reader), wanted)


def all_of_record(
    records: Records, sheets: Sheets, assessment_id: int, reader: Person
) -> tuple[EntryView, ...]:
    """Everything of an assessment's record, oldest first. Raises as `read_record`."""
    reading = _reading(records, sheets, assessment_id, reader)
    return tuple(_view(entry, reading) for entry in records.record.entries(assessment_id))


def all_of_installation(records: Records, reader: Person) -> tuple[EntryView, ...]:
    """Everything of the installation's record, oldest first."""
    reading = _owners(records, reader)
    return tuple(_view(entry, reading) for entry in records.record.entries(INSTALLATION))


def _reading(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> _Reading:
    roles = records.members.roles_of(assessment_id, reader)
    require_in(roles, Act.SEE_RECORD)
    return _Reading(
        reader=reader.stands_for,
        names=records.record.names(assessment_id, reader.stands_for),
        people=records.record.people(),
        open=records.cells.open_to(assessment_id, reader.stands_for),
        sheet=sheets.of(records, records.assessments.get(assessment_id)),
        manages=may_in(roles, Act.MANAGE_TEAM),
        assigns=may_in(roles, Act.ASSIGN),
    )


def _owners(records: Records, reader: Person) -> _Reading:
    names = records.record.names(INSTALLATION, reader.id)
    people = records.record.people()
    return _Reading(reader.id, names, people, frozenset(), None, manages=True, assigns=True, sees_all=True)


def _page(records: Records, chain: int, reading: _Reading, wanted: Wanted) -> RecordPage:
    head = records.record.head(chain)
    upper = (head.seq + 1 if head else 1) if wanted.before is None else wanted.before
    found: list[EntryView] = []
    looked_at = 0
    while len(found) < PAGE and looked_at < MOST_LOOKED_AT and upper > 1:
        entries = records.record.before(chain, upper, PAGE)
        if not entries:
            break
        for entry in entries:
            upper = entry.seq
            looked_at += 1
            view = _view(entry, reading)
            if _is_wanted(view, wanted):
                found.append(view)
            if len(found) == PAGE:
                break
    people = _people(records, chain, reading, found)
    by_name = {person.display_name: person for person in people}
    return RecordPage(
        found,
        upper if upper > 1 else None,
        head,
        records.record.acts(chain),
        [by_name[name] for name in sorted(by_name)],
    )


def _people(records: Records, chain: int, reading: _Reading, found: Sequence[EntryView]) -> list[Person]:
    """Whom the record can be searched for: of an assessment its members and who is named in these entries.

    Not everybody who is in the chain: of cells that are not open to the reader, that would tell who scored them.
    """
    members = () if reading.sees_all else records.members.of(chain)
    actors = records.record.actors(chain) if reading.sees_all else ()
    known = (*actors, *(each.person.id for each in members))
    named = [person for view in found for person in (view.actor, view.about) if person is not None]
    there = [reading.people[each] for each in known if each in reading.people]
    return [*named, *map(reading.names.at_all, there), *map(reading.names.in_team, there)]


def _is_wanted(view: EntryView, wanted: Wanted) -> bool:
    names = {person.display_name for person in (view.actor, view.about) if person is not None}
    return (
        wanted.act in {"", view.act}
        and (not wanted.person or wanted.person in names)
        and wanted.provision in {"", view.subject.get("provision")}
        and wanted.criterion in {"", view.subject.get("criterion")}
    )


def _view(entry: Entry, reading: _Reading) -> EntryView:
    subject = _mapping(entry.subject) or {}
    cell = _cell(subject)
    own = reading.sees_all or reading.reader in {entry.person_id, subject.get("person")}
    hidden = not own and _hides(entry, cell, reading)
    # Whoever withdraws another's score does so as a member.
    scored = entry.act != "withdraw score" or entry.person_id == subject.get("person")
    actor = _named(entry.person_id, entry.act, cell if scored else None, reading)
    about = _named(_whom(subject), entry.act, cell, reading)
    masked = {_id(actor), _id(about)} != {entry.person_id, _whom(subject)}
    if hidden:
        told = entry.act in _TOLD
        subject = {name: subject[name] for name in ("provision", "criterion") if told and name in subject}
        actor, about = (actor if entry.act in _OF_MANY_CELLS else None), None
    elif masked:
        subject = {name: value for name, value in subject.items() if name not in _WHOM}
    return EntryView(
        entry=entry,
        act=HIDDEN if hidden and entry.act not in _TOLD | _OF_MANY_CELLS else entry.act,
        actor=actor,
        about=about,
        place=_place(subject, reading.sheet),
        subject=subject,
        before=None if hidden else _mapping(entry.before),
        after=None if hidden else _after(entry, cell, own=own),
        personal=_mapping(entry.personal or "null") if reading.manages else None,
        hidden=hidden,
        is_provable=not hidden and not masked and (own or not _is_verdict(entry, cell)),
    )


def _hides(entry: Entry, cell: Cell | None, reading: _Reading) -> bool:
    """Whether the values of somebody else's entry are hidden from this reader."""
    if entry.act in _OF_MANY_CELLS:
        return not (reading.assigns and reading.names.are_shown and entry.act != "carry scores")
    if cell is None:
        return False
    if entry.act in _ONE_S_OWN:
        return True
    if entry.act == "state position" and '"publicity":"public"' not in entry.after:
        return True
    return bool(cell[1]) and cell not in reading.open


def _is_verdict(entry: Entry, cell: Cell | None) -> bool:
    return entry.act == "state position" and cell is not None and not cell[1]


def _after(entry: Entry, cell: Cell | None, *, own: bool) -> Mapping[str, Any] | None:
    """What it became. The verdict that a position was about is told to nobody who may still have to score."""
    after = _mapping(entry.after)
    if after is not None and not own and _is_verdict(entry, cell):
        return {name: value for name, value in after.items() if name != "result"}
    return after


def _named(person_id: Any, act: str, cell: Cell | None, reading: _Reading) -> Person | None:
    somebody = reading.people.get(person_id)
    if somebody is None:
        return None
    if cell is not None:
        return reading.names.of(somebody, cell)
    if act == "carry scores":
        return reading.names.at_all(somebody, is_named=False)
    return reading.names.in_team(somebody)


def _id(person: Person | None) -> int | None:
    return None if person is None else person.id


def _whom(subject: Mapping[str, Any]) -> int | None:
    return next((subject[name] for name in _WHOM if isinstance(subject.get(name), int)), None)


def _cell(subject: Mapping[str, Any]) -> Cell | None:
    path, criterion = subject.get("provision"), subject.get("criterion")
    return (path, criterion) if isinstance(path, str) and isinstance(criterion, str) else None


def _place(subject: Mapping[str, Any], sheet: Sheet | None) -> str:
    """The cell in words; "" without one."""
    cell = _cell(subject)
    if cell is None or sheet is None:
        return ""
    row, criterion = sheet.by_path.get(cell[0]), sheet.checklist.by_id.get(cell[1])
    return " · ".join(_words(row.label if row else cell[0], criterion.title if criterion else cell[1]))


def _words(*words: str) -> Iterator[str]:
    return (word for word in words if word)


def _mapping(text: str) -> Mapping[str, Any] | None:
    found = json.loads(text)
    return found if isinstance(found, dict) else None
