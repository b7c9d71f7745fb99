"""Scores, in SQL. Who sees whose is decided in score_statements.VISIBLE, inside the statements."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from salvaguarda.adapters.db.records import score_statements as statements
from salvaguarda.adapters.db.records.assistance import assistance_of, with_past
from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import person_as, person_of
from salvaguarda.adapters.db.records.words_json import word_columns, words_of
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.application.ports.scores import (
    Carried,
    CellKey,
    NewState,
    OwnRating,
    RevisionRecord,
    ScoreRecord,
    Target,
    Words,
)
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.matrix import RatedCell
from salvaguarda.domain.people import Person

# Two tabs may save the first state of one cell at the same moment: the second gets no row back, and no error.
_ADD = first_wins(score)


_person = person_as("person")


class SqlScores:
    """Fulfils application.ports.scores.Scores."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def target(self, assessment_id: int, provision: str, criterion: str, person_id: int) -> Target:
        """What saving this score depends on; NotFound when there is no such assessment or provision."""
        cell = {"assessment": assessment_id, "path": provision}
        row = self._connection.execute(statements.TARGET, cell).one_or_none()
        if row is None:
            raise self._missing(assessment_id, provision)
        return Target(
            draft_id=row.draft_id,
            draft_version=row.draft_version,
            unit=Unit(row.unit),
            checklist_row=row.checklist_row,
            checklist_sha256=row.checklist_sha256,
            text=row.full_text,
            text_sha256=row.text_sha256,
            own=self.own_cell(assessment_id, provision, criterion, person_id),
        )

    def _missing(self, assessment_id: int, provision: str) -> NotFound:
        known = self._connection.execute(assessment.select().where(assessment.c.id == assessment_id)).first()
        return NotFound("assessment", assessment_id) if known is None else NotFound("provision", provision)

    def add(self, target: Target, cell: tuple[int, str, str], person_id: int, state: NewState) -> int | None:
        """Keep a first state of (assessment id, path, criterion); its id, or None when there is one already."""
        assessment_id, provision, criterion = cell
        columns = _state_columns(state)
        values = {
            "assessment_id": assessment_id,
            "draft_id": target.draft_id,
            "provision": provision,
            "criterion": criterion,
            "person_id": person_id,
            "revision": 1,
            "updated_at": self._now,
            **columns,
        }
        score_id = self._connection.execute(_ADD[self._connection.dialect.name], values).scalar_one_or_none()
        if score_id is not None:
            self._keep(score_id, 1, person_id, columns)
        return score_id

    def change(self, score_id: int, revision: int, person_id: int, state: NewState) -> bool:
        """Keep another state when the score still has this revision; False otherwise."""
        columns = _state_columns(state)
        values = {f"new_{name}": value for name, value in columns.items()}
        values |= {"wanted": score_id, "edited": revision, "now": self._now}
        if self._connection.execute(statements.CHANGE, values).rowcount == 0:
            return False
        self._keep(score_id, revision + 1, person_id, columns)
        return True

    def _keep(self, score_id: int, revision: int, person_id: int, columns: Mapping[str, object]) -> None:
        values = {
            "score_id": score_id,
            "revision": revision,
            "at": self._now,
            "person_id": person_id,
            **columns,
        }
        self._connection.execute(statements.KEEP, values)

    def get(self, score_id: int) -> ScoreRecord | None:
        """That score, for its own person only: callers compare `person` before showing anything."""
        return next(iter(self._records(statements.GET, None, wanted=score_id)), None)

    def own_cell(
        self, assessment_id: int, provision: str, criterion: str, person_id: int
    ) -> ScoreRecord | None:
        """The person's own score of one cell; None when there is none."""
        cell: dict[str, int | str] = {
            "assessment": assessment_id,
            "path": provision,
            "criterion_id": criterion,
        }
        return next(iter(self._records(statements.OWN_CELL, person_id, **cell)), None)

    def own(self, assessment_id: int, person_id: int) -> tuple[ScoreRecord, ...]:
        """The person's own scores, rated or not."""
        return self._records(statements.OWN, person_id, assessment=assessment_id)

    def own_of(self, assessment_id: int, provision: str, person_id: int) -> tuple[ScoreRecord, ...]:
        """The person's own scores of one provision."""
        return self._records(statements.OWN_OF, person_id, assessment=assessment_id, path=provision)

    def visible(self, assessment_id: int, reader_id: int | None) -> tuple[ScoreRecord, ...]:
        """The scores this reader may see; with None all that exist (the command line, on the machine itself)."""
        statement = statements.ALL if reader_id is None else statements.SEEN
        found = self._records(statement, reader_id, assessment=assessment_id)
        return self._signed(found, assessment_id, reader_id)

    def visible_of(self, assessment_id: int, provision: str, reader_id: int) -> tuple[ScoreRecord, ...]:
        """The scores of one provision this reader may see."""
        found = self._records(statements.SEEN_OF, reader_id, assessment=assessment_id, path=provision)
        return self._signed(found, assessment_id, reader_id)

    def _signed(
        self, scores: tuple[ScoreRecord, ...], assessment_id: int, reader_id: int | None
    ) -> tuple[ScoreRecord, ...]:
        """The scores, each with its person as the reader is told of them."""
        names = Names(self._connection, assessment_id, reader_id)
        if names.are_shown:
            return scores
        return tuple(
            replace(each, person=names.of(each.person, (each.provision, each.criterion))) for each in scores
        )

    def hidden_of(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, int]:
        """Criterion → how many rated scores of one provision stay hidden from this reader."""
        cell = {"assessment": assessment_id, "path": provision, "reader": reader_id}
        return {row.criterion: row.hidden for row in self._connection.execute(statements.HIDDEN_OF, cell)}

    def ratings(self, assessment_id: int, reader_id: int | None) -> list[RatedCell]:
        """Every rated score in short; hidden ones with rating None. With reader None nothing is hidden."""
        if reader_id is None:
            rows = self._connection.execute(statements.ALL_RATINGS, {"assessment": assessment_id})
            return rows.all()  # type: ignore[return-value]  # rows are tuples of these five columns
        values = {"assessment": assessment_id, "reader": reader_id}
        return [
            (provision, criterion, person_id if rating is not None else 0, rating, carried)
            for provision, criterion, person_id, rating, carried in self._connection.execute(
                statements.SEEN_RATINGS, values
            )
        ]

    def people(self, person_ids: Collection[int]) -> tuple[Person, ...]:
        """Those people, by name."""
        if not person_ids:
            return ()
        rows = self._connection.execute(statements.PEOPLE, {"people": sorted(person_ids)})
        return tuple(map(person_of, rows))

    def reviewers(
        self, assessment_id: int, person_ids: Collection[int], reader_id: int | None
    ) -> tuple[Person, ...]:
        """Those people, whose ratings the reader sees in this assessment, as the reader is told of them, by name.

        Where names wait for cells to be settled: those who are named in a settled cell, and one for all others.
        """
        names = Names(self._connection, assessment_id, reader_id)
        people = self.people(person_ids)
        if names.are_shown:
            return people
        statement = statements.NAMED if reader_id is None else statements.SEEN_NAMED
        values = {"assessment": assessment_id} | ({} if reader_id is None else {"reader": reader_id})
        named = frozenset(self._connection.execute(statement, values).scalars())
        told = {names.at_all(person, is_named=person.id in named) for person in people}
        return tuple(sorted(told, key=lambda person: (person.display_name, person.id)))

    def own_ratings(self, assessment_id: int, person_id: int) -> list[OwnRating]:
        """Every own score in short."""
        values = {"assessment": assessment_id, "reader": person_id}
        rows = self._connection.execute(statements.OWN_RATINGS, values)
        return [(provision, criterion, rating) for provision, criterion, rating in rows]

    def rated_by(self, assessment_ids: Collection[int], person_id: int) -> dict[int, set[CellKey]]:
        """Assessment id → the cells this person has rated."""
        rated: dict[int, set[CellKey]] = {assessment_id: set() for assessment_id in assessment_ids}
        if rated:
            values = {"assessments": sorted(rated), "reader": person_id}
            for assessment_id, provision, criterion in self._connection.execute(statements.RATED_BY, values):
                rated[assessment_id].add((provision, criterion))
        return rated

    def revisions(self, score_id: int) -> tuple[RevisionRecord, ...]:
        """Every state of a score, newest first."""
        rows = self._connection.execute(statements.REVISIONS, {"wanted": score_id})
        return tuple(RevisionRecord(row.revision, _words(row), row.at, _person(row)) for row in rows)

    def _records(self, statement: Any, reader_id: int | None, **values: int | str) -> tuple[ScoreRecord, ...]:
        if reader_id is not None:
            values["reader"] = reader_id
        found = tuple(map(_record, self._connection.execute(statement, values)))
        return with_past(self._connection, found, reader_id)


