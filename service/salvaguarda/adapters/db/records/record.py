"""The audit log as it is read."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, bindparam, select, union

from salvaguarda.adapters.db.records.audit import ENTRY_COLUMNS
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.audit import audit_entry, audit_head
from salvaguarda.domain.audit import Entry, Head
from salvaguarda.domain.people import Person

_ENTRIES = (
    select(*ENTRY_COLUMNS)
    .where(audit_entry.c.chain == bindparam("of"))
    .order_by(audit_entry.c.seq, audit_entry.c.id)
    .execution_options(yield_per=1000)  # so that a long chain never stands in memory
)
_OF = audit_entry.c.chain == bindparam("of")
_BEFORE = (
    select(*ENTRY_COLUMNS)
    .where(_OF, audit_entry.c.seq < bindparam("upper"))
    .order_by(audit_entry.c.seq.desc())
    .limit(bindparam("most"))
)
_ACTS = select(audit_entry.c.act).where(_OF).distinct().order_by(audit_entry.c.act)
_ACTORS = (
    select(audit_entry.c.person_id)
    .where(_OF, audit_entry.c.person_id.is_not(None))
    .distinct()
    .order_by(audit_entry.c.person_id)
)
_CHAINS = union(select(audit_entry.c.chain), select(audit_head.c.chain)).order_by("chain")
_HEAD = select(audit_head.c.seq, audit_head.c.sha256).where(audit_head.c.chain == bindparam("of"))
_PEOPLE = select(*PERSON_COLUMNS)


class SqlRecord:
    """Fulfils application.ports.audit.Record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self, chain: int) -> Iterator[Entry]:
        """All of a chain, oldest first."""
        for row in self._connection.execute(_ENTRIES, {"of": chain}):
            yield Entry(*row)

    def chains(self) -> tuple[int, ...]:
        """Every chain that has entries or a head, in order."""
        return tuple(self._connection.execute(_CHAINS).scalars())

    def head(self, chain: int) -> Head | None:
        """Where it is kept that the chain ends; None when nothing is."""
        row = self._connection.execute(_HEAD, {"of": chain}).first()
        return None if row is None else Head(chain, row.seq, row.sha256)

    def before(self, chain: int, seq: int, most: int) -> tuple[Entry, ...]:
        """The entries before that number, newest first, at most so many."""
        wanted = {"of": chain, "upper": seq, "most": most}
        return tuple(Entry(*row) for row in self._connection.execute(_BEFORE, wanted))

    def acts(self, chain: int) -> tuple[str, ...]:
        """Every act that occurs in a chain, by name."""
        return tuple(self._connection.execute(_ACTS, {"of": chain}).scalars())

    def actors(self, chain: int) -> tuple[int, ...]:
        """The ids of everybody who did something in a chain."""
        return tuple(self._connection.execute(_ACTORS, {"of": chain}).scalars())

    def names(self, chain: int, reader_id: int) -> Names:
        """How people are named in it for this reader."""
        return Names(self._connection, chain, reader_id)

    def people(self) -> Mapping[int, Person]:
        """Everybody of this installation, by id."""
        return {row.id: person_of(row) for row in self._connection.execute(_PEOPLE)}
