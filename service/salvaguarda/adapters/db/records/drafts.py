"""Drafts, their provisions and sources, in SQL."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from salvaguarda.adapters.db.records.earlier import keep_earlier
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.records.reading_json import (
    marks_of,
    marks_text,
    mend_in,
    mend_text,
    options_of,
    options_text,
)
from salvaguarda.adapters.db.tables.drafts import draft, draft_mend, draft_source, provision
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.complete_exports import ExportedProvision
from salvaguarda.application.ports.drafts import DraftEdit, DraftMend, DraftRecord, NewDraft, ProvisionText
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import ChapterRole, Provision, ProvisionKind, text_hash
from salvaguarda.domain.errors import NotFound, Stale

_ADD = insert(draft).returning(draft.c.id)
_ADD_SOURCE = insert(draft_source)
_ADD_PROVISION = insert(provision)
# By date, then upload; undated ones last ("IS NULL" sorts as 0 / 1 on both databases).
_MENDS_OF_IT = (
    select(func.count())
    .select_from(draft_mend)
    .where(draft_mend.c.draft_id == draft.c.id)
    .scalar_subquery()
    .label("mends")
)
_EVERY = (
    select(draft, _MENDS_OF_IT, *columns_as("creator"))
    .join_from(draft, person, draft.c.created_by == person.c.id)
    .order_by(draft.c.instrument_id, draft.c.date.is_(None), draft.c.date, draft.c.id)
)
_OF_INSTRUMENT = _EVERY.where(draft.c.instrument_id == bindparam("instrument"))
_GET = _EVERY.where(draft.c.id == bindparam("draft"))
_PROVISIONS = (
    select(provision)
    .where(provision.c.draft_id == bindparam("draft"), provision.c.position > 0)
    .order_by(provision.c.position)
)
_TEXTS = (
    select(provision.c.path, provision.c.full_text, provision.c.sha256)
    .where(provision.c.draft_id == bindparam("draft"))
    .order_by(provision.c.position)
)
_TEXT = _TEXTS.where(provision.c.path == bindparam("wanted_path"))
_HASHES = select(provision.c.path, provision.c.sha256).where(provision.c.draft_id == bindparam("draft"))
_ADD_MEND = insert(draft_mend)
_MENDS = (
    select(draft_mend, *columns_as("mender"))
    .join_from(draft_mend, person, draft_mend.c.person_id == person.c.id)
    .where(draft_mend.c.draft_id == bindparam("draft"))
    .order_by(draft_mend.c.position)
)
_SOURCE = select(draft_source.c.content).where(draft_source.c.draft_id == bindparam("draft"))
_EDIT = (
    update(draft)
    .where(draft.c.id == bindparam("wanted"), draft.c.version == bindparam("edited"))
    .values(
        label=bindparam("new_label"),
        symbol=bindparam("new_symbol"),
        date=bindparam("new_date"),
        language=bindparam("new_language"),
        version=draft.c.version + 1,
    )
)
_EDIT_ROLE = (
    update(provision)
    .where(provision.c.draft_id == bindparam("wanted"), provision.c.path == bindparam("wanted_path"))
    .values(role=bindparam("new_role"))
)


_creator, _mender = person_as("creator"), person_as("mender")
_OTHERWISE_KEPT = ("created_by", "options")  # than in a column as it is


def _record(row: Any) -> DraftRecord:
    kept = {name: getattr(row, name) for name in DraftRecord.__slots__ if name not in _OTHERWISE_KEPT}
    return DraftRecord(**kept, options=options_of(row.options), created_by=_creator(row))


def provision_of(row: Any) -> Provision:
    """The provision in a row of its table."""
    return Provision(
        path=row.path,
        label=row.label,
        kind=ProvisionKind(row.kind),
        number=row.number,
        heading=row.heading,
        text=row.text,
        closing=row.closing,
        depth=row.depth,
        parent=row.parent,
        role=None if row.role is None else ChapterRole(row.role),
        source=None if row.source_first is None else (row.source_first, row.source_last),
        marks=marks_of(row.marks),
    )


def provision_values(
    draft_id: int, position: int, part: Provision | ExportedProvision, words: str
) -> dict[str, object]:
    """The columns that keep a provision; words: its full text."""
    first, last = part.source or (None, None)
    return {
        "draft_id": draft_id,
        "position": position,
        "path": part.path,
        "label": part.label,
        "kind": part.kind.value,
        "number": part.number,
        "heading": part.heading,
        "text": part.text,
        "closing": part.closing,
        "depth": part.depth,
        "parent": part.parent,
        "role": None if part.role is None else part.role.value,
        "source_first": first,
        "source_last": last,
        "full_text": words,
        "sha256": text_hash(words),
        "marks": marks_text(part.marks),
    }


class SqlDrafts:
    """Fulfils application.ports.drafts.Drafts."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(
        self,
        draft: NewDraft,
        provisions: Sequence[Provision],
        texts: Mapping[str, str],
        content: bytes,
        person_id: int,
    ) -> int:
        """Keep a new draft; returns its id. texts: path → full text, with "draft" for the whole."""
        values = {
            **{name: getattr(draft, name) for name in NewDraft.__slots__ if name not in ("options", "mends")},
            "options": options_text(draft.options),
            "source_sha256": sha256(content).hexdigest(),
            "source_size": len(content),
            "text_sha256": text_hash(texts[WHOLE_TEXT.path]),
            "provisions": len(provisions),
            "articles": sum(part.kind is ProvisionKind.ARTICLE for part in provisions),
            "version": 1,
            "created_at": self._now,
            "created_by": person_id,
        }
        draft_id = int(self._connection.execute(_ADD, values).scalar_one())
        self._connection.execute(_ADD_SOURCE, {"draft_id": draft_id, "content": content})
        rows = [
            provision_values(draft_id, position, part, texts[part.path])
            for position, part in enumerate((WHOLE_TEXT, *provisions))
        ]
        self._connection.execute(_ADD_PROVISION, rows)
        mends = [
            {
                "draft_id": draft_id,
                "position": place,
                "mend": mend_text(each.mend),
                "at": each.at,
                "person_id": person_id,
            }
            for place, each in enumerate(draft.mends)
        ]
        if mends:
            self._connection.execute(_ADD_MEND, mends)
        return draft_id

    def get(self, draft_id: int) -> DraftRecord:
        """That draft; NotFound when there is none."""
        row = self._connection.execute(_GET, {"draft": draft_id}).one_or_none()
        if row is None:
            raise NotFound("draft", draft_id)
        return _record(row)

    def of_instrument(self, instrument_id: int) -> tuple[DraftRecord, ...]:
        """Its drafts, oldest first: by date (undated last), then in the order of upload."""
        return tuple(map(_record, self._connection.execute(_OF_INSTRUMENT, {"instrument": instrument_id})))

    def every(self) -> dict[int, tuple[DraftRecord, ...]]:
        """The drafts of every instrument (instrument id → drafts), each oldest first."""
        grouped: dict[int, list[DraftRecord]] = {}
        for record in map(_record, self._connection.execute(_EVERY)):
            grouped.setdefault(record.instrument_id, []).append(record)
        return {instrument_id: tuple(records) for instrument_id, records in grouped.items()}

    def provisions(self, draft_id: int) -> tuple[Provision, ...]:
        """Its provisions in document order, without the whole text; empty when there is no such draft."""
        return tuple(map(provision_of, self._connection.execute(_PROVISIONS, {"draft": draft_id})))

    def texts(self, draft_id: int) -> dict[str, ProvisionText]:
        """Path → words, with "draft" for the whole text."""
        rows = self._connection.execute(_TEXTS, {"draft": draft_id})
        return {row.path: ProvisionText(row.path, row.full_text, row.sha256) for row in rows}

    def text(self, draft_id: int, path: str) -> ProvisionText:
        """The words of one provision (or of "draft"); NotFound when there is none."""
        row = self._connection.execute(_TEXT, {"draft": draft_id, "wanted_path": path}).one_or_none()
        if row is None:
            raise NotFound("provision", path)
        return ProvisionText(row.path, row.full_text, row.sha256)

    def hashes(self, draft_id: int) -> dict[str, str]:
        """Path → sha256 of its words, with "draft" for the whole text."""
        return {row.path: row.sha256 for row in self._connection.execute(_HASHES, {"draft": draft_id})}

    def mends(self, draft_id: int) -> tuple[DraftMend, ...]:
        """How its reading was corrected before it was kept, in order."""
        rows = self._connection.execute(_MENDS, {"draft": draft_id})
        return tuple(DraftMend(mend_in(row.mend), row.at, _mender(row)) for row in rows)

    def source(self, draft_id: int) -> bytes:
        """The bytes as they were uploaded."""
        content = self._connection.execute(_SOURCE, {"draft": draft_id}).scalar_one_or_none()
        if content is None:
            raise NotFound("draft", draft_id)
        return bytes(content)

    def edit(self, draft_id: int, version: int, edit: DraftEdit, person_id: int) -> None:
        """Change it when it still has this version; Stale with the DraftRecord that is kept otherwise."""
        before = self.get(draft_id)
        values = {
            "wanted": draft_id,
            "edited": version,
            "new_label": edit.label,
            "new_symbol": edit.symbol,
            "new_date": edit.date,
            "new_language": edit.language,
        }
        if self._connection.execute(_EDIT, values).rowcount == 0:
            current = self.get(draft_id)
            raise Stale("draft", current, current.version)
        self._keep_earlier(before, edit, person_id)
        for path, role in edit.roles.items():
            parameters = {"wanted": draft_id, "wanted_path": path, "new_role": role.value}
            self._connection.execute(_EDIT_ROLE, parameters)

    def _keep_earlier(self, before: DraftRecord, edit: DraftEdit, person_id: int) -> None:
        roles = {part.path: part.role for part in self.provisions(before.id) if part.path in edit.roles}
        fields = {name: getattr(before, name) for name in ("label", "symbol", "date", "language")}
        keep_earlier(
            self._connection,
            "draft",
            before.id,
            before.version,
            {**fields, "roles": roles},
            self._now,
            person_id,
        )
