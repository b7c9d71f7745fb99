"""Passwords by argon2id; fulfils application.ports.passwords.Passwords."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """argon2id. The default cost takes about 50 ms and 64 MiB; tests pass a lower one."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("the hash that is compared when nobody has the e-mail")

    def hashed(self, password: str) -> str:
        """What may be kept of a password."""
        return self._hasher.hash(password)

    def fits(self, password_hash: str | None, password: str) -> bool:
        """Whether they belong together. None (nobody has that e-mail), or no hash at all (an imported person, who cannot
        sign in), takes as long and is False."""
        known = password_hash if password_hash and password_hash.startswith("$argon2") else None
        try:
            self._hasher.verify(known or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return known is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)
