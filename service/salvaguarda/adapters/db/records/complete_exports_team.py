"""How a team worked, read in SQL for a complete export: names masked and cells hidden as everywhere, or nothing of both."""

import json
from collections import defaultdict
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, func, not_, or_, select

from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.own_first import READER, is_settled, open_cell
from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.audit import audit_entry
from salvaguarda.adapters.db.tables.discussions import comment, mention, thread
from salvaguarda.adapters.db.tables.settling import assignment, settled_result
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.application.ports.exported_team import (
    ExportedAssignment,
    ExportedBasis,
    ExportedComment,
    ExportedEntry,
    ExportedMember,
    ExportedResult,
    ExportedThread,
    KeyOf,
)
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, ScoresKept, roles_of_text

CellKey = tuple[str, str]

_wanted: Any = bindparam("assessment")
_PEOPLE = select(*PERSON_COLUMNS)
_MEMBERS = select(member).where(member.c.assessment_id == _wanted).order_by(member.c.id)
_ASSIGNMENTS = select(assignment).where(assignment.c.assessment_id == _wanted).order_by(assignment.c.id)
# Who is assigned to a cell is nearly always who scores it: told of oneself, and of others where names are.
_OWN_ASSIGNMENTS = _ASSIGNMENTS.where(assignment.c.person_id == READER)
_SETTLED_ASSIGNMENTS = _ASSIGNMENTS.where(
    or_(
        assignment.c.person_id == READER,
        is_settled(assignment.c.assessment_id, assignment.c.provision, assignment.c.criterion),
    )
)
_RESULTS = (
    select(settled_result)
    .join_from(settled_result, assessment, assessment.c.id == settled_result.c.assessment_id)
    .where(settled_result.c.assessment_id == _wanted)
    .order_by(settled_result.c.id)
)
_result_is_open = open_cell(
    settled_result.c.assessment_id, settled_result.c.provision, settled_result.c.criterion
)
_SEEN_RESULTS = _RESULTS.where(_result_is_open)
_HIDDEN_RESULTS = (
    select(func.count())
    .select_from(settled_result.join(assessment, assessment.c.id == settled_result.c.assessment_id))
    .where(settled_result.c.assessment_id == _wanted, not_(_result_is_open))
)
_THREADS = (
    select(thread)
    .join_from(thread, assessment, assessment.c.id == thread.c.assessment_id)
    .where(thread.c.assessment_id == _wanted)
    .order_by(thread.c.id)
)
_SEEN_THREADS = _THREADS.where(open_cell(thread.c.assessment_id, thread.c.provision, thread.c.criterion))
_COMMENTS = (
    select(comment)
    .join_from(comment, thread)
    .where(thread.c.assessment_id == _wanted)
    .order_by(comment.c.thread_id, comment.c.number)
)
_MENTIONS = (
    select(mention.c.comment_id, mention.c.person_id)
    .select_from(
        mention.join(comment, comment.c.id == mention.c.comment_id).join(
            thread, thread.c.id == comment.c.thread_id
        )
    )
    .where(thread.c.assessment_id == _wanted)
    .order_by(mention.c.id)
)
_ENTRIES = select(audit_entry).where(audit_entry.c.chain == _wanted).order_by(audit_entry.c.seq)


