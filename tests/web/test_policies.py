"""What may be sent to a model is said with the very sentence that says it."""

from typing import Any

import pytest
from httpx import Response

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.policy import Policy
from salvaguarda.domain.suggestions.statements import is_agreed, statement_of
from tests.client import Client
from tests.proposing import PROVIDER, endpoint_id
from tests.web.assessing import Service

LOCAL = EndpointSettings("On this machine", "http://127.0.0.1:11434/v1", "small", Locality.LOCAL)


@pytest.fixture
def address(service: Service) -> str:
    """Of the policy of an assessment that Ana opened, with one provider and one local endpoint set up."""
    service.database.write_here(lambda records: endpoint_id(records, service.world.ana))
    service.database.write_here(lambda records: endpoint_id(records, service.world.ana, LOCAL))
    return f"/api/assessments/{service.world.old}/suggestion-policy"


def choice(who: Client, address: str, consent: str) -> dict[str, Any]:
    found = [each for each in who.get(address).json()["choices"] if each["consent"] == consent]
    assert len(found) == 1
    return dict(found[0])


def put(who: Client, address: str, chosen: dict[str, Any], version: int = 0, **more: Any) -> Response:
    body = {name: chosen[name] for name in ("consent", "endpoint_id", "statement")} | more
    return who.put(address, json=body, headers={"if-match": f'"{version}"'})


def test_nothing_may_be_sent_until_somebody_says_so(service: Service, address: str) -> None:
    answer = service.ben.get(address)
    policy = answer.json()
    assert (answer.headers["etag"], policy["version"], policy["consent"], policy["reveal"]) == (
        '"0"',
        0,
        "none",
        "blind_first",
    )
    assert (policy["by"], policy["at"], policy["may_edit"], policy["request_tokens"]) == (
        None,
        None,
        False,
        0,
    )
    assert [each["consent"] for each in policy["choices"]] == ["none", "local", "provider"]
    assert [each["endpoint_name"] for each in policy["choices"]] == [None, None, "Test provider"]
    assert [each["usable"] for each in policy["choices"]] == [True, False, False]  # neither was tested


def test_the_sentence_says_what_leaves_and_where_it_goes(service: Service, address: str) -> None:
    sentence = choice(service.ana, address, "provider")["statement"]
    for words in (
        "models.example:8443",
        "model-1",
        "one provision at a time",
        "Not sent are names",
        "scores",
    ):
        assert words in sentence
    assert "example" not in choice(service.ana, address, "local")["statement"]
    assert choice(service.ana, address, "none")["statement"].startswith("No words")


def test_whoever_opened_the_assessment_agrees_and_it_is_kept_with_their_name(
    service: Service, address: str
) -> None:
    chosen = choice(service.ana, address, "provider")
    answer = put(service.ana, address, chosen, reveal="on_request", request_tokens=5_000)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    told = service.ben.get(address).json()
    assert (told["consent"], told["statement"], told["agreed"]) == ("provider", chosen["statement"], True)
    assert (told["reveal"], told["request_tokens"], told["by"]["display_name"]) == (
        "on_request",
        5_000,
        "Ana Reyes",
    )


def test_reviewers_and_visitors_cannot_say_it(service: Service, address: str) -> None:
    refused = put(service.ben, address, choice(service.ben, address, "local"))
    assert refused.status_code == 403
    assert service.ben.get(address).json()["version"] == 0


def test_a_reviewer_may_for_an_assessment_they_opened_and_the_owner_for_all(service: Service) -> None:
    wanted = {"checklist_id": "three-part-test", "checklist_version": "1.0.0"}
    opened = service.cleo.post(f"/api/drafts/{service.world.old_draft}/assessments", json=wanted).json()
    address = f"/api/assessments/{opened['id']}/suggestion-policy"
    assert service.cleo.get(address).json()["may_edit"] is True
    assert put(service.cleo, address, choice(service.cleo, address, "local")).status_code == 200
    assert put(service.ana, address, choice(service.ana, address, "none"), 1).status_code == 200
    assert put(service.ben, address, choice(service.ben, address, "none"), 2).status_code == 403


