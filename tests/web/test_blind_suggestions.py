"""Own judgement first, for suggestions: no route tells a word of one before it was revealed to whoever asks.

Every address of tests/web/test_blind.py is asked, exports, evaluation and events among them.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from salvaguarda.application.ports.assessments import Settings
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import RevealMode
from salvaguarda.domain.suggestions.suggestion import Answer, Uncertainty
from tests.client import Client
from tests.proposing import agree, propose
from tests.web.assessing import CELL, Service
from tests.web.looking import addresses, body, described, values_at

SECRETS = (
    "Model-thinks-so",
    "Model-shows-why",
    "authorization by a judge",  # it stands in the draft: looked for as a quote only
    "Model-misses-this",
    "Model-invented-words",
)
_OF_THE_DRAFT = SECRETS[2]
ANSWER = Answer(
    abstained=False,
    abstain_reason="",
    rating=Rating.NOT_APPLICABLE,
    rationale=SECRETS[0],
    quotes=((_OF_THE_DRAFT, SECRETS[1]), (f"{SECRETS[4]} that stand nowhere", "")),
    missing_safeguards=(SECRETS[3],),
    uncertainty=Uncertainty.HIGH,
)
ABSTENTION = Answer(True, SECRETS[0], None, SECRETS[1], (), (SECRETS[3],), None)


@pytest.fixture(params=[ANSWER, ABSTENTION], ids=["rating", "abstention"])
def suggested(request: pytest.FixtureRequest, service: Service) -> Service:
    """A suggestion for a cell of both drafts, another for evaluation, and a policy that shows them after the own rating."""

    def make(records: Any) -> None:
        world = service.world
        for assessment, path in ((world.old, "art_3"), (world.new, "art_4")):
            agree(records, assessment, records.people.get(world.ana), RevealMode.BLIND_FIRST)
            cell = (path, CELL[1])
            propose(records, assessment, cell, world.ana, request.param)
            propose(records, assessment, cell, world.ana, request.param, Purpose.EVALUATION)

    service.database.write_here(make)
    return service


def secrets_in(told: str) -> list[str]:
    return [secret for secret in SECRETS if secret in told and secret != _OF_THE_DRAFT]


def asked(service: Service) -> list[str]:
    """Every address, and those of suggestions that the interface describes without a made-up value."""
    found = [each for each in addresses(service) if "{" not in each]
    assert any("/suggestions/" in each for each in found)
    assert any(each.endswith("/events") for each in found)
    assert any("/evaluation" in each for each in found)
    assert any("export.json" in each for each in found)
    return found


def assert_told_nothing(who: Client, service: Service) -> None:
    for address in asked(service):
        told = body(who, address)
        assert secrets_in(told) == [], address
        if "application/json" in told.partition("}")[0]:
            assert list(content_in(values_at(who, address))) == [], address


def content_in(value: Any) -> Iterator[Any]:
    """Everything in an answer that looks like a suggestion's content: its quotes, whether it abstained, its rating."""
    if isinstance(value, dict):
        told = {"claimed", "missing_safeguards", "seen", "raw"} & value.keys()
        if told or isinstance(value.get("abstained"), bool):  # an evaluation counts how often one abstained
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from content_in(each)


def test_a_reviewer_who_has_not_rated_is_told_nothing_of_a_suggestion(suggested: Service) -> None:
    assert_told_nothing(suggested.cleo, suggested)


def test_nor_is_one_who_rated_and_did_not_ask(suggested: Service) -> None:
    for assessment, path in ((suggested.world.old, "art_3"), (suggested.world.new, "art_4")):
        saved = suggested.save(suggested.cleo, assessment, (path, CELL[1]), rating="met")
        assert secrets_in(saved.text) == []
    assert_told_nothing(suggested.cleo, suggested)


def test_nor_is_the_owner_who_started_the_run(suggested: Service) -> None:
    assert_told_nothing(suggested.ana, suggested)


def test_nor_is_anybody_who_has_not_rated_when_others_saw_it(suggested: Service) -> None:
    _seen_by_ben(suggested)
    assert_told_nothing(suggested.cleo, suggested)


