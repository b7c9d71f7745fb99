"""Real databases and the real application for every test.

database_url, database   each test runs on SQLite (a file) and on PostgreSQL (a private cluster)
sqlite_url               SQLite only
app, client              the application over SQLite; `visitor` is not signed in, `client` is the owner
sign_in_as               further people: sign_in_as("ben") → a signed-in Client
model_server             a model's server that others wrote; see tests/models.py
"""

import gc
import inspect
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis_settings
from litestar import Litestar
from sqlalchemy import create_engine, text

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.tables import metadata
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.apart import run_apart
from tests.client import Client, signed_in_owner, signed_in_reviewer
from tests.demo.loading import loaded_sqlite
from tests.models import model_server, session_model_server
from tests.postgresql import PrivateCluster

__all__ = [
    "loaded_sqlite",
    "model_server",
    "session_model_server",
]  # fixtures that live beside what they start

# How quick a machine is proves nothing about a property.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

# argon2 is slow on purpose; tests check passwords with the lowest cost.
FAST_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def pytest_collection_finish() -> None:
    """What was imported stays to the end: let no collection of garbage look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run `async def` tests; see tests/apart.py."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    given = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    run_apart(pyfuncitem.obj(**given))
    return True


@pytest.fixture(scope="session")
def cluster() -> Iterator[PrivateCluster]:
    with PrivateCluster() as running:
        yield running


@pytest.fixture(scope="session")
def upgraded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("sqlite") / "upgraded.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def upgraded_postgresql(cluster: PrivateCluster) -> str:
    """The address of an upgraded PostgreSQL database that tests empty."""
    url = cluster.make("upgraded")
    upgrade(url)
    return url


@pytest.fixture
def sqlite_url(upgraded_sqlite: Path, tmp_path: Path) -> str:
    path = tmp_path / "salvaguarda.db"
    shutil.copy(upgraded_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(upgraded_postgresql: str) -> str:
    engine = create_engine(upgraded_postgresql.replace("postgresql:", "postgresql+psycopg:"))
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()
    return upgraded_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url, patience=2)
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    return Settings(data_folder=tmp_path, database_url=sqlite_url)


@pytest.fixture
def app(settings: Settings) -> Litestar:
    return build_app(settings, hasher=FAST_HASHER)


@pytest.fixture
def visitor(app: Litestar) -> Iterator[Client]:
    """Somebody who has not signed in, at a service that was not set up."""
    with Client(app) as opened:
        yield opened


@pytest.fixture
def client(visitor: Client) -> Client:
    """The owner, signed in (Ana Reyes, ana@example.org)."""
    return signed_in_owner(visitor)


@pytest.fixture
def sign_in_as(client: Client, app: Litestar) -> Callable[[str], Client]:
    """sign_in_as("ben") → Client of a further reviewer, added by the owner and signed in."""
    return lambda name: signed_in_reviewer(app, client, name)
