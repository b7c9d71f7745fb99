"""The hash chain of the audit log: pure, so that anybody can prove a record with what is written here.

An entry's hash covers everything of it but the personal values, of which it covers the salted hash: they can be erased
and the chain holds. It covers the hash of the entry before it, too: whoever changes one entry changes all that follow.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

INSTALLATION = 0
"""The chain of what belongs to no assessment; every assessment has the chain of its own id."""

FIRST_PREVIOUS = "0" * 64
"""Stands for the hash of an entry before the first."""

FORM = "salvaguarda audit 1"
"""Part of what is hashed; rises when the form of entries changes."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the newest entry's number and hash; 0 and FIRST_PREVIOUS before the first."""

    chain: int
    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One logged change, as it is kept.

    seq: from 1 in each chain, without gaps. person_id: None is the service itself, or its command line.
    subject, before, after: canonical JSON; "null" for what was not there. personal, salt: canonical JSON of personal
    values, and what it was hashed with; None when there were none, or when they were erased. personal_sha256: stays; random
    for an entry without personal values, so that nobody finds what a hidden entry holds by trying what fits its hash.
    """

    chain: int
    seq: int
    at: str
    person_id: int | None
    act: str
    subject: str
    before: str
    after: str
    personal: str | None
    salt: str | None
    personal_sha256: str | None
    previous_sha256: str
    sha256: str


def canonical(value: object) -> str:
    """The one way in which JSON is written to be hashed: keys sorted by code point, no blanks, nothing escaped that need not be.

    value: None, bool, int, str, finite float, and lists, tuples and mappings (with keys of str) of them; ValueError and
    TypeError are mistakes of ours. A fraction is written as Python writes it, which is the same on every machine.

    >>> canonical({"b": [1, None], "a": "Art. 5 §"})
    '{"a":"Art. 5 §","b":[1,null]}'
    """
    return _ENCODER.encode(value)


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no canonical form.")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_plain
)


def sha256_of(text: str) -> str:
    """Of its UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def words_mark(words: str) -> Mapping[str, object]:
    """What the log says of words that it must not hold: their hash, and how many characters they are."""
    return {"sha256": sha256_of(words), "length": len(words)}


def personal_sha256(salt: str, personal: str) -> str:
    """What stays of personal values. salt: random, so that nobody finds a name by trying; erased with them."""
    return sha256_of(salt + personal)


def hashed_text(entry: Entry) -> str:
    """What an entry's hash is taken of: canonical JSON of its parts, the values in it as they are kept."""
    return (
        f'{{"act":{canonical(entry.act)},"after":{entry.after},"at":{canonical(entry.at)},"before":{entry.before},'
        f'"chain":{entry.chain},"form":"{FORM}","person":{canonical(entry.person_id)},'
        f'"personal_sha256":{canonical(entry.personal_sha256)},"previous":"{entry.previous_sha256}",'
        f'"seq":{entry.seq},"subject":{entry.subject}}}'
    )


def line_of(entry: Entry, *, personal: bool = False) -> str:
    """An entry as a line of a file: canonical JSON of what is hashed, with its hash, and on demand its personal values."""
    said = json.loads(hashed_text(entry)) | {"sha256": entry.sha256}
    if personal and entry.personal is not None:
        said["personal"] = {"salt": entry.salt, "values": json.loads(entry.personal)}
    return canonical(said)


def entry_sha256(entry: Entry) -> str:
    """The hash that an entry must carry; what it does carry is left out of account."""
    return sha256_of(hashed_text(entry))


def rows_digest(texts: Iterable[str]) -> str:
    """One hash for rows of history in the order given. texts: each as canonical JSON."""
    found = hashlib.sha256()
    for text in texts:
        found.update(text.encode())
        found.update(b"\n")
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a record that is not as it was written. seq: of the entry; None for the chain as a whole."""

    chain: int
    seq: int | None
    what: str


def chain_faults(chain: int, entries: Iterable[Entry], head: Head | None) -> Iterator[Fault]:
    """Everything that is wrong with the entries of one chain, given in the order of `seq`.

    head: what is kept of where it ends; None when nothing is, which is right for a chain without entries only.
    """
    previous, seq = FIRST_PREVIOUS, 0
    for entry in entries:
        if entry.seq != seq + 1:
            yield Fault(chain, entry.seq, _order(seq, entry.seq))
        elif entry.previous_sha256 != previous:
            yield Fault(
                chain, entry.seq, "does not follow the entry before it: one of them is not what was written"
            )
        yield from _entry_faults(entry)
        previous, seq = entry.sha256, entry.seq
    if (head.seq if head else 0, head.sha256 if head else FIRST_PREVIOUS) != (seq, previous):
        kept = f"entry {head.seq}" if head else "nothing"
        yield Fault(
            chain,
            None,
            f"ends with entry {seq}, but its head says {kept}: entries are missing at its end, or were added",
        )


def _order(before: int, seq: int) -> str:
    if seq <= before:
        return f"stands after entry {before}: the order was changed"
    missing = (
        f"entry {before + 1} is missing"
        if seq == before + 2
        else f"entries {before + 1} to {seq - 1} are missing"
    )
    return f"{missing} before it"


def _entry_faults(entry: Entry) -> Iterator[Fault]:
    if entry_sha256(entry) != entry.sha256 or not all(
        map(_is_canonical, (entry.subject, entry.before, entry.after))
    ):
        yield Fault(entry.chain, entry.seq, f"({entry.act}) is not what was written: its hash does not fit")
    yield from _personal_faults(entry)


def _personal_faults(entry: Entry) -> Iterator[Fault]:
    if entry.personal is None and entry.salt is None:
        return  # there were none, or they were erased
    kept = (
        None
        if None in (entry.personal, entry.salt)
        else personal_sha256(entry.salt or "", entry.personal or "")
    )
    if kept is None or kept != entry.personal_sha256:
        yield Fault(entry.chain, entry.seq, "has personal values that are not what was written")


def _is_canonical(text: str) -> bool:
    """Whether the text is the one way to write its value; others could hide where one value ends in another."""
    try:
        return canonical(json.loads(text)) == text
    except (ValueError, RecursionError):
        return False
