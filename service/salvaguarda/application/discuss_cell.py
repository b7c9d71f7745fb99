"""Discuss a cell: open a thread, comment, mention, resolve. For whoever may see what others gave in it, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.open_conflict import cell_at, require_open
from salvaguarda.application.ports.audit import Kept, NewEntry, Row
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.threads import Mentionable, ThreadRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.audit import words_mark
from salvaguarda.domain.discussing import comment_problems, handle_of
from salvaguarda.domain.errors import Invalid, Problem, Stale
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class Discussion:
    """The threads of a cell, oldest first, and who can be mentioned there, by the name the reader is shown."""

    threads: tuple[ThreadRecord, ...]
    people: tuple[Mentionable, ...]


@dataclass(frozen=True, slots=True)
class NewComment:
    """What somebody writes. mentions: handles of who is meant, as `Discussion.people` gave them; "@[1]" in the body is the first."""

    body: str
    mentions: tuple[str, ...] = ()


def open_discussion(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, reader: Person
) -> Discussion:
    """The discussion of a cell; NotFound when it is none, Forbidden when it is not open to the reader."""
    cell_at(sheets.of(records, records.assessments.get(assessment_id)), cell)
    require_open(records, assessment_id, cell, reader.id)
    return Discussion(
        records.threads.of_cell(assessment_id, cell, reader.id),
        records.threads.mentionable(assessment_id, cell, reader.id),
    )


def open_thread(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, person: Person, comment: NewComment
) -> ThreadRecord:
    """A thread with its first comment; the same words sent twice open one. NotFound, Forbidden, Invalid."""
    require_in(records.members.roles_of(assessment_id, person), Act.DISCUSS)
    cell_at(sheets.of(records, records.assessments.get(assessment_id)), cell)
    require_open(records, assessment_id, cell, person.id)
    mentioned = _checked(records, assessment_id, cell, person, comment)
    for known in records.threads.of_cell(assessment_id, cell, person.id):
        if len(known.comments) == 1 and _is_again(known, person.id, comment):
            return known
    thread_id = records.threads.open(assessment_id, cell, person.id)
    return _commented(records, (thread_id, assessment_id, cell), person, comment, mentioned)


def add_comment(records: Records, thread_id: int, person: Person, comment: NewComment) -> ThreadRecord:
    """The thread with this comment, open again if it was resolved; the same words sent twice are one comment.

    Raises NotFound when the thread is not there for this person, Forbidden, Invalid.
    """
    thread = records.threads.get(thread_id, person.id)
    require_in(records.members.roles_of(thread.assessment_id, person), Act.DISCUSS)
    cell = (thread.provision, thread.criterion)
    mentioned = _checked(records, thread.assessment_id, cell, person, comment)
    if _is_again(thread, person.id, comment):
        return thread
    return _commented(records, (thread_id, thread.assessment_id, cell), person, comment, mentioned)


def resolve_thread(
    records: Records, thread_id: int, person: Person, version: int, *, resolved: bool
) -> ThreadRecord:
    """The thread, resolved or open again; nothing new when it is so already.

    Raises NotFound, Forbidden, and Stale with the ThreadRecord when it changed meanwhile: a comment may be unread.
    """
    thread = records.threads.get(thread_id, person.id)
    require_in(records.members.roles_of(thread.assessment_id, person), Act.DISCUSS)
    if (thread.resolved_at is not None) == resolved:
        return thread
    if not records.threads.resolve(thread_id, version, person.id if resolved else None):
        now = records.threads.get(thread_id, person.id)
        raise Stale("discussion", now, now.version)
    cell = (thread.provision, thread.criterion)
    act = "resolve discussion" if resolved else "reopen discussion"
    _log(records, (thread_id, thread.assessment_id, cell), person.id, act, {"resolved": resolved})
    return records.threads.get(thread_id, person.id)


def see_thread(records: Records, thread_id: int, person: Person) -> None:
    """What mentions this person there is seen."""
    records.threads.get(thread_id, person.id)
    records.threads.see([thread_id], person.id)


_Place = tuple[int, int, CellKey]
"""Thread id, assessment id, cell."""


def _commented(
    records: Records, place: _Place, person: Person, comment: NewComment, mentioned: Sequence[int]
) -> ThreadRecord:
    thread_id, _, _ = place
    words = comment.body.strip()
    comment_id, number = records.threads.comment(thread_id, person.id, words, mentioned)
    after = {"number": number, "words": words_mark(words), "mentions": list(mentioned)}
    _log(records, place, person.id, "comment", after, [(Kept.COMMENT, (comment_id,))])
    records.threads.see([thread_id], person.id)  # whoever answers has read
    return records.threads.get(thread_id, person.id)


def _log(
    records: Records,
    place: _Place,
    person_id: int,
    act: str,
    after: dict[str, object],
    keeps: Sequence[Row] = (),
) -> None:
    thread_id, assessment_id, (path, criterion) = place
    records.log.add(
        NewEntry(
            act=act,
            person_id=person_id,
            assessment_id=assessment_id,
            subject={"provision": path, "criterion": criterion, "thread": thread_id},
            after=after,
            keeps=keeps,
        )
    )
    records.events.add(
        assessment_id, EventKind.THREAD_CHANGED, None, thread=thread_id, path=path, criterion=criterion
    )


def _checked(
    records: Records, assessment_id: int, cell: CellKey, person: Person, comment: NewComment
) -> list[int]:
    """Ids of who is mentioned, in that order; Invalid with everything that is wrong with the comment."""
    known = {
        handle_of(each.shown): each.person_id
        for each in records.threads.mentionable(assessment_id, cell, person.id)
    }
    problems = comment_problems(comment.body, comment.mentions)
    problems += [
        Problem(f"mentions.{place}", f"{handle[:50]} cannot be mentioned here.", "Choose from the list.")
        for place, handle in enumerate(comment.mentions)
        if handle not in known
    ]
    if problems:
        raise Invalid(problems[0].what, problems)
    return [known[handle] for handle in comment.mentions]


def _is_again(thread: ThreadRecord, person_id: int, comment: NewComment) -> bool:
    """Whether the last comment is this one, whose answer got lost on the way."""
    last = thread.comments[-1]
    same_people = tuple(handle_of(each) for each in last.mentioned) == comment.mentions
    return last.person.id == person_id and last.body == comment.body.strip() and same_people
