"""Own judgement first: what is told of suggestions, and what a reveal keeps; on both databases."""

from hashlib import sha256

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records.suggestions import SqlSuggestions
from salvaguarda.application.list_suggestions import Standing, SuggestionView, list_suggestions
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.reveal_suggestion import reveal_suggestion
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import RevealMode
from tests.assessing import World, make_in, rate, sheets
from tests.proposing import agree, answer, ask, propose

CELL = ("art_3", "prior-judicial-authorization")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def kept() -> Sheets:
    return sheets()


def standing(records: Records, kept: Sheets, world: World, person: int) -> SuggestionView:
    views = list_suggestions(records, kept, world.old, CELL[0], person)
    assert [view for view in views if view.criterion != CELL[1] and view.standing != "none"] == []
    return next(view for view in views if view.criterion == CELL[1])


def rated(records: Records, kept: Sheets, world: World, rating: Rating | None = Rating.MET) -> None:
    rate(records, kept, world.old, CELL, world.ben, rating, "Ben's own.")


def test_a_suggestion_is_hidden_until_the_own_rating_and_then_ready(
    database: Database, world: World, kept: Sheets
) -> None:
    def tell(records: Records) -> list[str]:
        told = [standing(records, kept, world, world.ben).standing]
        propose(records, world.old, CELL, world.ana, answer())
        told.append(standing(records, kept, world, world.ben).standing)
        rated(records, kept, world)
        told.append(standing(records, kept, world, world.ben).standing)
        told.append(standing(records, kept, world, world.cleo).standing)
        return [str(each) for each in told]

    assert database.write_here(tell) == ["none", "hidden", "ready", "hidden"]


def test_notes_without_a_rating_reveal_nothing(database: Database, world: World, kept: Sheets) -> None:
    def try_it(records: Records) -> None:
        propose(records, world.old, CELL, world.ana, answer())
        rated(records, kept, world, None)
        assert standing(records, kept, world, world.ben).standing == "hidden"
        reveal_suggestion(records, kept, world.old, CELL, world.ben)

    with pytest.raises(Conflict, match="Rate this cell first"):
        database.write_here(try_it)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.INVALID, Outcome.CANCELLED])
def test_how_a_question_ended_is_told_after_the_own_rating_only(
    database: Database, world: World, kept: Sheets, outcome: Outcome
) -> None:
    def tell(records: Records) -> tuple[SuggestionView, SuggestionView]:
        _, task = ask(records, world.old, CELL, world.ana)
        records.runs.end_task(task, outcome, "The model refused.")
        before = standing(records, kept, world, world.ben)
        rated(records, kept, world)
        return before, standing(records, kept, world, world.ben)

    before, after = database.write_here(tell)
    assert before == SuggestionView(CELL[1], "hidden")  # type: ignore[arg-type]
    assert (after.standing, after.outcome, after.reason) == ("failed", outcome, "The model refused.")


def test_what_waits_is_asking_and_a_later_failure_takes_no_suggestion_away(
    database: Database, world: World, kept: Sheets
) -> None:
    def tell(records: Records) -> list[str]:
        rated(records, kept, world)
        _, first = ask(records, world.old, CELL, world.ana)
        told = [standing(records, kept, world, world.ben).standing]
        records.runs.end_task(first, Outcome.FAILED, "No answer.")
        propose(records, world.old, CELL, world.ana, answer())
        _, second = ask(records, world.old, CELL, world.ana)
        told.append(standing(records, kept, world, world.ben).standing)
        records.runs.end_task(second, Outcome.FAILED, "No answer.")
        told.append(standing(records, kept, world, world.ben).standing)
        return [str(each) for each in told]

    assert database.write_here(tell) == ["asking", "ready", "ready"]


