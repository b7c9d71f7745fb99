"""What exports say of suggestions: who saw which, what was done with it, and nothing that the reader may not know."""

from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.compare_drafts import compare_drafts
from salvaguarda.application.describe_comparison import comparison_facts
from salvaguarda.application.describe_model_use import SeenSuggestion, model_use
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.policy import DecisionAction
from tests.assessing import World, make_in, rate, sheets
from tests.showing import PROMPT_HASH, decide, show, suggestion

CELL = ("art_3", "prior-judicial-authorization")
OTHER = ("art_4", "data-protection")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def used(database: Database, world: World) -> Database:
    """Ben accepted one suggestion and only saw another; Cleo was shown the first too, and rejected it."""

    def work(records: Any) -> None:
        rate(records, sheets(), world.old, CELL, world.ben, Rating.MET)
        shown = show(records, world.old, CELL, world.ben)
        score = rate(
            records, sheets(), world.old, CELL, world.ben, Rating.PARTLY, "A judge is named.", version=1
        )
        decide(records, shown, world.ben, DecisionAction.ACCEPT, "Right.", before=Rating.MET, score=score)
        rate(records, sheets(), world.old, OTHER, world.ben, Rating.SILENT)
        show(records, world.old, OTHER, world.ben)
        kept = rate(records, sheets(), world.old, CELL, world.cleo, Rating.NOT_MET)
        shown = show(records, world.old, CELL, world.cleo)
        decide(records, shown, world.cleo, DecisionAction.REJECT, "No.", before=Rating.NOT_MET, score=kept)

    database.write_here(work)
    return database


def use_of(database: Database, assessment_id: int, reader_id: int | None) -> str:
    return database.read_here(lambda records: model_use(records.reveals.visible(assessment_id, reader_id)))


def seen_in(
    database: Database, assessment_id: int, reader_id: int | None
) -> dict[tuple[str, str], list[SeenSuggestion]]:
    """(provision, name of the reviewer) → what they had seen, of the scores the reader may see."""

    def read(records: Any) -> Any:
        reader = None if reader_id is None else records.people.get(reader_id)
        report = export_assessment(records, sheets(), assessment_id, reader)
        return {
            (score.provision, score.person.display_name): list(report.seen[score.id])
            for score in report.scores
            if score.id in report.seen
        }

    return database.read_here(read)


def test_nothing_shown_is_no_use(database: Database, world: World) -> None:
    assert use_of(database, world.old, None) == "none"
    assert seen_in(database, world.old, None) == {}


def test_the_sentence_counts_cells_and_decisions(used: Database, world: World) -> None:
    assert use_of(used, world.old, None) == (
        "Suggestions of model-1 at models.example:8443 with prompt provision-score@1.0.0 were shown to reviewers "
        "in 2 cells, 3 times: accepted 1, edited 0, rejected 1, undecided 1. No suggestion counts as a score."
    )


def test_models_servers_and_prompts_are_told_apart(database: Database, world: World) -> None:
    def work(records: Any) -> None:
        others: list[dict[str, Any]] = [
            {},
            {"model": "model-2"},
            {"endpoint_host": "other.example"},
            {"prompt_version": "1.1.0"},
        ]
        for person, columns in zip((world.ana, world.ben, world.cleo), others, strict=False):
            show(records, world.old, CELL, person, None, **columns)
        show(records, world.old, OTHER, world.ben, None, **others[3])

    database.write_here(work)
    sentences = use_of(database, world.old, None).split(". ")
    assert [each.partition(" were shown")[0] for each in sentences[:-1]] == [
        "Suggestions of model-1 at models.example:8443 with prompt provision-score@1.0.0",
        "Suggestions of model-1 at models.example:8443 with prompt provision-score@1.1.0",
        "Suggestions of model-1 at other.example with prompt provision-score@1.0.0",
        "Suggestions of model-2 at models.example:8443 with prompt provision-score@1.0.0",
    ]


def test_a_name_cannot_turn_the_sentence_around_it(database: Database, world: World) -> None:
    hostile = {"model": "model\u202e-1\n\u200bX", "endpoint_host": "\u2066host"}
    database.write_here(lambda records: show(records, world.old, CELL, world.ben, None, **hostile))
    assert use_of(database, world.old, None).startswith("Suggestions of model-1 X at host with prompt ")


def test_a_redraft_is_no_undecided_suggestion(database: Database, world: World) -> None:
    redraft = suggestion(None, redraft="Each Party shall ask a judge.")
    database.write_here(
        lambda records: show(records, world.old, CELL, world.ben, redraft, prompt_id="provision-redraft")
    )
    assert use_of(database, world.old, None) == (
        "Redrafts of model-1 at models.example:8443 with prompt provision-redraft@1.0.0 were shown to the reviewers "
        "who asked for them in 1 cell. No suggestion counts as a score."
    )


