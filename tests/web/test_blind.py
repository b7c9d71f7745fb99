"""Own judgement first: no route tells a reviewer anything of another's score before their own rating."""

from typing import Any

import pytest
from httpx import Response

from tests.client import Client
from tests.web.assessing import CELL, Service
from tests.web.looking import addresses, body, scores_in, values_at

SECRETS = ("Ben-thinks-so", "Ben-proposes")


@pytest.fixture
def scored(service: Service) -> Service:
    """Ben has scored a cell of both drafts; in the old one by quoting, and changed his mind once."""
    text = service.database.read_here(
        lambda records: records.drafts.text(service.world.old_draft, "art_3")
    ).text
    start = text.index("by a judge")
    quote = {"exact": "by a judge", "start": start, "end": start + len("by a judge")}
    fields: dict[str, Any] = {
        "rationale": "Ben-thinks-so",
        "recommendation": {"action": "amend", "text": "Ben-proposes"},
    }
    for assessment, path in ((service.world.old, "art_3"), (service.world.new, "art_4")):
        evidence = [quote] if path == "art_3" else []
        answer = service.save(
            service.ben, assessment, (path, CELL[1]), rating="not_met", evidence=evidence, **fields
        )
        assert answer.status_code == 200, answer.text
    return service


def test_a_reviewer_who_has_not_rated_is_told_nothing(scored: Service) -> None:
    for address in addresses(scored):
        told = body(scored.cleo, address)
        assert [secret for secret in SECRETS if secret in told] == [], address
        if "application/json" in told.partition("}")[0] and not address.endswith(".jsonl"):
            assert list(scores_in(values_at(scored.cleo, address))) == [], address


