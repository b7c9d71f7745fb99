"""What a process that reads a stranger's file gives up before it looks at it.

Several fences, since no single one stands on every system: limits of the kernel (memory, processor time, file size,
open files, processes), a network of its own without any device (Linux), and a refusal of Python's own ways out.
"""

import ctypes
import os
import resource
import sys
from contextlib import suppress

_MB = 1024 * 1024
_OPEN_FILES = 64
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
# Linux counts them per person, threads included; whoever runs as root is exempt, and the audit below still refuses.
_PROCESSES = 0
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
    "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "shutil.", "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "pty.", "signal.pthread_kill",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """A reader tried something that reading a file does not need."""


def leave_network() -> None:
    """A network of one's own, without devices, where the system lets us. Before any thread is started."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_NEW_USER | _NEW_NETWORK) != 0:
            unshare(_NEW_NETWORK)  # containers may forbid the first and allow the second


def confine(memory_mb: int, seconds: int) -> None:
    """Give up everything that reading does not need; nothing in this process can undo it.

    memory_mb: of address space, which macOS does not limit. seconds: of processor time.
    """
    _limit("RLIMIT_AS", memory_mb * _MB)
    _limit("RLIMIT_CPU", seconds, beyond=1)  # the end comes a second after the signal that says why
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_NPROC", _PROCESSES)
    sys.addaudithook(_refuse)


def _limit(name: str, most: int, beyond: int = 0) -> None:
    """beyond: how much the hard limit lies above."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    with suppress(OSError, ValueError):  # not on every system, and never more than is allowed already
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY:
            hard = most + beyond
        resource.setrlimit(kind, (min(most, hard), min(most + beyond, hard)))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise Refused("reading a file writes none")
    elif event.startswith(_FORBIDDEN):
        raise Refused(event)
