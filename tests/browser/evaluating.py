"""A world to evaluate: two people who rated by themselves, two models that were asked, some suggestions revealed and decided.

Everything is made over HTTP, with a model's server that others wrote (llmock).
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.client import PASSWORD, person_in
from tests.models import MODEL, ModelServer
from tests.service import RunningService, signed_in

CRITERIA = ("legality", "necessity")
PROVISIONS = tuple(f"art_{number}" for number in range(1, 9))
QUOTE = "shall be taken in cases"
TEXT = "\n\n".join(
    f"Article {number}\nMeasure {number}\nMeasures of kind {number} shall be taken in cases that domestic law describes."
    for number in range(1, 9)
)
OTHER_MODEL = "gpt-4o-mini"

ANA = ["met", "partly", "not_met", "silent", "met", "partly", "not_met", "met"] * 2
BEN = ["met", "partly", "not_met", "not_met", "partly", "partly", "silent", "met"] * 2
KIND = ["met", "met", "partly", "silent", "met", "partly", "not_met", None] * 2
STRICT = ["not_met", "partly", "not_met", "silent", "not_met", "silent", None, "partly"] * 2
"""By criterion, then by provision, as runs ask; None: the model abstains."""


@dataclass(frozen=True)
class Evaluated:
    """ana is the owner, ben a reviewer; both rated all cells. assessment: the evaluated one; unasked: one without any run; scarce: one
    of which a single cell was rated and asked about.
    """

    address: str
    assessment: int
    unasked: int
    scarce: int

    def page_of(self, query: str = "") -> str:
        return f"{self.address}/assessments/{self.assessment}/evaluation{query}"


def evaluated(service: RunningService, models: ModelServer) -> Evaluated:
    """Builds the world in a new service."""
    with ExitStack() as stack:
        ana = signed_in(stack.enter_context(service.client()))
        ben = stack.enter_context(_reviewer(service, ana, "ben"))
        _reviewer_is_added(ana, "cleo")
        instrument = _sent(ana.post("/api/instruments", json={"title": "Pasted treaty"}))["id"]
        assessment, unasked, scarce = (
            _assessment(ana, instrument, label) for label in ("First", "Second", "Third")
        )
        for client, ratings in ((ana, ANA), (ben, BEN)):
            for (path, criterion), rating in zip(_cells(), ratings, strict=True):
                _rate(client, assessment, path, criterion, rating)
        _allow_local(ana, assessment)
        kind = _endpoint(ana, models, "Kind server", MODEL)
        _ask(ana, assessment, kind, models, KIND, "review")
        _ask(
            ana,
            assessment,
            _endpoint(ana, models, "Strict server", OTHER_MODEL),
            models,
            STRICT,
            "evaluation",
        )
        _decide(ana, assessment)
        _allow_local(ana, scarce)
        _rate(ana, scarce, PROVISIONS[0], CRITERIA[0], "met")
        _ask(ana, scarce, kind, models, ["met"], "review", PROVISIONS[:1], CRITERIA[:1])
        return Evaluated(service.address, assessment, unasked, scarce)


def _cells() -> list[tuple[str, str]]:
    return [(path, criterion) for criterion in CRITERIA for path in PROVISIONS]


def _sent(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def _reviewer_is_added(owner: httpx.Client, name: str) -> None:
    _sent(owner.post("/api/people", json=person_in(name)))


@contextmanager
def _reviewer(service: RunningService, owner: httpx.Client, name: str) -> Iterator[httpx.Client]:
    _reviewer_is_added(owner, name)
    with service.client() as client:
        person = {"email": f"{name}@example.org", "password": PASSWORD}
        client.headers["x-csrf-token"] = _sent(client.post("/api/session", json=person))["csrf_token"]
        yield client


def _assessment(client: httpx.Client, instrument: int, label: str) -> int:
    body = {"text": TEXT, "name": "pasted.txt", "draft": {"label": label}}
    draft = _sent(client.post(f"/api/instruments/{instrument}/drafts", json=body))["id"]
    wanted = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0"}
    return int(_sent(client.post(f"/api/drafts/{draft}/assessments", json=wanted))["id"])


def _rate(client: httpx.Client, assessment: int, path: str, criterion: str, rating: str) -> None:
    words = _sent(client.get(f"/api/assessments/{assessment}/provisions/{path}"))["sha256"]
    score = {"rating": rating, "text_sha256": words}
    address = f"/api/assessments/{assessment}/scores/{path}/{criterion}"
    _sent(client.put(address, json=score, headers={"if-none-match": "*"}))


def _allow_local(client: httpx.Client, assessment: int) -> None:
    address = f"/api/assessments/{assessment}/suggestion-policy"
    policy = _sent(client.get(address))
    local = next(each for each in policy["choices"] if each["consent"] == "local")
    body = {"consent": "local", "statement": local["statement"]}
    _sent(client.put(address, json=body, headers={"if-match": f'"{policy["version"]}"'}))


def _endpoint(client: httpx.Client, models: ModelServer, name: str, model: str) -> int:
    wish = {
        "name": name,
        "base_url": models.base_url,
        "model": model,
        "locality": "local",
        "concurrency": 1,
        "prices": {"currency": "EUR", "input": "2", "output": "8", "as_of": "2026-11-24"},
        "enabled": True,
    }
    number = int(_sent(client.post("/api/endpoints", json=wish))["id"])
    assert _sent(client.post(f"/api/endpoints/{number}/probe"))["usable"]
    return number


def _answer(rating: str | None) -> dict[str, Any]:
    quotes = [QUOTE, "words that nobody wrote"] if rating == "partly" else [QUOTE] if rating else []
    fields = {
        "abstain": rating is None,
        "abstain_reason": "" if rating else "These words do not say enough.",
        "quotes": [{"quote": quote, "why": "It shows when."} for quote in quotes],
        "rationale": "The cases are left to domestic law." if rating else "",
        "missing_safeguards": [],
        "uncertainty": "medium" if rating else None,
        "rating": rating,
    }
    return {"type": "reply", "text": json.dumps(fields), "times": 1}


def _ask(
    client: httpx.Client,
    assessment: int,
    endpoint: int,
    models: ModelServer,
    ratings: Sequence[str | None],
    purpose: str,
    provisions: Sequence[str] = PROVISIONS,
    criteria: Sequence[str] = CRITERIA,
) -> None:
    models.reset()
    models.plan(*map(_answer, ratings))
    wish = {
        "purpose": purpose,
        "endpoint_id": endpoint,
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "provisions": list(provisions),
        "criteria": list(criteria),
        "budget_tokens": 10_000_000,
    }
    run = _sent(client.post(f"/api/assessments/{assessment}/runs", json=wish))
    deadline = time.monotonic() + 60
    while run["state"] == "running" and time.monotonic() < deadline:
        time.sleep(0.05)  # the run is another process' work
        run = _sent(client.get(f"/api/runs/{run['id']}"))
    assert (run["state"], run["outcomes"]["suggested"]) == ("finished", len(ratings)), run


def _decide(client: httpx.Client, assessment: int) -> None:
    """Ana sees four suggestions: two differ from what she said; she accepts one, rejects one, and moves away from none."""
    for path, action in (("art_2", "accept"), ("art_3", "reject"), ("art_1", None), ("art_8", None)):
        cell = f"/api/assessments/{assessment}/suggestions/{path}/legality"
        _sent(client.post(f"{cell}/reveal"))
        if action:
            body = {"action": action, "reason": "I looked at the words again.", "score": None}
            _sent(client.post(f"{cell}/decision", json=body, headers={"if-match": '"1"'}))
