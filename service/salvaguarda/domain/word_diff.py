"""Which words two texts have in common in order: kept, deleted and inserted runs. Bounded: see `redline`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from fast_diff_match_patch import diff

from salvaguarda.domain.increasing import heaviest_increasing

Sign = Literal["=", "-", "+"]

_SEARCH_LIMIT = 16_000_000  # old tokens × new tokens that are searched whole: at most about half a second
_ANCHOR = 3  # tokens in a row that must occur once in each text to hold two long texts together
_FIRST_CHARACTER = 0x4E00  # tokens stand for characters from here on: one plane of letters, no surrogates
_AFTER_SURROGATES = 0xE000
_SURROGATES = 0xD800
_CHARACTERS = 0x110000 - _FIRST_CHARACTER - (_AFTER_SURROGATES - _SURROGATES)


class Step(NamedTuple):
    """A run of tokens: kept, deleted or inserted."""

    sign: Sign
    length: int


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Runs of tokens in order. old, new: the tokens as they are compared."""
    codes: dict[str, int] = {}
    coded_old = [codes.setdefault(token, len(codes)) for token in old]
    coded_new = [codes.setdefault(token, len(codes)) for token in new]
    yield from _compare(coded_old, coded_new)


def _compare(old: Sequence[int], new: Sequence[int]) -> Iterator[Step]:
    """Kept ends first, then what is between them."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield Step("=", head)
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield Step("=", tail)


def _between(old: Sequence[int], new: Sequence[int]) -> Iterator[Step]:
    if len(old) * len(new) <= _SEARCH_LIMIT:
        yield from _searched(old, new)
        return
    anchors = _anchors(old, new)
    if not anchors:
        yield from (Step("-", len(old)), Step("+", len(new)))
        return
    from_old = from_new = 0
    for at_old, at_new in anchors:
        yield from _bounded(old[from_old:at_old], new[from_new:at_new])
        from_old, from_new = at_old, at_new
    yield from _bounded(old[from_old:], new[from_new:])


def _bounded(old: Sequence[int], new: Sequence[int]) -> Iterator[Step]:
    """Between two anchors: searched when small enough, else all deleted and inserted."""
    head = _shared(old, new)
    yield Step("=", head)
    old, new = old[head:], new[head:]
    if len(old) * len(new) <= _SEARCH_LIMIT:
        yield from _searched(old, new)
    else:
        yield from (Step("-", len(old)), Step("+", len(new)))


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


def _searched(old: Sequence[int], new: Sequence[int]) -> Iterator[Step]:
    if not old or not new:
        yield from (Step("-", len(old)), Step("+", len(new)))
        return
    found = diff(_characters(old), _characters(new), timelimit=0, checklines=False, cleanup="No")
    yield from (Step(sign, length) for sign, length in found)


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
