"""Who sees what others gave: the query does in both databases what the rule says in words (domain/cells.sees_others).

A hundred cells in every combination of scores, assignments and settled results that chance makes, seen by everybody.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import insert, update

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.settling import assignment, settled_result
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.domain.cells import CellStanding, CellState, may_adjudicate, sees_others
from salvaguarda.domain.scores import Rating
from tests.assessing import OLD, World, make_in, sheets

NOW = "2026-11-24T06:12:40.123456Z"
ROWS = tuple(part.path for part in OLD if part.kind == "article")


@dataclass(frozen=True)
class Drawn:
    """A world with cells that chance filled. adjudicator: has that role and, by chance, scores and assignments."""

    world: World
    cells: tuple[CellStanding, ...]
    scorers: tuple[int, ...]
    adjudicator: int

    @property
    def readers(self) -> Iterator[int]:
        yield from (*self.scorers, self.world.ana)


def draw(chance: random.Random, path: str, criterion: str, people: tuple[int, ...]) -> CellStanding:
    """One cell; half of all ratings are `met`, so that people agree often enough."""
    scoring = [person for person in people if chance.random() < 0.45]
    rated = {person: chance.choice([Rating.MET, Rating.MET, *Rating]) for person in scoring}
    noted = frozenset(person for person in scoring if chance.random() < 0.2)
    ratings = {person: rating for person, rating in rated.items() if person not in noted}
    assigned = frozenset(person for person in people if chance.random() < 0.25)
    settled = chance.choice([*Rating]) if ratings and chance.random() < 0.25 else None
    return CellStanding(path, criterion, 2, ratings, noted, assigned, settled)


def keep(records: SqlRecords, drawn: Drawn) -> None:
    key, run = drawn.world.old, records.connection.execute
    draft = records.assessments.get(key).draft_id
    run(update(assessment).where(assessment.c.id == key).values(needed=2))
    roles = {"roles": "adjudicator reviewer", "pseudonym": "Reviewer 1", "version": 1}
    run(
        insert(member).values(
            assessment_id=key, person_id=drawn.adjudicator, since=NOW, added_by=drawn.world.ana, **roles
        )
    )
    for cell in drawn.cells:
        at = {"assessment_id": key, "provision": cell.path, "criterion": cell.criterion}
        codes = {person: rating.value for person, rating in cell.ratings.items()}
        for person, rating in (codes | dict.fromkeys(cell.noted)).items():
            run(insert(score).values(**at, **_score(draft, person, rating)))
        for person in cell.assigned:
            run(insert(assignment).values(**at, person_id=person, at=NOW, assigned_by=person))
        for reopened in (NOW, *([None] if cell.settled else [])):
            rating = cell.settled or Rating.SILENT
            run(insert(settled_result).values(**at, **_result(rating, drawn.world.ana, reopened)))


def _score(draft: int, person: int, rating: str | None) -> dict[str, object]:
    texts = {"rationale": f"by {person}", "evidence": "[]", "recommendation_text": ""}
    hashes = {"text_sha256": "0" * 64, "checklist_sha256": "0" * 64}
    return {
        "draft_id": draft,
        "person_id": person,
        "rating": rating,
        **texts,
        **hashes,
        "revision": 1,
        "confirmed": False,
        "updated_at": NOW,
    }


def _result(rating: Rating, person: int, reopened: str | None) -> dict[str, object]:
    """A result; every cell has had one that was reopened, which opens nothing."""
    return {
        "kind": "adjudicated",
        "rating": rating.value,
        "reason": "Because.",
        "basis": "[]",
        "at": NOW,
        "person_id": person,
        "reopened_at": reopened,
        "reopened_by": person if reopened else None,
    }


@pytest.fixture
def drawn(database: Database) -> Drawn:
    world = make_in(database)
    dan, eve = (
        database.write_here(
            lambda records: records.people.add(f"{name}@example.org", name, "no hash").id  # noqa: B023
        )
        for name in ("dan", "eve")
    )
    scorers = (world.ben, world.cleo, dan, eve)
    checklist = database.read_here(
        lambda records: sheets().of(records, records.assessments.get(world.old)).checklist
    )
    chance = random.Random(20261124)
    criteria = [each.id for each in checklist.criteria if not each.whole_draft]
    cells = tuple(draw(chance, path, key, scorers) for path in ROWS for key in criteria)
    found = Drawn(world, cells, scorers, eve)
    database.write_here(lambda records: keep(records, found))  # type: ignore[arg-type]
    return found


def told(drawn: Drawn, reader: int, *, blind: bool = True) -> set[tuple[str, str]]:
    """The cells whose scores the rule in words opens to this reader."""
    return {
        (cell.path, cell.criterion)
        for cell in drawn.cells
        if sees_others(cell, reader, blind=blind, adjudicates=reader == drawn.adjudicator)
    }


def kept(drawn: Drawn) -> dict[tuple[str, str], CellStanding]:
    return {
        (cell.path, cell.criterion): cell
        for cell in drawn.cells
        if cell.ratings or cell.noted or cell.assigned or cell.settled
    }


def check_that_chance_drew_every_kind(drawn: Drawn) -> None:
    assert {cell.state for cell in drawn.cells} == set(CellState)
    assert any(may_adjudicate(cell, drawn.adjudicator) for cell in drawn.cells)
    conflicts = [cell for cell in drawn.cells if cell.state is CellState.CONFLICT]
    assert any(cell.assigned for cell in conflicts)
    waiting = [cell for cell in drawn.cells if cell.state is CellState.WAITING and len(cell.ratings) > 1]
    assert any(len(set(cell.ratings.values())) > 1 for cell in waiting)


def check_standings(records: SqlRecords, drawn: Drawn) -> None:
    found = records.cells.standings(drawn.world.old)
    assert {(cell.path, cell.criterion): cell for cell in found} == kept(drawn)
    cell = drawn.cells[3]
    assert records.cells.standing(drawn.world.old, cell.path, cell.criterion) == cell
    nothing = records.cells.standing(drawn.world.old, "art_1", "none")
    assert nothing == CellStanding("art_1", "none", 2)
    assert records.cells.open_to(drawn.world.old, None) == kept(drawn).keys()


def check_cells(records: SqlRecords, drawn: Drawn, reader: int) -> None:
    expected = told(drawn, reader)
    assert 0 < len(expected & kept(drawn).keys()) < len(kept(drawn))
    assert records.cells.open_to(drawn.world.old, reader) == expected & kept(drawn).keys()
    for cell in drawn.cells[::3]:
        key = (cell.path, cell.criterion)
        assert records.cells.is_open(drawn.world.old, *key, reader) == (key in expected)


def check_scores(records: SqlRecords, drawn: Drawn, reader: int) -> None:
    expected = told(drawn, reader)
    mine = {(*key, reader) for key, cell in kept(drawn).items() if cell.has_score_of(reader)}
    others = {
        (*key, person) for key, cell in kept(drawn).items() for person in cell.ratings if key in expected
    }
    seen = records.scores.visible(drawn.world.old, reader)
    assert {(each.provision, each.criterion, each.person.id) for each in seen} == mine | others
    of_row = [score for path in ROWS for score in records.scores.visible_of(drawn.world.old, path, reader)]
    assert {each.id for each in of_row} == {each.id for each in seen}
    ratings = records.scores.ratings(drawn.world.old, reader)
    rated = {row for row in mine | others if row[2] in kept(drawn)[row[:2]].ratings}
    assert {row[:3] for row in ratings if row[3]} == rated
    hidden = sum(len(cell.ratings) for key, cell in kept(drawn).items() if key not in expected)
    assert sum(tuple(row[2:4]) == (0, None) for row in ratings) == hidden


def check_results(records: SqlRecords, drawn: Drawn, reader: int) -> None:
    settled = {key: cell.settled for key, cell in kept(drawn).items() if cell.settled}
    expected = {key: rating for key, rating in settled.items() if key in told(drawn, reader)}
    seen = records.settled.seen(drawn.world.old, reader)
    assert {key: result.rating for key, result in seen.items()} == expected
    assert records.cells.terms(drawn.world.old, reader).settled == expected
    for path in ROWS:
        of_row = records.settled.seen_of(drawn.world.old, path, reader)
        assert of_row.keys() == {key[1] for key in expected if key[0] == path}
    for key in list(settled)[:8]:
        history = records.settled.history_of_cell(drawn.world.old, *key, reader)
        assert len(history) == (2 if key in expected else 0)


def check_what_rules_see(records: SqlRecords, drawn: Drawn) -> None:
    settled = {key: cell.settled for key, cell in kept(drawn).items() if cell.settled}
    in_force = records.settled.in_force(drawn.world.old)
    assert {key: result.rating for key, result in in_force.items()} == settled
    lacking = {key for key, cell in kept(drawn).items() if cell.missing}
    assert records.cells.terms(drawn.world.old, None).lacking == lacking


def test_every_query_tells_what_the_rule_in_words_tells(database: Database, drawn: Drawn) -> None:
    check_that_chance_drew_every_kind(drawn)

    def ask(records: SqlRecords) -> None:
        check_standings(records, drawn)
        check_what_rules_see(records, drawn)
        for reader in drawn.readers:
            check_cells(records, drawn, reader)
            check_scores(records, drawn, reader)
            check_results(records, drawn, reader)

    database.read_here(ask)  # type: ignore[arg-type]


def test_everything_is_open_when_the_assessment_is_not_blind(database: Database, drawn: Drawn) -> None:
    def ask(records: SqlRecords) -> None:
        records.connection.execute(update(assessment).values(blind=False))
        for reader in drawn.readers:
            assert records.cells.open_to(drawn.world.old, reader) == kept(drawn).keys()
            assert told(drawn, reader, blind=False) >= kept(drawn).keys()

    database.write_here(ask)  # type: ignore[arg-type]


def test_an_adjudicator_who_left_sees_no_more_than_anybody(database: Database, drawn: Drawn) -> None:
    def ask(records: SqlRecords) -> None:
        records.connection.execute(update(member).values(left_at=NOW, scores_kept="name"))
        seen = records.cells.open_to(drawn.world.old, drawn.adjudicator)
        expected = {
            key
            for key, cell in kept(drawn).items()
            if sees_others(cell, drawn.adjudicator, blind=True, adjudicates=False)
        }
        assert seen == expected

    database.write_here(ask)  # type: ignore[arg-type]