def test_numbers_tell_nothing_either(scored: Service) -> None:
    matrix = scored.cleo.get(f"/api/assessments/{scored.world.old}/matrix").json()
    assert (matrix["total"]["assessed"], matrix["total"]["red_lines_failed"]) == (0, 0)
    assert (matrix["verdict"], matrix["red_lines"], matrix["reviewers"]) == ("undecided", [], [])
    assert [row["codes"].count("h") for row in matrix["rows"] if row["path"] == "art_3"] == [1]
    trend = scored.cleo.get(f"/api/instruments/{scored.world.instrument}/trend").json()
    assert {point["red_lines_failed"] for point in trend["points"]} == {0}
    comparison = scored.cleo.get(f"/api/comparisons/{scored.world.old_draft}/{scored.world.new_draft}").json()
    assert [change for link in comparison["links"] for change in link["changes"]] == []
    lives = scored.cleo.get(f"/api/instruments/{scored.world.instrument}/lives").json()["lives"]
    stations = [station for life in lives for station in life["stations"] if station]
    assert {(station["share"], station["red_lines_failed"]) for station in stations} == {(None, 0)}
    cell = scored.cleo.get(f"/api/assessments/{scored.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    assert (cell["others"], cell["others_hidden"], cell["result"], cell["conflict"]) == ([], 1, None, False)


def test_a_life_tells_nothing_before_the_own_rating(scored: Service) -> None:
    world = scored.world
    address = f"/api/instruments/{world.instrument}/lives/{world.new_draft}/art_4"

    def told(who: Client) -> list[tuple[object, ...]]:
        stations = who.get(address).json()["stations"]
        return [
            (result["rating"], result["conflict"], station["changes"], station["red_lines_failed"])
            for station in stations
            for result in station["results"]
            if result["criterion"] == CELL[1]
        ]

    assert told(scored.cleo) == [(None, False, [], 0)] * 2
    assert [each[0] for each in told(scored.ben)] == ["not_met", "not_met"]


def test_the_report_and_exports_of_a_comparison_count_only_what_is_visible(scored: Service) -> None:
    compared = f"comparisons/{scored.world.old_draft}/{scored.world.new_draft}"
    for address, shown in (
        (f"/{compared}/report", 'class="not_met">not met'),
        (f"/api/{compared}/export.csv", ",not met,"),
    ):
        assert shown not in body(scored.cleo, address)
        assert shown in body(scored.ben, address)
    report = body(scored.cleo, f"/{compared}/report")
    assert "Reviewers whose ratings count here</th><td><bdi>nobody yet</bdi>" in report


def test_evidence_of_others_is_never_followed(scored: Service) -> None:
    address = f"/api/comparisons/{scored.world.old_draft}/{scored.world.new_draft}/evidence"
    assert [quote["old"]["exact"] for quote in scored.ben.get(address).json()["quotes"]] == ["by a judge"]
    scored.save(
        scored.cleo, scored.world.old, CELL, rating="met"
    )  # now she may see Ben's score, still not as hers
    assert scored.cleo.get(address).json()["quotes"] == []
    assert changed(scored.ana, f"/api/assessments/{scored.world.old}", blind=False).status_code == 200
    assert scored.ana.get(address).json()["quotes"] == []


def test_answer_to_a_save_tells_nothing_of_others(scored: Service) -> None:
    answer = scored.save(scored.cleo, scored.world.old, CELL, rating=None, rationale="Only notes.")
    assert answer.status_code == 200
    assert "Ben" not in answer.text


def test_after_the_own_rating_others_scores_are_told(scored: Service) -> None:
    scored.save(scored.cleo, scored.world.old, CELL, rating="met")
    cell = scored.cleo.get(f"/api/assessments/{scored.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    assert [other["rationale"] for other in cell["others"]] == ["Ben-thinks-so"]
    assert (cell["conflict"], cell["result"], cell["others_hidden"]) == (True, None, 0)
    assert "Ben-thinks-so" in body(scored.cleo, f"/api/assessments/{scored.world.old}/export.csv")
    assert "Ben-thinks-so" in body(scored.cleo, f"/api/assessments/{scored.world.old}/export.xlsx")


def test_history_of_another_person_is_never_told(scored: Service) -> None:
    scored.save(scored.cleo, scored.world.old, CELL, rating="met", rationale="Cleo's own.")
    address = f"/api/assessments/{scored.world.old}/scores/{CELL[0]}/{CELL[1]}/revisions"
    assert [each["rationale"] for each in scored.cleo.get(address).json()] == ["Cleo's own."]


def changed(who: Client, assessment: str, **settings: object) -> Response:
    known = who.get(assessment)
    kept = {key: known.json()[key] for key in ("title", "checklist_id", "checklist_version", "unit", "blind")}
    return who.put(assessment, json={**kept, **settings}, headers={"if-match": known.headers["etag"]})


def test_open_assessment_tells_everybody(scored: Service) -> None:
    assessment = f"/api/assessments/{scored.world.old}"
    assert changed(scored.ana, assessment, blind=False).status_code == 200
    assert "Ben-thinks-so" in body(scored.cleo, f"{assessment}/cells/{CELL[0]}/{CELL[1]}")


def test_nobody_who_waits_can_end_the_blindness(scored: Service) -> None:
    assessment = f"/api/assessments/{scored.world.old}"
    refused = changed(scored.cleo, assessment, blind=False)
    assert (refused.status_code, "Only owners" in refused.json()["detail"]) == (403, True)
    assert "Ben-thinks-so" not in body(scored.cleo, f"{assessment}/cells/{CELL[0]}/{CELL[1]}")
    assert changed(scored.cleo, assessment, title="Renamed").status_code == 403


def test_who_opened_an_assessment_can_end_its_blindness(scored: Service) -> None:
    draft = scored.world.old_draft
    wanted = {"checklist_id": "three-part-test", "checklist_version": "1.0.0"}
    opened = scored.cleo.post(f"/api/drafts/{draft}/assessments", json=wanted).json()
    assert changed(scored.cleo, f"/api/assessments/{opened['id']}", blind=False).json()["blind"] is False


def test_e_mails_of_others_are_left_out_of_a_reviewers_export(scored: Service) -> None:
    people = scored.cleo.get(f"/api/assessments/{scored.world.old}/export.json").json()["people"]
    assert all(person["email"] is None or person["display_name"] == "Cleo" for person in people)
    export = scored.cleo.get(f"/api/assessments/{scored.world.old}/export.json").json()
    assert [each["hidden_scores"] for each in export["assessments"]] == [1, 1]
