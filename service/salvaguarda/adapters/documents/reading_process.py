"""One process that reads one file, as the service sees it."""

import os
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from signal import SIGKILL

# Nothing of the service's own environment: it holds the database's password.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",  # each further one takes address space, which is limited
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_CHUNK = 256 * 1024
_LAST_WORDS = 0.1  # seconds between a process's last message and its end


class ReadingProcess:
    """A started process; its pipes do not block."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries say there may quote the file
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,  # so that whatever it starts ends with it
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.input, self.output = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._ending = threading.Lock()
        self._ended = False
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)

    @property
    def waits(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, rest: memoryview) -> memoryview:
        """Send as much as it takes now; what is left. Empty also when it does not listen any more."""
        try:
            return rest[os.write(self.input, rest) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:
            return rest[:0]

    def receive(self) -> bytes | None:
        """What it says now; b"" when it has ended, None when there is nothing yet."""
        try:
            return os.read(self.output, _CHUNK)
        except BlockingIOError:
            return None

    def kill(self) -> None:
        """End it and what it started, from any thread."""
        if self._process.returncode is None:  # else its number may be another's by now
            self._kill_group()

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):  # gone; macOS refuses for the dead
            os.killpg(self._process.pid, SIGKILL)

    def end(self) -> int:
        """End it and close its pipes; the exit code that it had by itself, negative for a signal. Again does nothing."""
        with self._ending:
            if not self._ended:
                self._ended = True
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(_LAST_WORDS)
                self._kill_group()  # also what it left behind
                with self._process:  # closes the pipes and waits
                    pass
            return self._process.returncode
