"""Answers that were recorded."""

import json
from pathlib import Path
from typing import Any

import pytest

from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.replies import FailureKind, Usage
from salvaguarda.domain.suggestions.requests import request_sha256
from tests.adapters.models.asking import BODY, endpoint, failed

DEMO = endpoint("recorded:demo")


def put(folder: Path, name: str = "demo", **answer: Any) -> RecordedClient:
    content = {
        "about": "Written by us.",
        "model": "written-by-hand",
        "answers": {request_sha256(BODY): answer},
    }
    (folder / f"{name}.json").write_text(json.dumps(content))
    return RecordedClient(folder)


async def test_a_known_question_is_answered(tmp_path: Path) -> None:
    reply = await put(tmp_path, text="{}", input=12, output=3).send(DEMO, BODY)
    assert (reply.failure, reply.text, reply.finish_reason, reply.model) == (
        None,
        "{}",
        "stop",
        "written-by-hand",
    )
    assert reply.usage == Usage(12, 3)


async def test_a_recorded_refusal_is_one(tmp_path: Path) -> None:
    reply = await put(tmp_path, refusal="No.", finish_reason="content_filter").send(DEMO, BODY)
    assert (reply.text, reply.refusal, reply.finish_reason, reply.usage) == (
        None,
        "No.",
        "content_filter",
        None,
    )


async def test_another_question_has_no_answer(tmp_path: Path) -> None:
    failure = failed(await put(tmp_path, text="{}").send(DEMO, {**BODY, "seed": 1}))
    assert (failure.kind, failure.sent) == (FailureKind.UNEXPECTED, False)
    assert "Nobody recorded an answer" in failure.reason


@pytest.mark.parametrize(
    "address", ["recorded:other", "recorded:", "recorded:../demo", "recorded:/etc/passwd", "recorded:DEMO"]
)
async def test_other_files_are_not_read(tmp_path: Path, address: str) -> None:
    (tmp_path / "inner").mkdir()
    put(tmp_path, text="{}")
    failure = failed(await RecordedClient(tmp_path / "inner").send(endpoint(address), BODY))
    assert failure.kind is FailureKind.MISCONFIGURED


async def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    assert failed(await put(tmp_path, txet="{}").send(DEMO, BODY)).kind is FailureKind.MISCONFIGURED
    (tmp_path / "demo.json").write_text("{")
    assert "damaged" in failed(await RecordedClient(tmp_path).send(DEMO, BODY)).reason


def test_it_is_told_by_its_address_where_words_go() -> None:
    settings: EndpointSettings = DEMO
    assert settings.host == "recorded:demo"
