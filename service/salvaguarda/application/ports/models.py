"""Asking a language model, whoever answers: a server, or answers that were recorded."""

from collections.abc import Mapping
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
