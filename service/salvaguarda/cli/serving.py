"""Run the service in this process: uvicorn, bound by us so that a taken port is said clearly."""

import gc
import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

import uvicorn

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import build_app, open_database
from salvaguarda.cli.logs import set_up_logs
from salvaguarda.domain.errors import Conflict, StorageUnavailable
from salvaguarda.settings import Settings
from salvaguarda.web.parts import Parts

_GRACE_SECONDS = 10


def run_service(
    settings: Settings, say: Callable[[str], None], prepare: Callable[[Database], None] | None = None
) -> None:
    """Serve until told to stop (Ctrl-C, SIGTERM), then let what runs end.

    say: called with the address once it answers. prepare: what is to be done with the opened storage first.
    Conflict when the port is taken; StorageUnavailable when the storage cannot be used.
    """
    set_up_logs(settings)
    bound = bind(settings.host, settings.port)
    try:
        database = open_database(settings)
        try:
            if prepare is not None:
                prepare(database)
            _serve(settings, database, bound, say)
        finally:
            database.close()
    finally:
        bound.close()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End in order. Uvicorn raises the signal again once it has shut down; the storage is to be closed after that."""
    raise SystemExit(0)


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to the address; Conflict when somebody else has it, or it is none of this machine's."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise StorageUnavailable(f"{host} is no address of this machine. Change SALVAGUARDA_HOST.") from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise Conflict(
            f"Port {port} of {host} cannot be used ({error.strerror}). Another program, maybe another Salvaguarda, "
            f"has it: stop that one, or choose another port with --port {port + 1}."
        ) from error
    return bound


def address_of(settings: Settings, bound: socket.socket) -> str:
    """The address to open in a browser."""
    if settings.public_url:
        return settings.public_url
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104  (compared, not bound)
    return f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"


class _Server(uvicorn.Server):
    """Says its address once it answers, and calms the garbage collector.

    stopping: called as soon as it is told to stop, before it waits for open answers: some would never end by themselves.
    """

    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], stopping: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._say_started, self._say_stopping = started, stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._say_stopping()
        await super().shutdown(sockets=sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        # Full collections over everything imported cost 100 ms each; measured: half the CPU of large reads.
        gc.collect()
        gc.freeze()
        self._say_started()


def _serve(settings: Settings, database: Database, bound: socket.socket, say: Callable[[str], None]) -> None:
    app = build_app(settings, database)
    parts: Parts = app.state.parts
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # ours names the route and no query
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        h11_max_incomplete_event_size=64 * 1024,
    )
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    server = _Server(config, lambda: say(address_of(settings, bound)), parts.end_streams)
    server.run(sockets=[bound])
