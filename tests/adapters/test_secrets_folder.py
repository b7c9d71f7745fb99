"""Files of the secrets folder: the installation's own key, and passwords of servers."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from salvaguarda.adapters.models.keys import Keys
from salvaguarda.adapters.secrets_folder import SecretMissing, own_key, read_secret
from salvaguarda.adapters.signing.opening import INSTALLATION_KEY
from salvaguarda.bootstrap import MAIL_SECRET
from salvaguarda.domain.errors import StorageReadOnly


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: own_key(folder, "installation.key"), range(16)))
    assert len(made) == 1
    assert len(made.pop()) == 32
    assert [path.name for path in folder.iterdir()] == ["installation.key"]
    assert stat.S_IMODE((folder / "installation.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["", "xyz", "ab" * 31])
def test_a_spoilt_key_is_never_replaced_by_another(tmp_path: Path, content: str) -> None:
    path = tmp_path / "installation.key"
    path.write_text(content)
    with pytest.raises(StorageReadOnly, match=r"installation\.key"):
        own_key(tmp_path, "installation.key")
    assert path.read_text() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match="secrets folder"):
        own_key(tmp_path / "file" / "secrets", "installation.key")


def test_a_secret_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "smtp.password").write_text("  a secret  \nand a remark\n")
    assert read_secret(tmp_path, "smtp.password") == "a secret"
    for content in ("", "\n \n"):
        (tmp_path / "smtp.password").write_text(content)
        with pytest.raises(SecretMissing):
            read_secret(tmp_path, "smtp.password")


def test_no_endpoint_of_a_model_can_be_given_these_files_as_its_key(tmp_path: Path) -> None:
    """Whoever sets endpoints up in the browser must not be able to have them sent anywhere."""
    for name in (INSTALLATION_KEY, MAIL_SECRET):
        (tmp_path / name).write_text("a secret of the installation")
    keys = Keys(tmp_path, environ={})
    assert keys.every() == ()
    assert all(keys.find(name.upper()) is None for name in (INSTALLATION_KEY, MAIL_SECRET))
