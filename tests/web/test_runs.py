"""Runs over HTTP: who may start and steer them, what they show, and following one live."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from salvaguarda.application.ports.records import Records
from tests.asking import add_endpoint, agree
from tests.client import Client
from tests.models import ModelServer
from tests.web.assessing import Service

WISH = {"prompt_id": "provision-score", "prompt_version": "1.0.0", "budget_tokens": 10_000_000}


@pytest.fixture
def endpoint(service: Service, model_server: ModelServer) -> int:
    """An endpoint at a real server that the new assessment agreed to, one question at a time."""

    def make(records: Records) -> int:
        agree(records, service.world, service.world.new, request_tokens=100_000)
        return add_endpoint(records, service.world.ana, model_server.settings(concurrency=1))

    return service.database.write_here(make)


def wish(endpoint: int, **changed: Any) -> dict[str, Any]:
    return {**WISH, "endpoint_id": endpoint, "criteria": ["legality"], **changed}


def runs(service: Service) -> str:
    return f"/api/assessments/{service.world.new}/runs"


def ended(who: Client, run_id: int) -> dict[str, Any]:
    """The run, once it ended; the test's own timeout is the limit."""
    while True:
        run: dict[str, Any] = who.get(f"/api/runs/{run_id}").json()
        if run["state"] in {"finished", "cancelled"} and not run["asked"]:
            return run
        time.sleep(0.02)  # as a page that cannot follow events would


def test_estimate_says_what_a_run_would_cost_and_where_words_go(service: Service, endpoint: int) -> None:
    answer = service.ana.post(f"{runs(service)}/estimate", json=wish(endpoint, criteria=None))
    assert answer.status_code == 200, answer.text
    estimate = answer.json()
    assert estimate["tasks"] > 20
    assert estimate["most_tokens"] > estimate["input_tokens"] + estimate["output_tokens"] > 0
    assert (estimate["money"], estimate["seconds"]) == (None, None)
    assert "sent to no other organisation" in estimate["statement"]


def test_run_never_costs_more_than_its_estimate_said_at_most(service: Service, endpoint: int) -> None:
    estimate = service.ana.post(f"{runs(service)}/estimate", json=wish(endpoint)).json()
    budget = estimate["most_tokens"]
    run = service.ana.post(runs(service), json=wish(endpoint, budget_tokens=budget)).json()
    assert ended(service.ana, run["id"])["outcomes"]["over_budget"] == 0


