"""Reading untrusted files apart from the service, so that no file can take it down."""

from typing import Protocol

from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.reading.lines import ReadingOptions


class ReadingCancelled(Exception):
    """The job was cancelled before it ended."""


class ReadingFault(Exception):
    """Why the machinery, not a reader, gave up; for the log. Never holds words of a file."""


class ReadingJob(Protocol):
    """One file being read. progress: 0 to 1; stage: "" before it begins, then "pages", "cutting"."""

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1."""
        ...

    @property
    def stage(self) -> str:
        """What is being done: "" before it begins, then "pages", "cutting"."""
        ...

    def run(self) -> DraftReading:
        """Read it, on the calling thread. Unreadable says why it cannot be; ReadingCancelled after cancel()."""
        ...

    def cancel(self) -> None:
        """End it now, from any thread; everything it used is freed."""
        ...


class ReadingApart(Protocol):
    """Makes jobs. Fulfilled by `adapters.documents.sandbox.Sandbox`."""

    def job(self, content: bytes, name: str, options: ReadingOptions) -> ReadingJob:
        """A job that has not begun."""
        ...

    def warm(self) -> None:
        """Be ready for a file: somebody is about to send one."""
        ...

    def close(self) -> None:
        """End everything that runs."""
        ...
