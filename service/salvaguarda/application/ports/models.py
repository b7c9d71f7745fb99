"""Asking a language model, whoever answers: a server, or answers that were recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.replies import Reply


class ModelClient(Protocol):
    """Sends requests. Fulfilled by `adapters.models.client.OpenAiClient` and `adapters.models.recorded.RecordedClient`."""

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        """One request to /chat/completions and how it ended; tries once, raises nothing but cancellation.

        body: exactly what is sent, as `domain.suggestions.requests.build_body` made it. Before anything leaves, the address
        is checked against the endpoint's locality.
        """
        ...

    async def close(self) -> None:
        """End all connections."""
        ...


class KeySource(StrEnum):
    """Where a key is."""

    ENVIRONMENT = "environment"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key that is there, without the key. place: the variable or the file's name. warning: a sentence when others can
    read it, "" otherwise. trouble: why it cannot be used, one sentence; "" when it can."""

    name: str
    source: KeySource
    place: str
    warning: str = ""
    trouble: str = ""


class ModelKeys(Protocol):
    """Which keys of model servers are there; the keys themselves never leave the adapter. Fulfilled by
    `adapters.models.keys.Keys`."""

    def every(self) -> tuple[KeyRecord, ...]:
        """All, by name; one that is in the environment and in a file is the one of the environment."""
        ...

    def find(self, name: str) -> KeyRecord | None:
        """That key; None when there is none."""
        ...
