"""Cross-references as a text writes them: "article 5, paragraph 2 (b)", "Articles 3 to 7 and 9 of this Convention".

Only what stands in the words; where a reference leads is found by `resolving`. Linear in the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from salvaguarda.domain.references import words

_LIST_LIMIT = 200  # numbers in one enumeration: a guard
_NEAR = 400  # characters that "in subsection (3)" may stand behind "section 92K of the Act" whose subsection it is
_SENTENCE_END = regex.compile(r"[.;]\s")


class Scope(StrEnum):
    """Whose provision is meant."""

    OWN = "own"  # of this text: "article 5", "article 5 of this Convention"
    HERE = "here"  # of the provision that the words stand in: "paragraph 2", "paragraph 2 of this article"
    FOREIGN = "foreign"  # of another text: "Article 4 of the Framework Convention"


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a reference. level: "article", "paragraph", "point" …; "" for a number in brackets behind another.

    number: as numbers are compared ("5", "2", "b"); last: where a range ends, "" when there is none.
    """

    level: str
    number: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a text, outermost step first.

    start, end: code points from its first word or number to its last. spans: those of the numbers alone.
    said: whether the text says of what ("of this article"), so that a target that is missing is a fault.
    """

    start: int
    end: int
    steps: tuple[Step, ...]
    spans: tuple[tuple[int, int], ...]
    scope: Scope = Scope.OWN
    said: bool = False

    @property
    def key(self) -> str:
        """The reference in one form, however it is written: "article 5 > 2 > b", "paragraph 2", "article 3-7"."""
        parts = [f"{step.number}-{step.last}" if step.last else step.number for step in self.steps]
        return f"{self.steps[0].level} {' > '.join(parts)}"


@dataclass(frozen=True, slots=True)
class _Item:
    """A number with those in brackets behind it."""

    steps: tuple[Step, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """A word of a level with the numbers behind it."""

    start: int
    end: int
    level: str
    items: tuple[_Item, ...]


def written_references(text: str, own_name: str = "") -> tuple[Reference, ...]:
    """The references of a text in order; those to other texts have the scope FOREIGN.

    own_name: what the draft calls itself, small letters ("convention"): "of the Convention" then means this one.

    >>> [each.key for each in written_references("articles 3 to 7 and 9, or paragraph 2 (b) of this article")]
    ['article 3-7', 'article 9', 'paragraph 2 > b']
    """
    found = [*_chinese(text), *_read(text, list(_groups(text)), own_name)]
    return tuple(sorted(found, key=lambda each: (each.spans[0], each.end)))


def _groups(text: str) -> Iterator[_Group]:
    reached = 0
    for word in words.LEVEL.finditer(text):
        if word.start() < reached:
            continue
        level = words.level_of(word)
        items, end = _enumeration(text, word.end(), level)
        if items:
            yield _Group(word.start(), end, level, tuple(items))
            reached = end


def _enumeration(text: str, at: int, level: str) -> tuple[list[_Item], int]:
    """The numbers that begin here, and where they end."""
    items: list[_Item] = []
    gap = words.AFTER_WORD.match(text, at)
    begin = gap.end() if gap else at
    while len(items) < _LIST_LIMIT and (match := words.ITEM[level].match(text, begin)):
        item = _item(match, level, items)
        if item is None:
            break
        item, at = _ranged(text, match.end(), level, item)
        items.append(item)
        separator = words.SEPARATOR.match(text, at)
        if separator is None:
            break
        begin = separator.end()
    return items, at


def _item(match: regex.Match[str], level: str, before: Sequence[_Item]) -> _Item | None:
    """One number; brackets alone go on with the number before: "32(a), (b)"."""
    inner = words.sub_numbers(match)
    subs = tuple(Step("", number) for number, _ in inner)
    spans = tuple(span for _, span in inner)
    if number := match["number"]:
        first = words.number_of(number)
        if (
            not before
            or not number.startswith("(")
            or before[-1].steps[0].number.isdigit() == first.isdigit()
        ):
            return _Item((Step(level, first), *subs), (match.span("number"), *spans))
        subs, spans = (Step("", first), *subs), (match.span("number"), *spans)
    if not before or not subs:
        return None
    return _Item((replace(before[-1].steps[0], last=""), *subs), spans)


def _ranged(text: str, at: int, level: str, item: _Item) -> tuple[_Item, int]:
    """The item up to where its range ends: "3 to 7"."""
    to = words.RANGE.match(text, at)
    last = words.ITEM[level].match(text, to.end()) if to else None
    if last is None or not last["number"] or len(item.steps) > 1 or last["subs"]:
        return item, at
    step = replace(item.steps[0], last=words.number_of(last["number"]))
    return _Item((step,), (*item.spans, last.span("number"))), last.end()


def _read(text: str, groups: list[_Group], own_name: str) -> Iterator[Reference]:
    """Groups joined to chains, with whose they are."""
    chains = [_ordered(text, chain) for chain in _chains(text, groups)]
    foreign_until = -_NEAR
    for chain, (stated, said) in zip(chains, _stated(text, chains, own_name), strict=True):
        scope = stated or _assumed(text, chain[0], foreign_until)
        if scope is Scope.FOREIGN:
            foreign_until = _end(chain)
        yield from _of_chain(chain, scope, said=said)


def _stated(text: str, chains: Sequence[Sequence[_Group]], own_name: str) -> list[tuple[Scope | None, bool]]:
    """Per chain whose it is said to be; "Article 4 and Article 5 of the Treaty" says it of both."""
    found: list[tuple[Scope | None, bool]] = []
    following: Sequence[_Group] = ()
    after: Scope | None = None
    for chain in reversed(chains):
        scope, said = _tail(text, _end(chain), own_name)
        if scope is None and after is Scope.FOREIGN and _joined(text, chain, following):
            scope, said = Scope.FOREIGN, False
        found.append((scope, said))
        following, after = chain, scope
    return found[::-1]


def _assumed(text: str, outer: _Group, foreign_until: int) -> Scope:
    """Whose a reference is when the text does not say; bare paragraphs go on with another text in the same sentence."""
    if outer.level not in ("paragraph", "point"):
        return Scope.OWN
    near = outer.start - foreign_until < _NEAR
    goes_on = near and not _SENTENCE_END.search(text, foreign_until, outer.start)
    return Scope.FOREIGN if goes_on else Scope.HERE


def _chains(text: str, groups: list[_Group]) -> Iterator[list[_Group]]:
    """Groups that are levels of one reference, as they stand in the text."""
    chain: list[_Group] = []
    for group in groups:
        if chain and _continues(text, chain, group):
            chain.append(group)
        else:
            if chain:
                yield chain
            chain = [group]
    if chain:
        yield chain


def _continues(text: str, chain: list[_Group], group: _Group) -> bool:
    """Whether a group is one level further in than the chain before it, or, "of …", further out."""
    before, between = chain[-1], text[chain[-1].end : group.start]
    inwards = _inwards(text, chain) if len(chain) > 1 else None
    rank = words.RANKS.index(before.level) - words.RANKS.index(group.level)
    if rank < 0 and inwards is not False and words.INSIDE.fullmatch(between):
        return True
    around = words.AROUND.fullmatch(between)
    return (
        around is not None
        and not inwards
        and rank != 0
        and (rank > 0 or bool(around["of"]))
        and between != ", "
    )


def _inwards(text: str, chain: Sequence[_Group]) -> bool:
    """Whether the outermost level of a chain is named first: "article 5, paragraph 2"."""
    between = text[chain[0].end : chain[1].start]
    rising = words.RANKS.index(chain[0].level) < words.RANKS.index(chain[1].level)
    return rising and words.INSIDE.fullmatch(between) is not None


def _end(chain: Sequence[_Group]) -> int:
    return max(group.end for group in chain)


def _ordered(text: str, chain: Sequence[_Group]) -> Sequence[_Group]:
    """The groups of a chain, outermost first."""
    return chain if len(chain) < 2 or _inwards(text, chain) else chain[::-1]


def _joined(text: str, chain: Sequence[_Group], following: Sequence[_Group]) -> bool:
    start = min(group.start for group in following)
    return words.AND.fullmatch(text[_end(chain) : start]) is not None


def _tail(text: str, end: int, own_name: str) -> tuple[Scope | None, bool]:
    """Whose provision the words behind a reference say that it is; None when they say nothing."""
    if words.HERE.match(text, end):
        return Scope.HERE, True
    if words.OWN.match(text, end):
        return Scope.OWN, True
    other = words.OTHER.match(text, end)
    if other is None:
        return None, False
    own = own_name and other["name"] and other["name"].casefold() == own_name and not other["that"]
    return (Scope.OWN, True) if own else (Scope.FOREIGN, True)


def _of_chain(chain: Sequence[_Group], scope: Scope, *, said: bool) -> Iterator[Reference]:
    """A reference for each number of the innermost group, inside the last number of those around it.

    chain: groups, outermost first.
    """
    *outer, innermost = chain
    for group in outer:  # "articles 3 and 5, paragraph 2": article 3 is a reference of its own
        for item in group.items[:-1]:
            yield Reference(item.spans[0][0], item.spans[-1][1], item.steps, item.spans, scope, said)
    steps = tuple(step for group in outer for step in group.items[-1].steps)
    spans = tuple(span for group in outer for span in group.items[-1].spans)
    relative = scope is Scope.HERE and chain[0].level not in ("paragraph", "point")
    for item in innermost.items:
        every = (*spans, *item.spans)
        own = Scope.OWN if relative else scope
        first, last = min(every)[0], max(each[1] for each in every)
        yield Reference(
            min(first, *(group.start for group in chain)), last, (*steps, *item.steps), every, own, said
        )


def _chinese(text: str) -> Iterator[Reference]:
    """第十二條第二款, 本条第一款, 《公约》第四条."""
    if "第" not in text:
        return
    for match in words.CHINESE.finditer(text):
        levels = [level for level in ("article", "paragraph", "point") if match[level]]
        if not levels:
            continue
        steps = tuple(Step(level, words.number_of(match[level])) for level in levels)
        if match["bis"]:
            steps = (Step("article", f"{steps[0].number}之{words.number_of(match['bis'][1:])}"), *steps[1:])
        scope = Scope.FOREIGN if match["other"] else Scope.OWN if match["article"] else Scope.HERE
        spans = tuple(match.span(level) for level in levels)
        yield Reference(match.start(), match.end(), steps, spans, scope, bool(match["here"]))
