"""The demo, loaded once and copied for each test that changes it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records

T = TypeVar("T")


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
