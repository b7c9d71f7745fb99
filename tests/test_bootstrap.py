"""Preparing the storage before anything is kept."""

import stat
from pathlib import Path

from salvaguarda.bootstrap import open_database
from salvaguarda.settings import Settings


def test_database_is_its_owners_alone_in_a_folder_that_others_can_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    database = open_database(Settings(data_folder=tmp_path))
    try:
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        database.close()
    assert modes.keys() >= {"salvaguarda.db", "salvaguarda.db-wal"}
    assert set(modes.values()) == {0o600}
