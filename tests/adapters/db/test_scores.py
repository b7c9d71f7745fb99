"""Scores in both databases: who sees whose, what the tables refuse, and that history stays."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import NewState, Words
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.scores import Rating
from tests.assessing import World, make_in, rate, sheets

CELL = ("art_3", "prior-judicial-authorization")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def kept() -> Sheets:
    return sheets()


@pytest.fixture
def scored(database: Database, world: World, kept: Sheets) -> World:
    """Ben has rated a cell, and taken notes in another; nobody else did anything."""

    def work(records: Records) -> None:
        rate(records, kept, world.old, CELL, world.ben, Rating.MET, "Ben's reason.")
        rate(records, kept, world.old, ("art_3", "legality"), world.ben, None, "Ben's notes.")

    database.write_here(work)
    return world


def seen(database: Database, assessment_id: int, reader: int | None) -> list[str]:
    return [
        score.words.rationale
        for score in database.read_here(lambda records: records.scores.visible(assessment_id, reader))
    ]


def test_a_reviewer_who_has_not_rated_sees_nothing(database: Database, scored: World) -> None:
    assert seen(database, scored.old, scored.cleo) == []
    hidden = database.read_here(lambda records: records.scores.hidden_of(scored.old, "art_3", scored.cleo))
    assert hidden == {CELL[1]: 1}
    rows = database.read_here(lambda records: records.scores.ratings(scored.old, scored.cleo))
    assert [tuple(row)[:4] for row in rows] == [("art_3", CELL[1], 0, None)]


def test_notes_do_not_open_a_cell(database: Database, scored: World, kept: Sheets) -> None:
    database.write_here(
        lambda records: rate(records, kept, scored.old, CELL, scored.cleo, None, "Only looking.")
    )
    assert seen(database, scored.old, scored.cleo) == ["Only looking."]


def test_an_own_rating_opens_that_cell_only(database: Database, scored: World, kept: Sheets) -> None:
    def work(records: Records) -> None:
        rate(records, kept, scored.old, CELL, scored.cleo, Rating.NOT_MET, "Cleo's reason.")
        rate(records, kept, scored.old, ("art_4", "data-protection"), scored.ben, Rating.MET, "Elsewhere.")

    database.write_here(work)
    assert seen(database, scored.old, scored.cleo) == ["Ben's reason.", "Cleo's reason."]


def test_withdrawing_the_rating_closes_the_cell_again(
    database: Database, scored: World, kept: Sheets
) -> None:
    def work(records: Records) -> None:
        rate(records, kept, scored.old, CELL, scored.cleo, Rating.MET, "Mine.")
        rate(records, kept, scored.old, CELL, scored.cleo, None, "Mine.", version=1)

    database.write_here(work)
    assert seen(database, scored.old, scored.cleo) == ["Mine."]


def test_an_assessment_that_is_not_blind_shows_ratings_but_never_notes(
    database: Database, scored: World
) -> None:
    database.write_here(
        lambda records: records.assessments.edit(scored.old, 1, Settings("Open", blind=False), scored.ana)
    )
    assert seen(database, scored.old, scored.cleo) == ["Ben's reason."]


def test_nothing_is_hidden_from_the_command_line(database: Database, scored: World) -> None:
    assert seen(database, scored.old, None) == ["Ben's reason.", "Ben's notes."]


def execute(database: Database, statement: str) -> None:
    def run(records: Records) -> None:
        assert isinstance(records, SqlRecords)
        connection: Connection = records.connection
        connection.execute(text(statement))

    database.write_here(run)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE score SET rating = 'great'",
        "UPDATE score SET person_id = NULL",
        "UPDATE score SET person_id = 999",
        "UPDATE score SET provision = 'art_99'",
        "UPDATE score SET draft_id = 2",
        "UPDATE score SET revision = 0",
        "UPDATE score SET carried_revision = 1",
        "UPDATE score SET recommendation = 'burn'",
        "UPDATE score SET text_sha256 = 'short'",
        "UPDATE score SET criterion = 'legality'",
        "DELETE FROM score",
        "UPDATE score_revision SET rationale = 'other'",
        "DELETE FROM score_revision",
        "DELETE FROM assessment",
        "UPDATE assessment_revision SET title = 'other'",
        "UPDATE link_revision SET reason = 'other'",
        "DELETE FROM link",
        "UPDATE link SET similarity = 2",
        "UPDATE alignment SET old_draft_id = new_draft_id",
    ],
)
def test_the_database_itself_refuses(database: Database, scored: World, statement: str) -> None:
    with pytest.raises(DBAPIError):
        execute(database, statement)


def test_second_first_state_of_a_cell_is_not_kept(database: Database, scored: World) -> None:
    """Two tabs at the same moment: the loser gets no row, and no error that would undo the transaction."""

    def work(records: Records) -> int | None:
        target = records.scores.target(scored.old, *CELL, scored.ben)
        state = NewState(Words(Rating.MET), target.text_sha256, target.checklist_sha256)
        return records.scores.add(target, (scored.old, *CELL), scored.ben, state)

    assert database.write_here(work) is None
