"""What an evaluation reads, in both databases: who sees which cells, and which scores are references."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.evaluate_suggestions import (
    Gathered,
    Scope,
    gather_evaluation,
    keep_figures_shown,
)
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import Consent, DecisionAction, Policy, RevealMode
from salvaguarda.domain.suggestions.suggestion import QuoteState
from tests.assessing import World, make_in, rate, sheets
from tests.evaluating import Answer, Cell, Run, add_endpoint, ask
from tests.showing import decide, show, suggestion

MET, PARTLY, NOT_MET, SILENT, NOT_APPLICABLE = Rating
SEARCH = ("art_3", "prior-judicial-authorization")
LEGALITY = ("art_3", "legality")
PURPOSES = ("art_1", "legality")
"""In the old draft; article 1 keeps its words and its number in the new one."""
MODEL = Contender("provision-score", "1.0.0", "Test server", "model-1")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def kept() -> Sheets:
    return sheets()


def gather(database: Database, world: World, reader: int | None, *assessments: int) -> Gathered:
    scope = Scope(assessments or (world.old,))
    return database.read_here(lambda records: gather_evaluation(records, sheets(), scope, reader))


def asked_cells(gathered: Gathered) -> set[tuple[str, str]]:
    return {each.cell[1:] for asked in gathered.material.asked.values() for each in asked}


def references(gathered: Gathered) -> Mapping[Any, Mapping[int, Rating]]:
    return gathered.material.references


def set_reveal(database: Database, world: World, mode: RevealMode, version: int = 0) -> None:
    policy = Policy(Consent.LOCAL, None, mode, 0, "It stays here.")
    database.write_here(lambda records: records.policies.add(world.old, version, policy, world.ana))


@pytest.fixture
def asked(database: Database, world: World, kept: Sheets) -> World:
    """Two cells were asked about; Ben rated both, Cleo one, Ana none."""

    def work(records: Records) -> None:
        rate(records, kept, world.old, SEARCH, world.ben, MET, "Ben's.")
        rate(records, kept, world.old, LEGALITY, world.ben, PARTLY, "Ben's.")
        rate(records, kept, world.old, SEARCH, world.cleo, NOT_MET, "Cleo's.")
        endpoint = add_endpoint(records, world.ana)
        ask(records, world.old, world.ana, endpoint, {SEARCH: PARTLY, LEGALITY: Outcome.ABSTAINED})

    database.write_here(work)
    return world


def test_a_reader_gets_only_the_cells_that_they_have_rated(database: Database, asked: World) -> None:
    for reader, cells, hidden in (
        (asked.ben, {SEARCH, LEGALITY}, 0),
        (asked.cleo, {SEARCH}, 1),
        (asked.ana, set(), 2),
    ):
        gathered = gather(database, asked, reader)
        assert asked_cells(gathered) == cells
        assert gathered.material.hidden.get(MODEL, 0) == hidden
        assert {cell[1:] for cell in references(gathered)} == cells


def test_nothing_is_hidden_from_the_command_line(database: Database, asked: World) -> None:
    gathered = gather(database, asked, None)
    assert asked_cells(gathered) == {SEARCH, LEGALITY}
    assert references(gathered)[asked.old, *SEARCH] == {asked.ben: MET, asked.cleo: NOT_MET}
    assert gathered.material.hidden == {}


def test_notes_open_nothing(database: Database, asked: World, kept: Sheets) -> None:
    database.write_here(lambda records: rate(records, kept, asked.old, SEARCH, asked.ana, None, "Notes."))
    assert asked_cells(gather(database, asked, asked.ana)) == set()


def test_an_assessment_that_is_not_blind_opens_nothing_of_the_models_side(
    database: Database, asked: World
) -> None:
    database.write_here(
        lambda records: records.assessments.edit(asked.old, 1, Settings("Open", blind=False), asked.ana)
    )
    gathered = gather(database, asked, asked.ana)
    assert asked_cells(gathered) == set()
    assert references(gathered) == {}


def test_where_suggestions_are_shown_on_request_an_own_rating_opens_nothing(
    database: Database, asked: World
) -> None:
    set_reveal(database, asked, RevealMode.ON_REQUEST)
    assert asked_cells(gather(database, asked, asked.ben)) == set()
    database.write_here(lambda records: show(records, asked.old, SEARCH, asked.ben))
    gathered = gather(database, asked, asked.ben)
    assert asked_cells(gathered) == {SEARCH}
    assert gathered.material.hidden[MODEL] == 1
    set_reveal(database, asked, RevealMode.BLIND_FIRST, version=1)
    assert asked_cells(gather(database, asked, asked.ben)) == {SEARCH, LEGALITY}


def test_scores_given_after_a_reveal_are_never_references(
    database: Database, asked: World, kept: Sheets
) -> None:
    """Ben changes his mind after seeing; Ana rates only after seeing; Cleo's stays what it was."""

    def work(records: Records) -> None:
        show(records, asked.old, SEARCH, asked.ben)
        rate(records, kept, asked.old, SEARCH, asked.ben, PARTLY, "Persuaded.", version=1)
        show(records, asked.old, SEARCH, asked.ana)
        rate(records, kept, asked.old, SEARCH, asked.ana, PARTLY, "As it said.")

    database.write_here(work)
    gathered = gather(database, asked, None)
    assert references(gathered)[asked.old, *SEARCH] == {asked.ben: MET, asked.cleo: NOT_MET}
    count = gathered.material.reference_count
    assert (count.scores, count.reviewers, count.older, count.set_aside) == (3, 2, 1, 1)


