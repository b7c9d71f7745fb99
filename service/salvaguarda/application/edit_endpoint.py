"""The owner changes an endpoint, or switches it on or off. None is ever deleted: suggestions name where they came from."""

from collections.abc import Collection

from salvaguarda.application.add_endpoint import endpoint_values
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoint_rules import check_endpoint
from salvaguarda.domain.suggestions.endpoints import EndpointSettings


def edit_endpoint(
    records: Records,
    endpoint_id: int,
    version: int,
    by: Person,
    settings: EndpointSettings,
    local_hosts: Collection[str],
    enabled: bool,
) -> EndpointRecord:
    """Keep the change when nobody saved meanwhile (Stale otherwise); it has to be tested again before it is used.

    An endpoint of recorded answers stays one: its address cannot change, and none can become one. Forbidden, Invalid,
    Conflict and NotFound as for a new one.
    """
    require(by, Act.SET_ENDPOINTS)
    known = records.endpoints.get(endpoint_id)
    check_endpoint(settings, local_hosts, recorded=settings.base_url == known.settings.base_url)
    records.endpoints.edit(endpoint_id, version, settings, by.id, enabled=enabled)
    edited = records.endpoints.get(endpoint_id)
    subject = {"endpoint": endpoint_id}
    records.log.add(
        NewEntry("edit endpoint", by.id, subject, endpoint_values(known), endpoint_values(edited))
    )
    return edited
