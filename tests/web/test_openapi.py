"""The interface's description."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.client import Client
from tests.web.looking import described

DOCUMENT = described()
OPERATIONS = {
    operation["operationId"]: operation for path in DOCUMENT["paths"].values() for operation in path.values()
}


def media_of(operation: dict[str, Any]) -> list[dict[str, Any]]:
    answers = [answer for status, answer in operation["responses"].items() if status != "204"]
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    return [
        media
        for part in (*answers, *bodies)
        for media in part.get("content", {}).values()
        if media["schema"].get("format") != "binary"  # a file is no example a person can read
    ]


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_example_fits_its_schema(name: str) -> None:
    for media in media_of(OPERATIONS[name]):
        for example in media.get("examples", {}).values():
            schema = {**media["schema"], "components": DOCUMENT["components"]}
            Draft202012Validator(schema).validate(example["value"])


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_route_has_an_example_of_answer_and_request(name: str) -> None:
    operation = OPERATIONS[name]
    for status, answer in operation["responses"].items():
        for media in answer.get("content", {}).values() if status != "204" else ():
            assert "examples" in media or media["schema"].get("format") == "binary"
    body = operation.get("requestBody", {}).get("content", {})
    assert not body or "multipart/form-data" in body or any("examples" in media for media in body.values())


def test_every_route_says_what_it_is_for() -> None:
    assert [name for name, operation in OPERATIONS.items() if not operation.get("summary")] == []


def test_every_route_declares_problem_details() -> None:
    for operation in OPERATIONS.values():
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert "400" not in operation["responses"]


def test_description_is_served_to_everybody(visitor: Client) -> None:
    answer = visitor.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
