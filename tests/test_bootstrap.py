"""Preparing the storage before anything is kept."""

import stat
import subprocess
import sys
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


def test_what_asks_others_is_loaded_when_somebody_is_asked_and_not_before(tmp_path: Path) -> None:
    """The service starts on an old laptop: packages of models, providers and mail are loaded where they are used."""
    built = (
        "import sys; from pathlib import Path; from salvaguarda.bootstrap import build_app; "
        "from salvaguarda.settings import Settings; "
        f"build_app(Settings(data_folder=Path({str(tmp_path)!r}), oidc_issuer='https://sso.example.org', "
        "oidc_client_id='x')); "
        "print(sorted({'openai', 'authlib', 'webauthn', 'pyotp', 'segno'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", built], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
