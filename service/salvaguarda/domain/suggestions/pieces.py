"""How the words of a prompt are written: plain text, inputs as {{ name }}, and fences around them.

A fence is two lines, `<<< name >>>` and `<<< end name >>>`; when a prompt is sent, each gets a code that no input can hold.
"""

import re
from dataclasses import dataclass

DRAFT_INPUTS = ("label", "heading", "context", "provision")
"""What a draft brings."""
INPUTS = ("criterion_title", "question", "guidance", "levels", "language", *DRAFT_INPUTS)
"""What there is to put into a prompt; `application.suggesting.question` gives it."""

INPUT = re.compile(r"\{\{ *([a-z_]+) *\}\}")
FENCE = re.compile(r"<<< (end )?([a-z]+) >>>")
"""A line that opens or closes a fence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Either words that are always the same, or the name of an input. fence: in which fence it stands; "" outside."""

    text: str | None
    input: str | None
    fence: str = ""


def pieces_of(template: str) -> tuple[Piece, ...]:
    """The words of a part as they are read: lines of fences left out, what stands between them marked.

    >>> pieces_of("Judge.\\n<<< provision >>>\\n{{ provision }}\\n<<< end provision >>>")
    (Piece(text='Judge.', input=None, fence=''), Piece(text=None, input='provision', fence='provision'))
    """
    pieces: list[Piece] = []
    for fence, block in _blocks(template):
        pieces += _pieces(block.strip("\n"), fence)
    return tuple(pieces)


def _blocks(template: str) -> list[tuple[str, str]]:
    """(fence, words) in order."""
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in template.split("\n"):
        mark = FENCE.fullmatch(line)
        if mark is None:
            blocks[-1][1].append(line)
        else:
            blocks.append(("" if mark[1] else mark[2], []))
    return [(fence, "\n".join(lines)) for fence, lines in blocks]


def _pieces(words: str, fence: str) -> list[Piece]:
    found: list[Piece] = []
    for position, part in enumerate(INPUT.split(words)):
        if position % 2:
            found.append(Piece(None, part, fence))
        elif part:
            found.append(Piece(part, None, fence))
    return found


def fences_of(template: str) -> dict[str, tuple[str, ...]]:
    """Fence → the inputs that stand in it, in their order."""
    found: dict[str, list[str]] = {}
    for piece in pieces_of(template):
        if piece.fence and piece.input:
            found.setdefault(piece.fence, []).append(piece.input)
    return {fence: tuple(names) for fence, names in found.items()}
