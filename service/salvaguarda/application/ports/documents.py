"""What reading a draft needs from outside: something that turns a file into lines."""

from collections.abc import Callable
from typing import Protocol

from salvaguarda.domain.reading.lines import Reading, ReadingOptions

Progress = Callable[[int, int], None]
"""Called with how many pages (or other parts) are read, and how many there are."""


def no_progress(_done: int, _total: int) -> None:
    """For whoever does not want to know."""


class DocumentReader(Protocol):
    """Reads a file of any known format. Fulfilled by `adapters.documents.detect.read_document`."""

    def __call__(
        self,
        content: bytes,
        name: str,
        options: ReadingOptions = ReadingOptions(),  # noqa: B008  (frozen)
        *,
        progress: Progress = no_progress,
    ) -> Reading:
        """The lines of a file; the format is found from the content, `name` is only a hint and for messages.

        Raises Unreadable with what is wrong, where, and what to do.
        """
        ...
