"""Evidence: a verbatim quote of a provision's text, checked by its words and position, found again after a change.

Offsets are code points of the stored text throughout. Nothing here works by similarity: "shall not" with the "not"
dropped is another quote.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

import regex

from salvaguarda.domain.errors import InvalidEvidence, Problem
from salvaguarda.domain.scores import Quote
from salvaguarda.domain.typography import fold, fold_with_offsets

CONTEXT = 32  # code points kept before and after a quote, as Hypothesis does
_INSIDE_WORD = regex.compile(r"[\w\p{M}\u200c\u200d]")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class AnchorState(StrEnum):
    """What became of a quote in another text."""

    KEPT = "kept"  # the same words at the same position
    DRIFTED = "drifted"  # the same words elsewhere, or with other white space, quotes or dashes
    GONE = "gone"  # the words are not there


@dataclass(frozen=True, slots=True)
class Anchored:
    """A quote looked up in another text; quote is None when it is gone, else verbatim in that text."""

    state: AnchorState
    quote: Quote | None


def quote_at(text: str, start: int, end: int) -> Quote:
    """The words text[start:end] as evidence, with up to 32 code points before and after.

    Raises InvalidEvidence when the range is outside the text or quotes no words.

    >>> quote_at("States shall cooperate.", 7, 12).exact
    'shall'
    """
    problems = _range_problems(text, start, end)
    if problems:
        raise _invalid(problems)
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def check_quote(quote: Quote, text: str) -> None:
    """Nothing, when the quote stands in the text word for word at its position; else raises InvalidEvidence."""
    problems = _range_problems(text, quote.start, quote.end)
    if not problems and text[quote.start : quote.end] != quote.exact:
        problems = [
            Problem(
                f"evidence {quote.start}–{quote.end}",
                f"The text there reads {_shown(text[quote.start : quote.end])}, not {_shown(quote.exact)}.",
                "Select the words again in the text as it is now.",
            )
        ]
    if problems:
        raise _invalid(problems)


def reanchor(quote: Quote, text: str) -> Anchored:
    """The quote in a text that may have changed: at its position, else elsewhere, else with other typography.

    Among several places the one with the most words of the old context around it wins, then the nearest.
    A place is none when it cuts a word that the quote did not cut ("legal" is not found in "illegal").
    """
    if not quote.exact.strip():
        return Anchored(AnchorState.GONE, None)
    if text.startswith(quote.exact, quote.start) and _whole(quote, text, quote.start, quote.end):
        return Anchored(AnchorState.KEPT, quote_at(text, quote.start, quote.start + len(quote.exact)))
    place = _best(quote, text, _exact_places(quote, text)) or _best(quote, text, _folded_places(quote, text))
    if place is None:
        return Anchored(AnchorState.GONE, None)
    return Anchored(AnchorState.DRIFTED, quote_at(text, *place))


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins or ends inside a word; never so in scripts without spaces."""
    return _joined(text[max(0, start - 1) : start], text[start : start + 1]) or _joined(
        text[end - 1 : end], text[end : end + 1]
    )


def _range_problems(text: str, start: int, end: int) -> list[Problem]:
    where = f"evidence {start}–{end}"
    if not 0 <= start <= end <= len(text):
        return [
            Problem(
                where,
                f"The position is outside the text, which has {len(text)} characters.",
                "Select the words again in the text as it is now.",
            )
        ]
    if not text[start:end].strip():
        return [Problem(where, "The quote holds no words.", "Select at least one word.")]
    return []


def _invalid(problems: list[Problem]) -> InvalidEvidence:
    first = problems[0]
    return InvalidEvidence(f"Evidence is not in the provision's text: {first.what} {first.fix}", problems)


def _shown(text: str) -> str:
    return f"“{text}”" if len(text) <= 60 else f"“{text[:57]}…”"


def _occurrences(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _exact_places(quote: Quote, text: str) -> Iterator[tuple[int, int]]:
    return ((at, at + len(quote.exact)) for at in _occurrences(quote.exact, text))


def _folded_places(quote: Quote, text: str) -> Iterator[tuple[int, int]]:
    """Places in the stored text whose words are the quote's after folding; never half a grapheme."""
    needle = fold(quote.exact).strip()
    if not needle:
        return
    folded = fold_with_offsets(text)
    for at in _occurrences(needle, folded.text):
        last = at + len(needle) - 1
        cut_before = at > 0 and folded.starts[at - 1] == folded.starts[at]
        cut_after = last + 1 < len(folded.text) and folded.starts[last + 1] == folded.starts[last]
        if not cut_before and not cut_after:
            yield folded.starts[at], folded.ends[last]


def _best(quote: Quote, text: str, places: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    prefix, suffix = fold(quote.prefix), fold(quote.suffix)

    def fitness(place: tuple[int, int]) -> tuple[int, int, int]:
        start, end = place
        before = fold(text[max(0, start - CONTEXT) : start])
        context = _shared(reversed(prefix), reversed(before)) + _shared(
            suffix, fold(text[end : end + CONTEXT])
        )
        return context, -abs(start - quote.start), -start

    return max((place for place in places if _whole(quote, text, *place)), key=fitness, default=None)


def _shared(left: Iterable[str], right: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _whole(quote: Quote, text: str, start: int, end: int) -> bool:
    """Whether the place cuts no word, unless the quote itself did."""
    starts_whole = not _joined(quote.prefix[-1:], quote.exact[:1])
    ends_whole = not _joined(quote.exact[-1:], quote.suffix[:1])
    return not (
        (starts_whole and _joined(text[max(0, start - 1) : start], text[start : start + 1]))
        or (ends_whole and _joined(text[end - 1 : end], text[end : end + 1]))
    )


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word; scripts without spaces never say so."""
    inside = bool(_INSIDE_WORD.fullmatch(left) and _INSIDE_WORD.fullmatch(right))
    return inside and not _NO_SPACES.fullmatch(left) and not _NO_SPACES.fullmatch(right)
