"""Where words stand in a text when only typography may differ: white space, quotes, dashes, ligatures, line ends.

Beyond `typography.fold`: what nobody sees counts for nothing (models are not sent it), nor does white space between signs
of scripts without spaces; a hyphen at the end of a line may be one of the word or one of the line; and a place never
begins or ends inside a word or a number.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from salvaguarda.domain.evidence import cuts_word
from salvaguarda.domain.suggestions.visible import visible
from salvaguarda.domain.typography import FoldedText, fold_with_offsets

_LEAST_WORDS, _LEAST_CHARACTERS, _LEAST_SIGNS = 3, 12, 4
_WORD = regex.compile(r"[\w\p{M}\u200c\u200d]+(?:[-'][\w\p{M}\u200c\u200d]+)*")
_SIGN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}。、，；：？！「」『』《》（）]"
)
_LINE_HYPHENS = "-\u2010\u00ad"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SOFT_AT_LINE_END = re.compile("\u00ad(?=[^\\S\n]*\n)")
# What joins two parts of one word; an em dash stands between words.
_JOINT = r"[-\u2010-\u2013\u2212\ufe63\uff0d\u058a\u05be\u00b7\u2027\u2043]"
_LINE_JOINT = r"[-\u2010\u2011][^\S\n]*\n\s*"
_IN_NUMBER = r"[-.,/'’\u2010-\u2013]"
_FRACTION = r"[\u00bc-\u00be\u2150-\u215e]"
_GOES_ON = regex.compile(
    rf"[\p{{L}}\p{{M}}](?:{_JOINT}|{_LINE_JOINT}|['’‘ʼ`´＇])\p{{L}}"
    rf"|\p{{Nd}}(?:{_IN_NUMBER}\p{{Nd}}|[^\S\n]\p{{Nd}}{{3}}(?!\p{{Nd}})|{_FRACTION})"
)
"""Matches at the last character of a place whose word or number goes on behind it."""
_WENT_BEFORE = regex.compile(
    rf"(?<=[\p{{L}}\p{{M}}](?:{_JOINT}|{_LINE_JOINT})|[(\[](?![ivx]+[)\]])\p{{L}}{{2,4}}[)\]])\p{{L}}"
    rf"|(?<=\p{{Nd}}{_IN_NUMBER})\p{{Nd}}|(?<=(?<!\p{{Nd}})\p{{Nd}}{{1,3}}[^\S\n])\p{{Nd}}{{3}}(?!\p{{Nd}})"
)
"""Matches at the first character of a place whose word or number began before it: "non-", "(un)", "1," of 1,000."""
_MAYBE_HYPHEN = "\ue000"
"""Stands for a hyphen at the end of a line: of the word, or of the line."""
_TATWEEL = "\u0640"
"""Lengthens an Arabic word on its line, and says nothing."""
_HYPHENS = re.compile("(-+)( ?)")
_SHORT, _KEPT = 4_000, 512
"""Texts up to so many characters are kept prepared, so many of them: 15 MB when all are long."""
_ENOUGH = 2
"""Places: more say no more than that there are several."""
_CANDIDATES = 50
"""Places that are looked at: a text that repeats itself so often is no treaty."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """text: after folding, without hyphens. starts, ends: where each of its characters stands in the text it came from.

    hyphens: the place of a character → the hyphens before it, with the length of `text` for those at the end.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    hyphens: Mapping[int, str]

    def before(self, place: int) -> str:
        """The hyphens before this character, "" for none."""
        return self.hyphens.get(place, "")


class _Prepared(NamedTuple):
    """A text without what nobody sees, where its characters stand in the text, and folded."""

    seen: str
    places: Sequence[int]
    folded: _Folded


class Lookup:
    """A text in which several claims are looked up. Each takes time in proportion to the lengths of claim and text.

    The text is prepared when the first claim is looked up, and that is kept for a while: runs ask for several criteria of
    the same provisions.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _prepared(self) -> _Prepared:
        return _prepare_short(self.text) if len(self.text) <= _SHORT else _prepare(self.text)

    def places(self, words: str, after: int = 0) -> list[tuple[int, int]]:
        """Where the words stand at or after this position, first to last, at most two; none when there are no words."""
        claim = _fold(_seen(words)[0].strip().strip(_DASHES).strip())
        if not claim.text.strip():
            return []
        found: list[tuple[int, int]] = []
        _, places, folded = self._prepared
        begin = bisect_left(folded.starts, bisect_left(places, after))
        at = folded.text.find(claim.text, begin)
        for _ in range(_CANDIDATES):
            if at < 0 or len(found) == _ENOUGH:
                break
            place = self._place(at, claim)
            if place is not None:
                found.append((places[place[0]], places[place[1] - 1] + 1))
            at = folded.text.find(claim.text, at + 1)
        return found

    def _place(self, first: int, claim: _Folded) -> tuple[int, int] | None:
        """The place in what is seen; None when the hyphens are others, or when it cuts a character, a word or a number."""
        seen, _, folded = self._prepared
        starts, ends = folded.starts, folded.ends
        end = first + len(claim.text)
        if first > 0 and starts[first - 1] == starts[first]:
            return None
        if end < len(starts) and starts[end] == starts[end - 1]:
            return None
        if not self._has_hyphens_of(claim, first):
            return None
        place = starts[first], ends[end - 1]
        return None if _cuts(seen, *place) else place

    def _has_hyphens_of(self, claim: _Folded, first: int) -> bool:
        """Whether the words at this place have the claim's hyphens, those at its edges left aside."""
        folded = self._prepared.folded
        here = (place - first for place in folded.hyphens if first < place < first + len(claim.text))
        wanted = (place for place in claim.hyphens if 0 < place < len(claim.text))
        return all(
            _same_hyphens(claim.before(place), folded.before(first + place)) for place in {*here, *wanted}
        )


