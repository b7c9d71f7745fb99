"""Keys of model servers: read when they are needed, from the environment or a file, and kept nowhere.

`key_name` "MISTRAL" means the variable SALVAGUARDA_MODEL_KEY_MISTRAL, or else the file `mistral` in the secrets folder.
"""

import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from salvaguarda.application.ports.models import KeyRecord, KeySource
from salvaguarda.domain.suggestions.endpoint_rules import KEY_NAME

PREFIX = "SALVAGUARDA_MODEL_KEY_"
SHORTEST = 8
"""Characters of what can be a secret at all."""

_LONGEST = 8192  # bytes
_USABLE = re.compile(r"[\x21-\x7e]+")


class Secret:
    """A key that no message, log or trace can show by accident."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "<a key>"

    def __reduce__(self) -> str:
        raise TypeError("a key is not copied anywhere")

    def reveal(self) -> str:
        """The key itself, for the header of a request and nothing else."""
        return self._value

    def hidden_in(self, content: bytes) -> bytes:
        """What a server sent, without the key however JSON writes it. What is shorter than SHORTEST guards nothing ("none",
        "ollama", "1") and would be found in the middle of other words."""
        if len(self._value) < SHORTEST:
            return content
        in_json = json.dumps(self._value)[1:-1]
        for form in (self._value, in_json, in_json.replace("/", r"\/")):
            content = content.replace(form.encode(), b"[key]")
        return content


class KeyUnusable(Exception):
    """There is no such key, or it cannot be used; the message never holds any of it."""


class Keys:
    """Fulfils application.ports.models.ModelKeys, and gives keys to the client.

    folder: where key files are; it need not be there. environ: this process's when None.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environ = os.environ if environ is None else environ

    def every(self) -> tuple[KeyRecord, ...]:
        """All, by name; one that is in the environment and in a file is the one of the environment."""
        names = {name.removeprefix(PREFIX) for name in self._environ if name.startswith(PREFIX)}
        names |= {path.name.upper() for path in self._files() if path.name == path.name.lower()}
        found = (self.find(name) for name in sorted(names) if KEY_NAME.fullmatch(name))
        return tuple(each for each in found if each is not None)

    def find(self, name: str) -> KeyRecord | None:
        """That key; None when there is none."""
        if not KEY_NAME.fullmatch(name):
            return None
        if self._environ.get(PREFIX + name):
            return KeyRecord(name, KeySource.ENVIRONMENT, PREFIX + name, trouble=self._trouble(name))
        path = self._folder / name.lower()
        if not os.path.lexists(path):
            return None
        return KeyRecord(name, KeySource.FILE, path.name, _open_to_others(path), self._trouble(name))

    def secret(self, name: str) -> Secret | None:
        """The key; None when the endpoint needs none (name ""). KeyUnusable says what to do otherwise."""
        if not name:
            return None
        if not KEY_NAME.fullmatch(name):
            raise KeyUnusable("The name of the key has a wrong form.")
        value = (self._environ.get(PREFIX + name) or self._read(name)).strip()
        if not _USABLE.fullmatch(value):
            raise KeyUnusable(
                f"The key {name} is empty or holds characters that no key has (spaces, line ends, accents). Copy it anew."
            )
        return Secret(value)

    def _trouble(self, name: str) -> str:
        try:
            self.secret(name)
        except KeyUnusable as error:
            return str(error)
        return ""

    def _read(self, name: str) -> str:
        path = self._folder / name.lower()
        missing = KeyUnusable(
            f"There is no key {name}. Set {PREFIX}{name} and start the service again, or put the key into the file "
            f"{name.lower()} of the secrets folder."
        )
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(self._folder.resolve()):
                raise KeyUnusable(
                    f"The file of the key {name} is a link out of the secrets folder. Put the key itself there."
                )
            if not real.is_file():
                raise KeyUnusable(f"What is in the place of the key {name} is no file.")
            with real.open("rb") as file:
                content = file.read(_LONGEST + 1)
        except FileNotFoundError:
            raise missing from None
        except (OSError, RuntimeError):  # RuntimeError: links that go round in circles
            raise KeyUnusable(f"The file of the key {name} cannot be read. Check its permissions.") from None
        if len(content) > _LONGEST:
            raise KeyUnusable(f"The file of the key {name} is too long for a key.")
        return content.decode("utf-8", errors="replace")

    def _files(self) -> tuple[Path, ...]:
        try:
            return tuple(self._folder.iterdir())
        except OSError:
            return ()


def _open_to_others(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        return f"Everybody on this machine can read the file {path.name}: chmod 600 it."
    return ""
