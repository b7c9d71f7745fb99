"""Read untrusted files in processes of their own: limited, watched, ended when they take too long or nobody waits.

One process reads one file. One is kept ready, so that a small file need not wait for Python to start.
"""

import selectors
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from signal import SIGKILL, SIGXCPU

import msgspec

from salvaguarda.adapters.documents.checking import checked
from salvaguarda.adapters.documents.conversation import (
    MESSAGE,
    Failed,
    Message,
    Reached,
    Read,
    Refused,
    Request,
    line_of,
)
from salvaguarda.adapters.documents.limits import check_size, unreadable
from salvaguarda.adapters.documents.reading_process import ReadingProcess
from salvaguarda.application.ports.reading_apart import ReadingCancelled, ReadingFault
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import Problem, Unreadable
from salvaguarda.domain.reading.lines import ReadingOptions

CHILD = (sys.executable, "-I", "-m", "salvaguarda.adapters.documents.child")
_LONGEST_ANSWER = 96 * 1024 * 1024  # bytes; 25 MB of plain text give 60
_TICK = 0.2  # seconds between looks at the clock
_CPU_BEYOND = 2  # seconds of processor time beyond those on the clock: Python takes some to start
_MOST_PROBLEMS = 50
_LONGEST_SENTENCE = 2_000
_FIX = "Upload one instrument at a time, as DOCX saved anew or as plain text."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. seconds: on the clock. memory_mb: address space of its process (Linux)."""

    seconds: int = 60
    memory_mb: int = 1024


class Sandbox:
    """Fulfils application.ports.reading_apart.ReadingApart.

    command: what is started to read a file; two numbers are added: megabytes, and seconds of processor time.
    """

    def __init__(self, limits: Limits, command: Sequence[str] = CHILD) -> None:
        self.limits = limits
        self._command = [*command, str(limits.memory_mb), str(limits.seconds + _CPU_BEYOND)]
        self._lock = threading.Lock()
        self._processes: set[ReadingProcess] = set()
        self._spare: ReadingProcess | None = None
        # However the service ends, no process of ours stays.
        self._closing = weakref.finalize(self, _end_all, self._processes)

    def job(self, content: bytes, name: str, options: ReadingOptions) -> "Job":
        """A job that has not begun."""
        return Job(self, content, name, options)

    def warm(self) -> None:
        """Have a process ready."""
        with self._lock:
            if self._spare is not None and not self._spare.waits:
                self._forget(self._spare)
                self._spare = None
            if self._spare is None and self._closing.alive:
                with suppress(OSError):  # whoever takes one is told
                    self._spare = self._start()

    def take(self) -> ReadingProcess:
        """A process that has not read anything; give it back with `end`. OSError when the system starts no more."""
        with self._lock:
            spare, self._spare = self._spare, None
            if spare is not None and spare.waits:
                return spare
            if spare is not None:
                self._forget(spare)
            if not self._closing.alive:
                raise ReadingCancelled
            return self._start()

    def end(self, process: ReadingProcess) -> int:
        """End a process that was taken; its exit code. ReadingCancelled when all are ended."""
        code = process.end()
        with self._lock:
            self._processes.discard(process)
        if not self._closing.alive:
            raise ReadingCancelled
        return code

    def close(self) -> None:
        """End everything that runs; nothing is read afterwards."""
        with self._lock:
            self._closing()

    def _start(self) -> ReadingProcess:
        process = ReadingProcess(self._command)
        self._processes.add(process)
        return process

    def _forget(self, process: ReadingProcess) -> int:
        self._processes.discard(process)
        return process.end()


def _end_all(processes: set[ReadingProcess]) -> None:
    for process in processes:
        process.kill()  # whoever converses with it ends it, on its own thread
    for process in list(processes):
        process.end()
    processes.clear()


class Job:
    """One file being read; fulfils application.ports.reading_apart.ReadingJob."""

    def __init__(self, sandbox: Sandbox, content: bytes, name: str, options: ReadingOptions) -> None:
        self._sandbox, self._content, self._name, self._options = sandbox, content, name, options
        self._process: ReadingProcess | None = None
        self._cancelled = False
        self._reached = Reached("", 0, 1)

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1. Cutting is the last tenth."""
        reached = self._reached
        if reached.stage == "cutting":
            return 0.9
        return 0.9 * min(1.0, max(0.0, reached.done / max(1, reached.total)))

    @property
    def stage(self) -> str:
        """What is being done: "" before it begins, then "pages", "cutting"."""
        return self._reached.stage

    def run(self) -> DraftReading:
        """Read it, on the calling thread. Unreadable says why it cannot be; ReadingCancelled after cancel()."""
        check_size(len(self._content), self._name)
        if self._cancelled:
            raise ReadingCancelled
        process = self._process = self._taken()
        self._reached = Reached("pages", 0, 1)
        try:
            answer = self._converse(process)
        finally:
            code = self._sandbox.end(process)
            self._sandbox.warm()
        if self._cancelled:
            raise ReadingCancelled
        return self._outcome(answer, code)

    def _taken(self) -> ReadingProcess:
        try:
            return self._sandbox.take()
        except OSError as error:
            full = self._unreadable(
                "This service cannot start another process just now. Try again in a moment."
            )
            raise full from ReadingFault(repr(error))

    def cancel(self) -> None:
        """End it now, from any thread; everything it used is freed."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def _converse(self, process: ReadingProcess) -> Message | None:
        """Send the request and hear what comes: the last message, None when the process ends without one."""
        head = line_of(Request(self._name, self._options, len(self._content)))
        unsent = memoryview(head + self._content)
        deadline = time.monotonic() + self._sandbox.limits.seconds
        heard = _Heard()
        with selectors.DefaultSelector() as selector:
            selector.register(process.output, selectors.EVENT_READ)
            selector.register(process.input, selectors.EVENT_WRITE)
            while True:
                self._look_at_the_clock(deadline)
                ready = {key.fd for key, _ in selector.select(_TICK)}
                if process.input in ready:
                    unsent = process.send(unsent)
                    if not unsent:
                        selector.unregister(process.input)
                said = process.receive() if process.output in ready else None
                if said == b"":
                    return None
                if said and (last := self._last_of(heard.lines(said))) is not None:
                    return last

    def _look_at_the_clock(self, deadline: float) -> None:
        if self._cancelled:
            raise ReadingCancelled
        if time.monotonic() >= deadline:
            raise self._too_long()

    def _last_of(self, lines: list[bytes] | None) -> Message | None:
        if lines is None:
            raise self._unreadable("It holds more text than a draft has.")
        for line in lines:
            try:
                message: Message = MESSAGE.decode(line)
            except (msgspec.MsgspecError, RecursionError, ValueError) as error:
                raise self._ended_strangely("answer") from error
            if not isinstance(message, Reached):
                return message
            self._reached = message
        return None

    def _outcome(self, answer: Message | None, code: int) -> DraftReading:
        match answer:
            case Read(draft):
                sound = checked(draft, self._content, self._name)
                if sound is None:
                    raise self._ended_strangely("answer")
                return sound
            case Refused(message, problems):
                raise Unreadable(
                    message[:_LONGEST_SENTENCE], [_short(each) for each in problems[:_MOST_PROBLEMS]]
                )
            case Failed("MemoryError"):
                raise self._too_much()
            case Failed(kind, where):
                raise self._ended_strangely(f"{kind[:60]} {where[:60]}")
        if code == -SIGXCPU:
            raise self._too_long()
        if code == -SIGKILL:  # the system ends what takes too much
            raise self._too_much()
        raise self._ended_strangely(f"exit code {code}")

    def _too_long(self) -> Unreadable:
        seconds = self._sandbox.limits.seconds
        limit = "one second" if seconds == 1 else f"{seconds} seconds"
        return self._unreadable(f"Reading it takes longer than {limit}.")

    def _too_much(self) -> Unreadable:
        return self._unreadable(f"Reading it takes more memory than {self._sandbox.limits.memory_mb:,} MB.")

    def _ended_strangely(self, fault: str) -> Unreadable:
        error = self._unreadable("Something in it ends the reading. It may be damaged.")
        error.__cause__ = ReadingFault(fault)
        return error

    def _unreadable(self, what: str) -> Unreadable:
        return unreadable(self._name, what, _FIX)


def _short(problem: Problem) -> Problem:
    said = (problem.where, problem.what, problem.fix)
    return Problem(*(words[:_LONGEST_SENTENCE] for words in said))


class _Heard:
    """What was said so far, as lines."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def lines(self, said: bytes) -> list[bytes] | None:
        """The lines that are whole now; None when one is longer than any honest one."""
        *whole, rest = said.split(b"\n")
        if whole:
            whole[0] = b"".join([*self._pieces, whole[0]])
            self._pieces, self._size = [], 0
        self._pieces.append(rest)
        self._size += len(rest)
        return whole if self._size <= _LONGEST_ANSWER else None
