"""A model's server of ours, as a process of its own: answers after a while, and keeps a journal that outlives its clients.

    with JournalServer(delay=0.05) as server:
        … endpoint with base_url=server.base_url …
        server.bodies()          # what it was sent, oldest first

Every answer is a valid one to a score prompt. It does as little as it can, so that its clients are what is measured.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

_ANSWER = {
    "abstain": False,
    "abstain_reason": "",
    "quotes": [
        {"quote": "measures to establish as criminal offences", "why": "It says what States must do."}
    ],
    "rationale": "It asks for a legal basis, and for no authorization by a judge.",
    "missing_safeguards": ["Prior judicial authorization."],
    "uncertainty": "medium",
    "rating": "partly",
}
_REPLY = json.dumps(
    {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "a-model",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": json.dumps(_ANSWER)},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980},
    }
).encode()


class JournalServer:
    """The server until the end of the `with`. delay: seconds before each answer."""

    def __init__(self, delay: float = 0.05) -> None:
        self._delay = delay

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journal_server", "--delay", str(self._delay)],
            cwd=Path(__file__).parent.parent,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        self._client = httpx.Client(base_url=self.address, timeout=30, trust_env=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._process.kill()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def base_url(self) -> str:
        """For an endpoint."""
        return f"{self.address}/v1"

    def bodies(self) -> list[dict[str, Any]]:
        """What it was sent, oldest first; answered or not."""
        found: list[dict[str, Any]] = [json.loads(body) for body in self._client.get("/journal").json()]
        return found

    def count(self) -> int:
        """How many requests it got."""
        return int(self._client.get("/count").json())

    def forget(self) -> None:
        """Begin the journal anew."""
        self._client.get("/forget")


class _Serving:
    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._journal: list[str] = []

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                body = await reader.readexactly(_length(head))
                content = await self._answered(head.split(" ", 2)[1], body)
                lines = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
                writer.write(lines.encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answered(self, path: str, body: bytes) -> bytes:
        if path == "/journal":
            return json.dumps(self._journal).encode()
        if path == "/count":
            return str(len(self._journal)).encode()
        if path == "/forget":
            self._journal.clear()
            return b"0"
        self._journal.append(body.decode())  # before it is answered: what was asked was paid
        await asyncio.sleep(self._delay)
        return _REPLY


def _length(head: str) -> int:
    for line in head.lower().split("\r\n"):
        if line.startswith("content-length:"):
            return int(line.partition(":")[2])
    return 0


async def _serve(delay: float) -> None:
    server = await asyncio.start_server(_Serving(delay).connected, "127.0.0.1", 0, limit=16 * 1024 * 1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)  # noqa: T201  (read by who started it)
    async with server:
        await server.serve_forever()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--delay", type=float, default=0.05)
    asyncio.get_event_loop_policy().new_event_loop().run_until_complete(_serve(options.parse_args().delay))


if __name__ == "__main__":
    main()
