"""Drafts, provisions and sources as they are kept."""

from datetime import date

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.drafts import DraftEdit, DraftRecord, NewDraft
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.drafts import ChapterRole, Provision, ProvisionKind, text_hash
from salvaguarda.domain.errors import NotFound, Stale

CHAPTER = Provision("chp_I", "Chapter I", ProvisionKind.CHAPTER, "I", "General", role=ChapterRole.GENERAL)
ARTICLE = Provision(
    "chp_I__art_1",
    "Art. 1",
    ProvisionKind.ARTICLE,
    "1",
    "Scope",
    "Words – “quoted” 𝕏.",
    depth=1,
    parent="chp_I",
    source=(3, 5),
)
TEXTS = {"draft": "all", "chp_I": "chapter", "chp_I__art_1": ARTICLE.text}
CONTENT = b"\x00\xff bytes as uploaded"


def add(records: Records, label: str = "First", day: date | None = date(2024, 1, 2)) -> int:
    found = records.people.find("ana@example.org")
    person = found[0] if found else records.people.add("ana@example.org", "Ana", "hash")
    instruments = records.instruments.every()
    instrument = instruments[0].id if instruments else records.instruments.add("Treaty", "", person.id)
    new = NewDraft(instrument, label, "A/1", day, "en", "text", "a.txt")
    return records.drafts.add(new, (CHAPTER, ARTICLE), TEXTS, CONTENT, person.id)


def get(database: Database, draft_id: int) -> DraftRecord:
    return database.read_here(lambda records: records.drafts.get(draft_id))


def test_provisions_come_back_as_they_were(database: Database) -> None:
    added = database.write_here(add)
    assert database.read_here(lambda records: records.drafts.provisions(added)) == (CHAPTER, ARTICLE)


def test_whole_text_has_words_but_is_no_provision(database: Database) -> None:
    added = database.write_here(add)
    texts = database.read_here(lambda records: records.drafts.texts(added))
    assert list(texts) == ["draft", "chp_I", "chp_I__art_1"]
    assert texts["draft"].sha256 == text_hash("all")
    assert get(database, added).provisions == 2
    assert get(database, added).articles == 1


def test_words_of_one_provision_and_their_hash(database: Database) -> None:
    added = database.write_here(add)
    words = database.read_here(lambda records: records.drafts.text(added, "chp_I__art_1"))
    assert (words.text, words.sha256) == (ARTICLE.text, text_hash(ARTICLE.text))
    with pytest.raises(NotFound, match="provision"):
        database.read_here(lambda records: records.drafts.text(added, "art_99"))


def test_bytes_come_back_as_uploaded(database: Database) -> None:
    added = database.write_here(add)
    assert database.read_here(lambda records: records.drafts.source(added)) == CONTENT
    assert get(database, added).source_size == len(CONTENT)


def test_drafts_stand_by_date_then_upload_and_undated_last(database: Database) -> None:
    def add_four(records: Records) -> tuple[str, ...]:
        add(records, "undated", None)
        add(records, "second", date(2024, 5, 1))
        add(records, "first", date(2023, 5, 1))
        add(records, "second again", date(2024, 5, 1))
        drafts = records.drafts.of_instrument(records.instruments.every()[0].id)
        assert drafts == next(iter(records.drafts.every().values()))
        return tuple(draft.label for draft in drafts)

    assert database.write_here(add_four) == ("first", "second", "second again", "undated")


def test_edit_keeps_what_was_there_before(database: Database) -> None:
    added = database.write_here(add)
    edit = DraftEdit("Renamed", "A/2", None, "es", {"chp_I": ChapterRole.PROCEDURE})
    database.write_here(lambda records: records.drafts.edit(added, 1, edit, 1))
    edited = get(database, added)
    assert (edited.label, edited.date, edited.language, edited.version) == ("Renamed", None, "es", 2)
    provisions = database.read_here(lambda records: records.drafts.provisions(added))
    assert provisions[0].role is ChapterRole.PROCEDURE
    earlier = database.read_here(
        lambda records: records.connection.exec_driver_sql("SELECT content, version FROM earlier").one()  # type: ignore[attr-defined]
    )
    assert '"label": "First"' in earlier.content
    assert '"chp_I": "general"' in earlier.content


def test_edit_of_an_older_version_is_stale_and_brings_the_kept_one(database: Database) -> None:
    added = database.write_here(add)
    edit = DraftEdit("Mine", "", None, "en", {})
    database.write_here(lambda records: records.drafts.edit(added, 1, edit, 1))
    with pytest.raises(Stale) as caught:
        database.write_here(lambda records: records.drafts.edit(added, 1, edit, 1))
    assert caught.value.current == get(database, added)


def test_unknown_draft_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        get(database, 5)
    with pytest.raises(NotFound):
        database.read_here(lambda records: records.drafts.source(5))
