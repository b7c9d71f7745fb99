"""Finds quoted amendments: new text for another law ("the following Article is inserted: ‘Article 5a …’").

Reads: lines, heads. Writes: quoted, heads, warnings.

A quoted passage begins where words that amend are followed by an opening quotation mark, and ends at the first line that
ends with the closing mark. One that never ends reaches to the next heading that continues the draft's own numbers, if
that is near, so that a mark left out swallows no article of the draft.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from salvaguarda.domain.drafts import ProvisionKind, ReadingWarning
from salvaguarda.domain.reading.numbers import Place, follows
from salvaguarda.domain.reading.planned import Plan

_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"”', "'": "'", "‹": "›"}
_OPENS_LINE = re.compile(rf"[\[(]?(?:(?P<mark>[{''.join(_PAIRS)}])(?=\S)|(?P<spaced>«)\s+(?=\S))")
_AFTER_CLOSING = " .;,:)]。；，"
_AND_THEN = re.compile(
    r"(?:[”’»“」』\"'›])[\s.;,]*(?:and|or|et|ou|y|e|und|oder|и|или|,|\((?:NR|AC)\))?[\s.;,]*$"
)  # (NR): new wording
_AMENDS = re.compile(
    r"\b(?:insert(?:ed|ing|s)?|substitut\w*|replac(?:ed?|es|ing)|add(?:ed|s|ing)?|amend(?:ed|s|ing)?|inséré\w*|remplac\w+|ajouté\w*|"
    r"modifié\w*|rédigé\w*|insert[ae]\w*|sustitu\w+|añad\w+|modific\w+|substitu\w+|aditad\w*|inserid\w*|acrescent\w+|"
    r"alterad\w*|passa\w* a ter|redacção|redação|redacción|eingefügt|ersetzt|angefügt|geändert|ingevoegd|vervangen|toegevoegd|gewijzigd|"
    r"inserit\w*|sostitui\w*|aggiunt\w*|дополн\w+|замен\w+|изложить|изменен\w*|read as follows|read:)"
    r"|يضاف|تضاف|يستبدل|تستبدل|يعدل|تعدل|يحل|增加|修改|改为|改為|替换|替換|代之|插入",
    re.IGNORECASE,
)
_LONGEST_START = 3000  # characters of a line that are looked at
_FARTHEST_UNCLOSED = 40
_FARTHEST_ANNOUNCED = 3
_NEAR = 400  # characters before a mark in which the words that amend stand


def find_quotes(made: Plan) -> None:
    """Mark the lines of quoted passages; what they seem to open they do not open."""
    order = made.kept()
    bounds = _Bounds(made)
    closers = _closers(made, order)
    place = 0
    while place < len(order):
        index = order[place]
        text = made.lines[index].seen[:_LONGEST_START]
        stop = place + 1
        if made.lines[index].quoted:
            _quote(made, [index])
        elif (found := _opening(made, order, place, text)) is not None:
            at, mark = found
            first = place if at == 0 else place + 1
            stop = max(stop, _passage(made, order, place, first, mark, closers, bounds))
        else:
            bounds.see(index)
        place = stop


def _opening(made: Plan, order: Sequence[int], place: int, text: str) -> tuple[int, str] | None:
    """Where a quoted passage begins in a line, and its mark."""
    found = _OPENS_LINE.match(text)
    if found is not None and not _is_term(text, found) and _announced(made, order, place):
        return 0, found["mark"] or "«"
    for mark, closing in _PAIRS.items():
        at = text.rfind(mark)
        if at <= 0 or not _is_left_open(text[at + 1 :], closing):
            continue
        if mark in closing and (mark == "'" or text.count(mark) % 2 == 0):
            continue
        if _AMENDS.search(text, max(0, at - _NEAR), at) is not None:
            return at, mark
    return None


def _announced(made: Plan, order: Sequence[int], place: int) -> bool:
    """Whether a line before says that something is inserted: the last one, or one that leads to it by colons."""
    for before in order[max(0, place - _FARTHEST_ANNOUNCED) : place][::-1]:
        text = made.lines[before].seen
        if _AMENDS.search(text[-_NEAR:]) is not None:
            return True
        if text[-1] not in ":：—–-":
            return False
    return False


def _is_left_open(rest: str, closing: str) -> bool:
    """Whether no closing mark stands at the end of a word (an apostrophe stands inside one)."""
    return not any(
        sign in closing and not rest[at + 1 : at + 2].isalnum()
        for at, sign in enumerate(rest)
        if sign in closing
    )


def _is_term(text: str, found: re.Match[str]) -> bool:
    """Whether only a word is quoted: “landlord” means …"""
    mark = found["mark"] or "«"
    closing = re.search(f"[{re.escape(_PAIRS[mark])}](?!\\w)", text[found.end() :])
    if closing is None or mark in text[found.end() : found.end() + closing.start()]:
        return False
    return bool(text[found.end() + closing.end() :].strip(_AFTER_CLOSING))


def _closes(text: str, mark: str) -> bool:
    """Whether a passage ends with this line: more closing than opening marks, one of them at its end."""
    bare = text.rstrip(_AFTER_CLOSING)
    if not bare or bare[-1] not in _PAIRS[mark]:
        return False
    if bare[-1] == mark:
        return bare.count(mark) % 2 == 1
    inner = sum(1 for at, sign in enumerate(bare) if sign == mark and at > 0)
    return sum(bare.count(closing) for closing in _PAIRS[mark]) > inner


def _closers(made: Plan, order: Sequence[int]) -> dict[str, list[int]]:
    """For each opening mark the places in the order whose line ends with its closing mark."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, index in enumerate(order):
        text = _without_conjunction(made.lines[index].seen)
        bare = text.rstrip(_AFTER_CLOSING)
        for mark, closing in _PAIRS.items():
            if bare and bare[-1] in closing and _closes(_reopened(text, mark), mark):
                found[mark].append(place)
    return found


