"""Testing an endpoint as a use case: what is kept, for which version, and what needs no server."""

from dataclasses import replace
from pathlib import Path

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.models.choosing import ChoosingClient
from salvaguarda.adapters.models.client import OpenAiClient
from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.application.add_endpoint import add_endpoint
from salvaguarda.application.edit_endpoint import edit_endpoint
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.probe_endpoint import probe_endpoint
from salvaguarda.domain.errors import Forbidden, Invalid, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode
from tests.adapters.models.asking import endpoint, keys
from tests.models import ModelServer
from tests.scripted import Answer, Request, ScriptedServer, ok

GOOD = '{"reason": "noon", "names_a_time": "yes"}'


def people(records: Records) -> tuple[Person, Person]:
    ana = records.people.add("ana@example.org", "Ana", "hash", is_owner=True)
    return ana, records.people.add("ben@example.org", "Ben", "hash")


async def added(
    database: Database, ana: Person, settings: EndpointSettings, *, recorded: bool = False
) -> EndpointRecord:
    return await database.write(add_endpoint, ana, settings, ("gpu-box",), True, recorded)


async def probed(
    database: Database, endpoint_id: int, by: Person, hosts: tuple[str, ...] = ()
) -> EndpointRecord:
    models = ChoosingClient(RecordedClient(Path("absent")), lambda _: OpenAiClient(keys(), hosts))
    tested = await probe_endpoint(database, models, keys(), endpoint_id, by, hosts)
    await models.close()
    return tested


async def test_what_was_found_is_kept_with_its_time(database: Database, model_server: ModelServer) -> None:
    ana, _ = database.write_here(people)
    known = await added(database, ana, model_server.settings())
    tested = await probed(database, known.id, ana)
    assert tested.usable
    assert tested.probe is not None
    assert (tested.probe.version, tested.probe.output_mode) == (1, OutputMode.STRICT_SCHEMA)
    assert tested.probe.at.endswith("Z")
    assert tested == database.read_here(lambda records: records.endpoints.get(known.id))


async def test_a_key_that_cannot_be_used_ends_the_test_before_anything_is_sent(database: Database) -> None:
    ana, _ = database.write_here(people)
    with ScriptedServer(ok(GOOD)) as server:
        known = await added(database, ana, endpoint(server.base_url, key_name="HERE"))
        models = ChoosingClient(RecordedClient(Path("absent")), lambda _: OpenAiClient(keys(), ()))
        tested = await probe_endpoint(database, models, keys(HERE="two words"), known.id, ana, ())
        await models.close()
        assert server.connections == 0
    assert tested.probe is not None
    assert [(step.title, step.works) for step in tested.probe.steps] == [("Address", True), ("Key", False)]
    assert "Copy it anew" in tested.probe.steps[1].reason
    assert not tested.usable


async def test_a_version_that_was_edited_meanwhile_stays_untested(database: Database) -> None:
    ana, _ = database.write_here(people)

    def edit_while_asked(_: Request) -> Answer:
        now = database.read_here(lambda records: records.endpoints.get(1))
        if now.version == 1:
            changed = replace(now.settings, model="other")
            database.write_here(edit_endpoint, 1, 1, ana, changed, (), True)
        return ok(GOOD)

    with ScriptedServer(edit_while_asked) as server:
        known = await added(database, ana, endpoint(server.base_url))
        tested = await probed(database, known.id, ana)
    assert (tested.version, tested.probe, tested.usable) == (2, None, False)


async def test_only_the_owner_may_and_only_what_is_there(database: Database) -> None:
    ana, ben = database.write_here(people)
    with ScriptedServer() as server:
        known = await added(database, ana, endpoint(server.base_url))
        with pytest.raises(Forbidden):
            await probed(database, known.id, ben)
        with pytest.raises(NotFound):
            await probed(database, 9, ana)
        assert server.connections == 0
    for act in (add_endpoint, edit_endpoint):
        arguments = (1, 1, ben) if act is edit_endpoint else (ben,)
        with pytest.raises(Forbidden):
            await database.write(act, *arguments, endpoint("http://localhost/v1"), (), True)  # type: ignore[arg-type]


async def test_a_host_that_the_operator_no_longer_allows_is_told_before_anything_is_sent(
    database: Database,
) -> None:
    ana, _ = database.write_here(people)
    known = await added(database, ana, endpoint("http://gpu-box:8000/v1"))
    tested = await probed(database, known.id, ana, hosts=())
    assert tested.probe is not None
    (step,) = tested.probe.steps
    assert (step.title, step.works) == ("Address", False)
    assert 'SALVAGUARDA_LOCAL_MODEL_HOSTS=["gpu-box"]' in step.reason


async def test_recorded_answers_need_no_server_and_stay_what_they_are(database: Database) -> None:
    ana, _ = database.write_here(people)
    settings = endpoint("recorded:demo")
    with pytest.raises(Invalid):
        await added(database, ana, settings)
    known = await added(database, ana, settings, recorded=True)
    tested = await probed(database, known.id, ana)
    assert tested.usable
    off = await database.write(edit_endpoint, known.id, 1, ana, settings, (), False)
    assert not off.usable
    other = replace(settings, base_url="recorded:other")
    with pytest.raises(Invalid):
        await database.write(edit_endpoint, known.id, 2, ana, other, (), True)
