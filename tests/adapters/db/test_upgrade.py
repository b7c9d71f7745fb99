"""Migrations: up, down, and in step with the tables, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from salvaguarda.adapters.db.engines import open_migration_engine
from salvaguarda.adapters.db.tables import metadata
from salvaguarda.adapters.db.upgrade import downgrade, newest_revision, upgrade
from salvaguarda.domain.errors import StorageUnavailable
from tests.postgresql import PrivateCluster


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster: PrivateCluster = request.getfixturevalue("cluster")
    yield cluster.make("migrations")
    cluster.drop("migrations")


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    opened = open_migration_engine(empty_url)
    yield opened
    opened.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_upgrade_reaches_the_newest_state_and_may_run_again(empty_url: str) -> None:
    assert upgrade(empty_url) == newest_revision()
    assert upgrade(empty_url) == newest_revision()


def test_migrations_and_tables_are_in_step(empty_url: str, engine: Engine) -> None:
    upgrade(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_can_be_undone_and_done_again(empty_url: str, engine: Engine) -> None:
    upgrade(empty_url)
    downgrade(empty_url, "base")
    assert tables(engine) <= {"alembic_version"}
    upgrade(empty_url)
    assert {table.name for table in metadata.sorted_tables} <= tables(engine)


def test_database_of_a_newer_version_is_refused(empty_url: str, engine: Engine) -> None:
    upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageUnavailable, match="newer version"):
        upgrade(empty_url)
