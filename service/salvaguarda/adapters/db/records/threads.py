"""Threads about cells, in SQL."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, columns_as, person_as, person_of
from salvaguarda.adapters.db.tables.discussions import comment, mention, thread
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.threads import CommentRecord, MentionRecord, ThreadRecord
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
_OF = select(thread).where(thread.c.assessment_id == bindparam("assessment")).order_by(thread.c.id)
_OF_CELL = _OF.where(thread.c.provision == bindparam("path"), thread.c.criterion == bindparam("criterion_id"))
_GET = select(thread).where(thread.c.id == bindparam("wanted"))
_OF_IDS = select(thread).where(thread.c.id.in_(bindparam("threads", expanding=True)))
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
    .where(thread.c.assessment_id == bindparam("assessment"), thread.c.resolved_at.is_(None))
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

    def comment(self, thread_id: int, person_id: int, body: str, mentioned: Sequence[int]) -> int:
        """Keep a comment; its number. The version of the thread rises; one that was resolved is open again."""
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
        return number

    def get(self, thread_id: int) -> ThreadRecord:
        """That thread; NotFound when there is none."""
        found = self._threads(_GET, wanted=thread_id)
        if not found:
            raise NotFound("thread", thread_id)
        return found[0]

    def of_cell(self, assessment_id: int, cell: CellKey) -> tuple[ThreadRecord, ...]:
        """The threads of one cell, oldest first."""
        return self._threads(_OF_CELL, assessment=assessment_id, path=cell[0], criterion_id=cell[1])

    def of(self, assessment_id: int) -> tuple[ThreadRecord, ...]:
        """Every thread of an assessment, oldest first."""
        return self._threads(_OF, assessment=assessment_id)

    def open_by_cell(self, assessment_id: int) -> dict[CellKey, int]:
        """Cells with open threads, and how many."""
        rows = self._connection.execute(_OPEN_BY_CELL, {"assessment": assessment_id})
        return {(row.provision, row.criterion): row.threads for row in rows}

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
        """Where somebody is mentioned, newest first."""
        rows = self._connection.execute(_MENTIONS_OF, {"mentioned": person_id, "most": most}).all()
        ids = sorted({row.thread_id for row in rows})
        threads = {each.id: each for each in self._threads(_OF_IDS, threads=ids)} if ids else {}
        return tuple(MentionRecord(row.id, threads[row.thread_id], row.number, row.seen_at) for row in rows)

    def see(self, thread_ids: Collection[int], person_id: int) -> int:
        """Their mentions in these threads are seen; how many were not before."""
        values = {"threads": sorted(thread_ids), "mentioned": person_id, "now": self._now}
        return self._connection.execute(_SEE, values).rowcount

    def _threads(self, statement: Select[Any], **values: object) -> tuple[ThreadRecord, ...]:
        rows = self._connection.execute(statement, values).all()
        if not rows:
            return ()
        ids = [row.id for row in rows]
        comments = self._comments(ids)
        wanted = {row.opened_by for row in rows} | {row.resolved_by for row in rows if row.resolved_by}
        people = {each.id: each for each in self._people(wanted)}
        return tuple(
            ThreadRecord(
                id=row.id,
                assessment_id=row.assessment_id,
                provision=row.provision,
                criterion=row.criterion,
                version=row.version,
                opened_at=row.opened_at,
                opened_by=people[row.opened_by],
                resolved_at=row.resolved_at,
                resolved_by=people[row.resolved_by] if row.resolved_by else None,
                comments=tuple(comments.get(row.id, ())),
            )
            for row in rows
        )

    def _comments(self, thread_ids: Sequence[int]) -> dict[int, list[CommentRecord]]:
        mentioned: dict[int, list[Person]] = {}
        for row in self._connection.execute(_MENTIONED, {"threads": thread_ids}):
            mentioned.setdefault(row.comment_id, []).append(person_of(row))
        found: dict[int, list[CommentRecord]] = {}
        for row in self._connection.execute(_COMMENTS, {"threads": thread_ids}):
            one = CommentRecord(row.number, row.body, row.at, _author(row), tuple(mentioned.get(row.id, ())))
            found.setdefault(row.thread_id, []).append(one)
        return found

    def _people(self, ids: Collection[int]) -> tuple[Person, ...]:
        return tuple(map(person_of, self._connection.execute(_PEOPLE, {"people": sorted(ids)})))