def test_each_score_says_what_its_person_had_seen(used: Database, world: World) -> None:
    told = {
        key: [(each.action, each.reveal.rating_before, each.draft_label) for each in seen]
        for key, seen in seen_in(used, world.old, None).items()
    }
    assert told == {
        ("art_3", "Ben"): [("accepted", Rating.MET, "")],
        ("art_3", "Cleo"): [("rejected", Rating.NOT_MET, "")],
        ("art_4", "Ben"): [("seen only", Rating.SILENT, "")],
    }


def test_the_newest_decision_counts(used: Database, world: World) -> None:
    def change_mind(records: Any) -> None:
        (reveal,) = [
            each for each in records.reveals.visible(world.old, world.cleo) if each.person.id == world.cleo
        ]
        score = rate(
            records, sheets(), world.old, CELL, world.cleo, Rating.PARTLY, "On reflection.", version=1
        )
        decide(
            records,
            reveal,
            world.cleo,
            DecisionAction.EDIT,
            "Half right.",
            before=Rating.NOT_MET,
            score=score,
            number=2,
        )

    used.write_here(change_mind)
    (seen,) = seen_in(used, world.old, None)["art_3", "Cleo"]
    assert (seen.action, seen.decision and seen.decision.reason) == ("edited", "Half right.")
    assert "accepted 1, edited 1, rejected 0, undecided 1" in use_of(used, world.old, None)


def test_reader_who_has_not_rated_is_told_nothing(used: Database, world: World) -> None:
    assert use_of(used, world.old, world.ana) == "none"
    assert seen_in(used, world.old, world.ana) == {}


def test_reader_is_told_of_the_cells_they_have_rated(used: Database, world: World) -> None:
    used.write_here(lambda records: rate(records, sheets(), world.old, OTHER, world.ana, Rating.MET))
    assert list(seen_in(used, world.old, world.ana)) == [("art_4", "Ben")]
    assert "in 1 cell: accepted 0, edited 0, rejected 0, undecided 1." in use_of(used, world.old, world.ana)


def test_a_carried_score_says_what_was_seen_in_the_older_draft(used: Database, world: World) -> None:
    used.write_here(lambda records: carry_scores(records, sheets(), world.old, world.new, world.ben))
    carried = seen_in(used, world.new, None)
    assert [(key, [(each.action, each.draft_label) for each in seen]) for key, seen in carried.items()] == [
        (("art_5", "Ben"), [("seen only", "First draft")])
    ]
    assert use_of(used, world.new, None) == "none"  # nothing was shown in this assessment


def test_a_score_carried_before_anything_was_seen_owes_nothing_to_it(
    database: Database, world: World
) -> None:
    database.write_here(lambda records: rate(records, sheets(), world.old, OTHER, world.ben, Rating.MET))
    database.write_here(lambda records: carry_scores(records, sheets(), world.old, world.new, world.ben))
    database.write_here(lambda records: show(records, world.old, OTHER, world.ben))
    assert seen_in(database, world.new, None) == {}
    assert list(seen_in(database, world.old, None)) == [("art_4", "Ben")]


def test_what_was_seen_for_a_hidden_older_score_stays_hidden(used: Database, world: World) -> None:
    def work(records: Any) -> None:
        carry_scores(records, sheets(), world.old, world.new, world.ben)
        rate(records, sheets(), world.new, ("art_5", OTHER[1]), world.ana, Rating.MET)

    used.write_here(work)
    assert seen_in(used, world.new, world.ana) == {}
    assert list(seen_in(used, world.new, world.ben)) == [("art_5", "Ben")]


def test_facts_name_prompts_by_their_hash(used: Database, world: World) -> None:
    report = used.read_here(export_assessment, sheets(), world.old, None)
    facts = [(fact.name, fact.value) for fact in report.facts if fact.group == "Language model"]
    assert facts == [
        ("Use", use_of(used, world.old, None)),
        ("sha256 of the prompt provision-score@1.0.0", PROMPT_HASH),
    ]


def test_a_comparison_says_it_of_both_drafts(used: Database, world: World) -> None:
    def facts(records: Any, reader_id: int) -> list[Any]:
        comparison = compare_drafts(records, sheets(), world.old_draft, world.new_draft, reader_id)
        found = comparison_facts(records, comparison, records.people.get(reader_id))
        return [fact.value for fact in found if fact.group == "Language model"]

    use, sha256 = used.read_here(facts, world.ben)
    assert use.startswith("Old draft: Suggestions of model-1")
    assert use.endswith("New draft: none.")
    assert sha256 == PROMPT_HASH
    assert used.read_here(facts, world.ana) == ["none"]
