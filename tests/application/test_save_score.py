"""Saving a score, on both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.save_score import save_score
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.errors import Conflict, Invalid, InvalidEvidence, NotFound, Stale
from salvaguarda.domain.scores import Action, Quote, Rating, Recommendation
from tests.assessing import World, make_in, rate, sheets, wish

CELL = ("art_3", "prior-judicial-authorization")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def kept() -> Sheets:
    return sheets()


def test_first_score_has_revision_one_and_its_history(database: Database, world: World, kept: Sheets) -> None:
    def save(records: Records) -> ScoreRecord:
        return rate(
            records,
            kept,
            world.old,
            CELL,
            world.ben,
            Rating.MET,
            "A judge decides.",
            quote="prior authorization",
        )

    saved = database.write_here(save)
    assert (saved.revision, saved.words.rating, saved.person.id) == (1, Rating.MET, world.ben)
    assert saved.words.evidence[0].exact == "prior authorization"
    revisions = database.read_here(lambda records: records.scores.revisions(saved.id))
    assert [revision.revision for revision in revisions] == [1]


def test_every_save_adds_a_revision_and_withdrawing_keeps_the_old_rating(
    database: Database, world: World, kept: Sheets
) -> None:
    def save(records: Records) -> ScoreRecord:
        rate(records, kept, world.old, CELL, world.ben, Rating.MET, "First.")
        rate(records, kept, world.old, CELL, world.ben, Rating.PARTLY, "Second.", version=1)
        return rate(records, kept, world.old, CELL, world.ben, None, "Third.", version=2)

    saved = database.write_here(save)
    revisions = database.read_here(lambda records: records.scores.revisions(saved.id))
    assert [(each.revision, each.words.rating) for each in revisions] == [
        (3, None),
        (2, Rating.PARTLY),
        (1, Rating.MET),
    ]


def test_second_save_on_one_version_is_told_of_the_first(
    database: Database, world: World, kept: Sheets
) -> None:
    database.write_here(
        lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET, "One tab.")
    )
    with pytest.raises(Stale) as caught:
        database.write_here(
            lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.NOT_MET, "Other tab.")
        )
    assert isinstance(caught.value.current, ScoreRecord)
    assert caught.value.current.words.rationale == "One tab."
    assert caught.value.version == 1


def test_same_wish_sent_twice_is_kept_once(database: Database, world: World, kept: Sheets) -> None:
    for _ in range(2):
        saved = database.write_here(
            lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET, "Answer got lost.")
        )
    assert saved.revision == 1


def test_two_people_score_one_cell_without_meeting(database: Database, world: World, kept: Sheets) -> None:
    def save(records: Records, person_id: int) -> ScoreRecord:
        return rate(records, kept, world.old, CELL, person_id, Rating.MET)

    for person in (world.ben, world.cleo):
        saved = database.write_here(save, person)
        assert (saved.revision, saved.person.id) == (1, person)


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        (("art_99", "legality"), NotFound),
        (("chp_1", "legality"), NotFound),
        (("art_1", "no-such-criterion"), NotFound),
        (("art_1", "human-rights-clause"), Conflict),
        (("draft", "legality"), Conflict),
    ],
)
def test_what_is_no_cell_cannot_be_scored(
    database: Database, world: World, kept: Sheets, cell: tuple[str, str], error: type[Exception]
) -> None:
    def save(records: Records) -> ScoreRecord:
        wanted = wish(records, world.old, "art_1", Rating.MET)
        return save_score(records, kept, world.old, cell, world.ben, wanted)

    with pytest.raises(error):
        database.write_here(save)


def test_whole_text_has_a_cell_for_criteria_about_it(database: Database, world: World, kept: Sheets) -> None:
    saved = database.write_here(
        lambda records: rate(
            records, kept, world.old, ("draft", "human-rights-clause"), world.ben, Rating.SILENT
        )
    )
    assert saved.provision == "draft"


def test_cell_out_of_scope_can_be_brought_in(database: Database, world: World, kept: Sheets) -> None:
    saved = database.write_here(
        lambda records: rate(records, kept, world.old, ("art_5", "data-protection"), world.ben, Rating.SILENT)
    )
    assert saved.criterion == "data-protection"


def test_not_applicable_needs_a_rationale(database: Database, world: World, kept: Sheets) -> None:
    with pytest.raises(Invalid) as caught:
        database.write_here(
            lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.NOT_APPLICABLE, "  ")
        )
    assert [problem.where for problem in caught.value.problems] == ["rationale"]


@pytest.mark.parametrize("action", [Action.AMEND, Action.ADD])
def test_recommendation_to_change_needs_the_proposed_text(
    database: Database, world: World, kept: Sheets, action: Action
) -> None:
    with pytest.raises(Invalid, match="needs the proposed text"):
        database.write_here(
            lambda records: rate(
                records, kept, world.old, CELL, world.ben, Rating.MET, advice=Recommendation(action, " ")
            )
        )


def test_every_wrong_quote_is_named(database: Database, world: World, kept: Sheets) -> None:
    evidence = (
        Quote("Each State Party", "", "", 0, 16),
        Quote("not these words", "", "", 0, 15),
        Quote("far away", "", "", 10_000, 10_008),
    )
    with pytest.raises(InvalidEvidence) as caught:
        database.write_here(
            lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET, evidence=evidence)
        )
    assert [problem.where for problem in caught.value.problems] == ["evidence.1", "evidence.2"]


def test_context_of_a_quote_is_taken_from_the_text_not_from_the_sender(
    database: Database, world: World, kept: Sheets
) -> None:
    evidence = (Quote("State", "<script>", "lies", 5, 10),)
    saved = database.write_here(
        lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET, evidence=evidence)
    )
    assert saved.words.evidence[0].prefix == "Each "


def test_score_of_other_words_is_refused(database: Database, world: World, kept: Sheets) -> None:
    def save(records: Records) -> ScoreRecord:
        wanted = wish(records, world.new, "art_4", Rating.MET)
        return save_score(records, kept, world.old, CELL, world.ben, wanted)

    with pytest.raises(Conflict, match="not the ones you had on screen"):
        database.write_here(save)


def test_refused_save_leaves_nothing_behind(database: Database, world: World, kept: Sheets) -> None:
    with pytest.raises(Invalid):
        database.write_here(
            lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.NOT_APPLICABLE)
        )
    assert database.read_here(lambda records: records.scores.own(world.old, world.ben)) == ()


def test_confirming_says_which_score_it_continues(database: Database, world: World, kept: Sheets) -> None:
    old = database.write_here(lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET))
    confirmed = database.write_here(
        lambda records: rate(
            records, kept, world.new, ("art_4", CELL[1]), world.ben, Rating.NOT_MET, confirms=old.id
        )
    )
    assert confirmed.carried_from is not None
    assert (confirmed.carried_from.score_id, confirmed.carried_from.confirmed) == (old.id, True)
    assert confirmed.carried_from.draft_label == "First draft"


def test_somebody_elses_score_cannot_be_confirmed(database: Database, world: World, kept: Sheets) -> None:
    old = database.write_here(lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET))
    with pytest.raises(NotFound):
        database.write_here(
            lambda records: rate(
                records, kept, world.new, ("art_4", CELL[1]), world.cleo, Rating.MET, confirms=old.id
            )
        )


def test_score_of_an_unlinked_provision_cannot_be_confirmed(
    database: Database, world: World, kept: Sheets
) -> None:
    old = database.write_here(lambda records: rate(records, kept, world.old, CELL, world.ben, Rating.MET))
    with pytest.raises(Conflict, match="not linked"):
        database.write_here(
            lambda records: rate(
                records, kept, world.new, ("art_2", CELL[1]), world.ben, Rating.MET, confirms=old.id
            )
        )
