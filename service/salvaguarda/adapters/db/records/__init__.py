"""Records over one SQLAlchemy connection; fulfils application.ports.records.Records."""

from functools import cached_property

from sqlalchemy import Connection

from salvaguarda.adapters.db.records.checklists import SqlChecklists
from salvaguarda.adapters.db.records.drafts import SqlDrafts
from salvaguarda.adapters.db.records.instruments import SqlInstruments
from salvaguarda.adapters.db.records.people import SqlPeople
from salvaguarda.adapters.db.records.sessions import SqlSessions


class SqlRecords:
    """What is kept, inside one transaction that began at `now` (UTC text)."""

    def __init__(self, connection: Connection, now: str) -> None:
        self.connection, self.now = connection, now

    @cached_property
    def people(self) -> SqlPeople:
        """People."""
        return SqlPeople(self.connection, self.now)

    @cached_property
    def sessions(self) -> SqlSessions:
        """Who is signed in."""
        return SqlSessions(self.connection, self.now)

    @cached_property
    def checklists(self) -> SqlChecklists:
        """Published checklist versions."""
        return SqlChecklists(self.connection, self.now)

    @cached_property
    def instruments(self) -> SqlInstruments:
        """Treaties and bills."""
        return SqlInstruments(self.connection, self.now)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """Their texts."""
        return SqlDrafts(self.connection, self.now)
