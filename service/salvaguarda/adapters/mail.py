"""E-mail through an SMTP server. Only loaded where one is configured (see `bootstrap.open_mailer`)."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Literal

from anyio import CapacityLimiter, to_thread

from salvaguarda.adapters.secrets_folder import SecretMissing
from salvaguarda.domain.errors import MailNotSent

Security = Literal["starttls", "tls", "none"]

_SECONDS = 20.0
_AT_ONCE = 2


def _no_password() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed in, and as whom.

    security: starttls (as a rule on port 587), tls (465), none (a server on this machine or a closed network).
    user: "" signs in nowhere. password: asked for each time, so that it can be changed while the service runs.
    sender: as it stands in From, "Salvaguarda <salvaguarda@example.org>". context: None trusts the system's authorities.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: Callable[[], str] = field(default=_no_password, repr=False)
    context: ssl.SSLContext | None = None


class SmtpMailer:
    """Fulfils application.ports.mail.Mailer. A connection for each e-mail; two at once."""

    def __init__(self, server: MailServer) -> None:
        self._server, self._limiter = server, CapacityLimiter(_AT_ONCE)

    async def send(self, to: str, subject: str, body: str) -> None:
        """One plain-text e-mail to one address, once the server has taken it; MailNotSent says why it did not."""
        await to_thread.run_sync(self._send, to, subject, body, limiter=self._limiter)

    def _send(self, to: str, subject: str, body: str) -> None:
        recipient = _address(to)
        message = _message(self._server.sender, recipient, subject, body)
        envelope_sender = parseaddr(self._server.sender)[1]
        try:
            with self._connected() as connection:
                connection.send_message(message, envelope_sender, [recipient.addr_spec])
        except SecretMissing as error:
            raise MailNotSent(f"The password of the mail server is missing. {error}") from None
        except smtplib.SMTPAuthenticationError:
            raise MailNotSent(
                "The mail server did not accept the name and password of this service."
            ) from None
        except smtplib.SMTPRecipientsRefused:
            raise MailNotSent("The mail server does not take e-mails to that address.") from None
        except smtplib.SMTPNotSupportedError:
            raise MailNotSent(
                "The mail server lacks what this e-mail needs (STARTTLS, signing in, or letters of that address)."
            ) from None
        # Without their words: an answer of a server may repeat the address or more.
        except smtplib.SMTPException as error:
            raise MailNotSent(f"The mail server ended with {type(error).__name__}.") from None
        except ssl.SSLError:
            raise MailNotSent("The mail server could not be trusted: its certificate does not fit.") from None
        except OSError as error:
            raise MailNotSent(f"The mail server cannot be reached ({type(error).__name__}).") from None

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        context = server.context or ssl.create_default_context()
        connection: smtplib.SMTP
        if server.security == "tls":
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        try:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password())
        except BaseException:
            connection.close()
            raise
        return connection


def _address(to: str) -> Address:
    """An address that means one recipient; names of domains in other letters as the network writes them."""
    try:
        parsed = Address(addr_spec=to)
        domain = parsed.domain if parsed.domain.isascii() else parsed.domain.encode("idna").decode()
        return Address(username=parsed.username, domain=domain)
    except (ValueError, IndexError, MessageError):  # what the parser says of addresses that are none
        raise MailNotSent("The address is none that an e-mail can be sent to. Correct it.") from None


def _message(sender: str, to: Address, subject: str, body: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = " ".join(subject.split())  # a line end would begin another header
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # answers of machines are not wanted (RFC 3834)
    message.set_content(body)
    return message
