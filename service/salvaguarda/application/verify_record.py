"""Verify the record: that no entry was edited, removed or reordered, and that what is kept is what was logged.

What it can prove: docs/record.md. Whoever can write to the database can also write a whole new chain; that shows when
the heads that were noted elsewhere, or that snapshots were signed with, are not part of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salvaguarda.application.add_draft import texts_sha256_of
from salvaguarda.application.ports.audit import Kept, KeptRow, SignedHead
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.audit import INSTALLATION, Entry, Fault, Head, chain_faults, rows_digest


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and everything that is wrong. heads: where each chain ends; note them elsewhere."""

    entries: int
    rows: int
    heads: tuple[Head, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an entry says of rows of history: of those with these keys, or (None) of all up to an id."""

    seq: int
    table: str
    sha256: str
    keys: tuple[tuple[int, ...], ...] | None
    up_to: int = 0
    count: int = 0


def _mark(seq: int, table: str, said: Mapping[str, Any]) -> _Mark:
    """Raises KeyError, TypeError and ValueError for what no entry of ours says."""
    if "up_to" in said:
        return _Mark(seq, table, said["sha256"], None, int(said["up_to"]), int(said["count"]))
    return _Mark(seq, table, said["sha256"], tuple(tuple(map(int, key)) for key in said["rows"]))


@dataclass(slots=True)
class _Said:
    """What the entries of one chain say, gathered on the way through them. unreadable: entries that no one could write so."""

    marks: list[_Mark] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)  # seq → hash
    reopened: set[int] = field(default_factory=set)  # settled results
    drafts: dict[int, tuple[int, str]] = field(default_factory=dict)  # draft → seq, hash of its words
    unreadable: list[int] = field(default_factory=list)

    def hear(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, each heard as it passes."""
        for entry in entries:
            self.hashes[entry.seq] = entry.sha256
            try:
                self._gather(entry)
            except (KeyError, TypeError, ValueError):
                self.unreadable.append(entry.seq)
            yield entry

    def _gather(self, entry: Entry) -> None:
        after, subject = _mapping(entry.after), _mapping(entry.subject)
        kept = _mapping_in(after, "kept")
        self.marks += [_mark(entry.seq, table, said) for table, said in kept.items()]
        if entry.act == "reopen cell":
            self.reopened.add(int(subject["result"]))
        if entry.act == "import assessment":
            self.reopened.update(map(int, after.get("reopened", ())))
        if entry.act == "add draft" and "texts_sha256" in after:
            self.drafts[int(subject["draft"])] = (entry.seq, after["texts_sha256"])


def verify_record(records: Records, noted: Sequence[Head] = ()) -> Verified:
    """Look at everything. noted: heads that somebody wrote down before; each must still be an entry of its chain."""
    chains = sorted({*records.record.chains(), *records.record_checks.assessments()} | {INSTALLATION})
    faults: list[Fault] = []
    heads, entries, rows = [], 0, 0
    for chain in chains:
        said = _Said()
        head = records.record.head(chain)
        faults += chain_faults(chain, said.hear(records.record.entries(chain)), head)
        faults += [
            Fault(chain, seq, "says what no entry says: it was not written by us") for seq in said.unreadable
        ]
        entries += len(said.hashes)
        heads += [head] if head else []
        if chain == INSTALLATION:
            faults += _words_faults(records, said)
        else:
            looked_at, wrong = _kept_faults(records, chain, said)
            rows += looked_at
            faults += wrong
        faults += _head_faults(chain, said, [each for each in noted if each.chain == chain], "it was noted")
    faults += [
        Fault(each.chain, each.seq, "was noted, and there is no such chain any more")
        for each in noted
        if each.chain not in chains
    ]
    return Verified(entries, rows, tuple(heads), tuple(faults))


def _head_faults(chain: int, said: _Said, heads: Iterable[Head], why: str) -> Iterator[Fault]:
    for head in heads:
        now = said.hashes.get(head.seq)
        if head.seq and now != head.sha256:
            what = "is not there any more" if now is None else "is another one now"
            yield Fault(chain, head.seq, f"{what}: {why}")


def _kept_faults(records: Records, chain: int, said: _Said) -> tuple[int, list[Fault]]:
    """How many rows of history of an assessment were compared with what entries say of them, and what is wrong."""
    checks = records.record_checks
    found: list[Fault] = []
    if not said.hashes:
        found.append(Fault(chain, None, "has no entries, although the assessment is there"))
    looked_at = 0
    for table in Kept:
        rows = checks.kept(chain, table)
        looked_at += len(rows)
        found += _row_faults(chain, table, rows, said)
    found += [
        Fault(chain, None, f"{what} is not what its newest revision says")
        for what in checks.changed_states(chain)
    ]
    brought_in = max(
        (mark.up_to for mark in said.marks if mark.table == Kept.SETTLED_RESULT),
        default=0,
    )
    reopened = checks.reopened(chain)
    found += _reopening_faults(
        chain, frozenset(each for each in reopened if each > brought_in or each in said.reopened), said
    )
    found += _signed_faults(chain, checks.signed(chain), said)
    return looked_at, found


def _row_faults(chain: int, table: Kept, rows: Sequence[KeptRow], said: _Said) -> Iterator[Fault]:
    by_key = {row.key: row for row in rows}
    covered: set[tuple[int, ...]] = set()
    for mark in said.marks:
        if mark.table != table:
            continue
        if mark.keys is None:
            bound = [row for row in rows if row.id <= mark.up_to]
            missing = len(bound) != mark.count
        else:
            bound = [by_key[key] for key in mark.keys if key in by_key]
            missing = len(bound) != len(mark.keys)
        covered |= {row.key for row in bound}
        if missing:
            yield Fault(chain, mark.seq, f"names a row of {table} that is not there any more")
        elif rows_digest(row.text for row in bound) != mark.sha256:
            yield Fault(
                chain, mark.seq, f"does not fit {_named(table, bound)}: what is kept is not what was logged"
            )
    for row in rows:
        if row.key not in covered:
            yield Fault(chain, None, f"{_named(table, [row])} is kept, but no entry says so")


def _named(table: Kept, rows: Sequence[KeptRow]) -> str:
    first = ".".join(map(str, rows[0].key)) if rows else "?"
    return f"{table} {first}" if len(rows) < 2 else f"{table} {first} and {len(rows) - 1} more"


def _reopening_faults(chain: int, reopened: frozenset[int], said: _Said) -> Iterator[Fault]:
    for result in sorted(reopened - said.reopened):
        yield Fault(chain, None, f"settled_result {result} is reopened, but no entry says so")
    for result in sorted(said.reopened - reopened):
        yield Fault(
            chain, None, f"settled_result {result} is in force, although an entry says that it was reopened"
        )


def _signed_faults(chain: int, signed: Iterable[SignedHead], said: _Said) -> Iterator[Fault]:
    for each in signed:
        if not each.is_whole:
            yield Fault(chain, None, f"snapshot {each.number} does not fit the hash it was signed with")
        head = Head(chain, each.seq, each.sha256)
        yield from _head_faults(chain, said, [head], f"snapshot {each.number} was signed after it")


def _words_faults(records: Records, said: _Said) -> Iterator[Fault]:
    """Words of drafts that are not those that were imported."""
    for draft_id, path in records.record_checks.changed_words():
        yield Fault(INSTALLATION, None, f"the words of {path} in draft {draft_id} do not fit their hash")
    hashes = records.record_checks.word_hashes() if said.drafts else {}
    for draft_id, (seq, sha256) in said.drafts.items():
        if texts_sha256_of(hashes.get(draft_id, {})) != sha256:
            yield Fault(
                INSTALLATION, seq, f"does not fit the words of draft {draft_id}: they are not what was added"
            )


def _mapping(text: str) -> Mapping[str, Any]:
    """The values of an entry; none when they cannot be read, which its hash tells anyway."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mapping_in(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name)
    return found if isinstance(found, dict) else {}
