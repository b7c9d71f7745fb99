"""What the database itself refuses about reveals and decisions, and what two tabs at once leave, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.tables.suggestions import decision, reveal
from salvaguarda.application.decide_suggestion import Decided, DecisionWish, decide_suggestion
from salvaguarda.application.ports.records import Records
from salvaguarda.application.reveal_suggestion import reveal_suggestion, revealed
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.policy import DecisionAction
from tests.assessing import World, make_in, rate, sheets
from tests.proposing import answer, propose

CELL = ("art_3", "prior-judicial-authorization")
REASON = "It is right."


@pytest.fixture
def world(database: Database) -> World:
    """Ben has rated, had a suggestion revealed, and rejected it; nothing was shown to Cleo."""
    made, kept = make_in(database), sheets()

    def show(records: Records) -> None:
        propose(records, made.old, CELL, made.ana, answer())
        rate(records, kept, made.old, CELL, made.ben, Rating.NOT_MET)
        reveal_suggestion(records, kept, made.old, CELL, made.ben)
        wanted = DecisionWish(DecisionAction.REJECT, REASON, 1)
        decide_suggestion(records, kept, made.old, CELL, made.ben, wanted)

    database.write_here(show)
    return made


def with_connection(database: Database, act: Callable[[Connection], Any]) -> Any:
    return database.write_here(lambda records: act(records.connection))  # type: ignore[attr-defined]  # of SqlRecords


def refused(database: Database, act: Callable[[Connection], Any]) -> str:
    with pytest.raises(DBAPIError) as error:
        with_connection(database, act)
    return str(error.value.orig)


def row_of(database: Database, table: str) -> dict[str, Any]:
    def read(connection: Connection) -> dict[str, Any]:
        return dict(connection.execute(text(f"SELECT * FROM {table} ORDER BY id LIMIT 1")).one()._mapping)

    found: dict[str, Any] = with_connection(database, read)
    return {name: value for name, value in found.items() if name != "id"}


@pytest.mark.parametrize("table", ["reveal", "decision", "suggestion", "suggestion_policy"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_seen_and_decided_is_never_changed(
    database: Database, world: World, table: str, statement: str
) -> None:
    if table == "suggestion_policy":
        add = (
            "INSERT INTO suggestion_policy (assessment_id, version, consent, reveal, request_tokens, statement, at, "
            f"person_id) VALUES ({world.old}, 1, 'none', 'blind_first', 0, '', '', {world.ana})"
        )
        with_connection(database, lambda connection: connection.execute(text(add)))
    assert "history stays" in refused(
        database, lambda connection: connection.execute(text(statement.format(table)))
    )


def test_nothing_is_shown_before_the_own_rating_where_that_comes_first(
    database: Database, world: World
) -> None:
    shown = {**row_of(database, "reveal"), "person_id": world.cleo, "rating_before": None}
    told = refused(database, lambda connection: connection.execute(insert(reveal), shown))
    assert "blind_first" in told


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"person_id": None}, "person_id"),
        ({"purpose": "evaluation"}, "purpose"),
        ({"mode": "always"}, "mode"),
        ({"rating_before": "good"}, "rating_before"),
        ({"seen_sha256": "ab"}, "hashes"),
        ({"purpose": "redraft"}, "suggestion_id"),  # the same to the same person a second time
        ({"suggestion_id": None}, "cell_for_review|provision"),  # another one of the same cell
    ],
)
def test_a_reveal_is_whole_and_of_a_person(
    database: Database, world: World, changed: dict[str, Any], constraint: str
) -> None:
    assert world
    shown = {**row_of(database, "reveal"), **changed}
    told = refused(database, lambda connection: connection.execute(insert(reveal), shown))
    assert any(each in told for each in constraint.split("|")), told


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"person_id": None}, "person_id"),
        ({"person_id": 99}, "foreign key|FOREIGN KEY"),
        ({"reason": "  a "}, "reason"),
        ({"action": "approve"}, "action"),
        ({"action": "accept", "score_id": None}, "score"),
        ({"action": "edit", "rating_after": None}, "score"),
        ({"number": 0}, "number"),
        ({"number": 1}, "number"),
    ],
)
def test_a_decision_is_whole_and_of_a_person(
    database: Database, world: World, changed: dict[str, Any], constraint: str
) -> None:
    assert world
    made = {**row_of(database, "decision"), "number": 2, **changed}
    told = refused(database, lambda connection: connection.execute(insert(decision), made))
    assert any(each in told for each in constraint.split("|")), told


def test_only_the_person_it_was_shown_to_decides(database: Database, world: World) -> None:
    made = {**row_of(database, "decision"), "number": 2, "person_id": world.cleo}
    told = refused(database, lambda connection: connection.execute(insert(decision), made))
    assert "foreign key" in told.lower()


def together(database: Database, act: Callable[[Records], Any]) -> list[Any]:
    """The act in two threads that begin at the same moment."""
    both = Barrier(2)

    def one() -> Any:
        both.wait(20)
        return database.write_here(act)

    with ThreadPoolExecutor(2) as threads:
        return [each.result(30) for each in [threads.submit(one), threads.submit(one)]]


def test_two_tabs_that_reveal_at_once_see_the_same(database: Database, world: World) -> None:
    kept = sheets()

    def prepare(records: Records) -> None:
        rate(records, kept, world.old, CELL, world.cleo, Rating.MET)

    database.write_here(prepare)
    left, right = together(
        database, lambda records: reveal_suggestion(records, kept, world.old, CELL, world.cleo)
    )
    assert left == right
    assert left.reveal is not None


@pytest.mark.parametrize("action", [DecisionAction.ACCEPT, DecisionAction.REJECT])
def test_two_tabs_that_decide_the_same_at_once_decide_once(
    database: Database, world: World, action: DecisionAction
) -> None:
    kept, wanted = sheets(), DecisionWish(action, "Now it is.", 1)

    def decide(records: Records) -> Decided:
        return decide_suggestion(records, kept, world.old, CELL, world.ben, wanted)

    left, right = together(database, decide)
    assert left == right
    assert left.decision.number == 2


@pytest.mark.parametrize("action", [DecisionAction.ACCEPT, DecisionAction.REJECT])
def test_a_tab_that_read_before_the_other_decided_is_told_that_decision(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, action: DecisionAction
) -> None:
    """PostgreSQL only: on SQLite a write begins after the one before has ended."""
    first, second = Database(postgresql_url, patience=2), Database(postgresql_url, patience=2)
    made, kept, wanted = make_in(first), sheets(), DecisionWish(action, "Now it is.", 1)
    cell = (made.old, CELL, made.ben)

    def prepare(records: Records) -> None:
        propose(records, made.old, CELL, made.ana, answer())
        rate(records, kept, made.old, CELL, made.ben, Rating.NOT_MET)
        reveal_suggestion(records, kept, made.old, CELL, made.ben)

    def decide(records: Records) -> Decided:
        return decide_suggestion(records, kept, *cell, wanted)

    quicker: list[Decided] = []

    def read_and_let_the_other_decide(records: Records, *where: Any) -> Any:
        known = revealed(records, *where)
        if not quicker:
            monkeypatch.undo()
            quicker.append(second.write_here(decide))
        return known

    try:
        first.write_here(prepare)
        monkeypatch.setattr(
            "salvaguarda.application.decide_suggestion.revealed", read_and_let_the_other_decide
        )
        assert first.write_here(decide) == quicker[0]
        assert quicker[0].decision.number == 1
    finally:
        first.close()
        second.close()
