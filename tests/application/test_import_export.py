"""Exporting everything and importing it into an empty installation, on both databases."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.exports.json_complete import write_complete
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.check_export import check_export
from salvaguarda.application.correct_link import Correction, correct_link
from salvaguarda.application.edit_assessment import edit_assessment
from salvaguarda.application.export_instrument import export_instrument
from salvaguarda.application.import_export import import_export
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.complete_exports import CompleteExport
from salvaguarda.application.ports.drafts import NewDraft
from salvaguarda.application.ports.readings import TimedMend
from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import publish_built_in_checklists, read_export
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import InvalidExport
from salvaguarda.domain.mending.mends import Merge, SetAside
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.lines import ReadingOptions, TextVersion
from salvaguarda.domain.scores import Action, Rating, Recommendation
from tests.assessing import CHECKLIST, World, make_in, rate, sheets
from tests.factories import provision


def fill(database: Database) -> World:
    """A world with something of every kind in it."""
    world = make_in(database)
    kept = sheets()

    def work(records: Records) -> None:
        cell = ("art_3", "prior-judicial-authorization")
        advice = Recommendation(Action.AMEND, "… by a judge.")
        rate(records, kept, world.old, cell, world.ana, Rating.PARTLY, "First thought.", quote="by a judge")
        old = rate(records, kept, world.old, cell, world.ana, Rating.MET, "=SUM(1)", advice=advice, version=1)
        rate(records, kept, world.old, cell, world.ben, Rating.MET, "Agreed. \u202e<script>")
        rate(
            records,
            kept,
            world.old,
            ("art_4", "data-protection"),
            world.ana,
            Rating.PARTLY,
            quote="Personal data",
        )
        rate(records, kept, world.old, ("draft", "human-rights-clause"), world.ben, None, "Only notes.")
        rate(
            records,
            kept,
            world.new,
            ("art_4", cell[1]),
            world.ana,
            Rating.NOT_MET,
            "Weakened.",
            confirms=old.id,
        )
        carry_scores(records, kept, world.old, world.new, world.ana)
        keep_mended_draft(records, world)
        link = next(
            each
            for each in records.links.of_pair(world.old_draft, world.new_draft)
            if each.link.new == ("art_4",)
        )
        correct_link(records, link.id, 1, Correction(("art_3",), ("art_4",)), world.ben)
        records.instruments.edit(world.instrument, 1, "Model Convention, renamed", "", world.ana)
        ana = records.people.get(world.ana)
        edit_assessment(
            records, world.old, 1, ana, Settings("Renamed"), checklist=CHECKLIST, unit=Unit.ARTICLE
        )

    database.write_here(work)
    return world


def keep_mended_draft(records: Records, world: World) -> None:
    """A draft whose text still carries marks, and whose reading was mended."""
    bracket = NegotiationMark(MarkKind.BRACKET, TextPart.TEXT, 0, 7, depth=1)
    article = provision("art_1", "[Words].", kind="article", marks=(bracket,))
    mends = (TimedMend(Merge("art_2"), records.now), TimedMend(SetAside("x", lines=(1, 2)), records.now))
    options = ReadingOptions(TextVersion.EARLIER, "en")
    new = NewDraft(world.instrument, "Third draft", "", None, "en", "docx", "c.docx", options, mends)
    words = {"draft": "Article 1\n[Words].", "art_1": "[Words]."}
    records.drafts.add(new, (article,), words, b"x", world.ben)


def exported(database: Database, instrument_id: int) -> CompleteExport:
    return database.read_here(export_instrument, sheets(), instrument_id, None)


def imported(database: Database, content: bytes) -> int:
    export, versions = read_export(content)
    done = database.write_here(import_export, export, versions, None)
    assessment = database.read_here(lambda records: records.assessments.get(done.assessment_id))
    return assessment.instrument_id


def without_numbers(export: CompleteExport) -> Any:
    """What must survive: everything but keys and the moment of exporting."""
    values = json.loads(write_complete(export))
    people = {each["key"]: each["email"] for each in values["people"]}
    drafts = {each["key"]: place for place, each in enumerate(values["drafts"])}
    scores = {
        score["key"]: place
        for place, score in enumerate(s for each in values["assessments"] for s in each["scores"])
    }
    names = {"person", "created_by", "replaced_by", "corrected_by", "added_by", "assigned_by", "mentions"}
    names |= {"opened_by", "resolved_by", "reopened_by"}
    homes = {each["key"]: each["name"] for each in values["organisations"]}
    of_here = {"key", "exported_at", "record", "audit_seq", "audit_sha256"}

    def plain(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: plain(each, key) for key, each in value.items() if key not in of_here}
        if isinstance(value, list):
            return [plain(each, name) for each in value]
        if name in names and value is not None:
            return people[value]
        if name in {"draft", "old", "new"} and isinstance(value, int):
            return drafts[value]
        if name == "organisation":
            return homes[value]
        return scores[value] if name in {"score", "chosen"} and value is not None else value

    values["people"].sort(key=lambda person: person["email"])
    values["organisations"].sort(key=lambda each: each["name"])
    values["affiliations"].sort(key=lambda each: people[each["person"]])
    for assessment in values["assessments"]:
        assessment["facts"] = [fact for fact in assessment["facts"] if fact["name"] != "Made at (UTC)"]
    return plain(values)


def test_nothing_is_lost_on_the_way_into_an_empty_installation(database: Database, tmp_path: Path) -> None:
    before = exported(database, fill(database).instrument)
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    empty = Database(url)
    try:
        empty.write_here(publish_built_in_checklists)  # as the service does when it starts
        after = exported(empty, imported(empty, write_complete(before)))
    finally:
        empty.close()
    assert without_numbers(after) == without_numbers(before)


def test_export_from_before_there_were_marks_mends_and_options_still_comes_in(content: bytes) -> None:
    values = json.loads(content)
    for draft in values["drafts"]:
        del draft["options"], draft["mends"]
        for part in draft["provisions"]:
            del part["marks"]
    export, _ = read_export(json.dumps(values).encode())
    assert (export.drafts[2].options, export.drafts[2].mends) == (ReadingOptions(), [])
    assert export.drafts[2].provisions[0].marks == ()


def test_an_import_into_the_same_installation_stands_beside_what_is_there(database: Database) -> None:
    world = fill(database)
    before = exported(database, world.instrument)
    second = imported(database, write_complete(before))
    assert second != world.instrument
    assert without_numbers(exported(database, second)) == without_numbers(before)
    assert without_numbers(exported(database, world.instrument)) == without_numbers(before)


def test_imported_people_have_no_password_and_are_merged_by_email(database: Database, tmp_path: Path) -> None:
    content = write_complete(exported(database, fill(database).instrument))
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    other = Database(url)
    try:
        other.write_here(lambda records: records.people.add("ben@example.org", "Benjamin", "his own hash"))
        imported(other, content)
        people = other.read_here(lambda records: records.people.every())
        found = other.read_here(lambda records: records.people.find("ana@example.org"))
    finally:
        other.close()
    assert sorted(person.email for person in people) == ["ana@example.org", "ben@example.org"]
    assert found is not None
    assert not found[1].startswith("$argon2")
    assert b"hash" not in content.replace(b"sha256", b"")
    assert not found[0].is_owner


def scored(values: Any) -> Any:
    return next(part for part in values["drafts"][0]["provisions"] if part["path"] == "art_3")


def third(values: Any) -> Any:
    return values["drafts"][2]


def state_in(values: Any) -> Any:
    return values["assessments"][0]["scores"][0]["states"][0]


Spoil = Callable[[Any], None]
WRONG: dict[str, Spoil] = {
    "a rating off the scale": lambda v: v["assessments"][0]["scores"][0]["states"][0].update(rating="great"),
    "a missing field": lambda v: v["instrument"].pop("title"),
    "a changed source": lambda v: v["drafts"][0].update(source="AAAA"),
    "a changed text": lambda v: v["drafts"][0].update(full_text="Other words."),
    "other words of a scored provision": lambda v: scored(v).update(full_text="Other words."),
    "a missing person": lambda v: v["people"].pop(),
    "one person twice": lambda v: v["people"].append(v["people"][0]),
    "a changed checklist": lambda v: v["checklists"][0].update(source=v["checklists"][0]["source"] + "#"),
    "a broken checklist": lambda v: v["checklists"][0].update(source="id: 1"),
    "a missing checklist": lambda v: v["checklists"].clear(),
    "a missing revision": lambda v: v["assessments"][0]["scores"][0]["states"].pop(0),
    "a score of nothing": lambda v: v["assessments"][0]["scores"][0]["states"].clear(),
    "one cell twice": lambda v: v["assessments"][0]["scores"].append(v["assessments"][0]["scores"][0]),
    "an unknown row": lambda v: v["assessments"][0]["scores"][0].update(provision="art_99"),
    "an unknown draft": lambda v: v["assessments"][0].update(draft=99),
    "an alignment with itself": lambda v: v["alignments"][0].update(old=v["alignments"][0]["new"]),
    "a link to nowhere": lambda v: v["alignments"][0]["links"][0]["states"][0].update(old=["art_99"]),
    "another format": lambda v: v.update(format="something"),
    "a newer form": lambda v: v.update(schema=99),
    "a number for a text": lambda v: v["drafts"][0].update(label=7),
    "a NUL character": lambda v: v["drafts"][0].update(label="a\x00b"),
    "two provisions at one path": lambda v: v["drafts"][0]["provisions"].append(
        v["drafts"][0]["provisions"][0]
    ),
    "a score written by somebody else": lambda v: v["assessments"][0]["scores"][0]["states"][0].update(
        person=v["assessments"][0]["scores"][1]["person"]
    ),
    "a question about the whole asked of one article": lambda v: v["assessments"][0]["scores"][0].update(
        criterion="human-rights-clause"
    ),
    "a state under another checklist": lambda v: state_in(v).update(checklist_sha256="0" * 64),
    "a state under no checklist": lambda v: state_in(v).update(checklist_sha256="x"),
    "a time that is none": lambda v: state_in(v).update(at="2026-99-99T00:00:00.000000Z"),
    "a script for a time": lambda v: v["drafts"][0].update(created_at="<script>"),
    "an exclusion without a reason": lambda v: state_in(v).update(rating="not_applicable", rationale=""),
    "a proposal without words": lambda v: state_in(v).update(recommendation={"action": "add", "text": " "}),
    "a rationale without end": lambda v: state_in(v).update(rationale="x" * 20_001),
    "a state that continues nothing": lambda v: state_in(v).update(
        carried={"score": v["assessments"][0]["scores"][0]["key"], "revision": 99, "confirmed": True}
    ),
    "a version without its history": lambda v: v["instrument"].update(version=2**40),
    "one earlier version twice": lambda v: v["instrument"]["earlier"].append(v["instrument"]["earlier"][0]),
    "a depth below zero": lambda v: scored(v).update(depth=-1),
    "lines that no column holds": lambda v: scored(v).update(source=[0, 2**70]),
    "a second whole text": lambda v: scored(v).update(kind="draft"),
    "a language that is none": lambda v: v["drafts"][0].update(language='"><b>'),
    "an address that is none": lambda v: v["people"][0].update(email="nobody\n"),
    "a person without a name": lambda v: v["people"][0].update(display_name=" "),
    "a title without end": lambda v: v["instrument"].update(title="x" * 301),
    "a link of nothing": lambda v: v["alignments"][0]["links"][1]["states"][0].update(old=[], new=[]),
    "a mark beyond the words": lambda v: third(v)["provisions"][0]["marks"][0].update(end=99),
    "a mark of no kind": lambda v: third(v)["provisions"][0]["marks"][0].update(kind="smudge"),
    "a mend that is none": lambda v: third(v)["mends"][0]["mend"].update(op="burn"),
    "a mend with more to it": lambda v: third(v)["mends"][0]["mend"].update(script="<script>"),
    "a mend by nobody": lambda v: third(v)["mends"][0].update(person=99),
    "a mend at no time": lambda v: third(v)["mends"][0].update(at="yesterday"),
    "options that are none": lambda v: third(v)["options"].update(version="later"),
    "evidence that is not in the text": lambda v: v["assessments"][0]["scores"][0]["states"][0]["evidence"][
        0
    ].update(exact="not there"),
}


@pytest.fixture(scope="module")
def content(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("export") / "one.db"
    path.write_bytes(upgraded_sqlite.read_bytes())
    database = Database(f"sqlite:///{path}")
    try:
        return write_complete(exported(database, fill(database).instrument))
    finally:
        database.close()


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_file_is_refused_with_the_place_of_the_mistake(name: str, content: bytes) -> None:
    values = json.loads(content)
    WRONG[name](values)
    with pytest.raises(InvalidExport) as caught:
        read_export(json.dumps(values).encode())
    assert caught.value.problems
    assert all(problem.what and problem.fix for problem in caught.value.problems)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"PK\x03\x04", b"\xff\xfe", b'{"format": 3}', b"null"])
def test_what_is_no_export_is_refused(broken: bytes) -> None:
    with pytest.raises(InvalidExport):
        read_export(broken)


def test_a_text_that_only_looks_like_a_nul_character_is_kept(content: bytes) -> None:
    values = json.loads(content)
    values["instrument"]["description"] = "write \\u0000 in JSON"
    export, _ = read_export(json.dumps(values).encode())
    assert export.instrument.description == "write \\u0000 in JSON"


def test_many_mistakes_are_named_at_once(content: bytes) -> None:
    values = json.loads(content)
    for draft in values["drafts"]:
        draft["source"] = "AAAA"
    with pytest.raises(InvalidExport) as caught:
        read_export(json.dumps(values).encode())
    assert len(caught.value.problems) == len(values["drafts"])


def test_a_checklist_with_other_words_under_the_same_number_is_refused(
    database: Database, content: bytes
) -> None:
    make_in(database)
    values = json.loads(content)
    changed = values["checklists"][0]["source"].replace("title:", "title: ", 1) + "\n# changed\n"
    old, new = values["checklists"][0]["sha256"], sha256(changed.encode()).hexdigest()
    values["checklists"][0].update(source=changed)
    export, versions = read_export(json.dumps(values).replace(old, new).encode())
    with pytest.raises(InvalidExport, match="other words"):
        database.write_here(import_export, export, versions, None)


def test_nested_without_end_is_no_export() -> None:
    with pytest.raises(InvalidExport):
        read_export(b'{"format":"salvaguarda-export","schema":1,"people":' + b"[" * 100_000)


def test_no_file_can_say_that_its_checklist_comes_with_the_program(tmp_path: Path, content: bytes) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    empty = Database(url)
    try:
        assert b'"origin": "built-in"' in content
        imported(empty, content)
        kept = empty.read_here(lambda records: records.checklists.every())
    finally:
        empty.close()
    assert [each.origin for each in kept] == ["uploaded"]


def test_checked_checklists_come_back(content: bytes) -> None:
    export, _ = read_export(content)
    assert list(check_export(export, load_checklist)) == [CHECKLIST]


def test_reviewer_cannot_bring_in_scores_in_the_name_of_others(database: Database, content: bytes) -> None:
    world = make_in(database)
    export, versions = read_export(content)

    def bring_in(records: Records) -> list[str]:
        done = import_export(records, export, versions, records.people.get(world.cleo))
        scores = records.scores.visible(done.assessment_id, None)
        return sorted({score.person.display_name for score in scores})

    assert database.write_here(bring_in) == ["Ana Reyes (imported)"]


def test_person_who_came_in_with_an_import_is_the_one_added_later(tmp_path: Path, content: bytes) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    empty = Database(url)
    try:
        imported(empty, content)
        before = empty.read_here(lambda records: records.people.find("ana@example.org"))
        added = empty.write_here(
            lambda records: records.people.add("Ana@example.org", "Ana", "her hash", is_owner=True)
        )
    finally:
        empty.close()
    assert before is not None
    assert (added.id, added.is_owner) == (before[0].id, True)
