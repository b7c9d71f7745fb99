"""Redrafts over HTTP: one reviewer's own request, after the own rating, within what the policy allows."""

import json
import time
from typing import Any

import pytest

from salvaguarda.application.ports.records import Records
from tests.asking import add_endpoint, agree
from tests.client import Client
from tests.models import ModelServer
from tests.web.assessing import Service

CELL = ("art_4", "legality")
TEXT = "Each State Party shall empower its authorities to search a computer system after prior authorization."


def proposed(**changed: Any) -> str:
    whole = {"abstain": False, "abstain_reason": "", "rationale": "A judge is missing.", "text": TEXT}
    return json.dumps(whole | changed)


@pytest.fixture
def asking(service: Service, model_server: ModelServer) -> Service:
    """The new assessment lets reviewers ask for redrafts."""

    def make(records: Records) -> None:
        agree(records, service.world, service.world.new, request_tokens=40_000)
        add_endpoint(records, service.world.ana, model_server.settings())

    service.database.write_here(make)
    model_server.plan({"type": "reply", "text": proposed(), "times": None})
    return service


def place(service: Service) -> str:
    return f"/api/assessments/{service.world.new}/redrafts/{CELL[0]}/{CELL[1]}"


def rated(service: Service, who: Client) -> None:
    assert service.save(who, service.world.new, CELL).status_code in {200, 201}


def redraft(service: Service, who: Client) -> dict[str, Any]:
    """The reader's redraft, once it is there; the test's own timeout is the limit."""
    while True:
        found: dict[str, Any] = who.get(place(service)).json()
        if found["state"] != "asking":
            return found
        time.sleep(0.02)  # as the page does


def test_redraft_comes_after_the_own_rating_as_a_redline(asking: Service) -> None:
    assert asking.ben.get(place(asking)).json()["state"] == "none"
    early = asking.ben.post(place(asking))
    assert early.status_code == 409
    assert "Rate this yourself first" in early.json()["detail"]
    rated(asking, asking.ben)
    asked = asking.ben.post(place(asking))
    assert asked.status_code == 201, asked.text
    assert asked.json()["state"] == "asking"
    found = redraft(asking, asking.ben)
    assert (found["state"], found["text"], found["model"]) == ("ready", TEXT, "gpt-4o")
    assert "".join(text for sign, text, _ in found["redline"] if sign != "-") == TEXT
    assert {sign for sign, _, _ in found["redline"]} == {"=", "-", "+"}


def test_redraft_is_nobody_elses(asking: Service) -> None:
    rated(asking, asking.ben)
    run_id = asking.ben.post(place(asking)).json()["run_id"]
    redraft(asking, asking.ben)
    rated(asking, asking.cleo)
    assert asking.cleo.get(place(asking)).json()["state"] == "none"
    for address in (f"/api/runs/{run_id}", f"/api/runs/{run_id}/tasks", f"/api/runs/{run_id}/events"):
        assert asking.cleo.get(address).status_code == 404
    assert asking.cleo.post(f"/api/runs/{run_id}/cancel", headers={"if-match": '"1"'}).status_code == 404
    assert asking.ben.get(f"/api/assessments/{asking.world.new}/runs").json() == []


def test_that_a_redraft_was_shown_is_kept_once(asking: Service) -> None:
    rated(asking, asking.ben)
    asking.ben.post(place(asking))
    redraft(asking, asking.ben)
    redraft(asking, asking.ben)
    reveals = asking.database.read_here(
        lambda records: records.reveals.own(asking.world.new, CELL[0], asking.world.ben)
    )
    assert [(each.purpose.value, each.seen.redraft) for each in reveals] == [("redraft", TEXT)]


def test_same_redraft_costs_nothing_the_second_time(asking: Service, model_server: ModelServer) -> None:
    for who in (asking.ben, asking.cleo):
        rated(asking, who)
        asking_again = who.post(place(asking))
        assert asking_again.status_code == 201, asking_again.text
        assert redraft(asking, who)["text"] == TEXT
    assert len(model_server.requests()) == 1


def test_reviewers_spend_no_more_than_the_policy_lets_them(asking: Service) -> None:
    asking.database.write_here(
        lambda records: agree(records, asking.world, asking.world.new, request_tokens=100)
    )
    rated(asking, asking.ben)
    answer = asking.ben.post(place(asking))
    assert answer.status_code == 409
    assert "100 are left" in answer.json()["detail"]


def test_model_that_abstains_says_why(asking: Service, model_server: ModelServer) -> None:
    words = proposed(abstain=True, abstain_reason="It is fine as it stands.", text=None, rationale="")
    model_server.reset()
    model_server.plan({"type": "reply", "text": words, "times": None})
    rated(asking, asking.ben)
    asking.ben.post(place(asking))
    found = redraft(asking, asking.ben)
    assert (found["state"], found["outcome"], found["reason"], found["text"], found["redline"]) == (
        "ready",
        "abstained",
        "It is fine as it stands.",
        None,
        [],
    )


def test_answer_of_another_form_fails_with_its_reason(asking: Service, model_server: ModelServer) -> None:
    model_server.reset()
    model_server.plan({"type": "reply", "text": "Gladly!", "times": None})
    rated(asking, asking.ben)
    asking.ben.post(place(asking))
    found = redraft(asking, asking.ben)
    assert (found["state"], found["outcome"]) == ("failed", "invalid")
    assert "not JSON" in found["reason"]
    assert "Gladly" not in found["reason"]
