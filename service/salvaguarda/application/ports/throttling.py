"""Failed attempts to sign in, and browsers that people signed in with, as they are kept."""

from typing import Protocol

from salvaguarda.domain.throttling import FailuresSeen


class SignInFailures(Protocol):
    """Accounts stand as hashes of what was typed, whether or not there is such a person."""

    def wait_for_others(self) -> None:
        """Let no other attempt be counted until this transaction ends, so that many at the same moment are no free guesses."""
        ...

    def seen(self, account_sha256: str, network: str) -> FailuresSeen:
        """What was counted within the last hour, for everything within the last minute."""
        ...

    def add(self, account_sha256: str, network: str) -> None:
        """Count one."""
        ...

    def take_back(self, account_sha256: str, network: str) -> None:
        """Forget those of this account from there."""
        ...

    def forget_old(self) -> None:
        """Remove what counts no more."""
        ...


class KnownBrowsers(Protocol):
    """Browsers by the hash of a key that only they have."""

    def belongs(self, key_sha256: str, email: str) -> bool:
        """Whether somebody with that e-mail signed in with it before."""
        ...

    def exists(self, key_sha256: str) -> bool:
        """Whether anybody did."""
        ...

    def keep(self, key_sha256: str, person_id: int) -> None:
        """Keep that this person signed in with it now; at most ten are kept of one person, the last used ones."""
        ...

    def forget_all(self, person_id: int) -> None:
        """Forget those of one person."""
        ...
