"""Endpoints of language models for the wire: how to reach them is the owner's business alone."""

from salvaguarda.application.ports.endpoints import EndpointRecord, ProbeRecord
from salvaguarda.application.ports.models import KeyRecord, ModelKeys
from salvaguarda.domain.access import Act, may
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoints import Prices
from salvaguarda.web.current import present_current
from salvaguarda.web.schemas.endpoints import EndpointKeyOut, EndpointOut, PricesOut, ProbeOut, ProbeStepOut


def present_endpoint(
    record: EndpointRecord, reader: Person | None, keys: ModelKeys | None = None
) -> EndpointOut:
    """An endpoint as the reader may see it. keys: where to look whether its key is there; None does not look."""
    settings, owner = record.settings, may(reader, Act.SET_ENDPOINTS)
    found = None
    if owner and settings.key_name and keys is not None:
        key = keys.find(settings.key_name)
        found = key is not None and not key.trouble
    return EndpointOut(
        id=record.id,
        version=record.version,
        enabled=record.enabled,
        usable=record.usable,
        name=settings.name,
        model=settings.model,
        host=settings.host,
        locality=settings.locality,
        concurrency=settings.concurrency,
        prices=None if settings.prices is None else _prices(settings.prices),
        probe=None if record.probe is None else _probe(record.probe, owner=owner),
        base_url=settings.base_url if owner else None,
        key_name=settings.key_name if owner else None,
        key_found=found,
        token_parameter=settings.token_parameter if owner else None,
        temperature=settings.temperature if owner else None,
        extra_body=dict(settings.extra_body) if owner else None,
        timeout_seconds=settings.timeout_seconds if owner else None,
    )


def present_key(key: KeyRecord) -> EndpointKeyOut:
    """The name of a key."""
    return EndpointKeyOut(key.name, key.source)


def _prices(prices: Prices) -> PricesOut:
    cached = None if prices.cached_input is None else f"{prices.cached_input:f}"
    return PricesOut(prices.currency, f"{prices.input:f}", f"{prices.output:f}", cached, prices.as_of)


def _probe(probe: ProbeRecord, *, owner: bool) -> ProbeOut:
    """Its steps name keys and addresses, so they are the owner's too."""
    steps = [ProbeStepOut(step.title, step.works, step.reason) for step in probe.steps] if owner else []
    return ProbeOut(probe.version, probe.output_mode, steps, probe.at)


@present_current.register
def _(current: EndpointRecord, reader: Person | None) -> EndpointOut:
    return present_endpoint(current, reader)
