"""A model's server that others wrote (llmock), as a process of its own.

    with ModelServer() as server:          # or the fixture `model_server`: one for the whole session, reset for each test
        server.plan({"type": "fail", "status": 429, "retry_after": 1, "times": 1},
                    {"type": "reply", "text": "…", "finish_reason": "length", "times": 1},
                    {"type": "delay", "seconds": 0.05, "times": 3})
        … endpoint settings with base_url=server.base_url, model="gpt-4o", locality local …
        server.requests()                  # what it got, oldest first: "body", "path", "status" …
        server.report()                    # its verdict on our client

Without a plan it answers each schema with words that fit it, and with a quote that stands nowhere ("mock-quote").
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
import pytest

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality

MODEL = "gpt-4o"


@dataclass(frozen=True)
class Verdict:
    """What the server says of its client. passed: no errors (`llmock report`). findings: codes of all it found, warnings
    too ("gave_up": one failure that was not followed by another try); none at all is `llmock report --strict`. text: in words.
    """

    passed: bool
    findings: tuple[str, ...]
    text: str


class ModelServer:
    """`llmock serve` on a free port until the end of the `with`. options: of its command line ("--rpm", "10")."""

    def __init__(self, *options: str) -> None:
        self._options = options

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        run = "from llmock.cli import app; app()"
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                run,
                "serve",
                "--port",
                str(port),
                "--log-level",
                "warning",
                *self._options,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._client = httpx.Client(base_url=self.address, timeout=10, trust_env=False)
        self._wait_until_it_answers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._process.kill()
        self._process.wait(10)

    @property
    def base_url(self) -> str:
        """For an endpoint."""
        return f"{self.address}/v1"

    def settings(self, **changed: Any) -> EndpointSettings:
        """An endpoint at this server. changed: other fields of EndpointSettings."""
        fields: dict[str, Any] = {
            "name": "Model server",
            "base_url": self.base_url,
            "model": MODEL,
            "locality": Locality.LOCAL,
            "timeout_seconds": 20,
        }
        return EndpointSettings(**{**fields, **changed})

    def plan(self, *behaviors: dict[str, Any]) -> None:
        """What it does with the next requests; see the head of this file. "times": None is for good."""
        self._client.post("/_llmock/scenario", json={"behaviors": list(behaviors)}).raise_for_status()

    def reset(self) -> None:
        """Forget plans and requests."""
        self._client.post("/_llmock/reset").raise_for_status()

    def requests(self) -> list[dict[str, Any]]:
        """Every request it answered, oldest first, each with "body", "path", "status", "started_at" …"""
        found: list[dict[str, Any]] = self._client.get("/_llmock/requests").json()["requests"]
        return found

    def report(self) -> Verdict:
        """Its verdict on the client of these requests."""
        found = self._client.get("/_llmock/verdict").json()
        text = self._client.get("/_llmock/verdict", params={"format": "text"}).text
        return Verdict(found["passed"], tuple(each["code"] for each in found["findings"]), text)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self._process.poll() is None, "llmock ended as soon as it began"
            try:
                self._client.get("/_llmock/scenario").raise_for_status()
            except httpx.TransportError:
                time.sleep(0.02)  # it has no other way to say that it listens
            else:
                return
        raise AssertionError("llmock did not answer within a minute")


@pytest.fixture(scope="session")
def session_model_server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def model_server(session_model_server: ModelServer) -> ModelServer:
    """The session's server, without what earlier tests planned and asked."""
    session_model_server.reset()
    return session_model_server
