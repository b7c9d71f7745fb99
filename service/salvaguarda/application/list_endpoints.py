"""Endpoints of this installation, and the names of the keys that are there for them."""

from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.records import Records


def list_endpoints(records: Records) -> tuple[EndpointRecord, ...]:
    """All, by name; those that are switched off too."""
    return records.endpoints.every()