@pytest.mark.parametrize("purpose", [Purpose.EVALUATION, Purpose.REDRAFT])
def test_only_runs_for_review_are_offered(
    database: Database, world: World, kept: Sheets, purpose: Purpose
) -> None:
    def try_it(records: Records) -> None:
        propose(records, world.old, CELL, world.ana, answer(), purpose)
        rated(records, kept, world)
        assert standing(records, kept, world, world.ben).standing == "none"
        reveal_suggestion(records, kept, world.old, CELL, world.ben)

    with pytest.raises(NotFound):
        database.write_here(try_it)


def test_a_reveal_keeps_what_was_seen_by_whom_and_after_which_rating(
    database: Database, world: World, kept: Sheets
) -> None:
    def reveal(records: Records) -> SuggestionView:
        agree(records, world.old, records.people.get(world.ana), RevealMode.BLIND_FIRST)
        propose(
            records,
            world.old,
            CELL,
            world.ana,
            answer(quotes=(("authorization by a judge", "It names one."),)),
        )
        rate(records, kept, world.old, CELL, world.ben, Rating.NOT_MET, "First.")
        rate(records, kept, world.old, CELL, world.ben, Rating.MET, "Second.", version=1)
        return reveal_suggestion(records, kept, world.old, CELL, world.ben)

    shown = database.write_here(reveal).reveal
    assert shown is not None
    assert (shown.person.id, shown.rating_before, shown.score_revision_before) == (world.ben, Rating.MET, 2)
    assert (shown.mode, shown.purpose, shown.decisions) == (RevealMode.BLIND_FIRST, Purpose.REVIEW, ())
    assert (shown.provenance.model, shown.provenance.endpoint_host) == ("model-1", "models.example:8443")
    assert (shown.provenance.prompt_id, shown.provenance.prompt_version) == ("provision-score", "1.0.0")
    assert [quote.found.exact for quote in shown.seen.quotes if quote.found] == ["authorization by a judge"]

    def kept_text(records: Records) -> str:
        return str(records.connection.exec_driver_sql("SELECT seen FROM reveal").scalar_one())  # type: ignore[attr-defined]

    assert sha256(database.read_here(kept_text).encode()).hexdigest() == shown.seen_sha256


def test_revealed_again_it_is_the_same_whatever_was_suggested_later(
    database: Database, world: World, kept: Sheets
) -> None:
    def reveal(records: Records) -> tuple[SuggestionView, ...]:
        propose(records, world.old, CELL, world.ana, answer(rationale="Old."))
        propose(records, world.old, CELL, world.ana, answer(rationale="First."))
        rated(records, kept, world)
        first = reveal_suggestion(records, kept, world.old, CELL, world.ben)
        propose(records, world.old, CELL, world.ana, answer(Rating.MET, "Later."))
        again = reveal_suggestion(records, kept, world.old, CELL, world.ben)
        return first, again, standing(records, kept, world, world.ben)

    first, again, listed = database.write_here(reveal)
    assert first == again == listed
    assert first.reveal is not None
    assert first.reveal.seen.rationale == "First."


def test_on_request_it_is_shown_to_whoever_asks_and_what_they_had_rated_is_kept(
    database: Database, world: World, kept: Sheets
) -> None:
    def reveal(records: Records) -> tuple[SuggestionView, SuggestionView]:
        agree(records, world.old, records.people.get(world.ana), RevealMode.ON_REQUEST)
        propose(records, world.old, CELL, world.ana, answer())
        before = standing(records, kept, world, world.ben)
        return before, reveal_suggestion(records, kept, world.old, CELL, world.ben)

    before, after = database.write_here(reveal)
    assert (before.standing, before.reveal, before.outcome) == ("ready", None, None)
    assert after.reveal is not None
    assert (after.reveal.mode, after.reveal.rating_before, after.reveal.score_revision_before) == (
        RevealMode.ON_REQUEST,
        None,
        0,
    )


