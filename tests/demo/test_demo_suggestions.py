"""What the demo shows of suggestions: a policy, decisions, a run that waits; and exports that say so and come in again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.exports.csv_scores import CsvWriter
from salvaguarda.adapters.exports.json_complete import write_complete
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.describe_model_use import model_use
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.export_instrument import export_instrument
from salvaguarda.application.import_export import import_export
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import publish_built_in_checklists, read_export
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.outcomes import RunState
from salvaguarda.domain.suggestions.policy import Consent, RevealMode

Read = Callable[[Callable[[Records], Any]], Any]
AMINA, TOMAS, OLENA = 1, 2, 3
THIRD = 3
USE = (
    "Suggestions of recorded-answers-of-the-demo at recorded:demo with prompt provision-score@1.0.0 were shown to reviewers "
    "in 3 cells, 4 times: accepted 1, edited 1, rejected 1, undecided 1. No suggestion counts as a score."
)


def test_the_endpoint_is_local_tested_and_says_that_no_model_is_asked(read: Read) -> None:
    (endpoint,) = read(lambda records: records.endpoints.every())
    assert endpoint.usable
    assert endpoint.settings.locality is Locality.LOCAL
    assert "no model is asked" in endpoint.settings.name
    assert [step.reason for step in endpoint.probe.steps] == [
        "Answers come from a file. Nothing is sent anywhere."
    ]


def test_only_the_third_draft_may_be_sent_and_own_judgement_comes_first(read: Read) -> None:
    policies = read(lambda records: [records.policies.get(number) for number in (1, 2, 3)])
    assert [each.policy.consent for each in policies] == [Consent.NONE, Consent.NONE, Consent.LOCAL]
    assert policies[2].policy.reveal is RevealMode.BLIND_FIRST
    assert (policies[2].by.id, policies[2].version) == (OLENA, 1)


def test_one_run_has_ended_and_one_waits_for_the_worker(read: Read) -> None:
    runs = read(lambda records: [(r, records.runs.standing(r)) for r in records.runs.of_assessment(THIRD)])
    told = [
        (run.state, sum(standing.counts.values()), standing.counts.get(None, 0)) for run, standing in runs
    ]
    assert told == [(RunState.RUNNING, 32, 32), (RunState.FINISHED, 4, 0)]
    assert {run.created_by.id for run, _ in runs} == {OLENA}


def test_reviewers_have_accepted_edited_rejected_and_only_seen(read: Read) -> None:
    assert read(lambda records: model_use(records.reveals.visible(THIRD, None))) == USE
    (edited,) = read(
        lambda records: [
            score
            for score in records.scores.own(THIRD, AMINA)
            if score.provision == "art_28" and score.revision == 2
        ]
    )
    assert (edited.words.rating, len(edited.words.evidence)) == (Rating.PARTLY, 2)


def test_the_csv_says_what_each_score_owes_to_a_suggestion(read: Read) -> None:
    report = read(lambda records: export_assessment(records, Sheets(load_checklist), THIRD, None))
    content = CsvWriter().write(report).decode()
    assert content.count(USE) == len(report.scores)
    assert content.count("recorded-answers-of-the-demo,provision-score@1.0.0") == 4
    assert "The second quote does not stand in the article" in content


def test_others_are_told_of_it_only_after_their_own_rating(read: Read) -> None:
    assert read(lambda records: model_use(records.reveals.visible(THIRD, OLENA))) == "none"
    seen = read(lambda records: records.reveals.visible(THIRD, TOMAS))
    assert {(each.provision, each.person.id) for each in seen} == {
        ("art_31", AMINA),
        ("art_28", AMINA),
        ("art_19", TOMAS),
        ("art_28", TOMAS),
    }


def test_the_whole_demo_comes_in_elsewhere_with_what_was_seen_and_decided(read: Read, tmp_path: Path) -> None:
    export = read(lambda records: write_complete(export_instrument(records, Sheets(load_checklist), 1, None)))
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    upgrade(url)
    elsewhere = Database(url)
    try:
        elsewhere.write_here(publish_built_in_checklists)
        elsewhere.write_here(import_export, *read_export(export), None)
        use = elsewhere.read_here(lambda records: model_use(records.reveals.visible(THIRD, None)))
        runs = elsewhere.read_here(lambda records: records.runs.of_assessment(THIRD))
        endpoints = elsewhere.read_here(lambda records: records.endpoints.every())
    finally:
        elsewhere.close()
    assert (use, runs, endpoints) == (USE, (), ())