def test_a_redraft_that_was_seen_ends_the_reference_too(
    database: Database, asked: World, kept: Sheets
) -> None:
    def work(records: Records) -> None:
        redraft = suggestion(None, redraft="Other words.")
        show(records, asked.old, SEARCH, asked.ben, redraft)
        rate(records, kept, asked.old, SEARCH, asked.ben, PARTLY, "Persuaded.", version=1)

    database.write_here(work)
    gathered = gather(database, asked, None)
    assert references(gathered)[asked.old, *SEARCH][asked.ben] is MET
    assert gathered.material.seen == ()


def test_a_score_carried_from_one_given_after_a_reveal_is_never_a_reference(
    database: Database, world: World, kept: Sheets
) -> None:
    """Ben saw a suggestion of the old draft's cell before he changed it; Cleo rated the same cell by herself."""

    def first(records: Records) -> None:
        rate(records, kept, world.old, PURPOSES, world.ben, MET, "By himself.")
        rate(records, kept, world.old, PURPOSES, world.cleo, NOT_MET, "By herself.")
        show(records, world.old, PURPOSES, world.ben)
        rate(records, kept, world.old, PURPOSES, world.ben, PARTLY, "After seeing.", version=1)
        for person in (world.ben, world.cleo):
            assert carry_scores(records, kept, world.old, world.new, person).carried == 1
        ask(records, world.new, world.ana, add_endpoint(records, world.ana), {PURPOSES: PARTLY})

    database.write_here(first)
    assert references(gather(database, world, None, world.new)) == {
        (world.new, *PURPOSES): {world.cleo: NOT_MET}
    }
    database.write_here(
        lambda records: rate(records, kept, world.new, PURPOSES, world.ben, SILENT, "Anew.", version=1)
    )
    gathered = gather(database, world, None, world.new)
    assert references(gathered) == {(world.new, *PURPOSES): {world.cleo: NOT_MET}}
    assert gathered.material.reference_count.set_aside == 1
    both = references(gather(database, world, None, world.old, world.new))
    assert both[world.old, *PURPOSES] == {world.ben: MET, world.cleo: NOT_MET}


def test_a_reader_gets_the_reveals_of_others_with_their_scores_only(
    database: Database, asked: World, kept: Sheets
) -> None:
    def work(records: Records) -> None:
        shown = show(records, asked.old, SEARCH, asked.ben, suggestion(NOT_MET))
        changed = rate(records, kept, asked.old, SEARCH, asked.ben, NOT_MET, "Persuaded.", version=1)
        decide(records, shown, asked.ben, DecisionAction.REJECT, "Not yet.", before=MET, score=changed)
        decide(
            records,
            shown,
            asked.ben,
            DecisionAction.ACCEPT,
            "It is right.",
            before=MET,
            score=changed,
            number=2,
        )
        show(records, asked.old, LEGALITY, asked.ben, suggestion(None, abstained=True))

    database.write_here(work)
    seen = {
        reader: gather(database, asked, reader).material.seen
        for reader in (None, asked.ben, asked.cleo, asked.ana)
    }
    assert [len(each) for each in seen.values()] == [2, 2, 1, 0]
    (of_search,) = seen[asked.cleo]
    assert (of_search.before, of_search.suggested, of_search.after) == (MET, NOT_MET, NOT_MET)
    assert of_search.action is DecisionAction.ACCEPT
    assert of_search.contender == MODEL
    (of_legality,) = [each for each in seen[None] if each.cell[1:] == LEGALITY]
    assert (of_legality.suggested, of_legality.action) == (None, None)


def test_questions_bring_their_quotes_tokens_costs_and_seconds(database: Database, world: World) -> None:
    def work(records: Records) -> None:
        states = (QuoteState.EXACT, QuoteState.NOT_FOUND)
        run = Run("1.2.0", Purpose.REVIEW, "model-2", 3.5, states, "EUR", 1250)
        answers: dict[Cell, Answer] = {SEARCH: PARTLY, LEGALITY: Outcome.INVALID, PURPOSES: Outcome.CANCELLED}
        ask(records, world.old, world.ana, add_endpoint(records, world.ana), answers, run)

    database.write_here(work)
    (asked,) = gather(database, world, None).material.asked.values()
    search, legality, purposes = asked
    assert (search.outcome, search.rating, search.quotes) == (
        Outcome.ANSWERED,
        PARTLY,
        (QuoteState.EXACT, QuoteState.NOT_FOUND),
    )
    assert (search.input_tokens, search.output_tokens, search.cached_tokens) == (900, 90, 400)
    assert (search.cost_micro, search.currency, search.seconds, search.estimated) == (
        1250,
        "EUR",
        (3.5,),
        False,
    )
    assert (legality.outcome, legality.rating, legality.quotes) == (Outcome.INVALID, None, ())
    assert (purposes.outcome, purposes.input_tokens, purposes.seconds) == (Outcome.CANCELLED, 0, ())