def test_the_newest_policy_says_when_it_is_shown(database: Database, world: World, kept: Sheets) -> None:
    def tell(records: Records) -> list[str]:
        ana = records.people.get(world.ana)
        propose(records, world.old, CELL, world.ana, answer())
        agree(records, world.old, ana, RevealMode.ON_REQUEST)
        told = [standing(records, kept, world, world.ben).standing]
        agree(records, world.old, ana, RevealMode.BLIND_FIRST)
        told.append(standing(records, kept, world, world.ben).standing)
        return [str(each) for each in told]

    assert database.write_here(tell) == ["ready", "hidden"]


@pytest.mark.parametrize(
    "cell", [("art_99", CELL[1]), ("art_3", "no-such"), ("art_3", "human-rights-clause")]
)
def test_cells_that_are_none_have_no_suggestion(
    database: Database, world: World, kept: Sheets, cell: tuple[str, str]
) -> None:
    with pytest.raises((NotFound, Conflict)):
        database.write_here(reveal_suggestion, kept, world.old, cell, world.ben)


def test_reveals_of_others_come_with_their_visible_scores_after_the_own_rating(
    database: Database, world: World, kept: Sheets
) -> None:
    def seen(records: Records, person: int | None) -> list[int]:
        return [each.person.id for each in records.reveals.visible(world.old, person)]

    def tell(records: Records) -> list[list[int]]:
        propose(records, world.old, CELL, world.ana, answer())
        rated(records, kept, world)
        reveal_suggestion(records, kept, world.old, CELL, world.ben)
        told = [seen(records, world.ben), seen(records, world.cleo), seen(records, None)]
        rate(records, kept, world.old, CELL, world.cleo, Rating.MET)
        return [*told, seen(records, world.cleo)]

    assert database.write_here(tell) == [[world.ben], [], [world.ben], [world.ben]]


def test_without_blindness_reveals_of_others_still_wait_for_the_own_rating(
    database: Database, world: World, kept: Sheets
) -> None:
    def tell(records: Records) -> list[int]:
        propose(records, world.old, CELL, world.ana, answer())
        rated(records, kept, world)
        reveal_suggestion(records, kept, world.old, CELL, world.ben)
        records.assessments.edit(world.old, 1, Settings("Open", blind=False), world.ana)
        assert [each.person.id for each in records.scores.visible(world.old, world.cleo)] == [world.ben]
        return [each.id for each in records.reveals.visible(world.old, world.cleo)]

    assert database.write_here(tell) == []


def test_the_statement_itself_brings_nothing_back_before_the_own_rating(
    database: Database, world: World, kept: Sheets
) -> None:
    def read(records: Records) -> list[bool]:
        propose(records, world.old, CELL, world.ana, answer())
        propose(records, world.old, CELL, world.ben, answer(), Purpose.REDRAFT)

        def told() -> list[bool]:
            where = (world.old, *CELL, world.ben)
            found = (records.suggestions.revealable(*where), records.suggestions.redraft(*where))
            return [each is not None for each in found]

        before = told()
        rated(records, kept, world)
        assert records.suggestions.redraft(world.old, *CELL, world.ana) is None  # Ben asked for it
        return [*before, *told()]

    assert database.write_here(read) == [False, False, True, True]


def test_a_rating_that_is_withdrawn_while_it_is_revealed_reveals_nothing(
    database: Database, world: World, kept: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL another tab may do so between two statements of the reveal."""

    def try_it(records: Records) -> None:
        propose(records, world.old, CELL, world.ana, answer())
        rated(records, kept, world)
        found = records.suggestions.revealable(world.old, *CELL, world.ben)
        rate(records, kept, world.old, CELL, world.ben, None, "Withdrawn.", version=1)
        monkeypatch.setattr(
            "salvaguarda.application.reveal_suggestion.show_suggestion",
            lambda *_: SuggestionView(CELL[1], Standing.READY),
        )
        monkeypatch.setattr(SqlSuggestions, "revealable", lambda *_: found)
        with pytest.raises(Conflict, match="Rate this cell first"):
            reveal_suggestion(records, kept, world.old, CELL, world.ben)
        assert records.reveals.visible(world.old, None) == ()

    database.write_here(try_it)
