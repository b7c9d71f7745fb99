"""A text as the words and marks that a redline compares; numbers of cross-references in one piece."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from salvaguarda.domain.references.written import Reference
from salvaguarda.domain.typography import fold

_OPEN = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
# A word with its marks and inner apostrophes, one character of a script without spaces, dots of omission, or any
# other single character; each with the white space after it, so that spaces never count as a difference.
_TOKEN = regex.compile(
    rf"(?:(?P<open>{_OPEN}\p{{M}}*)"
    r"|(?:(?!(?P>open))[\w\p{M}\u200c\u200d\u00ad])+(?:['’](?:(?!(?P>open))[\w\p{M}\u200c\u200d\u00ad])+)*"
    r"|\.{3}|\S)\s*"
)
_SPACE = regex.compile(r"\s*")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_LETTER = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_HAN = regex.compile(_OPEN)


class Token(NamedTuple):
    """A word or mark as it is compared (folded), and as it stands in its text with the white space after it.

    is_reference: whether it is the number of a cross-reference that follows its target; its key then is the new one.
    """

    key: str
    text: str
    is_reference: bool = False

    @property
    def word(self) -> str:
        """The token without the white space after it."""
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """The white space after it."""
        return self.text[len(self.word) :]

    @property
    def weight(self) -> int:
        """How much it says: 2 for a word, 1 for a character of a script without spaces, 0 for a mark."""
        if not _WORD.search(self.key):
            return 0
        return 1 if _HAN.match(self.key) else 2


def bounded_weight(run: Sequence[Token], enough: int) -> int:
    """The weight of a run of tokens, counted until it is enough."""
    total = 0
    for token in run:
        total += token.weight
        if total >= enough:
            break
    return total


def is_fragment(run: Sequence[Token]) -> bool:
    """Whether a run is less than a word of a script without spaces: a lone Chinese character, or two Thai letters."""
    return (len(run) <= 2 and all(_LETTER.match(token.key) for token in run)) or (
        len(run) == 1 and run[0].weight == 1
    )


def tokens(text: str, followed: Sequence[tuple[Reference, str]] = ()) -> list[Token]:
    """The words and marks of a text in order; white space before the first one is left out.

    followed: references of the text whose numbers are compared as this key.
    """
    return list(_tokens(text, _spans(followed)))


def followed_old(
    references: Sequence[Reference], renumbered: Mapping[str, str]
) -> list[tuple[Reference, str]]:
    """References of the old text that follow their targets, each with its new key."""
    return [(each, renumbered[each.key]) for each in references if each.key in renumbered]


def followed_new(
    references: Sequence[Reference], renumbered: Mapping[str, str]
) -> list[tuple[Reference, str]]:
    """References of the new text that some of the old text may have followed to."""
    known = set(renumbered.values())
    return [(each, each.key) for each in references if each.key in known]


def _spans(followed: Sequence[tuple[Reference, str]]) -> Mapping[int, tuple[int, str]]:
    """Start of each number → its end and the key it is compared by; counted from the innermost step."""
    found: dict[int, tuple[int, str]] = {}
    for reference, key in followed:
        for place, (start, end) in enumerate(reversed(reference.spans)):
            found.setdefault(start, (end, f"\0{key}\0{place}"))
    return found


def _tokens(text: str, spans: Mapping[int, tuple[int, str]]) -> Iterator[Token]:
    at = len(text) - len(text.lstrip())
    for start in sorted(spans):
        end, key = spans[start]
        if start < at:
            continue  # inside another number
        yield from _plain(text, at, start)
        space = _SPACE.match(text, end)
        at = space.end() if space else end
        yield Token(key, text[start:at], is_reference=True)
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    return (Token(fold(match[0].rstrip()), match[0]) for match in _TOKEN.finditer(text, start, end))
