"""The demo, loaded once a worker: starting `salvaguarda demo` on a copy of it takes half the time."""

import shutil
from pathlib import Path

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import demo_loader, publish_built_in_checklists
from salvaguarda.cli.demo import load_into
from tests.demo.texts import demo


def load(database: Database) -> bool:
    """Load the demo as the command does."""
    database.write_here(publish_built_in_checklists)
    return database.write_here(demo_loader(), demo())


@pytest.fixture(scope="session")
def loaded_sqlite(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo in it, loaded by what the command calls."""
    path = tmp_path_factory.mktemp("demo") / "salvaguarda.db"
    shutil.copy(upgraded_sqlite, path)
    database = Database(f"sqlite:///{path}")
    database.write_here(publish_built_in_checklists)
    load_into(database)
    database.close()
    return path