def test_whoever_opened_the_assessment_and_the_owner_start_runs(service: Service, endpoint: int) -> None:
    assert service.ben.post(runs(service), json=wish(endpoint)).status_code == 403
    assert service.ben.post(f"{runs(service)}/estimate", json=wish(endpoint)).status_code == 403
    answer = service.ana.post(runs(service), json=wish(endpoint))
    assert answer.status_code == 201, answer.text
    run = answer.json()
    assert answer.headers["etag"] == '"1"'
    shown = service.ben.get(f"/api/runs/{run['id']}").json()
    assert (run["may_steer"], shown["may_steer"]) == (True, False)
    assert service.ben.post(f"/api/runs/{run['id']}/cancel", headers={"if-match": '"1"'}).status_code == 403


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "no budget": ({"budget_tokens": None}, 400, "needs a budget"),
    "money without prices": ({"budget_money": "1.50"}, 400, "no prices"),
    "a row that is none": ({"provisions": ["art_99"]}, 400, "art_99"),
    "a criterion that is none": ({"criteria": ["nothing"]}, 400, "nothing"),
    "a prompt that is none": ({"prompt_version": "9.9.9"}, 404, "9.9.9"),
    "a prompt for another task": ({"prompt_id": "provision-redraft"}, 409, "another task"),
    "nothing to ask": ({"provisions": []}, 409, "Choose others"),
    "a purpose of its own": ({"purpose": "redraft"}, 400, ""),
    "money that is none": ({"budget_money": "1e9"}, 400, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_run_is_refused_with_what_to_do(service: Service, endpoint: int, name: str) -> None:
    changed, status, words = REFUSED[name]
    answer = service.ana.post(runs(service), json=wish(endpoint, **changed))
    assert answer.status_code == status, answer.text
    assert words in answer.text


def test_nothing_is_started_that_the_policy_does_not_allow(service: Service, endpoint: int) -> None:
    old = f"/api/assessments/{service.world.old}/runs"
    answer = service.ana.post(old, json=wish(endpoint))
    assert answer.status_code == 409
    assert "Change the policy first" in answer.json()["detail"]


def test_run_goes_from_start_to_end_and_tells_nothing_of_what_was_proposed(
    service: Service, endpoint: int, model_server: ModelServer
) -> None:
    model_server.plan({"type": "reply", "text": "Secret words of a model.", "times": 2})
    run = service.ana.post(runs(service), json=wish(endpoint, provisions=["art_4"])).json()
    done = ended(service.ana, run["id"])
    assert (done["state"], done["tasks"], done["ended"]) == ("finished", 1, 1)
    assert done["outcomes"]["invalid"] == 1
    tasks = service.ben.get(f"/api/runs/{run['id']}/tasks").json()
    assert [(t["label"], t["code"], t["outcome"], t["attempts"]) for t in tasks] == [
        ("Art. 4", "C04", "invalid", 2)
    ]
    assert "Secret" not in json.dumps([done, tasks])
    assert [each["id"] for each in service.ben.get(runs(service)).json()] == [run["id"]]


def test_stale_order_is_refused_and_says_where_the_run_stands(service: Service, endpoint: int) -> None:
    run = service.ana.post(runs(service), json=wish(endpoint, provisions=["art_4"])).json()
    ended(service.ana, run["id"])
    answer = service.ana.post(f"/api/runs/{run['id']}/pause", headers={"if-match": '"1"'})
    assert answer.status_code == 412
    assert answer.json()["current"]["state"] == "finished"
    assert service.ana.post(f"/api/runs/{run['id']}/pause").status_code == 428


def test_what_ended_without_a_suggestion_is_asked_again(
    service: Service, endpoint: int, model_server: ModelServer
) -> None:
    model_server.plan({"type": "reply", "text": "no JSON", "times": None})
    run = service.ana.post(runs(service), json=wish(endpoint, provisions=["art_4"])).json()
    done = ended(service.ana, run["id"])
    place, version = f"/api/runs/{run['id']}/again", {"if-match": f'"{done["version"]}"'}
    assert service.ana.post(place, json={"outcomes": ["refused"]}, headers=version).status_code == 409
    assert service.ana.post(place, json={"outcomes": ["answered"]}, headers=version).status_code == 400
    again = service.ana.post(place, json={"outcomes": ["invalid"]}, headers=version)
    assert again.status_code == 200, again.text
    assert ended(service.ana, run["id"])["outcomes"]["invalid"] == 1
    assert len(model_server.requests()) == 4


@contextmanager
def following(who: Client, run_id: int) -> Iterator[Iterator[dict[str, Any]]]:
    with who.stream("GET", f"/api/runs/{run_id}/events") as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in answer.headers
        yield events(answer)


def events(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_run_is_followed_live_until_it_ends(service: Service, endpoint: int) -> None:
    run = service.ana.post(runs(service), json=wish(endpoint)).json()
    with following(service.ana, run["id"]) as seen:
        told = list(seen)  # the stream ends by itself
    assert told[-1]["state"] == "finished"
    assert [each["ended"] for each in told] == sorted(each["ended"] for each in told)
    assert {each["created_by"] for each in told} == {None}
    assert set(told[0]) == set(run)


def test_unknown_run_is_not_found(service: Service) -> None:
    for place in ("/api/runs/99", "/api/runs/99/events", "/api/runs/99/tasks"):
        assert service.ana.get(place).status_code == 404
