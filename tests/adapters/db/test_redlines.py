"""Redlines that were drawn, on both databases."""

from asyncio import gather

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.redlines import DrawnRedline, RedlineKey
from salvaguarda.domain.drafts import text_hash
from salvaguarda.domain.redline import Operation


def key(old: str, new: str, references: str = "") -> RedlineKey:
    return text_hash(old), text_hash(new), references


def drawn(old: str, new: str, references: str = "", *, substance: bool = True) -> DrawnRedline:
    operations = (Operation("-", old), Operation("+", new, "reference" if references else ""))
    return DrawnRedline(key(old, new, references), operations, substance)


def keep(database: Database, *redlines: DrawnRedline, version: str = "2") -> None:
    database.write_here(lambda records: records.redlines.keep(redlines, version))


def found(database: Database, *keys: RedlineKey, version: str = "2") -> dict[RedlineKey, DrawnRedline]:
    return database.read_here(lambda records: records.redlines.drawn(keys, version))


def test_a_redline_comes_back_as_it_was_drawn(database: Database) -> None:
    one = drawn("may\n“agree”", "条約 \U00010400", substance=False)
    keep(database, one)
    assert found(database, one.key) == {one.key: one}
    known = database.read_here(lambda records: records.redlines.judged([one.key], "2"))
    assert known == {one.key: False}


def test_only_what_was_asked_for_comes_back(database: Database) -> None:
    keep(
        database,
        drawn("a", "b"),
        drawn("a", "c"),
        drawn("d", "b"),
        drawn("d", "c"),
        drawn("a", "b", "x" * 64),
    )
    assert set(found(database, key("a", "b"), key("d", "c"))) == {key("a", "b"), key("d", "c")}


def test_other_references_have_a_redline_of_their_own(database: Database) -> None:
    plain, followed = (
        drawn("Article 5", "Article 6"),
        drawn("Article 5", "Article 6", "y" * 64, substance=False),
    )
    keep(database, plain, followed)
    assert found(database, plain.key, followed.key) == {plain.key: plain, followed.key: followed}


def test_a_newer_engine_draws_again_and_takes_the_place(database: Database) -> None:
    keep(database, drawn("a", "b", substance=False))
    assert found(database, key("a", "b"), version="3") == {}
    keep(database, drawn("a", "b"), version="3")
    assert found(database, key("a", "b"), version="3")[key("a", "b")].substance is True
    assert found(database, key("a", "b")) == {}


def test_very_many_are_found_at_once(database: Database) -> None:
    many = [drawn(f"old {place}", f"new {place}") for place in range(1_100)]
    keep(database, *many)
    assert len(found(database, *(each.key for each in many))) == 1_100
    assert found(database) == {}


async def test_two_who_keep_the_same_redlines_at_once_leave_one_of_each(database: Database) -> None:
    many = [drawn(f"old {place}", f"new {place}") for place in range(50)]

    async def again(redlines: list[DrawnRedline]) -> None:
        await database.write(lambda records: records.redlines.keep(redlines, "2"))

    await gather(again(many), again(many[::-1]), again(many))
    assert len(found(database, *(each.key for each in many))) == 50