def _state_columns(state: NewState) -> dict[str, object]:
    carried_score_id, carried_revision, confirmed = state.continues or (None, None, False)
    return {
        **word_columns(state.words),
        "text_sha256": state.text_sha256,
        "checklist_sha256": state.checklist_sha256,
        "carried_score_id": carried_score_id,
        "carried_revision": carried_revision,
        "confirmed": confirmed,
    }


def _words(row: Any) -> Words:
    return words_of(row.rating, row.rationale, row.evidence, row.recommendation, row.recommendation_text)


def _carried(row: Any) -> Carried | None:
    if row.carried_score_id is None:
        return None
    return Carried(
        score_id=row.carried_score_id,
        revision=row.carried_revision,
        assessment_id=row.carried_assessment_id,
        draft_label=row.carried_draft_label,
        provision_label=row.carried_provision_label,
        confirmed=row.confirmed,
    )


def _record(row: Any) -> ScoreRecord:
    return ScoreRecord(
        id=row.id,
        assessment_id=row.assessment_id,
        provision=row.provision,
        criterion=row.criterion,
        person=_person(row),
        words=_words(row),
        text_sha256=row.text_sha256,
        checklist_sha256=row.checklist_sha256,
        revision=row.revision,
        carried_from=_carried(row),
        updated_at=row.updated_at,
        assisted=assistance_of(row),
    )
