"""Where the cross-references of a draft lead: from what the words name to the paths of provisions."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.references.words import number_of
from salvaguarda.domain.references.written import Reference, Scope, Step, written_references

_KINDS = {
    "part": (ProvisionKind.PART,),
    "title": (ProvisionKind.TITLE,),
    "chapter": (ProvisionKind.CHAPTER,),
    "section": (ProvisionKind.ARTICLE, ProvisionKind.SECTION, ProvisionKind.SUBSECTION),
    "annex": (ProvisionKind.ANNEX,),
    "article": (ProvisionKind.ARTICLE,),
}
_DEEPEST = 12  # provisions around one that it can be found under: a guard
_WIDEST = 500  # provisions that one range may name: a guard
_ALIKE = 16  # provisions of one kind and number among which the nearest is looked for: a guard
_OWN_NAME = regex.compile(
    r"\b(?:this|the\s+present|la\s+présente|la\s+presente|el\s+presente|настоящ\p{L}{2,3})\s{1,3}"
    r"(?P<name>convention|agreement|protocol|treaty|covenant|charter|regulation|directive|act|law|statute|bill"
    r"|convención|acuerdo|protocolo|tratado|accord|конвенци\p{L}|соглашени\p{L}|протокол\p{L}?)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference where it stands, and the provisions that it names.

    path: of the provision whose own words hold it. targets: paths in document order, several for a range; empty when
    there is none, or when another text is meant. words: its text or its closing words, which the reference points into.
    """

    path: str
    reference: Reference
    targets: tuple[str, ...]
    words: str


class ReferenceIndex:
    """A draft's provisions by the numbers that references name them by. Linear to build."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = tuple(p for p in provisions if p.kind is not ProvisionKind.DRAFT)
        self._by_path = {provision.path: provision for provision in self.provisions}
        self._place = {provision.path: place for place, provision in enumerate(self.provisions)}
        self._kind: dict[tuple[ProvisionKind, str], list[str]] = defaultdict(list)
        self._inside: dict[tuple[str, str], str] = {}
        self._children: dict[tuple[str | None, ProvisionKind], list[str]] = defaultdict(list)
        self._in_row: dict[str, int] = {}
        self._ends: dict[tuple[tuple[str | None, ProvisionKind], str], list[int]] = defaultdict(list)
        for provision in sorted(self.provisions, key=lambda each: each.depth):  # what stands nearer wins
            self._add(provision)
        self.own_name = _own_name(self.provisions)

    def _add(self, provision: Provision) -> None:
        number = number_of(provision.number)
        row = self._row(provision)
        self._in_row[provision.path] = len(self._children[row])
        self._ends[row, number].append(len(self._children[row]))
        self._children[row].append(provision.path)
        if not number:
            return
        self._kind[provision.kind, number].append(provision.path)
        for above in self.around(provision.path):
            self._inside.setdefault((above, number), provision.path)

    @staticmethod
    def _row(provision: Provision) -> tuple[str | None, ProvisionKind]:
        """Among which provisions a range runs: articles are numbered through, others inside what they stand in."""
        article = provision.kind is ProvisionKind.ARTICLE
        return (None if article else provision.parent), provision.kind

    def around(self, path: str) -> Iterator[str]:
        """Paths of the provisions around one, the nearest first."""
        for _ in range(_DEEPEST):
            provision = self._by_path.get(path)
            if provision is None or provision.parent is None:
                return
            path = provision.parent
            yield path

    def references(self) -> Iterator[Resolved]:
        """Every reference of the draft, in document order."""
        for provision in self.provisions:
            for words in (provision.text, provision.closing):
                for reference in written_references(words, self.own_name):
                    yield Resolved(provision.path, reference, self.targets(reference, provision.path), words)

    def targets(self, reference: Reference, path: str) -> tuple[str, ...]:
        """The provisions that a reference in the words of the provision at `path` names."""
        if reference.scope is Scope.FOREIGN:
            return ()
        found: str | None = None
        for place, step in enumerate(reference.steps):
            found = self._first(step, path) if place == 0 else self._inside.get((str(found), step.number))
            if found is None:
                return ()
        last = reference.steps[-1].last
        return self._range(str(found), last) if last else (str(found),)

    def _first(self, step: Step, path: str) -> str | None:
        """The outermost step: a division or article of the draft, or a paragraph or point around the words."""
        if step.level in _KINDS:
            kinds = _KINDS[step.level]
            named = next(
                (self._kind[kind, step.number] for kind in kinds if (kind, step.number) in self._kind), []
            )
            return max(
                named[:_ALIKE], key=lambda each: (_shared(each, path), -self._place[each]), default=None
            )
        around = [path, *self.around(path)]
        if step.level == "paragraph":
            around = [each for each in around if self._by_path[each].kind not in _PASSAGES] or around
        return next(
            (self._inside[each, step.number] for each in around if (each, step.number) in self._inside), None
        )

    def _range(self, first: str, last: str) -> tuple[str, ...]:
        """From a provision to the next one of its row with this number; none when that is missing or too far."""
        row = self._row(self._by_path[first])
        begin = self._in_row[first]
        ends = self._ends.get((row, last), [])
        place = bisect_left(ends, begin)
        if place == len(ends) or ends[place] - begin >= _WIDEST:
            return ()
        return tuple(self._children[row][begin : ends[place] + 1])


_PASSAGES = (
    ProvisionKind.PARAGRAPH,
    ProvisionKind.POINT,
    ProvisionKind.SUBPOINT,
    ProvisionKind.OPTION,
    ProvisionKind.DEFINITION,
)


def _shared(one: str, other: str) -> int:
    """How many steps two paths have in common from the beginning."""
    left, right = one.split("__"), other.split("__")
    return next(
        (place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )


def _own_name(provisions: Sequence[Provision]) -> str:
    """What the draft calls itself most often ("this Convention"), small letters; "" when it does not say."""
    names = Counter(
        match["name"].casefold() for provision in provisions for match in _OWN_NAME.finditer(provision.text)
    )
    return min(names, key=lambda name: (-names[name], name), default="")
