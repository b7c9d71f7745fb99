"""A reading process whose reader does harm: `bad_reader.py HARM MEGABYTES SECONDS`. Started by test_sandbox.py only."""

import ctypes
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from salvaguarda.adapters.documents.child import serve
from salvaguarda.application.ports.documents import Progress, no_progress
from salvaguarda.domain.errors import Problem, Unreadable
from salvaguarda.domain.reading.lines import Line, Reading, ReadingOptions

HARM = sys.argv.pop(1)
OPTIONS = ReadingOptions()


def read(
    content: bytes, name: str, options: ReadingOptions = OPTIONS, *, progress: Progress = no_progress
) -> Reading:
    """Do the harm, or say in the reading's lines that it was prevented."""
    progress(1, 4)
    return Reading("text", (Line(HARMS[HARM](content)),))


def loop(_: bytes) -> str:
    while True:
        pass


def sleep(_: bytes) -> str:
    time.sleep(1000)
    return "slept"


def allocate(_: bytes) -> str:
    return str(len(bytearray(8 * 1024**3)))


def fork(_: bytes) -> str:
    if os.fork() == 0:
        time.sleep(1000)
    return "forked"


def connect(content: bytes) -> str:
    with socket.create_connection(("127.0.0.1", int(content)), timeout=5):
        return "connected"


def connect_beneath(content: bytes) -> str:
    """As foreign code would: without asking Python."""
    made = _libc().socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    address = (
        int(socket.AF_INET).to_bytes(2, sys.byteorder)
        + int(content).to_bytes(2, "big")
        + bytes([127, 0, 0, 1])
    )
    return "unreachable" if _libc().connect(made, address + bytes(8), 16) != 0 else "connected"


def write(content: bytes) -> str:
    Path(content.decode()).write_text("x")
    return "written"


def write_beneath(content: bytes) -> str:
    handle = _libc().open(content, os.O_WRONLY | os.O_CREAT, 0o600)
    _libc().signal(int(signal.SIGXFSZ), 1)  # ignored, so that the write answers
    return "refused" if _libc().write(handle, b"x", 1) < 0 else "written"


def read_beneath(content: bytes) -> str:
    """Another's file, without asking Python."""
    handle = _libc().open(content, os.O_RDONLY)
    return "refused" if handle < 0 else os.read(handle, 1000).decode()


def read_environment(_: bytes) -> str:
    return read_beneath(f"/proc/{os.getppid()}/environ".encode())


def signal_beneath(_: bytes) -> str:
    return "refused" if _libc().kill(os.getppid(), 0) != 0 else "signalled"


def stage_of_ones_own(_: bytes) -> str:
    for handle in range(3, 16):
        with suppress(OSError):
            os.write(handle, b'{"type":"reached","stage":"' + b"x" * 1000 + b'","done":1,"total":1}\n')
    return "said"


def count_far(_: bytes) -> str:
    for handle in range(3, 16):
        with suppress(OSError):
            os.write(handle, b'{"type":"reached","stage":"pages","done":1' + b"0" * 400 + b',"total":1}\n')
    return "said"


def run(_: bytes) -> str:
    return str(os.system("true"))


def die(_: bytes) -> str:
    _libc().kill(os.getpid(), int(signal.SIGKILL))
    return "lives"


def crash(_: bytes) -> str:
    ctypes.string_at(0)
    return "lives"


def fail(content: bytes) -> str:
    raise KeyError(content.decode())


def refuse(_: bytes) -> str:
    raise Unreadable("“a.txt” cannot be read: It is odd.", [Problem("a.txt", "It is odd.", "Save it anew.")])


def say_garbage(_: bytes) -> str:
    for handle in range(3, 16):
        try:
            os.write(handle, b'{"type": "read", "draft": {"name": 7}}\n')
        except OSError:
            continue
    return "said"


def say_much(_: bytes) -> str:
    while True:
        for handle in range(3, 16):
            try:
                os.write(handle, b"x" * 65536)
            except OSError:
                continue


def print_much(_: bytes) -> str:
    sys.stdout.write("words of the draft\n" * 1000)
    sys.stderr.write("words of the draft\n" * 1000)
    return "printed"


def look_around(_: bytes) -> str:
    return " ".join(sorted(os.environ))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


HARMS = {
    each.__name__: each
    for each in (
        loop, sleep, allocate, fork, connect, connect_beneath, write, write_beneath, read_beneath, read_environment,
        signal_beneath, stage_of_ones_own, count_far, run, die, crash, fail, refuse,
        say_garbage, say_much, print_much, look_around,
    )
}  # fmt: skip

if __name__ == "__main__":
    serve(read)
