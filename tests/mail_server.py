"""A real mail server that others wrote (aiosmtpd), on loopback: what arrives is kept in a box."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Box:
    """What arrived: the envelope and the message of each e-mail. Addresses that begin with "gone" are refused."""

    def __init__(self) -> None:
        self.arrived: list[tuple[Envelope, EmailMessage]] = []
        self.came = Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append((envelope, message))
        self.came.set()
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("gone"):
            return "550 no such user gone@example.org here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def only_ana(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    """Whoever knows that Ana's password is "a secret"."""
    assert isinstance(given, LoginPassword)
    return AuthResult(success=(given.login, given.password) == (b"ana", b"a secret"), handled=False)


@contextmanager
def mail_server(box: Box, *, tls: ssl.SSLContext | None = None, **options: object) -> Iterator[int]:
    """Its port. tls: encrypted from the first byte. options: of aiosmtpd's SMTP (tls_context for STARTTLS …)."""
    loop = asyncio.new_event_loop()
    smtp_options = {"hostname": "127.0.0.1", "loop": loop, **options}
    thread = Thread(target=loop.run_forever)
    thread.start()
    opening = loop.create_server(lambda: SMTP(box, **smtp_options), "127.0.0.1", 0, ssl=tls)  # type: ignore[arg-type]
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_rest(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _rest() -> None:
    """Let connections that are open end, so that none is cut off with a warning."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