@pytest.mark.parametrize("statement", ["", "Yes.", "No words of this draft are sent to any language model"])
def test_another_sentence_is_no_agreement(service: Service, address: str, statement: str) -> None:
    for consent in ("none", "local", "provider"):
        chosen = choice(service.ana, address, consent)
        assert put(service.ana, address, chosen | {"statement": statement}).status_code == 409
    assert service.ana.get(address).json()["version"] == 0


def test_the_sentence_of_another_choice_is_no_agreement(service: Service, address: str) -> None:
    local = choice(service.ana, address, "local")["statement"]
    refused = put(service.ana, address, choice(service.ana, address, "provider") | {"statement": local})
    assert refused.status_code == 409
    assert "read the sentence" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"consent": "provider", "endpoint_id": None}, 400),
        ({"consent": "provider", "endpoint_id": 999}, 404),
        ({"consent": "provider", "endpoint_id": 2}, 409),  # a local one
        ({"consent": "none", "endpoint_id": 1}, 400),
        ({"consent": "local", "endpoint_id": 2}, 400),
        ({"consent": "everybody"}, 400),
        ({"consent": "none", "request_tokens": -1}, 400),
        ({"consent": "none", "reveal": "always"}, 400),
        ({"consent": "none", "surprise": 1}, 400),
        ({"consent": "none", "statement": 3}, 400),
    ],
)
def test_what_is_no_choice_is_refused(
    service: Service, address: str, body: dict[str, Any], status: int
) -> None:
    sent = {"endpoint_id": None, "statement": "", **body}
    assert service.ana.put(address, json=sent, headers={"if-match": '"0"'}).status_code == status
    assert service.ana.get(address).json()["version"] == 0


def test_the_second_of_two_is_told_what_the_first_said(service: Service, address: str) -> None:
    put(service.ana, address, choice(service.ana, address, "local"))
    late = put(service.ana, address, choice(service.ana, address, "provider"))
    assert (late.status_code, late.headers["etag"]) == (412, '"1"')
    assert (late.json()["current"]["consent"], late.json()["current"]["version"]) == ("local", 1)
    assert [each["consent"] for each in late.json()["current"]["choices"]] == ["none", "local", "provider"]
    without = service.ana.put(address, json={"consent": "none", "statement": ""})
    assert without.status_code == 428


def test_the_same_said_twice_is_one_state(service: Service, address: str) -> None:
    chosen = choice(service.ana, address, "local")
    assert put(service.ana, address, chosen).json() == put(service.ana, address, chosen).json()
    assert len(service.ana.get(f"{address}/states").json()) == 1


def test_every_state_stays(service: Service, address: str) -> None:
    for version, consent in enumerate(("local", "provider", "none")):
        put(service.ana, address, choice(service.ana, address, consent), version)
    states = service.ben.get(f"{address}/states").json()
    assert [(each["version"], each["consent"]) for each in states] == [
        (3, "none"),
        (2, "provider"),
        (1, "local"),
    ]
    assert {each["by"]["display_name"] for each in states} == {"Ana Reyes"}
    assert all(each["by"]["email"] is None for each in states)


def test_an_endpoint_that_was_moved_has_to_be_agreed_to_again(service: Service, address: str) -> None:
    chosen = choice(service.ana, address, "provider")
    put(service.ana, address, chosen)
    moved = EndpointSettings(PROVIDER.name, "https://elsewhere.example/v1", "model-2", Locality.PROVIDER)

    def move(records: Any) -> None:
        records.endpoints.edit(chosen["endpoint_id"], 1, moved, service.world.ana, enabled=True)

    service.database.write_here(move)
    policy = service.ana.get(address).json()
    assert (policy["agreed"], policy["statement"]) == (False, chosen["statement"])
    again = choice(service.ana, address, "provider")
    assert "elsewhere.example" in again["statement"]
    assert put(service.ana, address, chosen, 1).status_code == 409
    assert put(service.ana, address, again, 1).json()["agreed"] is True


def test_an_endpoint_that_is_local_now_is_no_provider_any_more() -> None:
    agreed = Policy("provider", 4, statement=statement_of("provider", PROVIDER))  # type: ignore[arg-type]
    assert not is_agreed(agreed, 4, LOCAL)


def test_there_is_no_policy_without_an_assessment(service: Service) -> None:
    for page in ("", "/states"):
        assert service.ana.get(f"/api/assessments/99/suggestion-policy{page}").status_code == 404
