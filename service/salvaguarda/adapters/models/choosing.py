"""Which client answers for an endpoint; what talks to real servers is only loaded when the first one is asked."""

import importlib
from asyncio import Lock
from collections.abc import Callable, Mapping
from typing import Any

from anyio import to_thread

from salvaguarda.application.ports.models import ModelClient
from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.reach import is_recorded
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply

_INCOMPLETE = Failure(
    FailureKind.MISCONFIGURED,
    "This installation lacks what is needed to ask a server. Install Salvaguarda anew.",
    sent=False,
)


class ChoosingClient:
    """Fulfils application.ports.models.ModelClient.

    recorded: for "recorded:" addresses. open_live: makes the client of real servers, given its module
    (adapters.models.client), which is imported off the event loop when it is first needed: it takes a second or two.
    """

    def __init__(self, recorded: ModelClient, open_live: Callable[[Any], ModelClient]) -> None:
        self._recorded, self._open_live = recorded, open_live
        self._live: ModelClient | None = None
        self._opening = Lock()

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        """One request and how it ended."""
        if is_recorded(endpoint.base_url):
            return await self._recorded.send(endpoint, body)
        try:
            client = await self._opened()
        except ImportError:
            return Reply(status=None, seconds=0.0, failure=_INCOMPLETE)
        return await client.send(endpoint, body)

    async def close(self) -> None:
        """End all connections."""
        await self._recorded.close()
        if self._live is not None:
            await self._live.close()
            self._live = None

    async def _opened(self) -> ModelClient:
        async with self._opening:
            if self._live is None:
                self._live = await to_thread.run_sync(self._load)
            return self._live

    def _load(self) -> ModelClient:
        return self._open_live(importlib.import_module("salvaguarda.adapters.models.client"))
