"""Recovery codes: what somebody signs in with who lost their phone or passkey, each once."""

import secrets
from hashlib import sha256

from salvaguarda.application.ports.records import Records

COUNT = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read as another
_GROUPS, _GROUP = 4, 4  # 79 bits


def new_codes() -> tuple[str, ...]:
    """Ten codes that nobody guesses, "kq7d-…"; shown once and kept nowhere."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(COUNT))


def code_hash(person_id: int, code: str) -> str:
    """What is kept of a code: without hyphens and blanks, in small letters, and of one person only."""
    letters = "".join(code.replace("-", " ").lower().split())
    return sha256(f"{person_id}:{letters}".encode()).hexdigest()


def give_codes(records: Records, person_id: int) -> tuple[str, ...]:
    """Ten new codes in place of all before."""
    codes = new_codes()
    records.factors.replace_codes(person_id, tuple(code_hash(person_id, code) for code in codes))
    return codes


def give_first_codes(records: Records, person_id: int) -> tuple[str, ...]:
    """Ten codes for somebody who has none that is unused; () for anybody else."""
    return () if records.factors.codes_left(person_id) else give_codes(records, person_id)


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))
