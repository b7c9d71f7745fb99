"""Threads about cells, in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from salvaguarda.adapters.db.records.mentionable import mentionable
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.own_first import open_cell
from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, columns_as, person_as, person_of
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.discussions import comment, mention, thread
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.threads import CommentRecord, Mentionable, MentionRecord, ThreadRecord
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person

_OPEN = insert(thread).returning(thread.c.id)
# Whoever comments holds the row of the thread until the transaction ends, so numbers have no gap and no double.
_TOUCH = (
    update(thread)
    .where(thread.c.id == bindparam("wanted"))
    .values(version=thread.c.version + 1, resolved_at=None, resolved_by=None)
)
_LAST = select(func.coalesce(func.max(comment.c.number), 0)).where(comment.c.thread_id == bindparam("wanted"))
_COMMENT = insert(comment).returning(comment.c.id)
_MENTION = insert(mention)
_RESOLVE = (
    update(thread)
    .where(thread.c.id == bindparam("wanted"), thread.c.version == bindparam("edited"))
    .values(version=thread.c.version + 1, resolved_at=bindparam("when"), resolved_by=bindparam("who"))
)
# Every read asks whether the cell is open to its reader, as everything that holds somebody's judgement does.
_READ = (
    select(thread)
    .join_from(thread, assessment, assessment.c.id == thread.c.assessment_id)
    .where(open_cell(thread.c.assessment_id, thread.c.provision, thread.c.criterion))
    .order_by(thread.c.id)
)
_OF = _READ.where(thread.c.assessment_id == bindparam("assessment"))
_OF_CELL = _OF.where(thread.c.provision == bindparam("path"), thread.c.criterion == bindparam("criterion_id"))
_GET = _READ.where(thread.c.id == bindparam("wanted"))
_OF_IDS = _READ.where(thread.c.id.in_(bindparam("threads", expanding=True)))
_COMMENTS = (
    select(comment, *columns_as("author"))
    .join_from(comment, person)
    .where(comment.c.thread_id.in_(bindparam("threads", expanding=True)))
    .order_by(comment.c.thread_id, comment.c.number)
)
_MENTIONED = (
    select(mention.c.comment_id, *PERSON_COLUMNS)
    .select_from(
        mention.join(comment, comment.c.id == mention.c.comment_id).join(
            person, person.c.id == mention.c.person_id
        )
    )
    .where(comment.c.thread_id.in_(bindparam("threads", expanding=True)))
    .order_by(mention.c.id)
)
_PEOPLE = select(*PERSON_COLUMNS).where(person.c.id.in_(bindparam("people", expanding=True)))
_OPEN_BY_CELL = (
    select(thread.c.provision, thread.c.criterion, func.count().label("threads"))
    .join_from(thread, assessment, assessment.c.id == thread.c.assessment_id)
    .where(
        thread.c.assessment_id == bindparam("assessment"),
        thread.c.resolved_at.is_(None),
        open_cell(thread.c.assessment_id, thread.c.provision, thread.c.criterion),
    )
    .group_by(thread.c.provision, thread.c.criterion)
)
_MENTIONS_OF = (
    select(mention.c.id, mention.c.seen_at, comment.c.number, comment.c.thread_id)
    .join_from(mention, comment)
    .where(mention.c.person_id == bindparam("mentioned"))
    .order_by(mention.c.id.desc())
    .limit(bindparam("most"))
)
_SEE = (
    update(mention)
    .where(
        mention.c.person_id == bindparam("mentioned"),
        mention.c.seen_at.is_(None),
        mention.c.comment_id.in_(
            select(comment.c.id).where(comment.c.thread_id.in_(bindparam("threads", expanding=True)))
        ),
    )
    .values(seen_at=bindparam("now"))
)
_author = person_as("author")


class SqlThreads:
    """Fulfils application.ports.threads.Threads."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def open(self, assessment_id: int, cell: CellKey, person_id: int) -> int:
        """Keep a new thread; its id."""
        values = {
            "assessment_id": assessment_id,
            "provision": cell[0],
            "criterion": cell[1],
            "version": 0,  # its first comment makes it 1
            "opened_at": self._now,
            "opened_by": person_id,
        }
        return int(self._connection.execute(_OPEN, values).scalar_one())

    def comment(self, thread_id: int, person_id: int, body: str, mentioned: Sequence[int]) -> tuple[int, int]:
        """Keep a comment; its id and its number. The version of the thread rises; one that was resolved is open again."""
        self._connection.execute(_TOUCH, {"wanted": thread_id})
        number = int(self._connection.execute(_LAST, {"wanted": thread_id}).scalar_one()) + 1
        values = {
            "thread_id": thread_id,
            "number": number,
            "body": body,
            "at": self._now,
            "person_id": person_id,
        }
        comment_id = self._connection.execute(_COMMENT, values).scalar_one()
        if mentioned:
            rows = [{"comment_id": comment_id, "person_id": each, "seen_at": None} for each in mentioned]
            self._connection.execute(_MENTION, rows)
        return comment_id, number

    def get(self, thread_id: int, reader_id: int) -> ThreadRecord:
        """That thread; NotFound when there is none, or when its cell is not open to this reader."""
        found = self._threads(_GET, reader_id, wanted=thread_id)
        if not found:
            raise NotFound("thread", thread_id)
        return found[0]

    def of_cell(self, assessment_id: int, cell: CellKey, reader_id: int) -> tuple[ThreadRecord, ...]:
        """The threads of one cell, oldest first; () when it is not open to this reader."""
        values = {"assessment": assessment_id, "path": cell[0], "criterion_id": cell[1]}
        return self._threads(_OF_CELL, reader_id, **values)

    def of(self, assessment_id: int, reader_id: int) -> tuple[ThreadRecord, ...]:
        """Every thread of an assessment that this reader may read, oldest first."""
        return self._threads(_OF, reader_id, assessment=assessment_id)

    def open_by_cell(self, assessment_id: int, reader_id: int) -> dict[CellKey, int]:
        """Cells with threads that are not resolved and that this reader may read, and how many."""
        values = {"assessment": assessment_id, "reader": reader_id}
        rows = self._connection.execute(_OPEN_BY_CELL, values)
        return {(row.provision, row.criterion): row.threads for row in rows}

    def mentionable(self, assessment_id: int, cell: CellKey, reader_id: int) -> tuple[Mentionable, ...]:
        """Who can be mentioned there, by the name that is shown."""
        return mentionable(self._connection, assessment_id, cell, reader_id)

    def resolve(self, thread_id: int, version: int, person_id: int | None) -> bool:
        """Resolve it (None: open it again) when it still has this version; False otherwise."""
        values = {
            "wanted": thread_id,
            "edited": version,
            "when": None if person_id is None else self._now,
            "who": person_id,
        }
        return self._connection.execute(_RESOLVE, values).rowcount > 0

    def mentions_of(self, person_id: int, most: int) -> tuple[MentionRecord, ...]:
        """Where somebody is mentioned, newest first, as far as they may read it."""
        rows = self._connection.execute(_MENTIONS_OF, {"mentioned": person_id, "most": most}).all()
        ids = sorted({row.thread_id for row in rows})
        threads = {each.id: each for each in self._threads(_OF_IDS, person_id, threads=ids)} if ids else {}
        return tuple(
            MentionRecord(row.id, threads[row.thread_id], row.number, row.seen_at)
            for row in rows
            if row.thread_id in threads
        )

    def see(self, thread_ids: Collection[int], person_id: int) -> int:
        """Their mentions in these threads are seen; how many were not before."""
        values = {"threads": sorted(thread_ids), "mentioned": person_id, "now": self._now}
        return self._connection.execute(_SEE, values).rowcount

    def _threads(self, statement: Select[Any], reader_id: int, **values: object) -> tuple[ThreadRecord, ...]:
        rows = self._connection.execute(statement, {**values, "reader": reader_id}).all()
        if not rows:
            return ()
        comments = self._comments([row.id for row in rows])
        people = self._people({row.opened_by for row in rows} | {row.resolved_by for row in rows} - {None})
        names: dict[int, Names] = {}
        found = []
        for row in rows:
            known = names.setdefault(row.assessment_id, Names(self._connection, row.assessment_id, reader_id))
            found.append(_thread(row, comments.get(row.id, ()), people, known))
        return tuple(found)

    def _comments(self, thread_ids: Sequence[int]) -> dict[int, list[CommentRecord]]:
        """Thread id → its comments, with the people as they are."""
        mentioned: dict[int, list[Person]] = {}
        for row in self._connection.execute(_MENTIONED, {"threads": thread_ids}):
            mentioned.setdefault(row.comment_id, []).append(person_of(row))
        found: dict[int, list[CommentRecord]] = {}
        for row in self._connection.execute(_COMMENTS, {"threads": thread_ids}):
            one = CommentRecord(row.number, row.body, row.at, _author(row), tuple(mentioned.get(row.id, ())))
            found.setdefault(row.thread_id, []).append(one)
        return found

    def _people(self, ids: Collection[int]) -> Mapping[int, Person]:
        rows = self._connection.execute(_PEOPLE, {"people": sorted(ids)})
        return {row.id: person_of(row) for row in rows}


def _thread(
    row: Any, comments: Iterable[CommentRecord], people: Mapping[int, Person], names: Names
) -> ThreadRecord:
    """The thread as its reader is told of it: everybody in it by the name they have beside a score of the cell."""
    cell = (row.provision, row.criterion)
    return ThreadRecord(
        id=row.id,
        assessment_id=row.assessment_id,
        provision=row.provision,
        criterion=row.criterion,
        version=row.version,
        opened_at=row.opened_at,
        opened_by=names.of(people[row.opened_by], cell),
        resolved_at=row.resolved_at,
        resolved_by=names.of(people[row.resolved_by], cell) if row.resolved_by else None,
        comments=tuple(
            replace(
                each,
                person=names.of(each.person, cell),
                mentioned=tuple(names.of(one, cell) for one in each.mentioned),
            )
            for each in comments
        ),
    )