def test_redrafts_are_no_contenders(database: Database, world: World) -> None:
    def work(records: Records) -> None:
        run = Run(purpose=Purpose.REDRAFT)
        ask(records, world.old, world.ana, add_endpoint(records, world.ana), {SEARCH: Outcome.REFUSED}, run)

    database.write_here(work)
    assert gather(database, world, None).material.asked == {}


def test_what_was_set_aside_for_a_request_that_never_ended_is_not_spent(
    database: Database, world: World
) -> None:
    """A request whose end was never kept holds its upper bound."""

    def work(records: Records) -> None:
        answers: dict[Cell, Answer] = {SEARCH: Outcome.INTERRUPTED}
        ask(records, world.old, world.ana, add_endpoint(records, world.ana), answers)

    database.write_here(work)
    ((search,),) = gather(database, world, None).material.asked.values()
    assert (search.outcome, search.input_tokens, search.seconds) == (Outcome.INTERRUPTED, 0, ())


def test_contenders_are_told_apart_by_prompt_endpoint_and_model(database: Database, world: World) -> None:
    def work(records: Records) -> None:
        here, there = add_endpoint(records, world.ana), add_endpoint(records, world.ana, "Another server")
        for endpoint, run in (
            (here, Run("1.10.0")),
            (here, Run("1.9.0")),
            (there, Run("1.9.0")),
            (here, Run("1.9.0", model="model-2")),
            (here, Run("1.9.0")),
        ):
            ask(records, world.old, world.ana, endpoint, {SEARCH: MET}, run)

    database.write_here(work)
    asked = gather(database, world, None).material.asked
    assert [(each.prompt_version, each.endpoint_name, each.model) for each in asked] == [
        ("1.9.0", "Another server", "model-1"),
        ("1.9.0", "Test server", "model-1"),
        ("1.9.0", "Test server", "model-2"),
        ("1.10.0", "Test server", "model-1"),
    ]
    assert [len(each) for each in asked.values()] == [1, 2, 1, 1]


def test_the_number_of_statements_does_not_grow_with_the_cells(
    database: Database, asked: World, kept: Sheets
) -> None:
    def counted() -> int:
        executed: list[str] = []

        def work(records: Records) -> None:
            assert isinstance(records, SqlRecords)
            event.listen(records.connection, "before_cursor_execute", lambda *told: executed.append(told[2]))
            gather_evaluation(records, kept, Scope((asked.old,)), asked.ben)

        database.read_here(work)
        return len(executed)

    before = counted()

    def more(records: Records) -> None:
        for path in ("art_1", "art_2", "art_4", "art_5"):
            rate(records, kept, asked.old, (path, "necessity"), asked.ben, MET, "Ben's.")
            show(records, asked.old, (path, "necessity"), asked.ben)
        cells = {(path, "necessity"): MET for path in ("art_1", "art_2", "art_4", "art_5")}
        ask(records, asked.old, asked.ana, add_endpoint(records, asked.ana, "More"), cells)

    counted()
    database.write_here(more)
    assert counted() <= before


def test_that_figures_were_shown_is_kept_once_until_its_reader_scores_again(
    database: Database, asked: World, kept: Sheets
) -> None:
    def show_figures() -> int:
        gathered = gather(database, asked, asked.cleo)
        database.write_here(lambda records: keep_figures_shown(records, gathered, asked.cleo))
        shown = database.read_here(lambda records: records.evaluations.figures_shown([asked.old]))
        assert set(shown) <= {(asked.old, asked.cleo)}
        return len(shown.get((asked.old, asked.cleo), ()))

    assert [show_figures(), show_figures()] == [1, 1]
    database.write_here(
        lambda records: rate(records, kept, asked.old, SEARCH, asked.cleo, PARTLY, "Again.", version=1)
    )
    assert references(gather(database, asked, None))[asked.old, *SEARCH][asked.cleo] is NOT_MET
    assert [show_figures(), show_figures()] == [2, 2]


def test_nothing_is_kept_of_figures_without_a_cell(database: Database, asked: World) -> None:
    gathered = gather(database, asked, asked.ana)
    database.write_here(lambda records: keep_figures_shown(records, gathered, asked.ana))
    assert database.read_here(lambda records: records.evaluations.figures_shown([asked.old])) == {}
