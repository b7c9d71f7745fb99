"""The audit log in SQL: gathered while a transaction runs, chained when it ends.

Late, at its end or when somebody asks where the chain ends, because whoever writes holds the head of the chain until the commit; the shorter, the better. Heads are taken in
the order of their chains, so that no two transactions wait for each other.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from salvaguarda.adapters.db.records.kept_rows import all_mark, rows_mark
from salvaguarda.adapters.db.tables.audit import audit_entry, audit_head
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.audit import NewEntry, Values
from salvaguarda.domain.audit import (
    FIRST_PREVIOUS,
    INSTALLATION,
    Entry,
    Head,
    canonical,
    entry_sha256,
    personal_sha256,
)

ENTRY_COLUMNS = tuple(audit_entry.c[name] for name in Entry.__dataclass_fields__)

_HEAD = select(audit_head.c.seq, audit_head.c.sha256).where(audit_head.c.chain == bindparam("of"))
_LOCKED_HEAD = _HEAD.with_for_update()
_BEGIN = insert(audit_head)
_BEGIN_ONCE = postgresql_insert(audit_head).on_conflict_do_nothing()
_MOVE = (
    update(audit_head)
    .where(audit_head.c.chain == bindparam("of"))
    .values(seq=bindparam("new_seq"), sha256=bindparam("new_sha256"))
)
_ADD = insert(audit_entry)
_PERSONAL = select(
    audit_entry.c.id, audit_entry.c.person_id, audit_entry.c.subject, audit_entry.c.personal
).where(audit_entry.c.personal.is_not(None))
_ERASE = update(audit_entry).where(audit_entry.c.id == bindparam("entry")).values(personal=None, salt=None)
_EMAIL = select(person.c.email).where(person.c.id == bindparam("person"))


class SqlAuditLog:
    """Fulfils application.ports.audit.AuditLog."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now
        self._entries: list[NewEntry] = []

    def add(self, entry: NewEntry) -> None:
        """Log this change when the transaction ends."""
        self._entries.append(entry)

    def head(self, chain: int) -> Head:
        """Where a chain ends, with what was logged so far; nobody else adds to it until this transaction ends."""
        here = [entry for entry in self._entries if _chain_of(entry) == chain]
        self._entries = [entry for entry in self._entries if _chain_of(entry) != chain]
        if here:
            self._chain(chain, here)
        return self._kept_head(chain)

    def _kept_head(self, chain: int) -> Head:
        row = self._locked(chain)
        if row is None and self._connection.dialect.name == "postgresql":
            # Somebody else may begin the chain at this very moment.
            self._connection.execute(_BEGIN_ONCE, {"chain": chain, "seq": 0, "sha256": FIRST_PREVIOUS})
            row = self._locked(chain)
        elif row is None:
            self._connection.execute(_BEGIN, {"chain": chain, "seq": 0, "sha256": FIRST_PREVIOUS})
        return Head(chain, 0, FIRST_PREVIOUS) if row is None else Head(chain, *row)

    def _locked(self, chain: int) -> tuple[int, str] | None:
        row = self._connection.execute(_LOCKED_HEAD, {"of": chain}).first()
        return None if row is None else (row[0], row[1])

    def finish(self) -> None:
        """Chain the entries."""
        waiting, self._entries = self._entries, []
        for chain, entries in groupby(sorted(waiting, key=_chain_of), key=_chain_of):
            self._chain(chain, entries)

    def _chain(self, chain: int, entries: Iterable[NewEntry]) -> None:
        head = self._kept_head(chain)
        seq, previous = head.seq, head.sha256
        rows = []
        for new in entries:
            seq += 1
            row = self._row(chain, seq, previous, new)
            previous = str(row["sha256"])
            rows.append(row)
        self._connection.execute(_ADD, rows)
        self._connection.execute(_MOVE, {"of": chain, "new_seq": seq, "new_sha256": previous})

    def _row(self, chain: int, seq: int, previous: str, new: NewEntry) -> dict[str, object]:
        personal = canonical(new.personal) if new.personal else None
        salt = secrets.token_hex(16) if new.personal else None
        row: dict[str, object] = {
            "chain": chain,
            "seq": seq,
            "at": self._now,
            "person_id": new.person_id,
            "act": new.act,
            "subject": canonical(new.subject),
            "before": canonical(new.before),
            "after": canonical(self._after(new)),
            "personal": personal,
            "salt": salt,
            # Random without personal values: so nobody finds out what an entry holds by trying what hashes to its hash.
            "personal_sha256": personal_sha256(salt, personal)
            if salt and personal
            else secrets.token_hex(32),
            "previous_sha256": previous,
            "sha256": "",
        }
        return row | {"sha256": entry_sha256(Entry(**row))}  # type: ignore[arg-type]  # its fields are these

    def _after(self, new: NewEntry) -> Values | None:
        kept: Mapping[str, object] = {}
        if new.keeps_all:
            kept = all_mark(self._connection, _chain_of(new))
        elif new.keeps:
            ordered = sorted(new.keeps)
            kept = {
                table.value: rows_mark(self._connection, table, [key for _, key in rows])
                for table, rows in groupby(ordered, key=itemgetter(0))
            }
        return {**(new.after or {}), "kept": kept} if kept else new.after

    def erase(self, person_id: int) -> int:
        """Erase the personal values that are about this person; how many entries held some."""
        email = self._connection.execute(_EMAIL, {"person": person_id}).scalar_one_or_none() or ""
        rows = self._connection.execute(_PERSONAL)
        theirs = [row.id for row in rows if _is_about(row, person_id, email)]
        if theirs:
            self._connection.execute(_ERASE, [{"entry": entry} for entry in theirs])
        return len(theirs)


def _chain_of(entry: NewEntry) -> int:
    return INSTALLATION if entry.assessment_id is None else entry.assessment_id


def _is_about(row: Any, person_id: int, email: str) -> bool:
    """Whether an entry's personal values are this person's: the one it is about, or who did it, when it is about nobody."""
    subject = json.loads(row.subject)
    about = subject.get("person", subject.get("member", row.person_id))
    return about == person_id or bool(email and canonical(email) in row.personal)
