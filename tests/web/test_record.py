"""The record over HTTP: who sees what of it, and who does not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from salvaguarda.application.edit_assessment import settings_of
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.team import Naming
from tests.client import Client
from tests.web.assessing import CELL, Service


def entries(reader: Client, assessment_id: int, **wanted: Any) -> list[dict[str, Any]]:
    answer = reader.get(f"/api/assessments/{assessment_id}/record", params=wanted)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


@pytest.fixture
def scored(service: Service) -> Service:
    """Ben and Cleo rated one cell; Ana, the owner, rated nothing."""
    for who, rating in ((service.ben, "met"), (service.cleo, "not_met")):
        assert service.save(who, service.world.old, CELL, rating=rating, rationale="secret words").is_success
    return service


def test_own_entries_and_those_of_open_cells_are_told_and_others_are_hidden(scored: Service) -> None:
    [cleo, ben, opened] = entries(scored.ben, scored.world.old)
    assert (ben["act"], ben["after"]["rating"], ben["hidden"]) == ("save score", "met", False)
    assert ben["place"].startswith("Art. 3 · ")
    assert (cleo["person"]["name"], cleo["after"]["rating"]) == ("Cleo", "not_met")
    assert opened["act"] == "open assessment"
    [cleo, ben, _] = entries(scored.ana, scored.world.old)
    for hidden in (cleo, ben):
        assert hidden["hidden"]
        assert hidden["person"] is hidden["about"] is hidden["before"] is hidden["after"] is None
        assert hidden["subject"] == {"provision": CELL[0], "criterion": CELL[1]}
        assert hidden["previous_sha256"] is hidden["personal_sha256"] is None


def test_words_of_scores_are_never_in_the_record(scored: Service) -> None:
    for path in ("record", "record.jsonl"):
        answer = scored.ben.get(f"/api/assessments/{scored.world.old}/{path}")
        assert answer.status_code == 200
        assert "secret words" not in answer.text


def test_hidden_names_are_hidden_in_the_record_too(scored: Service) -> None:
    def hide(records: Records) -> None:
        kept = records.assessments.get(scored.world.old)
        hidden = replace(settings_of(kept), names=Naming.PSEUDONYMS)
        records.assessments.edit(scored.world.old, kept.version, hidden, ana)

    ana = scored.ana.person_id
    scored.database.write_here(hide)
    found = entries(scored.ben, scored.world.old)
    told = json.dumps([one for one in found if one["place"]])
    assert "Cleo" not in told
    assert f'"person": {scored.cleo.person_id}' not in told
    # As a member by name, as in the roster: a pseudonym there would tell whose it is.
    [opened] = [one for one in found if one["act"] == "open assessment"]
    assert opened["person"]["name"] == "Ana Reyes"
    roster = scored.ben.get(f"/api/assessments/{scored.world.old}/members").json()
    moments = {one["at"] for one in found}
    assert roster
    assert moments.isdisjoint(member["since"] for member in roster)


def test_entries_can_be_narrowed(scored: Service) -> None:
    old = scored.world.old
    assert [one["act"] for one in entries(scored.ben, old, act="open assessment")] == ["open assessment"]
    assert [one["person"]["name"] for one in entries(scored.ben, old, who="Cleo")] == ["Cleo"]
    assert len(entries(scored.ben, old, provision=CELL[0], criterion=CELL[1])) == 2
    assert entries(scored.ben, old, provision="art_1") == []
    assert [one["seq"] for one in entries(scored.ben, old, before=3)] == [2, 1]
    assert entries(scored.ana, old, who="Cleo") == []


def test_file_holds_an_entry_a_line_oldest_first(scored: Service) -> None:
    answer = scored.ben.get(f"/api/assessments/{scored.world.old}/record.jsonl")
    assert [json.loads(line)["seq"] for line in answer.text.splitlines()] == [1, 2, 3]
    assert answer.headers["content-disposition"] == f'attachment; filename="record-{scored.world.old}.jsonl"'


def test_record_of_the_installation_is_its_owners(scored: Service) -> None:
    assert scored.ben.get("/api/record").status_code == 403
    assert scored.ben.get("/api/record.jsonl").status_code == 403
    page = scored.ana.get("/api/record").json()
    assert {"set up", "add person", "sign in"} <= set(page["acts"])
    added = next(one for one in page["entries"] if one["act"] == "add person")
    assert added["personal"]["email"].endswith("@example.org")
    assert page["head_seq"] == page["entries"][0]["seq"]
    assert page["entries"][0]["previous_sha256"] == page["entries"][1]["sha256"]
