"""The owner adds an endpoint of a language model."""

from collections.abc import Collection

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.audit import canonical, words_mark
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoint_rules import check_endpoint
from salvaguarda.domain.suggestions.endpoints import EndpointSettings


def add_endpoint(
    records: Records,
    by: Person,
    settings: EndpointSettings,
    local_hosts: Collection[str],
    enabled: bool,
    recorded: bool = False,
) -> EndpointRecord:
    """Keep a new endpoint, which is used by nobody before a test found that it works.

    recorded: whether it may stand for recorded answers (the demo only). Forbidden unless `by` is the owner; Invalid with
    every mistake; Conflict when the name is taken.
    """
    require(by, Act.SET_ENDPOINTS)
    check_endpoint(settings, local_hosts, recorded=recorded)
    added = records.endpoints.get(records.endpoints.add(settings, by.id, enabled=enabled))
    records.log.add(NewEntry("add endpoint", by.id, {"endpoint": added.id}, after=endpoint_values(added)))
    return added


def endpoint_values(kept: EndpointRecord) -> dict[str, object]:
    """An endpoint as the log holds it: what could hold a secret as its hash only."""
    settings = kept.settings
    return {
        "name": settings.name,
        "host": settings.host,
        "address": words_mark(settings.base_url),
        "model": settings.model,
        "locality": settings.locality,
        "extra_body": words_mark(canonical(settings.extra_body)),
        "enabled": kept.enabled,
        "version": kept.version,
    }
