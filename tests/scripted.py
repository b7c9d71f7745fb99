"""A server that a test scripts answer by answer, on a real socket, keeping every byte it gets.

    with ScriptedServer(ok("…"), Answer(429, {"retry-after": "7"}, {"error": {…}})) as server:
        … server.base_url …
        server.requests[0].headers, .body, .path

The last answer is given again and again. An answer may be a function of the request. `raw` bytes go out as they are.
"""

import json
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True)
class Request:
    """headers: names in lower case, as they came."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Answer:
    """body: JSON, or bytes as they are. raw: the whole answer in place of all else; "" ends the connection at once.
    drips: after raw, a space now and then until the client gives up."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    raw: bytes | None = None
    drips: bool = False


Script = Answer | Callable[[Request], Answer]


def chat(text: str | None, finish_reason: str = "stop", **more: Any) -> dict[str, Any]:
    """The body of a chat completion. more: further members; message: members of the message."""
    message = {"role": "assistant", "content": text, **more.pop("message", {})}
    choices = [{"index": 0, "message": message, "finish_reason": finish_reason}]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "small",
        "choices": choices,
        "usage": USAGE,
    } | more


def ok(text: str | None = "{}", finish_reason: str = "stop", **more: Any) -> Answer:
    return Answer(body=chat(text, finish_reason, **more))


def error(status: int, message: str = "no", headers: Mapping[str, str] | None = None, **more: Any) -> Answer:
    return Answer(status, headers or {}, {"error": {"message": message, **more}})


class ScriptedServer:
    """Answers in the order given. tls: speaks https with this context."""

    def __init__(self, *script: Script, tls: ssl.SSLContext | None = None) -> None:
        self._script = script or (ok(),)
        self.requests: list[Request] = []
        self.connections = 0
        self._ended = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that go away
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "https" if tls else "http"
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        return self.url_of("127.0.0.1")

    def url_of(self, host: str) -> str:
        """Its address under another name."""
        return f"{self._scheme}://{host}:{self.port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        content = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        request = Request(handler.path, headers, json.loads(content) if content else None)
        self.requests.append(request)
        planned = self._script[min(len(self.requests), len(self._script)) - 1]
        answer = planned if isinstance(planned, Answer) else planned(request)
        if answer.raw is not None:
            handler.wfile.write(answer.raw)
            handler.close_connection = True
            while answer.drips and not self._ended.wait(0.02):
                handler.wfile.write(b" ")  # ends with an error once nobody reads
            return
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        handler.send_response(answer.status)
        for name, value in {"content-type": "application/json", **answer.headers}.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
