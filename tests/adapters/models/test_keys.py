"""Keys: found, named, and never shown."""

import os
import pickle
from pathlib import Path

import pytest

from salvaguarda.adapters.models.keys import Keys, KeyUnusable, Secret
from salvaguarda.application.ports.models import KeySource
from tests.adapters.models.asking import KEY, ask, endpoint, failed
from tests.scripted import ScriptedServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "secrets"
    made.mkdir()
    return made


def put(path: Path, content: str = KEY, mode: int = 0o600) -> Path:
    path.write_text(content)
    path.chmod(mode)
    return path


def trouble(keys: Keys, name: str = "HERE") -> str:
    with pytest.raises(KeyUnusable) as caught:
        keys.secret(name)
    assert "secret" not in str(caught.value).replace("secrets folder", "")
    found = keys.find(name)
    assert found is None or found.trouble == str(caught.value)
    return str(caught.value)


def secret(keys: Keys) -> str:
    found = keys.secret("HERE")
    assert found is not None
    return found.reveal()


def test_the_environment_goes_before_a_file(folder: Path) -> None:
    put(folder / "here", "of-the-file\n")
    assert secret(Keys(folder, {})) == "of-the-file"
    assert secret(Keys(folder, {"SALVAGUARDA_MODEL_KEY_HERE": "of-the-environment"})) == "of-the-environment"
    assert secret(Keys(folder, {"SALVAGUARDA_MODEL_KEY_HERE": ""})) == "of-the-file"


def test_no_name_needs_no_key(folder: Path) -> None:
    assert Keys(folder, {}).secret("") is None


def test_names_and_sources_are_listed_and_nothing_else(folder: Path) -> None:
    put(folder / "here")
    put(folder / "other_2")
    put(folder / "Readme.txt")
    put(folder / "UPPER")
    environment = {"SALVAGUARDA_MODEL_KEY_OTHER_2": KEY, "SALVAGUARDA_MODEL_KEY_lower": "x", "HOME": "/"}
    listed = Keys(folder, environment).every()
    assert [(each.name, each.source) for each in listed] == [
        ("HERE", KeySource.FILE),
        ("OTHER_2", KeySource.ENVIRONMENT),
    ]
    assert KEY not in repr(listed)


def test_no_folder_holds_no_keys(folder: Path) -> None:
    keys = Keys(folder / "absent", {})
    assert keys.every() == ()
    assert "There is no key HERE" in trouble(keys)
    assert keys.find("HERE") is None


@pytest.mark.parametrize("name", ["../here", "here", "HERE/..", "A" * 41, "É", "HERE\n", "."])
def test_names_are_names(folder: Path, name: str) -> None:
    put(folder / "here")
    keys = Keys(folder, {})
    assert keys.find(name) is None
    with pytest.raises(KeyUnusable):
        keys.secret(name)


def test_links_inside_the_folder_are_followed_and_others_are_not(folder: Path) -> None:
    # as orchestrators mount secrets: a link to a hidden folder beside it
    inside = folder / "..2026"
    inside.mkdir()
    put(inside / "here")
    (folder / "here").symlink_to(inside / "here")
    assert secret(Keys(folder, {})) == KEY
    outside = put(folder.parent / "passwd", "root:x:0:0")
    (folder / "away").symlink_to(outside)
    assert "link out of the secrets folder" in trouble(Keys(folder, {}), "AWAY")


def test_a_linked_folder_is_fine(folder: Path, tmp_path: Path) -> None:
    put(folder / "here")
    (tmp_path / "linked").symlink_to(folder)
    assert secret(Keys(tmp_path / "linked", {})) == KEY


def test_what_is_no_readable_file_is_told(folder: Path) -> None:
    (folder / "a").mkdir()
    os.mkfifo(folder / "b")
    (folder / "c").symlink_to(folder / "c")
    (folder / "d").symlink_to(folder / "gone")
    put(folder / "e", "x" * 9000)
    keys = Keys(folder, {})
    assert "is no file" in trouble(keys, "A")
    assert "is no file" in trouble(keys, "B")
    assert "cannot be read" in trouble(keys, "C")
    assert "There is no key D" in trouble(keys, "D")
    assert "too long" in trouble(keys, "E")


@pytest.mark.parametrize(
    "content", ["", " \n", "two secret words", "sécret", "secret\nX-Injected: 1", "sec\x00ret", "secret\x7f"]
)
def test_what_is_no_key_is_never_put_into_a_header(folder: Path, content: str) -> None:
    put(folder / "here", content)
    assert "Copy it anew" in trouble(Keys(folder, {}))
    assert "Copy it anew" in trouble(Keys(folder.parent, {"SALVAGUARDA_MODEL_KEY_HERE": content or " "}))


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o640, False), (0o644, True), (0o602, True)])
def test_a_file_that_everybody_reads_is_warned_of(folder: Path, mode: int, warned: bool) -> None:
    put(folder / "here", mode=mode)
    found = Keys(folder, {}).find("HERE")
    assert found is not None
    assert bool(found.warning) == warned
    assert not found.trouble


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(KEY)
    assert KEY not in f"{secret!r} {secret} {[secret]} {vars(type(secret))}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


async def test_without_its_key_nothing_is_sent(folder: Path) -> None:
    with ScriptedServer() as server:
        settings = endpoint(server.base_url, key_name="HERE")
        failure = failed(await ask(settings, known=Keys(folder, {})))
        assert server.connections == 0
    assert "There is no key HERE" in failure.reason
    assert not failure.sent
