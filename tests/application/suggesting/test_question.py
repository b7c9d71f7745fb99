import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.question import question_values
from salvaguarda.domain.errors import NotFound
from tests.assessing import NEW, make_in, sheets

CHAPTER = NEW[0].path


def test_question_holds_the_criterion_its_levels_and_the_stored_words(database: Database) -> None:
    world = make_in(database)

    def ask(records: Records) -> dict[str, str]:
        assessment = records.assessments.get(world.new)
        words = records.drafts.text(assessment.draft_id, "art_4")
        return dict(question_values(sheets().of(records, assessment), words, "legality"))

    values = database.read_here(ask)
    assert values["provision"].startswith("Each State Party shall empower its authorities")
    assert (values["label"], values["heading"], values["language"]) == (
        "Art. 4",
        "Search of stored data",
        "en",
    )
    assert [line.split(":")[0] for line in values["levels"].splitlines()] == [
        "met",
        "partly",
        "not_met",
        "silent",
        "not_applicable",
    ]
    assert set(values) == {
        "criterion_title",
        "question",
        "guidance",
        "levels",
        "language",
        "label",
        "heading",
        "context",
        "provision",
    }


def test_question_about_an_unknown_criterion_or_row_is_not_found(database: Database) -> None:
    world = make_in(database)

    def ask(records: Records, path: str, criterion: str) -> object:
        assessment = records.assessments.get(world.new)
        words = records.drafts.text(assessment.draft_id, path)
        return question_values(sheets().of(records, assessment), words, criterion)

    with pytest.raises(NotFound, match="criterion"):
        database.read_here(ask, "art_4", "no-such")
    with pytest.raises(NotFound, match="row"):  # a chapter is none
        database.read_here(ask, CHAPTER, "legality")