def _same_hyphens(left: str, right: str) -> bool:
    return left == right or (_MAYBE_HYPHEN in (left, right) and {left, right} <= {"", "-", _MAYBE_HYPHEN})


def says_something(words: str) -> bool:
    """Whether a quote is long enough to show anything.

    At least 3 words and 12 characters; 4 signs where words are not parted by spaces.

    >>> says_something("by a judge"), says_something("by an independent judge"), says_something("由法官批准")
    (False, True, True)
    """
    if len(_SIGN.findall(words)) >= _LEAST_SIGNS:
        return True
    return len(words.strip()) >= _LEAST_CHARACTERS and len(_WORD.findall(words)) >= _LEAST_WORDS


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """The text without what nobody sees, and where each of its characters stands in the text."""
    seen = visible(_SOFT_AT_LINE_END.sub("-", text))
    if len(seen) == len(text):
        return seen, range(len(text))
    places, at = array("q"), 0
    for character in seen:
        # A hyphen may be a soft one at the end of a line.
        while text[at] != character and not (character == "-" and text[at] == "\u00ad"):
            at += 1
        places.append(at)
        at += 1
    return seen, places


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether the place begins or ends inside a word or number. Without "non-" or ",000" it would say another thing."""
    return (
        cuts_word(text, start, end)
        or _WENT_BEFORE.match(text, start) is not None
        or _GOES_ON.match(text, end - 1) is not None
    )


def _prepare(text: str) -> _Prepared:
    seen, places = _seen(text)
    return _Prepared(seen, places, _fold(seen))


_prepare_short = lru_cache(maxsize=_KEPT)(_prepare)


def _fold(text: str) -> _Folded:
    folded = fold_with_offsets(text)
    return _fold_plain(text, folded) if text.isascii() else _fold_any(text, folded)


def _fold_plain(text: str, folded: FoldedText) -> _Folded:
    """As `_fold_any` for ASCII, where only hyphens and the white space behind them need a look: twenty times as fast."""
    kept: list[str] = []
    starts, ends = array("q"), array("q")
    hyphens: defaultdict[int, str] = defaultdict(str)
    at = 0
    for match in _HYPHENS.finditer(folded.text):
        begin, end = match.span()
        kept.append(folded.text[at:begin])
        starts.extend(folded.starts[at:begin])
        ends.extend(folded.ends[at:begin])
        hyphens[len(starts)] += match[1]
        at = end
        if match[2]:
            is_end = _is_line_end(
                text, folded.starts[end - 1], folded.ends[end - 1], folded.text[end : end + 1]
            )
            if is_end:
                hyphens[len(starts)] = _MAYBE_HYPHEN
            elif not (starts and text[starts[-1]].isspace()):
                at = end - 1
    kept.append(folded.text[at:])
    starts.extend(folded.starts[at:])
    ends.extend(folded.ends[at:])
    return _Folded("".join(kept), starts, ends, dict(hyphens))


def _fold_any(text: str, folded: FoldedText) -> _Folded:
    kept: list[str] = []
    starts, ends = array("q"), array("q")
    hyphens: defaultdict[int, str] = defaultdict(str)
    for place, character in enumerate(folded.text):
        start, end = folded.starts[place], folded.ends[place]
        following = folded.text[place + 1 : place + 2]
        if character == "-":
            hyphens[len(kept)] += character
        elif character == " " and _is_line_end(text, start, end, following):
            hyphens[len(kept)] = _MAYBE_HYPHEN
        elif not _says_nothing(character, text[start:end], kept[-1:], following):
            kept.append(character)
            starts.append(start)
            ends.append(end)
    return _Folded("".join(kept), starts, ends, dict(hyphens))


def _says_nothing(character: str, source: str, before: Sequence[str], following: str) -> bool:
    """Whether a folded character counts for nothing; source: what it came from."""
    if character != " ":
        return character == _TATWEEL
    if not source.isspace():  # a sign like "¸" is a space and an accent when it is taken apart
        return True
    return (bool(before) and (before[0] == " " or bool(_SIGN.match(before[0])))) or bool(
        _SIGN.match(following)
    )


def _is_line_end(text: str, start: int, end: int, following: str) -> bool:
    """Whether this white space ends a line on a hyphen inside a word."""
    return (
        start > 1
        and "\n" in text[start:end]
        and text[start - 1] in _LINE_HYPHENS
        and text[start - 2].isalpha()
        and following.isalpha()
    )
