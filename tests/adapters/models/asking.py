"""Clients and endpoints for tests."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from salvaguarda.adapters.models.client import OpenAiClient
from salvaguarda.adapters.models.keys import Keys
from salvaguarda.adapters.models.network import Resolve, resolve
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.reach import Address
from salvaguarda.domain.suggestions.replies import Failure, Reply

KEY = "sk-very-secret-0123456789abcdef"
BODY: dict[str, object] = {
    "model": "small",
    "messages": [{"role": "user", "content": "Words of a confidential draft"}],
    "max_tokens": 10,
}


def endpoint(base_url: str, **changed: Any) -> EndpointSettings:
    fields: dict[str, Any] = {
        "name": "E",
        "base_url": base_url,
        "model": "small",
        "locality": Locality.LOCAL,
        "timeout_seconds": 10,
    }
    return EndpointSettings(**{**fields, **changed})


def keys(**found: str) -> Keys:
    """Keys of an environment that holds these alone."""
    return Keys(
        Path("no such folder"), {f"SALVAGUARDA_MODEL_KEY_{name}": value for name, value in found.items()}
    )


@asynccontextmanager
async def client(
    *, known: Keys | None = None, local_hosts: Sequence[str] = (), resolver: Resolve = resolve
) -> AsyncIterator[OpenAiClient]:
    opened = OpenAiClient(known or keys(), local_hosts, resolver)
    yield opened
    await opened.close()


async def ask(settings: EndpointSettings, body: dict[str, object] = BODY, **options: Any) -> Reply:
    """One question by a fresh client."""
    async with client(**options) as opened:
        return await opened.send(settings, body)


def failed(reply: Reply) -> Failure:
    assert reply.failure is not None, reply
    return reply.failure


def answering(*addresses: str) -> Resolve:
    """A resolver that knows one name."""

    async def found(host: str, port: int) -> Sequence[Address]:
        return tuple(ip_address(each) for each in addresses)

    return found
