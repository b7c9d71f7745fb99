"""Landlock: a Linux process gives up files, signals and connections beneath Python, so that foreign code cannot either.

Without it a reader that was taken over could read the service's database, or its environment below /proc, and answer
with them as if they were words of the file. See landlock(7).
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # numbers of the system calls, the same on every architecture
_VERSION = 1
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# What each version of the kernel's interface adds; what is named here is refused.
_FILES = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_CONNECTIONS = {4: 0b11}
_OUTSIDE = {6: 0b11}  # abstract sockets and signals of others


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("connections", ctypes.c_uint64), ("outside", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def leave_files(readable: Iterable[str]) -> bool:
    """Read nothing but what is beneath these folders from now on, write nothing, start nothing, connect nowhere.

    Before any thread is started: it binds the calling one and those it starts. False where the system has no such fence.
    """
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):
        call = ctypes.CDLL(None, use_errno=True).syscall
        version = call(_CREATE, None, ctypes.c_size_t(0), _VERSION)
        return version > 0 and _fence(call, version, readable)
    return False


def _fence(call: "ctypes._NamedFuncPointer", version: int, readable: Iterable[str]) -> bool:
    rules = _Rules(*(_known(kinds, version) for kinds in (_FILES, _CONNECTIONS, _OUTSIDE)))
    size = 8 if version < 4 else 16 if version < 6 else 24
    made = call(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if made < 0:
        return False
    try:
        for folder in readable:
            _allow(call, made, folder)
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(call(_RESTRICT, made, 0) == 0)
    finally:
        os.close(made)


def _known(kinds: dict[int, int], version: int) -> int:
    return sum(bits for since, bits in kinds.items() if since <= version)


def _allow(call: "ctypes._NamedFuncPointer", made: int, folder: str) -> None:
    with suppress(OSError):  # not on every system
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            rule = _Beneath(_READ_FILE | _READ_FOLDER, handle)
            call(_ADD, made, _BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(handle)