def _without_conjunction(text: str) -> str:
    """“…”; and → “…”"""
    tail = text[-12:]
    match = _AND_THEN.search(tail)
    return text[: len(text) - len(tail) + match.start() + 1] if match else text


def _reopened(text: str, mark: str) -> str:
    """The line without the mark that each paragraph of a long quotation begins with again."""
    bare = text.lstrip("[( ")
    return bare[1:] if bare.startswith(mark) else text


def _passage(
    made: Plan,
    order: Sequence[int],
    place: int,
    first: int,
    mark: str,
    closers: dict[str, list[int]],
    bounds: "_Bounds",
) -> int:
    """Mark the passage that opens at this place of the order; the place after it."""
    bound = bisect_right(order, bounds.after(order[place]) - 1)
    ends = closers.get(mark, [])
    at = bisect_right(ends, first - 1)
    if at < len(ends) and ends[at] < bound:
        _quote(made, order[first : ends[at] + 1])
        return ends[at] + 1
    _warn(made, order[place])
    near = bound < len(order) and bound - place <= _FARTHEST_UNCLOSED
    _quote(made, order[first : bound if near else place + 1])
    return bound if near else place + 1


def _quote(made: Plan, lines: Sequence[int]) -> None:
    for index in lines:
        made.quoted.add(index)
        made.heads.pop(index, None)


def _warn(made: Plan, index: int) -> None:
    made.warnings.append(
        ReadingWarning(
            "open-quote",
            "A quoted passage begins here and its closing quotation mark was not found.",
            None,
            index,
        )
    )


class _Bounds:
    """Where the draft's own numbers go on: no quoted passage reaches over that line."""

    def __init__(self, made: Plan) -> None:
        self._made = made
        self._lines: defaultdict[Place, list[int]] = defaultdict(list)
        self._before: Place | None = None
        for index in sorted(made.heads):
            head = made.heads[index]
            if (
                head.kind is ProvisionKind.ARTICLE
                and head.place
                and not _OPENS_LINE.match(made.lines[index].seen)
            ):
                self._lines[head.place].append(index)

    def see(self, index: int) -> None:
        """Take in a line that is no quotation: an article that it opens is the last of the draft so far."""
        head = self._made.heads.get(index)
        if head is None or head.kind is not ProvisionKind.ARTICLE or head.place is None:
            return
        if self._before is None or follows(head.place, self._before) or head.place > self._before:
            self._before = head.place

    def after(self, index: int) -> int:
        """The next line after this one whose article follows the last one; past the end when there is none."""
        end = len(self._made.lines)
        if self._before is None:
            return end
        nexts = ((self._before[0] + 1, 0), (*self._before[:-1], self._before[-1] + 1))
        lines = [self._lines.get(place, []) for place in nexts]
        return min(
            (each[bisect_right(each, index)] for each in lines if bisect_right(each, index) < len(each)),
            default=end,
        )
