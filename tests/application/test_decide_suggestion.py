"""Decisions on revealed suggestions, and the scores they write, on both databases."""

from dataclasses import replace

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.decide_suggestion import Decided, DecisionWish, decide_suggestion
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.reveal_suggestion import reveal_suggestion, revealed
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.errors import Conflict, Invalid, NotFound, Stale
from salvaguarda.domain.scores import Action, Rating, Recommendation
from salvaguarda.domain.suggestions.policy import DecisionAction, RevealMode
from salvaguarda.domain.suggestions.suggestion import Answer
from tests.assessing import World, make_in, rate, sheets, wish
from tests.proposing import agree, answer, propose

CELL = ("art_3", "prior-judicial-authorization")
ACCEPT, EDIT, REJECT = DecisionAction.ACCEPT, DecisionAction.EDIT, DecisionAction.REJECT
QUOTED = answer(rationale="It asks a judge.", quotes=(("authorization by a judge", "It names one."),))
WRONG = answer(quotes=(("authorization by a judge", ""), ("a judge of the highest court decides", "")))


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


@pytest.fixture
def kept() -> Sheets:
    return sheets()


class Desk:
    """Ben at one cell: rated, and the suggestion revealed."""

    def __init__(
        self, records: Records, kept: Sheets, world: World, suggested: Answer = QUOTED, *, rated: bool = True
    ) -> None:
        self.records, self.kept, self.world = records, kept, world
        propose(records, world.old, CELL, world.ana, suggested)
        if rated:
            advice = Recommendation(Action.AMEND, "Add a time limit.")
            rate(records, kept, world.old, CELL, world.ben, Rating.NOT_MET, "Mine.", advice=advice)
        else:
            agree(records, world.old, records.people.get(world.ana), RevealMode.ON_REQUEST)
        reveal_suggestion(records, kept, world.old, CELL, world.ben)

    def decide(
        self,
        action: DecisionAction,
        version: int = 1,
        reason: str = "It is right.",
        *,
        rating: Rating | None = None,
        rationale: str = "",
        quote: str = "",
    ) -> Decided:
        edit = None
        if action is EDIT:
            edit = wish(self.records, self.world.old, CELL[0], rating, rationale, quote=quote)
        wanted = DecisionWish(action, reason, version, edit)
        return decide_suggestion(self.records, self.kept, self.world.old, CELL, self.world.ben, wanted)

    def own(self) -> ScoreRecord | None:
        return self.records.scores.own_cell(self.world.old, *CELL, self.world.ben)

    def decisions(self) -> list[tuple[int, DecisionAction]]:
        reveal = revealed(self.records, self.world.old, CELL, self.world.ben)
        assert reveal is not None
        return [(each.number, each.action) for each in reveal.decisions]


def test_accepting_makes_rating_rationale_and_found_quotes_the_own_score(
    database: Database, world: World, kept: Sheets
) -> None:
    decided = database.write_here(
        lambda records: Desk(records, kept, world).decide(ACCEPT, reason="  So it is. ")
    )
    score, decision = decided.score, decided.decision
    assert score is not None
    assert (score.words.rating, score.words.rationale) == (Rating.PARTLY, "It asks a judge.")
    assert [quote.exact for quote in score.words.evidence] == ["authorization by a judge"]
    assert score.words.recommendation == Recommendation(Action.AMEND, "Add a time limit.")
    assert (score.revision, score.person.id) == (2, world.ben)
    assert (decision.action, decision.reason, decision.number) == (ACCEPT, "So it is.", 1)
    assert (decision.rating_before, decision.rating_after) == (Rating.NOT_MET, Rating.PARTLY)
    assert (decision.score_id, decision.score_revision) == (score.id, 2)


def test_accepting_without_an_own_score_writes_the_first(
    database: Database, world: World, kept: Sheets
) -> None:
    decided = database.write_here(lambda records: Desk(records, kept, world, rated=False).decide(ACCEPT, 0))
    assert decided.score is not None
    assert (decided.score.revision, decided.decision.rating_before) == (1, None)


def test_rejecting_leaves_the_score_as_it_is(database: Database, world: World, kept: Sheets) -> None:
    decided = database.write_here(lambda records: Desk(records, kept, world).decide(REJECT))
    assert decided.score is not None
    assert (decided.score.words.rationale, decided.score.revision) == ("Mine.", 1)
    assert (decided.decision.rating_before, decided.decision.rating_after) == (Rating.NOT_MET, Rating.NOT_MET)
    assert (decided.decision.score_id, decided.decision.score_revision) == (decided.score.id, 1)


