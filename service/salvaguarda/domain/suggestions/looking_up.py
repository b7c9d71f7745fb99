"""Where words stand in a text when only typography may differ: white space, quotes, dashes, ligatures, line ends.

Beyond `typography.fold`: white space between signs of scripts without spaces counts for nothing, a hyphen at the end
of a line may be one of the word or one of the line, and a place never begins or ends inside a word.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from salvaguarda.domain.evidence import cuts_word
from salvaguarda.domain.typography import fold_with_offsets

_LEAST_WORDS, _LEAST_CHARACTERS, _LEAST_SIGNS = 3, 12, 4
_WORD = regex.compile(r"[\w\p{M}\u200c\u200d]+(?:[-'][\w\p{M}\u200c\u200d]+)*")
_SIGN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}。、，；：？！「」『』《》（）]"
)
_LINE_HYPHENS = "-\u2010\u00ad"
_MAYBE_HYPHEN = "\ue000"
"""Stands for a hyphen at the end of a line: of the word, or of the line."""
_TATWEEL = "\u0640"
"""Lengthens an Arabic word on its line, and says nothing."""
_ENOUGH = 2
"""Places: more say no more than that there are several."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """text: after folding. starts, ends: where each of its characters stands in the text it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class Lookup:
    """A text in which several claims are looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = _fold(text)

    def places(self, words: str, after: int = 0) -> list[tuple[int, int]]:
        """Where the words stand at or after this position, first to last, at most two; none when there are no words."""
        needle = _fold(words).text.strip()
        if not needle.strip(_MAYBE_HYPHEN):
            return []
        found: list[tuple[int, int]] = []
        for match in regex.compile(_pattern(needle)).finditer(self._folded.text, overlapped=True):
            place = self._place(match.start(), match.end())
            if place is not None and place[0] >= after:
                found.append(place)
                if len(found) == _ENOUGH:
                    break
        return found

    def _place(self, first: int, end: int) -> tuple[int, int] | None:
        """The place in the text itself; None when it cuts a character or a word."""
        starts, ends = self._folded.starts, self._folded.ends
        last = end - 1
        if first > 0 and starts[first - 1] == starts[first]:
            return None
        if end < len(starts) and starts[end] == starts[last]:
            return None
        place = starts[first], ends[last]
        return None if _cuts(self.text, *place) else place


def says_something(words: str) -> bool:
    """Whether a quote is long enough to show anything.

    At least 3 words and 12 characters; 4 signs where words are not parted by spaces.

    >>> says_something("by a judge"), says_something("by an independent judge"), says_something("由法官批准")
    (False, True, True)
    """
    if len(_SIGN.findall(words)) >= _LEAST_SIGNS:
        return True
    return len(words.strip()) >= _LEAST_CHARACTERS and len(_WORD.findall(words)) >= _LEAST_WORDS


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether the place begins or ends inside a word. "non-" and "n't" belong to theirs: without them it says the contrary."""
    if cuts_word(text, start, end):
        return True
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    hyphen_before = len(before) == 2 and before[0].isalpha() and before[1] in "-\u2010\u2011"
    joined_behind = len(behind) == 2 and behind[1].isalpha() and behind[0] in "-\u2010\u2011'’"
    return (hyphen_before and text[start].isalpha()) or (joined_behind and text[end - 1].isalpha())


def _pattern(needle: str) -> str:
    """Matches the words where a hyphen at the end of a line may be there or not; backtracks nowhere."""
    parts = []
    for place, character in enumerate(needle):
        if character == "-":
            parts.append(f"[-{_MAYBE_HYPHEN}]")
        elif character == _MAYBE_HYPHEN:
            parts.append(f"[-{_MAYBE_HYPHEN}]?")
        else:
            if place and character.isalpha() and needle[place - 1].isalpha():
                parts.append(f"{_MAYBE_HYPHEN}?")
            parts.append(regex.escape(character))
    return "".join(parts)


def _fold(text: str) -> _Folded:
    folded = fold_with_offsets(text)
    kept: list[str] = []
    starts, ends = array("q"), array("q")
    size = len(folded.text)
    for place, character in enumerate(folded.text):
        start, end = folded.starts[place], folded.ends[place]
        if character == _TATWEEL:
            continue
        if character == " ":
            following = folded.text[place + 1] if place + 1 < size else ""
            if _is_line_end(text, start, end, following):
                if kept and kept[-1] == "-":
                    del kept[-1], starts[-1], ends[-1]
                character = _MAYBE_HYPHEN  # noqa: PLW2901
            elif (kept and (kept[-1] == " " or _SIGN.match(kept[-1]))) or _SIGN.match(following):
                continue
        kept.append(character)
        starts.append(start)
        ends.append(end)
    return _Folded("".join(kept), starts, ends)


def _is_line_end(text: str, start: int, end: int, following: str) -> bool:
    """Whether this white space ends a line on a hyphen inside a word."""
    return (
        start > 1
        and "\n" in text[start:end]
        and text[start - 1] in _LINE_HYPHENS
        and text[start - 2].isalpha()
        and following.isalpha()
    )
