"""Endpoints and what tests of them found, in SQL."""

from typing import Any

from msgspec import json
from sqlalchemy import Connection, and_, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.tables.endpoints import endpoint, endpoint_probe, endpoint_revision
from salvaguarda.application.ports.endpoints import EndpointRecord, ProbeRecord, ProbeStep
from salvaguarda.domain.errors import Conflict, NotFound, Stale
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode

_SETTINGS = json.Decoder(EndpointSettings)
_STEPS = json.Decoder(tuple[ProbeStep, ...])

_ADD = insert(endpoint).returning(endpoint.c.id)
_ADD_REVISION = insert(endpoint_revision)
_ADD_PROBE = insert(endpoint_probe)
_NEWEST_PROBE = (
    select(func.max(endpoint_probe.c.id))
    .where(endpoint_probe.c.endpoint_id == endpoint.c.id, endpoint_probe.c.version == endpoint.c.version)
    .correlate(endpoint)
    .scalar_subquery()
)
_EVERY = (
    select(
        endpoint.c.id,
        endpoint.c.version,
        endpoint.c.enabled,
        endpoint.c.settings,
        endpoint_probe.c.id.label("probe"),
        endpoint_probe.c.output_mode,
        endpoint_probe.c.report,
        endpoint_probe.c.at,
    )
    .select_from(endpoint.outerjoin(endpoint_probe, and_(endpoint_probe.c.id == _NEWEST_PROBE)))
    .order_by(func.lower(endpoint.c.name), endpoint.c.id)
)
_GET = _EVERY.where(endpoint.c.id == bindparam("wanted"))
_EDIT = (
    update(endpoint)
    .where(endpoint.c.id == bindparam("wanted"), endpoint.c.version == bindparam("edited"))
    .values(
        name=bindparam("new_name"),
        enabled=bindparam("new_enabled"),
        settings=bindparam("new_settings"),
        version=endpoint.c.version + 1,
    )
)


def _record(row: Any) -> EndpointRecord:
    probe = None
    if row.probe is not None:
        mode = None if row.output_mode is None else OutputMode(row.output_mode)
        probe = ProbeRecord(row.version, mode, _STEPS.decode(row.report), row.at)
    return EndpointRecord(row.id, row.version, row.enabled, _SETTINGS.decode(row.settings), probe)


class SqlEndpoints:
    """Fulfils application.ports.endpoints.Endpoints."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def every(self) -> tuple[EndpointRecord, ...]:
        """All, by name."""
        return tuple(map(_record, self._connection.execute(_EVERY)))

    def get(self, endpoint_id: int) -> EndpointRecord:
        """That one; NotFound when there is none."""
        row = self._connection.execute(_GET, {"wanted": endpoint_id}).one_or_none()
        if row is None:
            raise NotFound("endpoint", endpoint_id)
        return _record(row)

    def add(self, settings: EndpointSettings, person_id: int, *, enabled: bool) -> int:
        """Keep a new one; its id. Conflict when the name is taken."""
        values = {
            "name": settings.name,
            "version": 1,
            "enabled": enabled,
            "settings": json.encode(settings).decode(),
            "created_at": self._now,
            "created_by": person_id,
        }
        try:
            added = int(self._connection.execute(_ADD, values).scalar_one())
        except IntegrityError as error:
            raise _taken(settings) from error
        self._keep_revision(added, 1, settings, person_id, enabled=enabled)
        return added

    def edit(
        self, endpoint_id: int, version: int, settings: EndpointSettings, person_id: int, *, enabled: bool
    ) -> None:
        """Change it when it still has this version; Stale with the EndpointRecord that is kept otherwise."""
        self.get(endpoint_id)
        values = {
            "wanted": endpoint_id,
            "edited": version,
            "new_name": settings.name,
            "new_enabled": enabled,
            "new_settings": json.encode(settings).decode(),
        }
        try:
            changed = self._connection.execute(_EDIT, values).rowcount
        except IntegrityError as error:
            raise _taken(settings) from error
        if changed == 0:
            current = self.get(endpoint_id)
            raise Stale("endpoint", current, current.version)
        self._keep_revision(endpoint_id, version + 1, settings, person_id, enabled=enabled)

    def add_probe(self, endpoint_id: int, probe: ProbeRecord, person_id: int) -> None:
        """Keep what a test found."""
        values = {
            "endpoint_id": endpoint_id,
            "version": probe.version,
            "output_mode": probe.output_mode,
            "report": json.encode(probe.steps).decode(),
            "at": probe.at,
            "person_id": person_id,
        }
        self._connection.execute(_ADD_PROBE, values)

    def _keep_revision(
        self, endpoint_id: int, version: int, settings: EndpointSettings, person_id: int, *, enabled: bool
    ) -> None:
        values = {
            "endpoint_id": endpoint_id,
            "version": version,
            "enabled": enabled,
            "settings": json.encode(settings).decode(),
            "at": self._now,
            "person_id": person_id,
        }
        self._connection.execute(_ADD_REVISION, values)


def _taken(settings: EndpointSettings) -> Conflict:
    return Conflict(f"There is an endpoint named {settings.name} already. Give this one another name.")