class TeamReader:
    """Reads one assessment's for one reader; with None nothing is hidden and nobody masked (the machine itself)."""

    def __init__(
        self, connection: Connection, assessment_id: int, reader_id: int | None, key_of: KeyOf
    ) -> None:
        self._connection, self._assessment_id = connection, assessment_id
        self._reader_id, self._key_of = reader_id, key_of
        self._names = Names(connection, assessment_id, reader_id)

    def key(self, person_id: int, cell: CellKey) -> int:
        """The key of somebody beside what they gave in a cell."""
        somebody = self._people[person_id]
        shown = somebody if self._reader_id is None else self._names.of(somebody, cell)
        return self._key_of(self._assessment_id, shown)

    def member_key(self, person_id: int) -> int:
        """The key of somebody beside what they did as a member: by name, as in the roster."""
        somebody = self._people[person_id]
        shown = somebody if self._reader_id is None else self._names.in_team(somebody)
        return self._key_of(self._assessment_id, shown)

    def members(self) -> list[ExportedMember]:
        """Everybody with a row. Name and pseudonym never stand side by side, except for oneself."""
        return [self._member(row) for row in self._read(_MEMBERS)]

    def _member(self, row: Any) -> ExportedMember:
        return ExportedMember(
            person=self.member_key(row.person_id),
            roles=sorted(roles_of_text(row.roles)),
            pseudonym=row.pseudonym if self._reader_id in (None, row.person_id) else "",
            version=row.version,
            since=row.since,
            added_by=self.member_key(row.added_by),
            left_at=row.left_at,
            scores_kept=None if row.scores_kept is None else ScoresKept(row.scores_kept),
        )

    def assignments(self) -> list[ExportedAssignment]:
        """Who is to score what."""
        return [
            ExportedAssignment(
                provision=row.provision,
                criterion=row.criterion,
                person=self.key(row.person_id, (row.provision, row.criterion)),
                at=row.at,
                assigned_by=self.member_key(row.assigned_by),
            )
            for row in self._read(self._assignments)
        ]

    @property
    def _assignments(self) -> Any:
        if self._reader_id is None or self._names.are_shown:
            return _ASSIGNMENTS
        waits = self._names.naming is Naming.UNTIL_SETTLED
        return _SETTLED_ASSIGNMENTS if waits else _OWN_ASSIGNMENTS

    def results(self) -> list[ExportedResult]:
        """Every result that was settled in cells that are open to the reader, reopened ones too."""
        return [self._result(row) for row in self._seen(_RESULTS, _SEEN_RESULTS)]

    def hidden_results(self) -> int:
        """How many are not open to the reader."""
        return 0 if self._reader_id is None else int(self._read(_HIDDEN_RESULTS).scalar_one())

    def _result(self, row: Any) -> ExportedResult:
        cell = (row.provision, row.criterion)
        return ExportedResult(
            provision=row.provision,
            criterion=row.criterion,
            kind=row.kind,
            rating=Rating(row.rating),
            reason=row.reason,
            basis=[ExportedBasis(score_id, revision) for score_id, revision in json.loads(row.basis)],
            chosen=row.chosen_score_id,
            at=row.at,
            person=self.key(row.person_id, cell),
            reopened_at=row.reopened_at,
            reopened_by=None if row.reopened_by is None else self.key(row.reopened_by, cell),
            reopened_because=row.reopened_because,
        )

    def threads(self) -> list[ExportedThread]:
        """Discussions of cells that are open to the reader."""
        comments: defaultdict[int, list[Any]] = defaultdict(list)
        for row in self._read(_COMMENTS):
            comments[row.thread_id].append(row)
        return [self._thread(row, comments[row.id]) for row in self._seen(_THREADS, _SEEN_THREADS)]

    def _thread(self, row: Any, comments: list[Any]) -> ExportedThread:
        cell = (row.provision, row.criterion)
        return ExportedThread(
            provision=row.provision,
            criterion=row.criterion,
            version=row.version,
            opened_at=row.opened_at,
            opened_by=self.key(row.opened_by, cell),
            resolved_at=row.resolved_at,
            resolved_by=None if row.resolved_by is None else self.key(row.resolved_by, cell),
            comments=[
                ExportedComment(
                    number=each.number,
                    body=each.body,
                    at=each.at,
                    person=self.key(each.person_id, cell),
                    mentions=[self.key(person_id, cell) for person_id in self._mentions[each.id]],
                )
                for each in comments
            ],
        )

    @cached_property
    def _mentions(self) -> defaultdict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in self._read(_MENTIONS):
            found[row.comment_id].append(row.person_id)
        return found

    def record(self) -> list[ExportedEntry]:
        """The chain of the assessment; nothing of it for a reader, who has a page of their own for it."""
        if self._reader_id is not None:
            return []
        return [
            ExportedEntry(
                seq=row.seq,
                at=row.at,
                person=row.person_id,
                act=row.act,
                subject=row.subject,
                before=row.before,
                after=row.after,
                personal_sha256=row.personal_sha256,
                previous_sha256=row.previous_sha256,
                sha256=row.sha256,
            )
            for row in self._read(_ENTRIES)
        ]

    @cached_property
    def _people(self) -> dict[int, Person]:
        return {row.id: person_of(row) for row in self._connection.execute(_PEOPLE)}

    def _seen(self, everything: Any, for_reader: Any) -> Any:
        return self._read(everything if self._reader_id is None else for_reader)

    def _read(self, statement: Any) -> Any:
        values = {"assessment": self._assessment_id}
        if self._reader_id is not None and "reader" in statement.compile().params:
            values["reader"] = self._reader_id
        return self._connection.execute(statement, values)