def test_rejecting_without_a_score_writes_none(database: Database, world: World, kept: Sheets) -> None:
    decided = database.write_here(lambda records: Desk(records, kept, world, rated=False).decide(REJECT, 0))
    assert decided.score is None
    assert (decided.decision.rating_after, decided.decision.score_id) == (None, None)


def test_editing_saves_the_score_that_was_sent(database: Database, world: World, kept: Sheets) -> None:
    decided = database.write_here(
        lambda records: Desk(records, kept, world, WRONG).decide(
            EDIT, rating=Rating.MET, rationale="Both.", quote="prior authorization"
        )
    )
    assert decided.score is not None
    assert (decided.score.words.rating, decided.score.revision) == (Rating.MET, 2)
    assert (decided.decision.action, decided.decision.rating_after) == (EDIT, Rating.MET)


@pytest.mark.parametrize(
    "changed", [{"rating": Rating.MET}, {"rationale": "Other words."}, {"quote": "prior authorization"}]
)
def test_an_edit_differs_in_rating_rationale_or_evidence(
    database: Database, world: World, kept: Sheets, changed: dict[str, object]
) -> None:
    same = {"rating": Rating.PARTLY, "rationale": " It asks a judge. ", "quote": "authorization by a judge"}

    def decide(records: Records) -> None:
        desk = Desk(records, kept, world)
        assert desk.decide(EDIT, **{**same, **changed}).score is not None  # type: ignore[arg-type]
        desk.decide(EDIT, 2, **same)  # type: ignore[arg-type]

    with pytest.raises(Invalid, match="just what was suggested"):
        database.write_here(decide)


def test_of_a_suggestion_with_a_false_quote_the_true_ones_may_be_kept_by_editing(
    database: Database, world: World, kept: Sheets
) -> None:
    decided = database.write_here(
        lambda records: Desk(records, kept, world, WRONG).decide(
            EDIT, rating=Rating.PARTLY, rationale=WRONG.rationale, quote="authorization by a judge"
        )
    )
    assert decided.decision.action is EDIT


@pytest.mark.parametrize(
    ("suggested", "because"),
    [
        (WRONG, "quotes words that are not in this provision"),
        (answer(quotes=(("a judge", ""),)), "too few to show anything"),
        (answer(None, "The text is cut."), "did not rate"),
    ],
)
def test_what_is_not_acceptable_is_not_accepted_and_says_why(
    database: Database, world: World, kept: Sheets, suggested: Answer, because: str
) -> None:
    with pytest.raises(Conflict, match=because):
        database.write_here(lambda records: Desk(records, kept, world, suggested).decide(ACCEPT))


