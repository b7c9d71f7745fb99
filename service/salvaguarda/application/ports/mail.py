"""Sending e-mail, when this installation has a server for it."""

from typing import Protocol


class Mailer(Protocol):
    """Fulfilled by `adapters.mail.SmtpMailer`. There is none (None) where no server is configured: show the link then."""

    async def send(self, to: str, subject: str, body: str) -> None:
        """One plain-text e-mail to one address, once the server has taken it; MailNotSent says why it did not.

        subject: one line. body: whole paragraphs, long lines as they are. Slow (seconds): call it outside of any
        transaction, and after the answer where the time it takes would tell whether an address is known here.
        """
        ...
