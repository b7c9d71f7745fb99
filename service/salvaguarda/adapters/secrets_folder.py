"""Files of the secrets folder that hold something else than keys of model servers."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from salvaguarda.domain.errors import StorageReadOnly

_LONGEST = 8192  # bytes
KEY_BYTES = 32


class SecretMissing(Exception):
    """There is no such file, or it cannot be read; the message never holds any of it."""


def read_secret(folder: Path, name: str) -> str:
    """The first line of a file, without blanks around it; SecretMissing says what to do."""
    try:
        with (folder / name).open("rb") as file:
            content = file.read(_LONGEST).decode()
    except (OSError, UnicodeDecodeError):
        raise SecretMissing(f"The file {name} of the secrets folder is missing or cannot be read.") from None
    line = content.strip().split("\n", 1)[0].strip()
    if not line:
        raise SecretMissing(f"The file {name} of the secrets folder is empty.")
    return line


def own_key(folder: Path, name: str) -> bytes:
    """The key in a file of hexadecimal digits, made when it is first needed; StorageReadOnly when it can be neither read nor made.

    Readable by its owner only. Two processes that make it at the same moment get the same one.
    """
    path = folder / name
    with suppress(FileNotFoundError):
        return _read_key(path)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_name(f"{name}.{secrets.token_hex(8)}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: the first to make it wins, and it is whole from the first moment.
        with suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    except OSError as error:
        raise _unusable(name) from error
    return _read_key(path)


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise _unusable(path.name) from error
    if len(key) != KEY_BYTES:
        raise _unusable(path.name)
    return key


def _unusable(name: str) -> StorageReadOnly:
    return StorageReadOnly(
        f"The key of this installation (file {name} of the secrets folder) cannot be read or made. Check the folder's "
        "permissions, or bring the file back from a backup."
    )
