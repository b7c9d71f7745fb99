"""Asks OpenAI-compatible servers. Imported only when the first endpoint is used: see choosing.py.

The package `openai` reads headers, proxies and addresses from the environment, follows redirects and tries again by
itself; all of that is shut here, for words of a confidential draft must go where people agreed and nowhere else.
"""

import logging
import ssl
import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import anyio
import httpx2
from openai import APIStatusError, AsyncOpenAI, Omit
from openai.resources.chat.completions import AsyncCompletions

from salvaguarda import __version__
from salvaguarda.adapters.models.keys import Keys, KeyUnusable, Secret
from salvaguarda.adapters.models.network import GuardedBackend, Resolve, resolve
from salvaguarda.adapters.models.reading import HttpAnswer, read_reply
from salvaguarda.adapters.models.transport import GuardedTransport
from salvaguarda.adapters.models.trouble import failure_in
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.reach import address_problems
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply

USER_AGENT = f"Salvaguarda/{__version__}"
_CONNECT_SECONDS = 10.0

for _name in ("openai", "httpx2", "httpcore2"):  # OPENAI_LOG and debug levels tell where and what was asked
    logging.getLogger(_name).setLevel(logging.WARNING)


class _Closed(AsyncOpenAI):
    """The client without anything that it takes from the environment."""

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        """Exactly these, whatever OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID or OPENAI_PROJECT_ID say."""
        return {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
        }


class OpenAiClient:
    """Fulfils application.ports.models.ModelClient with real servers, within one event loop: connections belong to one.

    local_hosts: what the operator allows as local. resolver: finds the addresses of a name (tests give their own).
    """

    def __init__(self, keys: Keys, local_hosts: Collection[str], resolver: Resolve = resolve) -> None:
        self._keys, self._local_hosts, self._resolver = keys, frozenset(local_hosts), resolver
        self._open: dict[tuple[str, Locality], _Closed] = {}

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        """One request and how it ended; tries once, raises nothing but cancellation."""
        begun = time.monotonic()
        try:
            key = self._ready(endpoint)
            with anyio.fail_after(endpoint.timeout_seconds):
                response = await self._post(endpoint, body, key)
            return read_reply(_answer(response, key, time.monotonic() - begun))
        except _NotReady as error:
            return Reply(status=None, seconds=0.0, failure=error.failure)
        except Exception as error:  # noqa: BLE001  (the outermost: whatever a server provokes is an outcome)
            return Reply(status=None, seconds=time.monotonic() - begun, failure=failure_in(error))

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """With SSL_CERT_FILE and SSL_CERT_DIR, for an organisation's own authority."""
        return httpx2.create_ssl_context()

    def _ready(self, endpoint: EndpointSettings) -> Secret | None:
        """The key of the endpoint; _NotReady when nothing may or can be sent."""
        if list(address_problems(endpoint.base_url, endpoint.locality, self._local_hosts)):
            raise _NotReady(
                FailureKind.NOT_ALLOWED,
                "The address of this endpoint is not allowed as it is set. Nothing was sent.",
            )
        try:
            _ = self._context
        except OSError:
            raise _NotReady(
                FailureKind.MISCONFIGURED,
                "The certificates that SSL_CERT_FILE or SSL_CERT_DIR name cannot be read. Ask whoever runs this service.",
            ) from None
        try:
            return self._keys.secret(endpoint.key_name)
        except KeyUnusable as error:
            raise _NotReady(FailureKind.REFUSED_ACCESS, str(error)) from None

    async def close(self) -> None:
        """End all connections."""
        while self._open:
            await self._open.popitem()[1].close()

    async def _post(
        self, endpoint: EndpointSettings, body: Mapping[str, object], key: Secret | None
    ) -> httpx2.Response:
        rest: dict[str, Any] = {
            name: value for name, value in body.items() if name not in {"model", "messages"}
        }
        messages: Any = body["messages"]  # a list of roles and contents
        completions: AsyncCompletions = self._client(endpoint).chat.completions
        try:
            answer = await completions.with_raw_response.create(
                model=str(body["model"]),
                messages=messages,
                extra_headers={"Authorization": Omit() if key is None else f"Bearer {key.reveal()}"},
                extra_body=rest,
                timeout=httpx2.Timeout(
                    endpoint.timeout_seconds, connect=min(_CONNECT_SECONDS, endpoint.timeout_seconds)
                ),
            )
        except APIStatusError as error:
            return error.response
        received: httpx2.Response = answer.http_response
        return received

    def _client(self, endpoint: EndpointSettings) -> _Closed:
        """The one for this place; keys are no part of it, so that a new key counts at once."""
        place = endpoint.base_url, endpoint.locality
        if place not in self._open:
            backend = GuardedBackend(endpoint.locality, self._local_hosts, self._resolver)
            self._open[place] = _Closed(
                api_key="none",  # every request says its own
                base_url=endpoint.base_url,
                max_retries=0,
                http_client=httpx2.AsyncClient(
                    transport=GuardedTransport(backend, self._context),
                    follow_redirects=False,
                    trust_env=False,
                ),
            )
        return self._open[place]


def _answer(response: httpx2.Response, key: Secret | None, seconds: float) -> HttpAnswer:
    """Without the key, should the server have sent it back: what came is kept."""
    body = response.content
    headers = {name.lower(): value for name, value in response.headers.items()}
    if key is not None:
        body = key.hidden_in(body)
        headers = {name: key.hidden_in(value.encode()).decode() for name, value in headers.items()}
    return HttpAnswer(response.status_code, headers, body, seconds, datetime.now(UTC))


class _NotReady(Exception):
    def __init__(self, kind: FailureKind, reason: str) -> None:
        super().__init__(kind)
        self.failure = Failure(kind, reason, sent=False)
