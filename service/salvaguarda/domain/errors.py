"""Every error this project raises on purpose.

SalvaguardaError
├── NotFound                 what was addressed does not exist (or may not be known to exist)
├── Forbidden                the person may not do this
│   └── NotConfirmed         the person has not shown again that it is them
├── NotSignedIn              there is no session, or it has ended
│   ├── WrongCredentials     e-mail and password do not fit together
│   └── WrongFactor          a code, recovery code or passkey does not fit
├── TooManyAttempts          sign-in is throttled for a while
├── Stale                    somebody saved meanwhile; carries the other version
├── PreconditionMissing      an edit came without the version it was made on
├── Conflict                 the request is fine, the present state does not allow it
├── MailNotSent              an e-mail could not be handed to the mail server
├── StorageUnavailable       what is kept cannot be read or written just now; nothing was lost
│   ├── StorageFull          there is no room left
│   └── StorageReadOnly      the storage may not be written
└── Invalid                  the input is wrong; carries one Problem per mistake
    ├── Unreadable           a document that cannot be read (empty, binary, locked, bomb …)
    ├── InvalidChecklist     a checklist file with mistakes, each with file and line
    ├── InvalidPrompt        prompt files with mistakes, each with file and line
    ├── InvalidEvidence      a quote that is not in the provision's text
    └── InvalidExport        a JSON export that cannot be imported

An error is named for the fact and carries values; `message` says what, where and what to do.
The domain knows no status codes: `web/errors.py` holds that table.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input.

    where: what a person can find it by: "checklist.yaml:12", "rating", "line 40"; "" when it is the whole input.
    what: one sentence that says what is wrong.
    fix: one sentence that says what to do; "" when the first sentence already says it.
    """

    where: str
    what: str
    fix: str = ""


class SalvaguardaError(Exception):
    """Root of the tree."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(SalvaguardaError):
    """What was addressed does not exist, or the person may not know that it does."""

    def __init__(self, noun: str, key: object) -> None:
        super().__init__(
            f"There is no {noun} {key!s} here. It may have been removed, or the address is mistyped."
        )
        self.noun, self.key = noun, key


class Forbidden(SalvaguardaError):
    """The person may not do this."""


class NotConfirmed(Forbidden):
    """Something that somebody at an unlocked laptop must not do: the person has not shown again that it is them."""


class NotSignedIn(SalvaguardaError):
    """There is no session, or it has ended."""

    def __init__(
        self, message: str = "You are not signed in, or your session has ended. Sign in again."
    ) -> None:
        super().__init__(message)


class WrongCredentials(NotSignedIn):
    """E-mail and password do not fit together (never says which of the two)."""

    def __init__(self) -> None:
        super().__init__("E-mail and password do not fit together. Check both and try again.")


class WrongFactor(NotSignedIn):
    """A code, recovery code or passkey does not fit."""


class TooManyAttempts(SalvaguardaError):
    """Sign-in is throttled for `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Too many attempts to sign in. Wait {retry_after} {'second' if retry_after == 1 else 'seconds'} and try again."
        )
        self.retry_after = retry_after


class Stale(SalvaguardaError):
    """Somebody saved meanwhile. `current` is the other version, as the API would show it; None when it is gone."""

    def __init__(self, noun: str, current: object, version: int) -> None:
        super().__init__(f"This {noun} was changed meanwhile. Compare both versions, then save again.")
        self.noun, self.current, self.version = noun, current, version


class PreconditionMissing(SalvaguardaError):
    """An edit came without If-Match (or If-None-Match: * for something new)."""

    def __init__(self) -> None:
        super().__init__(
            "Say which version you edited: send its ETag in If-Match, or If-None-Match: * for a new one."
        )


class Conflict(SalvaguardaError):
    """The request is fine, the present state does not allow it."""


class MailNotSent(SalvaguardaError):
    """An e-mail could not be handed to the mail server; the message says why, never to whom."""


class StorageUnavailable(SalvaguardaError):
    """What is kept cannot be read or written just now. Whatever was being saved was not; what was saved stays.

    retry_after: seconds after which trying again makes sense.
    """

    def __init__(self, message: str, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StorageFull(StorageUnavailable):
    """There is no room left."""


class StorageReadOnly(StorageUnavailable):
    """The storage may not be written."""


class Invalid(SalvaguardaError):
    """The input is wrong; one Problem per mistake, all at once."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Unreadable(Invalid):
    """A document that cannot be read."""


class InvalidChecklist(Invalid):
    """A checklist file with mistakes, each with file and line."""


class InvalidPrompt(Invalid):
    """Prompt files with mistakes, each with file and line."""


class InvalidEvidence(Invalid):
    """A quote that is not in the provision's text."""


class InvalidExport(Invalid):
    """A JSON export that cannot be imported."""
