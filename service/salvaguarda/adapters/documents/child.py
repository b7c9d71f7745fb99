"""The process that reads one stranger's file and ends: `python -I -m salvaguarda.adapters.documents.child MB SECONDS`.

It waits for a request on its standard input, confines itself, reads, and answers on its standard output.
"""

import os
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from salvaguarda.adapters.documents.confinement import confine, leave_network
from salvaguarda.adapters.documents.conversation import (
    REQUEST,
    Failed,
    Message,
    Reached,
    Read,
    Refused,
    Request,
    line_of,
)
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.landlock import leave_files
from salvaguarda.application.ports.documents import DocumentReader, Progress, no_progress
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Reading, ReadingOptions

_LIBRARIES = ("/usr", "/lib", "/lib64", "/nix/store")  # what Python loads late, fonts, time zones
_DEFAULTS = ReadingOptions()
_BETWEEN_MESSAGES = 0.1  # seconds
_STACK = 512 * 1024


def serve(read: DocumentReader) -> None:
    """Answer one request with this reader, then end the process."""
    memory_mb, seconds = int(sys.argv[1]), int(sys.argv[2])
    answers = _take_stdout()
    leave_network()
    leave_files((sys.prefix, sys.base_prefix, *filter(None, sys.path), *_LIBRARIES))
    request = REQUEST.decode(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(request.size)
    if len(content) < request.size:
        os._exit(0)  # the service ended meanwhile
    _end_with_the_service()
    confine(memory_mb, seconds)
    _send(answers, _answer(request, content, _Told(read, answers)))
    os._exit(0)  # nothing here is worth a slow farewell


def _take_stdout() -> int:
    """Standard output for ourselves alone: what a library prints must not get between the messages."""
    mine = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return mine


def _send(answers: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(answers, rest) :]


def _end_with_the_service() -> None:
    """The service keeps our input open as long as it lives, whatever ends it."""

    def wait() -> None:
        os.read(0, 1)
        os._exit(0)

    threading.stack_size(_STACK)
    threading.Thread(target=wait, daemon=True).start()


def _answer(request: Request, content: bytes, read: "_Told") -> bytes:
    try:
        return line_of(Read(read_draft(content, request.name, read, request.options)))
    except Unreadable as error:
        return line_of(Refused(error.message, list(error.problems)))
    except BaseException as error:  # noqa: BLE001  (the outermost handler of this process)
        return line_of(Failed(type(error).__name__, _where(error.__traceback__)))


def _where(trace: TracebackType | None) -> str:
    """Module and line of the innermost call of ours: enough to find a fault, and no words of the file."""
    found = ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "salvaguarda" in file.parts:
            found = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


class _Told:
    """A reader that tells the service how far it is."""

    def __init__(self, read: DocumentReader, answers: int) -> None:
        self._read, self._answers = read, answers
        self._last = 0.0

    def __call__(
        self,
        content: bytes,
        name: str,
        options: ReadingOptions = _DEFAULTS,
        *,
        progress: Progress = no_progress,  # noqa: ARG002  (its own goes to the service)
    ) -> Reading:
        reading = self._read(content, name, options, progress=self._reached)
        self._tell(Reached("cutting", 0, 1))
        return reading

    def _reached(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _BETWEEN_MESSAGES:
            self._last = now
            self._tell(Reached("pages", done, total))

    def _tell(self, message: Message) -> None:
        _send(self._answers, line_of(message))


if __name__ == "__main__":
    serve(read_document)
