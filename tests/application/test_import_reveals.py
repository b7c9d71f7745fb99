"""Reveals and decisions travel with the scores they belong to, whole or not at all, and forged ones are refused."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.exports.json_complete import write_complete
from salvaguarda.application.export_instrument import export_instrument
from salvaguarda.application.import_export import import_export
from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import publish_built_in_checklists, read_export
from salvaguarda.domain.errors import InvalidExport
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.policy import DecisionAction
from salvaguarda.domain.suggestions.suggestion import Flag, QuoteState, SuggestedQuote, Uncertainty
from tests.assessing import World, make_in, rate, sheets
from tests.showing import decide, quoting, show, suggestion

CELL = ("art_3", "prior-judicial-authorization")
OTHER = ("art_4", "data-protection")
HOSTILE = '=cmd|"/C calc"!A0 \u202e<script>\x07“…” …'
INVENTED = SuggestedQuote("words that nobody wrote", HOSTILE, QuoteState.NOT_FOUND, None)


def fill(database: Database) -> World:
    """Ben accepts; Cleo rejects before she has a score, then edits; Ana only sees."""
    world = make_in(database)

    def before(records: Any) -> None:
        rate(records, sheets(), world.old, CELL, world.ben, Rating.MET)
        rate(records, sheets(), world.old, CELL, world.ana, Rating.MET)

    def work(records: Any) -> None:
        text = records.drafts.text(world.old_draft, CELL[0]).text
        quote = quoting("after prior authorization by a judge", text)
        seen = suggestion(quotes=(quote,), missing_safeguards=(HOSTILE,), uncertainty=Uncertainty.HIGH)
        shown = show(records, world.old, CELL, world.ben, seen)
        score = rate(
            records,
            sheets(),
            world.old,
            CELL,
            world.ben,
            Rating.PARTLY,
            seen.rationale,
            quote=quote.claimed,
            version=1,
        )
        decide(records, shown, world.ben, DecisionAction.ACCEPT, HOSTILE, before=Rating.MET, score=score)
        show(
            records,
            world.old,
            CELL,
            world.ana,
            suggestion(Rating.MET, HOSTILE, quotes=(INVENTED,), flags=(Flag.LINK,)),
        )
        shown = show(
            records,
            world.old,
            OTHER,
            world.cleo,
            suggestion(None, "", abstained=True, abstain_reason="Unclear."),
        )
        decide(records, shown, world.cleo, DecisionAction.REJECT, "Of no use.", before=None, score=None)
        score = rate(records, sheets(), world.old, OTHER, world.cleo, Rating.SILENT, "My own.")
        decide(
            records, shown, world.cleo, DecisionAction.EDIT, "Now I know.", before=None, score=score, number=2
        )

    database.write_here(before)
    database.write_here(work)
    return world


def exported(database: Database, world: World, reader_id: int | None = None) -> bytes:
    def read(records: Records) -> bytes:
        reader = None if reader_id is None else records.people.get(reader_id)
        return write_complete(export_instrument(records, sheets(), world.instrument, reader))

    return database.read_here(read)


def reveals_in(content: bytes) -> list[Any]:
    """With people and scores as those who read the file know them: by name, and by their place."""
    values = json.loads(content)
    people = {each["key"]: each["display_name"] for each in values["people"]}
    scores = {score["key"]: place for place, score in enumerate(values["assessments"][0]["scores"])}
    found = values["assessments"][0]["reveals"]
    for reveal in found:
        reveal["person"] = people[reveal["person"]]
        for decision in reveal["decisions"]:
            decision["score"] = None if decision["score"] is None else scores[decision["score"]]
    return list(found)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    opened = Database(url)
    opened.write_here(publish_built_in_checklists)
    yield opened
    opened.close()


def bring_in(database: Database, content: bytes) -> tuple[int, int]:
    """(instrument, newest assessment) as they are here."""
    export, versions = read_export(content)
    done = database.write_here(import_export, export, versions, None)
    assessment = database.read_here(lambda records: records.assessments.get(done.assessment_id))
    return assessment.instrument_id, assessment.id


def again(database: Database, instrument_id: int) -> bytes:
    return database.read_here(
        lambda records: write_complete(export_instrument(records, sheets(), instrument_id, None))
    )


def test_nothing_is_lost_on_the_way_into_an_empty_installation(database: Database, empty: Database) -> None:
    before = exported(database, fill(database))
    instrument_id, _ = bring_in(empty, before)
    assert reveals_in(again(empty, instrument_id)) == reveals_in(before)
    assert [len(each["decisions"]) for each in reveals_in(before)] == [1, 0, 2]


def test_nothing_is_lost_on_the_way_into_either_database(database: Database) -> None:
    before = exported(database, fill(database))
    instrument_id, _ = bring_in(database, before)
    assert reveals_in(again(database, instrument_id)) == reveals_in(before)


def test_what_came_in_hangs_on_no_suggestion_of_this_installation(
    database: Database, empty: Database
) -> None:
    _, assessment_id = bring_in(empty, exported(database, fill(database)))
    found = empty.read_here(lambda records: records.reveals.visible(assessment_id - 1, None))
    assert [each.suggestion_id for each in found] == [None] * 3


@pytest.mark.parametrize(
    ("reader", "told"), [("ben", ["Ben", "Ana Reyes"]), ("cleo", ["Cleo"]), ("ana", ["Ben", "Ana Reyes"])]
)
def test_reader_gets_what_belongs_to_the_scores_they_may_see(
    database: Database, reader: str, told: list[str]
) -> None:
    world = fill(database)
    content = exported(database, world, getattr(world, reader))
    assert [each["person"] for each in reveals_in(content)] == told
    read_export(content)  # and what they got is whole


def test_files_of_the_first_form_still_come_in(database: Database) -> None:
    values = json.loads(exported(database, fill(database)))
    values["schema"] = 1
    for assessment in values["assessments"]:
        del assessment["reveals"]
    export, _ = read_export(json.dumps(values).encode())
    assert [each.reveals for each in export.assessments] == [[], []]


def test_older_versions_refuse_the_new_form() -> None:
    with pytest.raises(InvalidExport, match="form 4; this version of Salvaguarda reads forms up to 3"):
        read_export(b'{"format": "salvaguarda-export", "schema": 4}')


Spoil = Callable[[Any], Any]


def reveal(values: Any, place: int = 0) -> Any:
    return values["assessments"][0]["reveals"][place]


def worded(values: Any, place: int = 0, **changes: Any) -> None:
    """Change what was seen, with the hash made to fit, as a careful forger does."""
    one = reveal(values, place)
    one["seen"].update(changes)
    text = json.dumps(one["seen"], ensure_ascii=False, separators=(",", ":"))
    one["seen_sha256"] = sha256(text.encode()).hexdigest()


def redrafted(values: Any, place: int) -> None:
    worded(values, place, redraft="New words.", abstained=False)
    reveal(values, place).update(purpose="redraft")


def quoted(values: Any, **changes: Any) -> None:
    quote = reveal(values)["seen"]["quotes"][0]
    worded(values, quotes=[quote | changes])


def decision(values: Any, place: int = 0, number: int = 0) -> Any:
    return reveal(values, place)["decisions"][number]


def other_score(values: Any) -> Any:
    return next(each["key"] for each in values["assessments"][0]["scores"] if each["criterion"] == OTHER[1])


LATE = "2099-01-01T00:00:00.000000Z"
FORGED: dict[str, Spoil] = {
    "words that were not seen": lambda v: reveal(v)["seen"].update(rationale="Other words."),
    "a hash of nothing": lambda v: reveal(v).update(seen_sha256="0" * 64),
    "an unknown mode": lambda v: reveal(v).update(mode="at_once"),
    "an unknown action": lambda v: decision(v).update(action="agree"),
    "an unknown person": lambda v: reveal(v).update(person=99),
    "somebody else's eyes": lambda v: reveal(v).update(person=reveal(v, 1)["person"]),
    "an unknown row": lambda v: reveal(v).update(provision="art_99"),
    "an unknown criterion": lambda v: reveal(v).update(criterion="kindness"),
    "a question about the whole asked of an article": lambda v: reveal(v).update(
        criterion="human-rights-clause"
    ),
    "another cell": lambda v: reveal(v).update(provision="art_2"),
    "no moment": lambda v: reveal(v).update(at="yesterday"),
    "no own rating first": lambda v: reveal(v).update(rating_before=None, score_revision_before=0),
    "another own rating": lambda v: reveal(v).update(rating_before="silent"),
    "an own rating that is not there": lambda v: reveal(v).update(score_revision_before=9),
    "other words of the provision": lambda v: reveal(v)["provenance"].update(text_sha256="0" * 64),
    "another checklist": lambda v: reveal(v)["provenance"].update(checklist_sha256="0" * 64),
    "a prompt without a hash": lambda v: reveal(v)["provenance"].update(prompt_sha256="none"),
    "a request without a hash": lambda v: reveal(v)["provenance"].update(request_sha256="F" * 64),
    "no model": lambda v: reveal(v)["provenance"].update(model=" "),
    "a model without end": lambda v: reveal(v)["provenance"].update(model="x" * 501),
    "a rating with an abstention": lambda v: worded(v, abstained=True),
    "a rating off the scale": lambda v: worded(v, rating="great"),
    "a suggestion for evaluation": lambda v: reveal(v).update(purpose="evaluation"),
    "a redraft that is none": lambda v: reveal(v, 1).update(purpose="redraft"),
    "a decision on a redraft": lambda v: redrafted(v, 2),
    "two suggestions of one cell": lambda v: v["assessments"][0]["reveals"].append(reveal(v)),
    "an edit that changed nothing": lambda v: decision(v).update(action="edit"),
    "neither rating nor abstention": lambda v: worded(v, 2, abstained=False),
    "a rating with a redraft": lambda v: worded(v, redraft="New words."),
    "a rationale without end": lambda v: worded(v, rationale="x" * 20_001),
    "quotes without end": lambda v: worded(v, quotes=reveal(v)["seen"]["quotes"] * 51),
    "a quote that is found and is not": lambda v: quoted(v, state="not_found"),
    "a quote that is not found and is": lambda v: quoted(v, found=None),
    "other words around a quote": lambda v: quoted(
        v, found=reveal(v)["seen"]["quotes"][0]["found"] | {"suffix": "no"}
    ),
    "no host": lambda v: reveal(v)["provenance"].update(endpoint_host=""),
    "a claim that is not what was found": lambda v: quoted(v, claimed="something else entirely"),
    "found words that are not in the text": lambda v: quoted(
        v,
        claimed="no judge at all",
        found=reveal(v)["seen"]["quotes"][0]["found"] | {"exact": "no judge at all"},
    ),
    "an accepted quote that was not found": lambda v: quoted(v, state="not_found", found=None),
    "an accepted abstention": lambda v: decision(v, 2, 1).update(action="accept"),
    "another rationale than the accepted one": lambda v: worded(v, rationale="Another."),
    "another rating than the accepted one": lambda v: worded(v, rating="not_met"),
    "a decision without a reason": lambda v: decision(v).update(reason=" "),
    "a reason without end": lambda v: decision(v).update(reason="x" * 2_001),
    "a decision at another moment than its score": lambda v: decision(v).update(at=LATE),
    "a decision at no moment": lambda v: decision(v).update(at="soon"),
    "a missing decision": lambda v: reveal(v, 2)["decisions"].pop(0),
    "a decision that wrote nothing": lambda v: decision(v).update(score=None, score_revision=0),
    "a decision on another score": lambda v: decision(v).update(score=other_score(v)),
    "a decision on a state that is not there": lambda v: decision(v).update(score_revision=3),
    "a decision on a state below zero": lambda v: decision(v).update(score_revision=-1),
    "an acceptance of what had been the own rating": lambda v: reveal(v).update(
        rating_before="partly", score_revision_before=2
    ),
    "a rejection from before it was shown": lambda v: decision(v).update(
        action="reject", score_revision=0, score=None, rating_before=None, rating_after=None
    ),
    "decisions in another order": lambda v: (
        decision(v, 2, 0).update(number=2),
        decision(v, 2, 1).update(number=1),
        reveal(v, 2)["decisions"].reverse(),
    ),
    "another rating before": lambda v: decision(v).update(rating_before="silent"),
    "another rating after": lambda v: decision(v).update(rating_after="silent"),
    "a rejection that changed the rating": lambda v: decision(v, 2).update(rating_after="silent"),
    "a number for a reason": lambda v: decision(v).update(reason=7),
    "a NUL character": lambda v: decision(v).update(reason="a\x00b"),
}


@pytest.fixture(scope="module")
def content(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("reveals") / "one.db"
    path.write_bytes(upgraded_sqlite.read_bytes())
    database = Database(f"sqlite:///{path}")
    try:
        return exported(database, fill(database))
    finally:
        database.close()


@pytest.mark.parametrize("name", sorted(FORGED))
def test_forged_provenance_is_refused_with_its_place(name: str, content: bytes) -> None:
    values = json.loads(content)
    FORGED[name](values)
    with pytest.raises(InvalidExport) as caught:
        read_export(json.dumps(values).encode())
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    assert any("reveals" in problem.where or "line" in problem.where for problem in caught.value.problems)


def test_a_clock_that_was_set_back_keeps_nothing_out(content: bytes) -> None:
    values = json.loads(content)
    reveal(values).update(at=LATE)
    read_export(json.dumps(values).encode())


def test_a_claim_with_other_typography_comes_in(content: bytes) -> None:
    values = json.loads(content)
    quoted(values, claimed="“after\u00a0prior authorization  by a judge”", state="normalised")
    read_export(json.dumps(values).encode())


def test_a_careful_forgers_hash_is_the_one_that_is_kept(content: bytes) -> None:
    values = json.loads(content)
    before = reveal(values)["seen_sha256"]
    worded(values)
    assert reveal(values)["seen_sha256"] == before


def test_reviewer_cannot_bring_in_decisions_in_the_name_of_others(database: Database, content: bytes) -> None:
    world = make_in(database)
    export, versions = read_export(content)

    def work(records: Any) -> list[str]:
        done = import_export(records, export, versions, records.people.get(world.cleo))
        found = records.reveals.visible(done.assessment_id - 1, None)
        return [each.person.display_name for each in found]

    names = database.write_here(work)
    assert names[:2] == ["Ben (imported)", "Ana Reyes (imported)"]
