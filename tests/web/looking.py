"""Everything that a person can look at in the small world: every address that answers a GET, and what it says."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from salvaguarda.web.app import CONTROLLERS
from salvaguarda.web.openapi import describe
from tests.client import Client
from tests.web.assessing import CELL, Service

LEVELS = ("article", "paragraph", "point")


@cache
def described() -> dict[str, Any]:
    """The interface as OpenAPI, described once: it takes a second."""
    return describe(CONTROLLERS)


ENDLESS = ("/api/assessments/{assessment_id}/events",)
"""Streams that end with the session; what they tell is looked at in tests of their own."""

_PASSING = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?|\"request_id\":\"[0-9a-f]+\"")
"""Moments, and the number of a request."""


def addresses(service: Service) -> list[str]:
    """Every GET route that could know a score, filled in."""
    world = service.world
    links = service.database.read_here(
        lambda records: records.links.of_pair(world.old_draft, world.new_draft)
    )
    values: dict[str, list[Any]] = {
        "assessment_id": [world.old, world.new],
        "instrument_id": [world.instrument],
        "draft_id": [world.old_draft, world.new_draft],
        "old_draft_id": [world.old_draft],
        "new_draft_id": [world.new_draft],
        "path": ["art_3", "art_4"],
        "criterion_id": [CELL[1]],
        "link_id": [link.id for link in links],
        "checklist_id": ["un-cybercrime-safeguards"],
        "version": ["1.0.0"],
        "number": [1],
        "run_id": service.database.read_here(
            lambda records: [run.id for run in records.runs.of_assessment(world.old)]
        ),
    }
    found = []
    for template, operations in described()["paths"].items():
        if "get" not in operations or template in ENDLESS:
            continue
        filled = [template]
        for name, options in values.items():
            mark = "{" + name + "}"
            filled = [
                each.replace(mark, str(option))
                for each in filled
                for option in (options if mark in each else [""])
            ]
        found += filled
    compared = f"/comparisons/{world.old_draft}/{world.new_draft}"
    return [
        *found,
        *(
            f"/api{compared}{page}?level={level}"
            for page in ("", "/export.csv", "/export.xlsx")
            for level in LEVELS
        ),
        f"/api/instruments/{world.instrument}/lives?level=point",
        f"{compared}/report",
        f"/assessments/{world.old}/table",
        f"/assessments/{world.new}/table",
    ]


def body(client: Client, address: str) -> str:
    """Everything an answer says, a workbook unpacked."""
    answer = client.get(address)
    assert answer.status_code in {200, 403, 404}, (address, answer.text)
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    return f"{answer.headers} {answer.text}"


def values_at(client: Client, address: str) -> Any:
    """What an answer in JSON, or in lines of JSON, says."""
    answer = client.get(address)
    if answer.headers["content-type"].startswith("application/jsonl"):
        return [json.loads(line) for line in answer.text.splitlines()]
    return answer.json()


def everything(client: Client, where: list[str]) -> dict[str, str]:
    """Address → status, ETag, length and content of the answer, without moments: what must not depend on hidden scores."""
    found = {}
    for address in where:
        answer = client.get(address)
        tag = answer.headers.get("etag", "")
        found[address] = f"{answer.status_code} {tag} {_PASSING.sub('', _content(answer.content))}"
    return found


def _content(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(name).decode() for name in sorted(book.namelist()))


def scores_in(value: Any) -> Iterator[Any]:
    """Everything in an answer that has both a rating (or states of one) and a person."""
    if isinstance(value, dict):
        if "person" in value and not value.keys().isdisjoint({"rating", "states"}):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from scores_in(each)
