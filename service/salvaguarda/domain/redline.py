"""Redline: which words of an old text were kept, deleted and inserted on the way to a new one.

Pure and bounded: the same two texts give the same operations on any machine, and two long texts that have nothing
in common are answered as "all deleted, all inserted" instead of searched for minutes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from salvaguarda.domain.moved_words import moves
from salvaguarda.domain.references.written import written_references
from salvaguarda.domain.tokens import Token, bounded_weight, followed_new, followed_old, is_fragment, tokens
from salvaguarda.domain.word_diff import Sign, Step, steps

REDLINE_VERSION = "5"
"""Kept with every redline; raised by each change after which the same texts can get other operations."""

REFERENCE = "reference"

_ENOUGH = (
    40  # weight of a change beyond which it makes no difference: twenty words kept in between always stay
)

_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))?"
_OWN_NUMBER = regex.compile(
    # A line that is the name of a part, or begins with it and a full stop, as `full_text` writes it; "Article 5 applies"
    # is a reference.
    rf"(?m)^(?:(?:Part|Title|Chapter|Section|Subsection|Article|Annex)\s\S{{1,12}}{_SUFFIX}\.?(?:(?<=\.)\s|$)"
    rf"|\(?(?:\d{{1,4}}[A-Za-z]{{0,2}}{_SUFFIX}|[A-Za-z]{{1,2}}|[ivxlcIVXLC]{{1,7}})[.)](?:\s|$))"
)


class Operation(NamedTuple):
    """Words kept "=", deleted "-" or inserted "+".

    note: "" | "moved-1" (the same words deleted here and inserted there share a number) | "reference" (only the number of
    a cross-reference changed, to where the provision it named went).
    """

    sign: Sign
    text: str
    note: str = ""


class _Run(NamedTuple):
    """Tokens [old_start, old_end) of the old text and [new_start, new_end) of the new one; a change has one side empty."""

    sign: Sign
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    note: str = ""


def redline(old: str, new: str, renumbered: Mapping[str, str] | None = None) -> tuple[Operation, ...]:
    """Word-level operations: "=" kept, "-" deleted from the old text, "+" inserted by the new one.

    Joining "=" and "+" gives the new text exactly; joining "=" and "-" gives the old one up to white space, quotes
    and dashes, whose changes do not show (the new text's stand). Single kept words between long changes are shown
    as changed too, because that reads better. No operation cuts a word.

    renumbered: references of the old text → of the new one, as `references.Renumbering.between` gives them: where only
    these numbers differ, the change carries the note "reference".

    >>> [tuple(each)[:2] for each in redline("Each Party may cooperate.", "Each Party shall  cooperate.")]
    [('=', 'Each Party '), ('-', 'may '), ('+', 'shall  '), ('=', 'cooperate.')]
    """
    before, after = _compared(old, new, renumbered or {})
    runs = _runs(steps([token.key for token in before], [token.key for token in after]))
    runs = _readable(runs, before, after)
    runs = [*_with_moves([*_with_references(runs, before, after)], before, after)]
    lead = Operation("=", new[: len(new) - len(new.lstrip())])
    operations = [lead, *_written(runs, before, after)]
    return tuple(_joined([operation for operation in operations if operation.text]))


def is_substance(old: str, new: str, renumbered: Mapping[str, str] | None = None) -> bool:
    """Whether more differs than typography, the own numbers of parts, and references that follow their targets.

    Numbers of parts are those that stand at the beginning of lines, as in full texts: "2. ", "(b) ", "Article 5. ".
    """
    before, after = _OWN_NUMBER.sub("", old), _OWN_NUMBER.sub("", new)
    drawn = redline(before, after, renumbered)
    return any(each.sign != "=" and each.note != REFERENCE and each.text.strip() for each in drawn)


def _compared(old: str, new: str, renumbered: Mapping[str, str]) -> tuple[list[Token], list[Token]]:
    if not renumbered:
        return tokens(old), tokens(new)
    before, after = written_references(old), written_references(new)
    return tokens(old, followed_old(before, renumbered)), tokens(new, followed_new(after, renumbered))


def _runs(found: Iterable[Step]) -> list[_Run]:
    """Steps with their places, neighbours of one sign joined, deletions before insertions."""
    runs: list[_Run] = []
    at_old = at_new = 0
    for kept, change in groupby((step for step in found if step.length), key=lambda step: step.sign == "="):
        lengths = {"=": 0, "-": 0, "+": 0}
        for step in change:
            lengths[step.sign] += step.length
        gone, come = (lengths["="], lengths["="]) if kept else (lengths["-"], lengths["+"])
        if kept:
            runs.append(_Run("=", at_old, at_old + gone, at_new, at_new + come))
        else:
            runs += _change(at_old, at_old + gone, at_new, at_new + come)
        at_old, at_new = at_old + gone, at_new + come
    return runs


def _change(old_start: int, old_end: int, new_start: int, new_end: int) -> list[_Run]:
    gone = _Run("-", old_start, old_end, new_start, new_start)
    come = _Run("+", old_end, old_end, new_start, new_end)
    return [run for run in (gone, come) if run.old_end > run.old_start or run.new_end > run.new_start]


def _readable(runs: Sequence[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    """Kept words that say less than the changes on both their sides go with them: that reads better.

    Brackets and other marks say nothing, so words stay kept while the brackets around them go. Linear.
    """
    changes: list[
        _Run
    ] = []  # alternating: a change as one run of both sides (sign "-"), and kept runs between
    for is_kept, group in groupby(runs, key=lambda run: run.sign == "="):
        part = list(group)
        first, last = part[0], part[-1]
        sign: Sign = "=" if is_kept else "-"
        changes.append(_Run(sign, first.old_start, last.old_end, first.new_start, last.new_end))
        while len(changes) > 2 and changes[-1].sign == "-" and _gives_way(changes[-3:], old, new):
            before, _, after = changes[-3:]
            changes[-3:] = [_Run("-", before.old_start, after.old_end, before.new_start, after.new_end)]
    found: list[_Run] = []
    for run in changes:
        found += [run] if run.sign == "=" else _change(*run[1:5])
    return found


def _gives_way(three: Sequence[_Run], old: Sequence[Token], new: Sequence[Token]) -> bool:
    before, kept, after = three
    words = new[kept.new_start : kept.new_end]
    if any(token.is_reference for token in words):
        return False
    limit = min(_weight(change, old, new) for change in (before, after))
    return bounded_weight(words, limit) < limit or (limit > 0 and is_fragment(words))


def _weight(change: _Run, old: Sequence[Token], new: Sequence[Token]) -> int:
    """How much a change says, the side that says more; counted no further than it can matter."""
    gone, come = old[change.old_start : change.old_end], new[change.new_start : change.new_end]
    return max(bounded_weight(gone, _ENOUGH), bounded_weight(come, _ENOUGH))


def _with_references(runs: Iterable[_Run], old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Run]:
    """Kept numbers of references that are other numbers now, as changes with a note."""
    for run in runs:
        if run.sign != "=":
            yield run
            continue
        start_old, start_new = run.old_start, run.new_start
        for at in range(run.new_end - run.new_start):
            one, other = run.old_start + at, run.new_start + at
            if new[other].is_reference and old[one].word != new[other].word:
                yield _Run("=", start_old, one, start_new, other)
                yield _Run("-", one, one + 1, other, other, REFERENCE)
                yield _Run("+", one + 1, one + 1, other, other + 1, REFERENCE)
                start_old, start_new = one + 1, other + 1
        yield _Run("=", start_old, run.old_end, start_new, run.new_end)


def _with_moves(runs: Sequence[_Run], old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Run]:
    plain = [run for run in runs if not run.note]
    deleted = [(run.old_start, run.old_end) for run in plain if run.sign == "-"]
    inserted = [(run.new_start, run.new_end) for run in plain if run.sign == "+"]
    found = moves(old, new, deleted, inserted)
    if not found:
        yield from runs
        return
    gone = {move.old: (move.old + move.length, f"moved-{n}") for n, move in enumerate(found, start=1)}
    come = {move.new: (move.new + move.length, f"moved-{n}") for n, move in enumerate(found, start=1)}
    for run in runs:
        if run.note or run.sign == "=":
            yield run
        elif run.sign == "-":
            for start, end, note in _cut(run.old_start, run.old_end, gone):
                yield _Run("-", start, end, run.new_start, run.new_start, note)
        else:
            for start, end, note in _cut(run.new_start, run.new_end, come):
                yield _Run("+", run.old_end, run.old_end, start, end, note)


def _cut(start: int, end: int, moved: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """A range in pieces: what moved with its note, and what is between."""
    begin = at = start
    while at < end:
        until, note = moved.get(at, (at, ""))
        if note:
            yield begin, at, ""
            yield at, until, note
            begin = at = until
        else:
            at += 1
    yield begin, end, ""


def _written(runs: Sequence[_Run], old: Sequence[Token], new: Sequence[Token]) -> Iterator[Operation]:
    """Runs as texts, white space at the edge of a change where it belongs."""
    runs = [run for run in runs if run.old_end > run.old_start or run.new_end > run.new_start]
    for place, run in enumerate(runs):
        if run.sign == "-":
            yield Operation("-", _text(old[run.old_start : run.old_end]), run.note)
        elif run.sign == "+":
            yield Operation("+", _text(new[run.new_start : run.new_end]), run.note)
        else:
            following = {each.sign for each in runs[place + 1 : place + 3] if each.sign != "="}
            yield from _kept(old[run.old_end - 1], new[run.new_start : run.new_end], following)


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


def _joined(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Neighbours of one sign and note as one; within a change deletions stand before insertions, spaces with words."""
    for is_kept, change in groupby(operations, key=lambda operation: operation.sign == "="):
        waiting = list(change)
        signs: tuple[Sign, ...] = ("=",) if is_kept else ("-", "+")
        for sign in signs:
            yield from _merged([each for each in waiting if each.sign == sign])


def _merged(operations: Sequence[Operation]) -> Iterator[Operation]:
    found: list[Operation] = []
    for each in operations:
        if found and (found[-1].note == each.note or not each.text.strip()):
            found[-1] = found[-1]._replace(text=found[-1].text + each.text)
        elif found and not found[-1].text.strip():
            found[-1] = each._replace(text=found[-1].text + each.text)
        else:
            found.append(each)
    yield from found
