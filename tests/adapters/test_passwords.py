"""Passwords by argon2id."""

from argon2 import PasswordHasher

from salvaguarda.adapters.db.records.people import NO_PASSWORD
from salvaguarda.adapters.passwords import Argon2Passwords


class Recorder(PasswordHasher):
    """The real hasher with the lowest cost; checked: the hashes that a password was checked against."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.checked: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
        self.checked.append(str(hash))
        return super().verify(hash, password)


def test_only_the_right_password_fits() -> None:
    passwords = Argon2Passwords(Recorder())
    kept = passwords.hashed("correct horse battery")
    assert passwords.fits(kept, "correct horse battery")
    assert not passwords.fits(kept, "correct horse batter")


def test_the_same_work_is_done_whoever_has_the_e_mail() -> None:
    """The time an answer takes must not tell which e-mails are known here, nor who only came in with an import."""
    recorder = Recorder()
    passwords = Argon2Passwords(recorder)
    assert not any(passwords.fits(kept, "a guess") for kept in (None, NO_PASSWORD))
    assert [each[:7] for each in recorder.checked] == ["$argon2", "$argon2"]
