"""Alignments and links, in SQL."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, true, update

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.links import alignment, link, link_revision
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.links import AlignmentRecord, LinkRecord, LinkRevisionRecord
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person

_PERSON = columns_as("who")
_who = person_as("who")
_ALIGNMENT = select(alignment).where(
    alignment.c.old_draft_id == bindparam("old_draft"), alignment.c.new_draft_id == bindparam("new_draft")
)
_HOLD = _ALIGNMENT.with_for_update()  # SQLite has one writer at a time and ignores it
# Two requests may compute one pair at the same moment: the second gets no row back, and keeps nothing.
_START = first_wins(alignment)
_START_AGAIN = (
    update(alignment)
    .where(alignment.c.id == bindparam("wanted"), alignment.c.engine_version != bindparam("version"))
    .values(engine_version=bindparam("version"), computed_at=bindparam("now"))
    .returning(alignment.c.id)
)
_LINKS = (
    select(
        link,
        alignment.c.old_draft_id,
        alignment.c.new_draft_id,
        link_revision.c.at.label("corrected_at"),
        *_PERSON,
    )
    .select_from(
        link.join(alignment)
        .outerjoin(person, person.c.id == link.c.corrected_by)
        .outerjoin(  # the present state's time, only of what a person said
            link_revision,
            (link_revision.c.link_id == link.c.id)
            & (link_revision.c.version == link.c.version)
            & link.c.corrected_by.is_not(None),
        )
    )
    .where(link.c.in_force.is_(true()))
    .order_by(link.c.id)
)
_OF_PAIR = _LINKS.where(
    alignment.c.old_draft_id == bindparam("old_draft"), alignment.c.new_draft_id == bindparam("new_draft")
)
_TO = _OF_PAIR.where(link.c.new.like(bindparam("held")))
_GET = _LINKS.where(link.c.id == bindparam("wanted"))
_ADD = insert(link).returning(link, sort_by_parameter_order=True)
_CHANGE = (
    update(link)
    .where(
        link.c.id == bindparam("wanted"), link.c.version == bindparam("edited"), link.c.in_force.is_(true())
    )
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("old", "new", "relation", "similarity", "reason", "corrected_by")
        }
        | {"version": link.c.version + 1}
    )
)
_RETIRE = (
    update(link)
    .where(link.c.id.in_(bindparam("wanted", expanding=True)), link.c.in_force.is_(true()))
    .values(in_force=False, version=link.c.version + 1)
    .returning(link)
)
_KEEP = insert(link_revision)
_REVISIONS = (
    select(link_revision, *_PERSON)
    .select_from(link_revision.outerjoin(person, person.c.id == link_revision.c.person_id))
    .where(link_revision.c.link_id == bindparam("wanted"))
    .order_by(link_revision.c.version.desc())
)
_STATE = ("old", "new", "relation", "similarity", "reason")


class SqlLinks:
    """Fulfils application.ports.links.Links."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def alignment(self, old_draft_id: int, new_draft_id: int) -> AlignmentRecord | None:
        """What was computed for this pair; None before the first time."""
        pair = {"old_draft": old_draft_id, "new_draft": new_draft_id}
        row = self._connection.execute(_ALIGNMENT, pair).one_or_none()
        return None if row is None else AlignmentRecord(*row)

    def hold(self, old_draft_id: int, new_draft_id: int) -> AlignmentRecord | None:
        """The same; nobody else changes its links until this transaction ends."""
        pair = {"old_draft": old_draft_id, "new_draft": new_draft_id}
        row = self._connection.execute(_HOLD, pair).one_or_none()
        return None if row is None else AlignmentRecord(*row)

    def start(self, old_draft_id: int, new_draft_id: int, engine_version: str) -> int | None:
        """Keep that this version of the alignment was run for the pair; its id, None when that was kept already."""
        known = self.alignment(old_draft_id, new_draft_id)
        if known is not None:
            again = {"wanted": known.id, "version": engine_version, "now": self._now}
            return self._connection.execute(_START_AGAIN, again).scalar_one_or_none()
        values = {
            "old_draft_id": old_draft_id,
            "new_draft_id": new_draft_id,
            "engine_version": engine_version,
            "computed_at": self._now,
        }
        return self._connection.execute(_START[self._connection.dialect.name], values).scalar_one_or_none()

    def of_pair(self, old_draft_id: int, new_draft_id: int) -> tuple[LinkRecord, ...]:
        """The links in force, in the order they were kept."""
        pair = {"old_draft": old_draft_id, "new_draft": new_draft_id}
        return tuple(map(_record, self._connection.execute(_OF_PAIR, pair)))

    def to(self, old_draft_id: int, new_draft_id: int, new_path: str) -> tuple[LinkRecord, ...]:
        """The links in force that hold this provision of the new draft."""
        # The database finds the few that may hold it ("_" and "%" in a path match anything); which do is seen here.
        held = f"%{json.dumps(new_path, ensure_ascii=False)}%"
        pair = {"old_draft": old_draft_id, "new_draft": new_draft_id, "held": held}
        found = map(_record, self._connection.execute(_TO, pair))
        return tuple(each for each in found if new_path in each.link.new)

    def get(self, link_id: int) -> LinkRecord:
        """That link; NotFound when there is none or it was retired."""
        row = self._connection.execute(_GET, {"wanted": link_id}).one_or_none()
        if row is None:
            raise NotFound("link", link_id)
        return _record(row)

    def add(
        self, alignment_id: int, links: Sequence[Link], person_id: int | None, *, by_hand: bool = False
    ) -> None:
        """Keep new links; person None when they were computed. by_hand: the person said so themselves."""
        if not links:
            return
        common: dict[str, object] = {"alignment_id": alignment_id, "version": 1, "in_force": True}
        common["corrected_by"] = person_id if by_hand else None
        added = self._connection.execute(_ADD, [_columns(new) | common for new in links])
        self._keep(added.all(), person_id)

    def change(
        self, link_id: int, version: int, link: Link, person_id: int | None, *, by_hand: bool = True
    ) -> bool:
        """Keep another state when the link still has this version; False otherwise."""
        columns = _columns(link)
        values = {f"new_{name}": value for name, value in columns.items()}
        values |= {"wanted": link_id, "edited": version, "new_corrected_by": person_id if by_hand else None}
        if self._connection.execute(_CHANGE, values).rowcount == 0:
            return False
        state = {"link_id": link_id, "version": version + 1, "in_force": True, **columns}
        self._connection.execute(_KEEP, state | {"at": self._now, "person_id": person_id})
        return True

    def retire(self, link_ids: Sequence[int], person_id: int | None) -> None:
        """Take links out of force; their history stays."""
        if link_ids:
            self._keep(self._connection.execute(_RETIRE, {"wanted": list(link_ids)}).all(), person_id)

    def revisions(self, link_id: int) -> tuple[LinkRevisionRecord, ...]:
        """Every state of a link, newest first."""
        rows = self._connection.execute(_REVISIONS, {"wanted": link_id})
        return tuple(LinkRevisionRecord(row.version, _link(row), _person(row), row.at) for row in rows)

    def _keep(self, rows: Sequence[Any], person_id: int | None) -> None:
        states = [
            {
                **{name: getattr(row, name) for name in (*_STATE, "version", "in_force")},
                "link_id": row.id,
                "at": self._now,
                "person_id": person_id,
            }
            for row in rows
        ]
        if states:
            self._connection.execute(_KEEP, states)


def _columns(link: Link) -> dict[str, object]:
    return {
        "old": json.dumps(link.old, ensure_ascii=False),
        "new": json.dumps(link.new, ensure_ascii=False),
        "relation": link.relation.value,
        "similarity": min(1.0, max(0.0, link.similarity)),
        "reason": link.reason,
    }


def _link(row: Any) -> Link:
    return Link(
        old=tuple(json.loads(row.old)),
        new=tuple(json.loads(row.new)),
        relation=Relation(row.relation),
        similarity=row.similarity,
        reason=row.reason,
    )


def _person(row: Any) -> Person | None:
    return None if row.who_id is None else _who(row)


def _record(row: Any) -> LinkRecord:
    return LinkRecord(
        id=row.id,
        old_draft_id=row.old_draft_id,
        new_draft_id=row.new_draft_id,
        link=_link(row),
        corrected_by=_person(row),
        corrected_at=row.corrected_at,
        version=row.version,
    )
