"""service   a small world (tests/assessing.py) behind the real application, with three people signed in"""

from collections.abc import Callable, Iterator

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.settings import Settings
from tests.assessing import World, align_world, make_world
from tests.client import Client
from tests.web.assessing import Service


@pytest.fixture
def service(client: Client, sign_in_as: Callable[[str], Client], settings: Settings) -> Iterator[Service]:
    ben, cleo = sign_in_as("ben"), sign_in_as("cleo")
    database = Database(settings.storage_url)

    def make(records: Records) -> World:
        world = make_world(records, people=(client.person_id, ben.person_id, cleo.person_id))
        align_world(records, world)
        return world

    try:
        yield Service(database.write_here(make), client, ben, cleo, database)
    finally:
        database.close()
