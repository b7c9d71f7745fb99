"""Uploads are read apart: whatever is in a file, the service goes on."""

import os
from collections.abc import Callable

import pytest

from salvaguarda import bootstrap
from salvaguarda.bootstrap import build_app
from salvaguarda.domain.reading.lines import Reading
from salvaguarda.settings import Settings
from tests.client import Client, signed_in_owner
from tests.conftest import FAST_HASHER


def read_without_end(content: bytes, name: str) -> Reading:
    while True:
        pass


def read_to_death(content: bytes, name: str) -> Reading:
    os._exit(137)  # as the system ends a process when there is no memory left


@pytest.mark.parametrize(
    ("reader", "seconds", "why"),
    [(read_without_end, 1, "longer than one second"), (read_to_death, 60, "more memory")],
)
def test_reading_that_goes_wrong_is_said_and_ends_nothing_else(
    reader: Callable[[bytes, str], Reading],
    seconds: int,
    why: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "read_document", reader)
    app = build_app(settings.model_copy(update={"reading_seconds": seconds}), hasher=FAST_HASHER)
    with Client(app) as visitor:
        client = signed_in_owner(visitor)
        answer = client.post("/api/readings", json={"text": "Article 1\nWords."})
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unreadable")
        assert why in answer.json()["detail"]
        assert client.get("/api/session").status_code == 200
