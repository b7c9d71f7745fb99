"""Requests to a provider: no more is read of an answer than one can hold, and nothing is followed or unpacked."""

import ssl
from collections.abc import AsyncIterator

import httpx2

MOST_READ = 1024 * 1024
"""Bytes of one answer; a provider's keys are a few thousand."""

SECONDS = 15.0


class AnswerTooLong(Exception):
    """The provider sends more than an answer can be, or packs it although it was asked not to."""


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > MOST_READ:
                raise AnswerTooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


class CountingTransport(httpx2.AsyncHTTPTransport):
    """Trusts what this system trusts (SSL_CERT_FILE names further authorities)."""

    def __init__(self) -> None:
        super().__init__(verify=ssl.create_default_context(), trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Its answer; AnswerTooLong while it is read."""
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            await response.aclose()
            raise AnswerTooLong
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        return httpx2.Response(
            response.status_code, headers=response.headers.raw, stream=_Counted(response.stream)
        )
