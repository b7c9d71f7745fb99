"""Turning passwords into hashes and checking them."""

from typing import Protocol


class Passwords(Protocol):
    """Slow on purpose: call it off the event loop."""

    def hashed(self, password: str) -> str:
        """What may be kept of a password."""
        ...

    def fits(self, password_hash: str | None, password: str) -> bool:
        """Whether they belong together. None (nobody has that e-mail) takes as long and is False."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        ...
