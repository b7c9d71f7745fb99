"""The owner tests an endpoint: what works is found out once, here, and never changed silently later."""

from collections.abc import Collection
from dataclasses import replace

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.endpoints import EndpointRecord, ProbeRecord, ProbeStep
from salvaguarda.application.ports.models import ModelClient, ModelKeys
from salvaguarda.application.ports.records import Records
from salvaguarda.application.try_endpoint import Trial, try_endpoint
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.probing import RECORDED_MODE, judge_place
from salvaguarda.domain.suggestions.reach import address_problems, is_recorded

LONGEST_WAIT = 120
"""Seconds that one question of a test may take: a person waits for it."""


async def probe_endpoint(
    database: Database,
    models: ModelClient,
    keys: ModelKeys,
    endpoint_id: int,
    by: Person,
    local_hosts: Collection[str],
) -> EndpointRecord:
    """The endpoint with what the test found, kept for the version that was tested.

    Forbidden unless `by` is the owner, NotFound. A server that does not work is no error: the steps say so.
    """
    require(by, Act.SET_ENDPOINTS)
    known = await database.read(_get, endpoint_id)
    found = await _found(models, keys, known, local_hosts)
    return await database.write(_keep, known, found, by)


async def _found(
    models: ModelClient, keys: ModelKeys, known: EndpointRecord, local_hosts: Collection[str]
) -> Trial:
    settings = known.settings
    if is_recorded(settings.base_url):
        step = ProbeStep("Recorded answers", True, "Answers come from a file. Nothing is sent anywhere.")
        return Trial((step,), RECORDED_MODE)
    wrong = [
        f"{each.what} {each.fix}"
        for each in address_problems(settings.base_url, settings.locality, local_hosts)
    ]
    if wrong:
        return Trial((ProbeStep("Address", False, " ".join(wrong)),), None)
    place = ProbeStep("Address", True, judge_place(settings).reason)
    key = _key_step(keys, settings.key_name)
    if not key.works:
        return Trial((place, key), None)
    patient = replace(settings, timeout_seconds=min(settings.timeout_seconds, LONGEST_WAIT))
    trial = await try_endpoint(models, patient)
    return Trial((place, key, *trial.steps), trial.mode)


def _key_step(keys: ModelKeys, name: str) -> ProbeStep:
    if not name:
        return ProbeStep("Key", True, "None is set, and none is sent.")
    key = keys.find(name)
    if key is None:
        return ProbeStep(
            "Key",
            False,
            f"There is no key {name}. Set SALVAGUARDA_MODEL_KEY_{name} and start the service again, or put the key into the "
            f"file {name.lower()} of the secrets folder; then test again.",
        )
    if key.trouble:
        return ProbeStep("Key", False, key.trouble)
    return ProbeStep("Key", True, f"Found ({key.source}: {key.place}). {key.warning}".strip())


def _get(records: Records, endpoint_id: int) -> EndpointRecord:
    return records.endpoints.get(endpoint_id)


def _keep(records: Records, tested: EndpointRecord, found: Trial, by: Person) -> EndpointRecord:
    probe = ProbeRecord(tested.version, found.mode, found.steps, records.now)
    records.endpoints.add_probe(tested.id, probe, by.id)
    said = {"version": tested.version, "output_mode": found.mode}
    records.log.add(NewEntry("test endpoint", by.id, {"endpoint": tested.id}, after=said))
    return records.endpoints.get(tested.id)
