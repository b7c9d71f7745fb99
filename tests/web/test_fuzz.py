"""Schemathesis against our own description of the interface, as each role: whatever is sent, no fault of ours answers.

It makes requests that fit the schema and requests that do not; addresses name things that are there as often as things
that are not. `make test-all` sends many more of each.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import Client
from tests.web.looking import described
from tests.web.test_gate import ACTORS, CELL, fill

VISITOR = "visitor"
TOKEN = "x-csrf-token"
SCHEMA = schemathesis.openapi.from_dict(described())
ENDLESS = {"follow_run", "follow_assessment"}
"""Streams: they answer until their session ends."""
LAST = {
    "sign_out", "sign_out_everywhere", "sign_out_elsewhere", "erase_me", "erase_person", "leave_assessment",
    "change_password", "remove_member", "change_roles", "hand_over",
    "make_reset_link",
}  # fmt: skip
"""What can end the session or the role that everything else is asked with."""


@dataclass(frozen=True)
class Fuzz:
    """Everybody signed in at the real application, and what is there."""

    clients: Mapping[str, Client]
    places: Mapping[str, Mapping[str, int]]


@pytest.fixture
def fuzz(upgraded_sqlite: Path, tmp_path: Path) -> Iterator[Fuzz]:
    url = f"sqlite:///{shutil.copy(upgraded_sqlite, tmp_path / 'salvaguarda.db')}"
    database = Database(url)
    _, places, sessions = database.write_here(fill)
    database.close()
    app = build_app(Settings(data_folder=tmp_path, database_url=url))
    clients = {VISITOR: Client(app)}
    for name, (key, token) in sessions.items():
        clients[name] = client = Client(app)
        client.cookies.set("salvaguarda", key, domain="127.0.0.1")
        client.headers[TOKEN] = token
    with clients["chief"]:  # the others run inside it
        yield Fuzz(clients, places)


def operations() -> list[Any]:
    found = [result.ok() for result in SCHEMA.get_all_operations()]  # type: ignore[union-attr]
    named = [each for each in found if each.definition.raw["operationId"] not in ENDLESS]
    return sorted(named, key=lambda each: each.definition.raw["operationId"] in LAST)


def there(ids: Mapping[str, int], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Path parameters that name what is there."""
    known = {
        "path": CELL[0],
        "criterion_id": CELL[1],
        "number": 1,
        "checklist_id": "un-cybercrime-safeguards",
    }
    known |= {"version": "1.0.0", "prompt_id": "provision-score", "person_id": 2}
    return {name: {**known, **ids}.get(name, value) for name, value in parameters.items()}


@dataclass
class Tally:
    """What came of the requests. faults: ours. well: role → how often it was answered with what it asked for."""

    faults: list[str] = field(default_factory=list)
    well: Counter[str] = field(default_factory=Counter)


def send(clients: Mapping[str, Client], case: Any, tally: Tally) -> None:
    """One request as everybody. Making it takes longest, so all roles send the same."""
    asked = case.as_transport_kwargs(base_url="http://127.0.0.1:8765")
    named = {name: value for name, value in (asked.get("headers") or {}).items() if name.lower() != TOKEN}
    body = asked.get("data")
    for role, client in clients.items():
        answer = client.request(
            asked["method"],
            asked["url"],
            headers=named,
            params=asked.get("params"),
            json=asked.get("json"),
            content=body if isinstance(body, bytes) else None,
        )
        tally.well[role] += answer.is_success
        if answer.status_code >= 500:
            tally.faults.append(f"{role}, {case.operation.label}: {answer.status_code} {answer.text[:300]}")


def try_operation(fuzz: Fuzz, operation: Any, mode: GenerationMode, examples: int, tally: Tally) -> None:
    """Some requests of this kind, of things that are there, of a team's own and of nothing."""

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), place=st.sampled_from(["own", "open", None]))
    def ask(case: Any, place: str | None) -> None:
        if place is not None:
            case.path_parameters = there(fuzz.places[place], case.path_parameters or {})
        send(fuzz.clients, case, tally)

    with suppress(Unsatisfiable):  # what takes no input cannot be asked wrongly
        ask()


def try_all(fuzz: Fuzz, examples: int) -> Tally:
    tally = Tally()
    for operation in operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try_operation(fuzz, operation, mode, examples, tally)
    return tally


def test_nothing_that_anybody_sends_is_answered_with_a_fault(fuzz: Fuzz) -> None:
    tally = try_all(fuzz, 1)
    assert tally.faults == []
    assert tally.well[VISITOR] > 0
    assert [role for role in ACTORS if tally.well[role] < 20] == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_nothing_that_anybody_sends_many_times_is_answered_with_a_fault(fuzz: Fuzz) -> None:
    assert try_all(fuzz, 25).faults == []
