"""Redline: which words of an old text were kept, deleted and inserted on the way to a new one.

Pure and bounded: the same two texts give the same operations on any machine, and two long texts that have nothing
in common are answered as "all deleted, all inserted" instead of searched for minutes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

import regex
from fast_diff_match_patch import diff

from salvaguarda.domain.increasing import heaviest_increasing
from salvaguarda.domain.typography import fold

REDLINE_VERSION = "2"
"""Kept with every redline; raised by each change after which the same texts can get other operations."""

Sign = Literal["=", "-", "+"]


class Operation(NamedTuple):
    """Words kept "=", deleted "-" or inserted "+".

    note: "" | "moved-1" (the same words deleted here and inserted there share a number) | "reference" (only the number of
    a cross-reference changed, to where the provision it named went).
    """

    sign: Sign
    text: str
    note: str = ""


# A word with its marks and inner apostrophes, one character of a script without spaces, dots of omission, or any
# other single character; each with the white space after it, so that spaces never count as a difference.
_TOKEN = regex.compile(
    r"(?:(?P<open>[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*)"
    r"|(?:(?!(?P>open))[\w\p{M}\u200c\u200d\u00ad])+(?:['’](?:(?!(?P>open))[\w\p{M}\u200c\u200d\u00ad])+)*"
    r"|\.{3}|\S)\s*"
)
_SEARCH_LIMIT = 16_000_000  # old tokens × new tokens that are searched whole: at most about half a second
_ANCHOR = 3  # tokens in a row that must occur once in each text to hold two long texts together
_FIRST_CHARACTER = 0x4E00  # tokens stand for characters from here on: one plane of letters, no surrogates
_AFTER_SURROGATES = 0xE000
_SURROGATES = 0xD800
_CHARACTERS = 0x110000 - _FIRST_CHARACTER - (_AFTER_SURROGATES - _SURROGATES)


class Token(NamedTuple):
    """A word or mark as it is compared (folded), and as it stands in its text with the white space after it."""

    key: str
    text: str

    @property
    def word(self) -> str:
        """The token without the white space after it."""
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """The white space after it."""
        return self.text[len(self.word) :]


def redline(old: str, new: str, renumbered: Mapping[str, str] | None = None) -> tuple[Operation, ...]:
    """Word-level operations: "=" kept, "-" deleted from the old text, "+" inserted by the new one.

    Joining "=" and "+" gives the new text exactly; joining "=" and "-" gives the old one up to white space, quotes
    and dashes, whose changes do not show (the new text's stand). Single kept words between long changes are shown
    as changed too, because that reads better. No operation cuts a word.

    >>> [tuple(each)[:2] for each in redline("Each Party may cooperate.", "Each Party shall  cooperate.")]
    [('=', 'Each Party '), ('-', 'may '), ('+', 'shall  '), ('=', 'cooperate.')]
    """
    lead = new[: len(new) - len(new.lstrip())]
    before, after = tokens(old), tokens(new)
    operations = [Operation("=", lead), *_written(_steps(before, after), before, after)]
    return tuple(_joined(operation for operation in operations if operation.text))


def is_substance(old: str, new: str, renumbered: Mapping[str, str] | None = None) -> bool:
    """Whether more than typography, and numbers of cross-references that follow their targets, differs."""
    return any(
        operation.sign != "=" and not operation.note and operation.text.strip()
        for operation in redline(old, new, renumbered)
    )


def tokens(text: str) -> list[Token]:
    """The words and marks of a text in order; white space before the first one is left out."""
    found = (match[0] for match in _TOKEN.finditer(text.lstrip()))
    return [Token(fold(word.rstrip()), word) for word in found]


class _Step(NamedTuple):
    """A run of tokens: kept, deleted or inserted."""

    sign: Sign
    length: int


def _steps(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    codes: dict[str, int] = {}
    coded_old = [codes.setdefault(token.key, len(codes)) for token in old]
    coded_new = [codes.setdefault(token.key, len(codes)) for token in new]
    yield from _compare(coded_old, coded_new)


def _compare(old: Sequence[int], new: Sequence[int]) -> Iterator[_Step]:
    """Kept ends first, then what is between them."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield _Step("=", head)
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield _Step("=", tail)


def _between(old: Sequence[int], new: Sequence[int]) -> Iterator[_Step]:
    if len(old) * len(new) <= _SEARCH_LIMIT:
        yield from _searched(old, new)
        return
    anchors = _anchors(old, new)
    if not anchors:
        yield from (_Step("-", len(old)), _Step("+", len(new)))
        return
    from_old = from_new = 0
    for at_old, at_new in anchors:
        yield from _bounded(old[from_old:at_old], new[from_new:at_new])
        from_old, from_new = at_old, at_new
    yield from _bounded(old[from_old:], new[from_new:])


def _bounded(old: Sequence[int], new: Sequence[int]) -> Iterator[_Step]:
    """Between two anchors: searched when small enough, else all deleted and inserted."""
    head = _shared(old, new)
    yield _Step("=", head)
    old, new = old[head:], new[head:]
    if len(old) * len(new) <= _SEARCH_LIMIT:
        yield from _searched(old, new)
    else:
        yield from (_Step("-", len(old)), _Step("+", len(new)))


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Places (old, new), rising in both, of short runs of tokens that occur once in each text."""
    places = [_once(side) for side in (old, new)]
    pairs = sorted((at, places[1][run]) for run, at in places[0].items() if run in places[1])
    in_order = heaviest_increasing([at_new for _, at_new in pairs], [1] * len(pairs))
    return [pairs[place] for place in in_order]


def _once(side: Sequence[int]) -> dict[tuple[int, ...], int]:
    runs = list(zip(*(side[i:] for i in range(_ANCHOR)), strict=False))
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}


def _searched(old: Sequence[int], new: Sequence[int]) -> Iterator[_Step]:
    if not old or not new:
        yield from (_Step("-", len(old)), _Step("+", len(new)))
        return
    found = diff(_characters(old), _characters(new), timelimit=0, checklines=False, cleanup="Semantic")
    yield from (_Step(sign, length) for sign, length in found)


def _characters(codes: Iterable[int]) -> str:
    """One character a token. Beyond a million different tokens some share one: a guard, never met in a text."""
    return "".join(_character(code % _CHARACTERS) for code in codes)


def _character(code: int) -> str:
    point = code + _FIRST_CHARACTER
    return chr(point if point < _SURROGATES else point + _AFTER_SURROGATES - _SURROGATES)


def _shared(old: Sequence[int], new: Sequence[int]) -> int:
    length = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        length += 1
    return length


def _written(steps: Iterable[_Step], old: Sequence[Token], new: Sequence[Token]) -> Iterator[Operation]:
    """Steps as texts, deletions before insertions, white space at the edge of a change where it belongs."""
    at_old = at_new = 0
    runs = [
        _Step(sign, sum(s.length for s in run)) for sign, run in groupby(_ordered(steps), lambda s: s.sign)
    ]
    for place, step in enumerate(runs):
        if step.sign != "+":
            at_old += step.length
        if step.sign != "-":
            at_new += step.length
        if step.sign == "-":
            yield Operation("-", _text(old[at_old - step.length : at_old]))
        elif step.sign == "+":
            yield Operation("+", _text(new[at_new - step.length : at_new]))
        else:
            changes = {run.sign for run in runs[place + 1 : place + 3] if run.sign != "="}
            yield from _kept(old[at_old - 1], new[at_new - step.length : at_new], changes)


def _kept(last_old: Token, kept: Sequence[Token], changes: Collection[Sign]) -> Iterator[Operation]:
    """Kept words; a space that only one text has before the change that follows belongs to that change."""
    last = kept[-1]
    yield Operation("=", _text(kept[:-1]) + last.word)
    if last.space and not last_old.space and "+" in changes:
        yield Operation("+", last.space)
    elif last.space:
        yield Operation("=", last.space)
    elif last_old.space and "-" in changes:
        yield Operation("-", last_old.space)


def _text(run: Sequence[Token]) -> str:
    return "".join(token.text for token in run)


def _ordered(steps: Iterable[_Step]) -> Iterator[_Step]:
    """No empty step, and within each change all deletions before all insertions."""
    held = 0
    for step in (step for step in steps if step.length):
        if step.sign == "+":
            held += step.length
            continue
        if step.sign == "=" and held:
            yield _Step("+", held)
            held = 0
        yield step
    if held:
        yield _Step("+", held)


def _joined(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Neighbours of one sign as one; within a change the deletion stands before the insertion."""
    for is_kept, run in groupby(operations, key=lambda operation: operation.sign == "="):
        texts: dict[Sign, str] = {}
        for sign, text, _ in run:
            texts[sign] = texts.get(sign, "") + text
        signs: tuple[Sign, ...] = ("=",) if is_kept else ("-", "+")
        yield from (Operation(sign, texts[sign]) for sign in signs if texts.get(sign))
