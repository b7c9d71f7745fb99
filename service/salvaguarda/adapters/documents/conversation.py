"""What the service and the process that reads say to each other: one request, then messages, one JSON object a line.

The process may have been taken over by the file it reads: what it says is checked like any other input.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, json

from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.reading.lines import ReadingOptions


class Request(Struct):
    """The first line; `size` bytes of the file follow it."""

    name: str
    options: ReadingOptions
    size: int


Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Reached(Struct, tag="reached"):
    """How far the work is: `done` of `total`."""

    stage: Literal["", "pages", "cutting"]
    done: Count
    total: Count


class Read(Struct, tag="read"):
    """The file, read and cut: the last message."""

    draft: DraftReading


class Refused(Struct, tag="refused"):
    """The file cannot be read, and why: the last message."""

    message: str
    problems: list[Problem]


class Failed(Struct, tag="failed"):
    """The reader itself failed: the last message. kind: of the exception; where: module and line. No words of the file."""

    kind: str
    where: str


Message = Reached | Read | Refused | Failed
REQUEST = json.Decoder(Request)
MESSAGE = json.Decoder(Message)


def line_of(message: Struct) -> bytes:
    """The message as it is sent."""
    return json.encode(message) + b"\n"
