"""The demo, loaded once and copied for each test that changes it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import demo_loader, publish_built_in_checklists
from tests.demo.texts import demo

T = TypeVar("T")


def load(database: Database) -> bool:
    """Load the demo as the command does."""
    database.write_here(publish_built_in_checklists)
    return database.write_here(demo_loader(), demo(), "!")


@pytest.fixture(scope="session")
def loaded_sqlite(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo in it."""
    path = tmp_path_factory.mktemp("demo") / "salvaguarda.db"
    shutil.copy(upgraded_sqlite, path)
    database = Database(f"sqlite:///{path}")
    load(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def read(loaded_sqlite: Path) -> Iterator[Callable[[Callable[[Records], T]], T]]:
    """read(fn): what fn says of the loaded demo's records."""
    database = Database(f"sqlite:///{loaded_sqlite}")
    yield database.read_here
    database.close()


@pytest.fixture
def demo_folder(loaded_sqlite: Path, tmp_path: Path) -> Path:
    """A data folder with the loaded demo, to be changed."""
    folder = tmp_path / "demo"
    folder.mkdir()
    shutil.copy(loaded_sqlite, folder / "salvaguarda.db")
    return folder