def test_nor_in_an_assessment_that_is_not_blind(suggested: Service) -> None:
    _seen_by_ben(suggested)

    def lift(records: Any) -> None:
        records.assessments.edit(suggested.world.old, 1, Settings("Open", blind=False), suggested.world.ana)

    suggested.database.write_here(lift)
    assert_told_nothing(suggested.cleo, suggested)
    cell = suggested.cleo.get(f"/api/assessments/{suggested.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    (assisted,) = [each["assisted"] for each in cell["others"]]
    assert (assisted["action"], assisted["rating_before"], assisted["model"]) == (None, None, "model-1")


def test_on_request_it_is_told_to_nobody_who_did_not_ask(suggested: Service) -> None:
    def change(records: Any) -> None:
        ana = records.people.get(suggested.world.ana)
        agree(records, suggested.world.old, ana, RevealMode.ON_REQUEST)

    suggested.database.write_here(change)
    assert_told_nothing(suggested.cleo, suggested)
    suggested.save(suggested.cleo, suggested.world.old, CELL, rating="met")
    assert_told_nothing(suggested.cleo, suggested)


def test_on_request_others_tell_it_only_to_those_who_asked_too(suggested: Service) -> None:
    """Cleo has rated, so she sees Ben's score, but not what he did with a suggestion that she did not ask for."""
    _seen_by_ben(suggested)
    old, cleo = suggested.world.old, suggested.cleo

    def change(records: Any) -> None:
        agree(records, old, records.people.get(suggested.world.ana), RevealMode.ON_REQUEST)

    suggested.database.write_here(change)
    suggested.save(cleo, old, CELL, rating="met")
    assert_told_nothing(cleo, suggested)
    address = f"/api/assessments/{old}/cells/{CELL[0]}/{CELL[1]}"
    (assisted,) = [each["assisted"] for each in cleo.get(address).json()["others"]]
    assert (assisted["action"], assisted["rating_before"], assisted["model"]) == (None, None, "model-1")
    assert cleo.post(f"/api/assessments/{old}/suggestions/{CELL[0]}/{CELL[1]}/reveal").status_code == 200
    (assisted,) = [each["assisted"] for each in cleo.get(address).json()["others"]]
    assert (assisted["action"], assisted["rating_before"]) == ("reject", "met")


def _seen_by_ben(suggested: Service) -> None:
    old = suggested.world.old
    suggested.save(suggested.ben, old, CELL, rating="met", rationale="Ben's own.")
    address = f"/api/assessments/{old}/suggestions/{CELL[0]}/{CELL[1]}"
    assert SECRETS[0] in suggested.ben.post(f"{address}/reveal").text
    decided = suggested.ben.post(
        f"{address}/decision",
        json={"action": "reject", "reason": "It is wrong."},
        headers={"if-match": '"1"'},
    )
    assert decided.status_code == 200, decided.text


def test_no_answer_to_a_change_tells_any_of_it_either(suggested: Service) -> None:
    """Every POST, PUT and DELETE about the cell, right and wrong, of somebody who has not rated it."""
    world, cleo = suggested.world, suggested.cleo
    runs = suggested.database.read_here(lambda records: records.runs.of_assessment(world.old))
    values = {
        "assessment_id": world.old,
        "path": CELL[0],
        "criterion_id": CELL[1],
        "run_id": runs[0].id,
        "draft_id": world.old_draft,
        "instrument_id": world.instrument,
    }
    bodies: list[Any] = [
        None,
        {},
        {"action": "accept", "reason": "Looks right."},
        {"action": "reject", "reason": "Looks wrong."},
        suggested.score(world.old, CELL[0], rating=None, rationale="Notes."),
    ]
    said = []
    for template, operations in described()["paths"].items():
        address = re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), template)
        if "{" in address or "session" in address or "/people" in address:
            continue
        for method in operations.keys() & {"post", "put"}:
            for sent in bodies:
                for headers in ({"if-match": '"0"'}, {"if-match": '"1"'}, {"if-none-match": "*"}):
                    answer = cleo.request(method, address, json=sent, headers=headers)
                    assert secrets_in(answer.text) == [], (method, address, sent)
                    assert answer.status_code != 500, (method, address, sent, answer.text)
                    said.append(address)
    assert {each.rpartition("/")[2] for each in said} >= {"reveal", "decision", "estimate", "runs", CELL[1]}
    refused = cleo.post(f"/api/assessments/{world.old}/suggestions/{CELL[0]}/{CELL[1]}/reveal")
    assert (refused.status_code, refused.json()["title"]) == (
        409,
        "That does not go together with what is here",
    )


def test_once_revealed_it_is_told_to_its_reader_alone(suggested: Service) -> None:
    _seen_by_ben(suggested)
    old = suggested.world.old
    address = f"/api/assessments/{old}/suggestions/{CELL[0]}"
    assert SECRETS[0] in suggested.ben.get(address).text
    assert SECRETS[0] in body(suggested.ben, f"/api/assessments/{old}/export.json")
    assert secrets_in(suggested.cleo.get(address).text) == []
    assert secrets_in(suggested.ana.get(address).text) == []
