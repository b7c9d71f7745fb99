"""Where what a route names belongs to, in SQL."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from salvaguarda.adapters.db.records.members import PLACES, place_of
from salvaguarda.adapters.db.records.membership import KNOWN
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.discussions import thread
from salvaguarda.adapters.db.tables.drafts import draft, instrument
from salvaguarda.adapters.db.tables.links import alignment, link
from salvaguarda.adapters.db.tables.suggestions import suggestion_run
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role, roles_in

_KEY: Any = bindparam("key")

# What a path parameter names → the assessment it belongs to. A new kind of thing in an assessment is one more row.
ASSESSMENT_OF: Mapping[str, Select[int]] = {
    "assessment_id": select(assessment.c.id).where(assessment.c.id == _KEY),
    "run_id": select(suggestion_run.c.assessment_id).where(suggestion_run.c.id == _KEY),
    "thread_id": select(thread.c.assessment_id).where(thread.c.id == _KEY),
}
_OF_DRAFT = select(draft.c.instrument_id).where(draft.c.id == _KEY)
# The same for what belongs to an instrument.
INSTRUMENT_OF: Mapping[str, Select[int]] = {
    "instrument_id": select(instrument.c.id).where(instrument.c.id == _KEY),
    "draft_id": _OF_DRAFT,
    "old_draft_id": _OF_DRAFT,
    "new_draft_id": _OF_DRAFT,
    "link_id": select(draft.c.instrument_id)
    .select_from(link)
    .join(alignment, alignment.c.id == link.c.alignment_id)
    .join(draft, draft.c.id == alignment.c.new_draft_id)
    .where(link.c.id == _KEY),
}
_KNOWS = select(instrument.c.id).where(instrument.c.id == _KEY, KNOWN)
_READABLE = PLACES.where(assessment.c.id.in_(bindparam("assessments", expanding=True)))


class SqlPlaces:
    """Fulfils application.ports.members.Places."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def assessment_of(self, parameter: str, key: int) -> int | None:
        """The assessment to which the run, snapshot … with this id belongs; None when there is none."""
        return self._connection.execute(ASSESSMENT_OF[parameter], {"key": key}).scalar_one_or_none()

    def instrument_of(self, parameter: str, key: int) -> int | None:
        """The instrument to which the draft, link … with this id belongs; None when there is none."""
        return self._connection.execute(INSTRUMENT_OF[parameter], {"key": key}).scalar_one_or_none()

    def knows(self, instrument_id: int, person_id: int) -> bool:
        """Whether this instrument is there for them."""
        values = {"key": instrument_id, "reader": person_id}
        return self._connection.execute(_KNOWS, values).first() is not None

    def readable(self, assessment_ids: Collection[int], person: Person) -> Mapping[int, frozenset[Role]]:
        """What this person is in those of these assessments that are there for them."""
        if not assessment_ids:
            return {}
        values = {"assessments": list(assessment_ids), "reader": person.stands_for}
        rows = self._connection.execute(_READABLE, values)
        found = {row.id: roles_in(place_of(row, person)) for row in rows}
        return {assessment_id: roles for assessment_id, roles in found.items() if roles}
