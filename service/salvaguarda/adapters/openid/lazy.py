"""The provider before anybody signs in with it: a name, and the rest once it is asked for; authlib takes 0.3 s to load."""

import importlib
from asyncio import Lock
from collections.abc import Callable
from types import ModuleType
from typing import Any

from anyio import to_thread

from salvaguarda.application.ports.openid import Arrival, Journey
from salvaguarda.domain.openid import Claims


class LazyProvider:
    """Fulfils application.ports.openid.IdentityProvider.

    open_provider: the module adapters.openid.provider → its OpenIdProvider, made once.
    """

    def __init__(self, name: str, open_provider: Callable[[ModuleType], Any]) -> None:
        self._name, self._open = name, open_provider
        self._opening, self._opened = Lock(), None

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name

    async def depart(self, return_address: str) -> tuple[str, Journey]:
        """Where to send the browser, and what to keep until it is back."""
        went: tuple[str, Journey] = await (await self._provider()).depart(return_address)
        return went

    async def arrive(self, journey: Journey, arrival: Arrival) -> Claims:
        """Who that is, once everything fits."""
        claims: Claims = await (await self._provider()).arrive(journey, arrival)
        return claims

    async def _provider(self) -> Any:
        async with self._opening:
            if self._opened is None:
                self._opened = self._open(await to_thread.run_sync(_load))
            return self._opened


def _load() -> ModuleType:
    return importlib.import_module("salvaguarda.adapters.openid.provider")
