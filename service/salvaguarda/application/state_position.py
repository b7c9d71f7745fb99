"""State the position of one's organisation on a result, or on the verdict."""

from dataclasses import dataclass

from salvaguarda.application.describe_snapshot import (
    criterion_titles,
    present_state,
    results_in,
    still_to_score,
)
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.positions import PositionRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import Affiliation
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.audit import sha256_of
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import (
    LEAST_NOTE,
    VERDICT,
    Position,
    Publicity,
    Stance,
    ToldPositions,
    told_positions,
)
from salvaguarda.domain.snapshots import Content, cells_of

Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody says for their organisation. result: the rating or verdict that they saw."""

    stance: Stance
    note: str
    publicity: Publicity
    result: str


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A result on which positions can be stated.

    label: of its row. title: code and title of its criterion; "" for the verdict. own_version: 0 when one's own has none.
    """

    subject: Subject
    label: str
    title: str
    result: str
    told: ToldPositions
    own_version: int


@dataclass(frozen=True, slots=True)
class PositionsView:
    """own: the reader's organisation. subjects: the verdict, then results by row. stated: of every position told, by
    organisation and subject."""

    own: Affiliation | None
    subjects: tuple[SubjectView, ...]
    stated: dict[tuple[int, Subject], PositionRecord]


def list_positions(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> PositionsView:
    """Every settled result with the positions that the reader is told of. Raises NotFound."""
    content = present_state(records, sheets, assessment_id).content
    seen = _seen(records, assessment_id, content, reader)
    titles = criterion_titles(records, sheets, assessment_id)
    newest = records.positions.newest(assessment_id)
    own = records.organisations.affiliation_of(reader.id)
    organisation = None if own is None else own.organisation_id
    told = told_positions([each.position for each in newest], organisation, results_in(content))
    versions = {
        each.position.subject: each.position.version
        for each in newest
        if each.position.organisation_id == organisation
    }
    subjects = tuple(
        SubjectView(
            subject,
            label,
            titles.get(subject[1], ""),
            result,
            told.get(subject, ToldPositions((), {})),
            versions.get(subject, 0),
        )
        for subject, label, result in _subjects(content)
        if subject in seen
    )
    return PositionsView(
        own, subjects, {(each.position.organisation_id, each.position.subject): each for each in newest}
    )


def state_position(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    subject: Subject,
    person: Person,
    version: int,
    wording: Wording,
) -> PositionRecord:
    """Keep the state that follows `version` (0: the first).

    Raises Forbidden for whoever does not speak for an organisation here, NotFound when there is no settled result,
    Conflict when it is not the one that was seen, Invalid for a dissent without a note, Stale when a colleague was quicker.
    """
    require_in(records.members.roles_of(assessment_id, person), Act.STATE_POSITION)
    own = records.organisations.affiliation_of(person.id)
    if own is None or not own.speaks:
        raise Forbidden(
            "Only somebody who speaks for an organisation may state its position. Ask the owner of this installation."
        )
    content = present_state(records, sheets, assessment_id).content
    if subject not in _seen(records, assessment_id, content, person):
        raise NotFound("settled result", f"{subject[0]} / {subject[1]}")
    _check(content, subject, wording)
    stated = Position(
        own.organisation_id,
        subject,
        wording.stance,
        wording.note,
        wording.publicity,
        wording.result,
        version + 1,
    )
    record = records.positions.add(assessment_id, stated, person.id)
    records.log.add(_entry(assessment_id, stated, person.id, record.id))
    if wording.publicity is not Publicity.PRIVATE:
        path, criterion = subject
        records.events.add(assessment_id, EventKind.POSITION_STATED, None, path=path, criterion=criterion)
    return record


def list_position_states(
    records: Records, assessment_id: int, subject: Subject, reader: Person
) -> tuple[PositionRecord, ...]:
    """Every state of the position of the reader's own organisation, newest first; none without an organisation.

    Own judgement first: none either while the reader is still to score what they are about, for each says a result.
    """
    own = records.organisations.affiliation_of(reader.id)
    to_score = records.cells.to_score(assessment_id, reader.id)
    hidden = to_score & (
        records.cells.terms(assessment_id, None).settled.keys() if subject == VERDICT else {subject}
    )
    if own is None or hidden:
        return ()
    return records.positions.history(assessment_id, own.organisation_id, subject)


def _subjects(content: Content) -> list[tuple[Subject, str, str]]:
    """Subject, label and result: the verdict, and every settled cell."""
    cells = [
        ((cell.path, cell.criterion), cell.label, cell.rating)
        for cell in cells_of(content)
        if cell.rating is not None
    ]
    return [(VERDICT, "", str(content["verdict"])), *cells]


def _seen(records: Records, assessment_id: int, content: Content, reader: Person) -> set[Subject]:
    """The settled results that the reader may see; the verdict only when nothing of it waits for their own rating."""
    seen: set[Subject] = set(records.cells.terms(assessment_id, reader.id).settled)
    if not still_to_score(records, assessment_id, content, reader.id):
        seen.add(VERDICT)
    return seen


def _check(content: Content, subject: Subject, wording: Wording) -> None:
    if results_in(content).get(subject) != wording.result:
        raise Conflict(
            "The result is not the one you had on screen. Look at it again, then state the position."
        )
    if wording.stance is Stance.DISSENT and len(wording.note.strip()) < LEAST_NOTE:
        problem = Problem(
            "note", "A dissent needs a minority note.", "Say in a sentence why you see it otherwise."
        )
        raise Invalid(problem.what, [problem])


def _entry(assessment_id: int, stated: Position, person_id: int, position_id: int) -> NewEntry:
    """A position that is not public shows neither its stance nor whose it is: a hash of it stands for it."""
    public = stated.publicity is Publicity.PUBLIC
    said = {"stance": stated.stance.value, "result": stated.result, "note_sha256": sha256_of(stated.note)}
    return NewEntry(
        act="state position",
        person_id=person_id if public else None,
        assessment_id=assessment_id,
        subject={"provision": stated.subject[0], "criterion": stated.subject[1], "version": stated.version}
        | ({"organisation": stated.organisation_id} if public else {}),
        after={"publicity": stated.publicity.value, **(said if public else {})},
        keeps=[(Kept.POSITION, (position_id,))],
    )
