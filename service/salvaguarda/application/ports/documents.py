"""What reading a draft needs from outside: something that turns a file into lines."""

from typing import Protocol

from salvaguarda.domain.reading.lines import Reading, ReadingOptions


class DocumentReader(Protocol):
    """Reads a file of any known format. Fulfilled by `adapters.documents.detect.read_document`."""

    def __call__(self, content: bytes, name: str, options: ReadingOptions = ReadingOptions()) -> Reading:  # noqa: B008  (frozen)
        """The lines of a file; the format is found from the content, `name` is only a hint and for messages.

        Raises Unreadable with what is wrong, where, and what to do.
        """
        ...
