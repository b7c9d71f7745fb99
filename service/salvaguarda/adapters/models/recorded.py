"""Answers that were recorded, or written by hand, for questions known beforehand: the demo's model. Nothing is sent.

A file of answers, `<folder>/<name>.json` for the address "recorded:<name>":

    {"about": "who wrote these answers, in one sentence",
     "model": "what the suggestions are signed with",
     "answers": {"<request_sha256>": {"text": "…", "refusal": null, "finish_reason": "stop", "input": 812, "output": 164}}}

Only `text` (or `refusal`) is needed in an answer. Unknown members are refused.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.reach import RECORDED
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage
from salvaguarda.domain.suggestions.requests import request_sha256

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class RecordedAnswer(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """One answer. input, output: tokens; 0 for both is "not counted"."""

    text: str | None = None
    refusal: str | None = None
    finish_reason: str = "stop"
    input: int = 0
    output: int = 0


class RecordedAnswers(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A file of answers. answers: by request_sha256."""

    about: str
    model: str
    answers: dict[str, RecordedAnswer]


def read_answers(path: Path) -> RecordedAnswers:
    """The answers in a file; msgspec.ValidationError when it is not shaped so, OSError when it is not there."""
    return msgspec.json.decode(path.read_bytes(), type=RecordedAnswers)


class RecordedClient:
    """Fulfils application.ports.models.ModelClient from files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._answers = lru_cache(maxsize=4)(self._read)

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        """The answer that was recorded for this body; a failure when there is none."""
        return self.answer(endpoint, body)

    def answer(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        """As `send`, for whoever has no event loop."""
        name = endpoint.base_url.removeprefix(RECORDED)
        if not _NAME.fullmatch(name):
            return _failed(FailureKind.MISCONFIGURED, "There are no recorded answers of this name.")
        try:
            kept = self._answers(name)
        except (OSError, msgspec.MsgspecError):
            return _failed(
                FailureKind.MISCONFIGURED, f"The recorded answers {name} are not there, or they are damaged."
            )
        found = kept.answers.get(request_sha256(body))
        if found is None:
            return _failed(
                FailureKind.UNEXPECTED,
                "Nobody recorded an answer to this question. Set up an endpoint of a real model to ask it.",
            )
        usage = Usage(found.input, found.output) if found.input or found.output else None
        return Reply(
            status=None,
            seconds=0.0,
            text=found.text,
            refusal=found.refusal,
            finish_reason=found.finish_reason,
            usage=usage,
            model=kept.model,
        )

    async def close(self) -> None:
        """Nothing is open."""

    def _read(self, name: str) -> RecordedAnswers:
        return read_answers(self._folder / f"{name}.json")


def _failed(kind: FailureKind, reason: str) -> Reply:
    return Reply(status=None, seconds=0.0, failure=Failure(kind, reason, "not_recorded", sent=False))