@pytest.mark.parametrize("action", DecisionAction)
@pytest.mark.parametrize("reason", ["", "  \n ", "ok", " ok ", "\u200b" * 9, "x" * 2_001])
def test_every_action_asks_for_a_reason_of_the_same_length(
    database: Database, world: World, kept: Sheets, action: DecisionAction, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        database.write_here(
            lambda records: Desk(records, kept, world).decide(action, 1, reason, rating=Rating.MET)
        )
    assert [problem.where for problem in refused.value.problems] == ["reason"]


@pytest.mark.parametrize("action", [ACCEPT, REJECT])
def test_only_an_edit_takes_a_score(
    database: Database, world: World, kept: Sheets, action: DecisionAction
) -> None:
    def decide(records: Records) -> None:
        Desk(records, kept, world)
        edit = wish(records, world.old, CELL[0], Rating.MET)
        wanted = DecisionWish(action, "It is right.", 1, edit)
        decide_suggestion(records, kept, world.old, CELL, world.ben, wanted)

    with pytest.raises(Invalid, match="takes no score"):
        database.write_here(decide)


@pytest.mark.parametrize("rating", [None])
def test_an_edit_needs_a_rating(
    database: Database, world: World, kept: Sheets, rating: Rating | None
) -> None:
    with pytest.raises(Invalid, match="with a rating"):
        database.write_here(lambda records: Desk(records, kept, world).decide(EDIT, rating=rating))
    bare = DecisionWish(EDIT, "It is right.", 1)
    with pytest.raises(Invalid, match="needs the score"):
        database.write_here(
            lambda records: (
                Desk(records, kept, world),
                decide_suggestion(records, kept, world.old, CELL, world.ben, bare),
            )
        )


def test_nothing_is_decided_before_it_was_revealed(database: Database, world: World, kept: Sheets) -> None:
    def decide(records: Records) -> None:
        propose(records, world.old, CELL, world.ana, QUOTED)
        rate(records, kept, world.old, CELL, world.ben, Rating.NOT_MET)
        decide_suggestion(
            records, kept, world.old, CELL, world.ben, DecisionWish(REJECT, "No, it is not.", 1)
        )

    with pytest.raises(Conflict, match="revealed first"):
        database.write_here(decide)


def test_a_reveal_is_decided_on_by_whoever_saw_it(database: Database, world: World, kept: Sheets) -> None:
    def decide(records: Records) -> None:
        Desk(records, kept, world)
        decide_suggestion(
            records, kept, world.old, CELL, world.cleo, DecisionWish(REJECT, "No, it is not.", 0)
        )

    with pytest.raises(Conflict):
        database.write_here(decide)


@pytest.mark.parametrize("action", DecisionAction)
def test_a_decision_on_an_older_score_is_told_the_kept_one(
    database: Database, world: World, kept: Sheets, action: DecisionAction
) -> None:
    def decide(records: Records) -> None:
        desk = Desk(records, kept, world)
        rate(records, kept, world.old, CELL, world.ben, Rating.SILENT, "Elsewhere.", version=1)
        desk.decide(action, 1, rating=Rating.MET)

    with pytest.raises(Stale) as stale:
        database.write_here(decide)
    assert isinstance(stale.value.current, ScoreRecord)
    assert (stale.value.current.words.rationale, stale.value.version) == ("Elsewhere.", 2)


@pytest.mark.parametrize("action", DecisionAction)
def test_the_same_decision_sent_twice_is_one(
    database: Database, world: World, kept: Sheets, action: DecisionAction
) -> None:
    def decide(records: Records) -> tuple[Decided, Decided, list[tuple[int, DecisionAction]]]:
        desk = Desk(records, kept, world)
        first = desk.decide(action, rating=Rating.MET, quote="prior authorization")
        again = desk.decide(action, rating=Rating.MET, quote="prior authorization")
        return first, again, desk.decisions()

    first, again, decisions = database.write_here(decide)
    assert first == again
    assert decisions == [(1, action)]


def test_another_decision_is_another_row_and_the_newest_counts(
    database: Database, world: World, kept: Sheets
) -> None:
    def decide(records: Records) -> tuple[list[tuple[int, DecisionAction]], ScoreRecord | None]:
        desk = Desk(records, kept, world)
        desk.decide(REJECT)
        desk.decide(ACCEPT)
        desk.decide(EDIT, 2, rating=Rating.SILENT)
        return desk.decisions(), desk.own()

    decisions, own = database.write_here(decide)
    assert decisions == [(1, REJECT), (2, ACCEPT), (3, EDIT)]
    assert own is not None
    assert (own.words.rating, own.revision) == (Rating.SILENT, 3)
    assert own.assisted is not None
    assert own.assisted.action is EDIT


def test_a_decision_that_cannot_be_kept_writes_no_score(
    database: Database, world: World, kept: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write_here(lambda records: Desk(records, kept, world) and None)

    def decide(records: Records) -> None:
        monkeypatch.setattr(type(records.reveals), "decide", lambda *_: False)
        wanted = DecisionWish(ACCEPT, "It is right.", 1)
        decide_suggestion(records, kept, world.old, CELL, world.ben, wanted)

    with pytest.raises(Stale):
        database.write_here(decide)
    own = database.read_here(lambda records: records.scores.own_cell(world.old, *CELL, world.ben))
    assert own is not None
    assert (own.revision, own.words.rationale) == (1, "Mine.")


def test_cells_that_are_none_have_no_decision(database: Database, world: World, kept: Sheets) -> None:
    wanted = DecisionWish(REJECT, "No, it is not.", 0)
    for cell in (("art_99", CELL[1]), ("art_3", "no-such")):
        with pytest.raises(NotFound):
            database.write_here(decide_suggestion, kept, world.old, cell, world.ben, wanted)
    with pytest.raises(NotFound):
        database.write_here(decide_suggestion, kept, 99, CELL, world.ben, replace(wanted, version=1))
