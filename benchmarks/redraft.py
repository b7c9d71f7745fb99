"""Synthetic redrafts of a real or generated treaty, with known truth: what became of every provision.

Seeded: the same base, profile and seed give the same redraft on any machine. Seeds 1–9 are for development, those from 101
on are held out: run once, at the end, never tuned on.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.align_scores import Pair
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.increasing import heaviest_increasing

PASSAGES = (ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.RECITAL)
DEVELOPMENT_SEEDS = (1, 2, 3)
HELD_OUT_SEEDS = (101, 102, 103, 104)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a redraft differs: shares of articles, or of leaf passages, that an operation falls on.

    amend: share of passages; words: least and most share of a passage's words that change.
    headings: "" kept, "dropped", or "changed".
    """

    name: str
    amend: float = 0.0
    words: tuple[float, float] = (0.05, 0.20)
    delete: float = 0.0
    insert: float = 0.0
    move: float = 0.0
    split: float = 0.0
    merge: float = 0.0
    swap: float = 0.0
    articles: float = 0.0  # of each: deleted, inserted, moved, split, merged, swapped with its neighbour
    headings: str = ""
    boilerplate: float = 0.0  # share of passages that open with the same long clause in both drafts


PROFILES = (
    Profile("renumbered only", insert=0.05),
    Profile("amended 5-20 %", amend=0.5, words=(0.05, 0.20)),
    Profile("amended 20-60 %", amend=0.5, words=(0.20, 0.60)),
    Profile("moved", move=0.10, articles=0.04),
    Profile("split and merged", split=0.08, merge=0.08, articles=0.04),
    Profile("swapped numbers", swap=0.15, articles=0.04),
    Profile("deleted and inserted", delete=0.12, insert=0.12, articles=0.04),
    Profile("mixed", amend=0.3, words=(0.05, 0.35), delete=0.05, insert=0.05, move=0.03, split=0.03, merge=0.03, articles=0.03),
    Profile("mixed, no headings", amend=0.3, words=(0.05, 0.35), delete=0.05, insert=0.05, move=0.03, articles=0.03, headings="dropped"),
    Profile("mixed, new headings", amend=0.3, words=(0.05, 0.35), delete=0.05, insert=0.05, articles=0.03, headings="changed"),
    Profile("boilerplate", amend=0.3, words=(0.05, 0.30), delete=0.05, insert=0.05, split=0.03, articles=0.03, boilerplate=0.6),
)  # fmt: skip
CLAUSE = (
    "Each State Party shall adopt, in accordance with the fundamental principles of its domestic law, such legislative "
    "and other measures as may be necessary to ensure that"
)


@dataclass(eq=False)
class Node:
    """One provision of a draft in the making. ids: the old paths it answers to; elsewhere: whether it was moved."""

    ids: tuple[str, ...]
    like: Provision
    inside: list["Node"] = field(default_factory=list)
    elsewhere: bool = False

    def all(self) -> Iterator["Node"]:
        """The node and those inside it, in document order."""
        yield self
        for inner in self.inside:
            yield from inner.all()


@dataclass(frozen=True, slots=True)
class Redraft:
    """Two drafts with neutral paths, and what became of what. truth: (old path, new path) → relation."""

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    truth: dict[Pair, str]


def redraft(base: Sequence[Provision], profile: Profile, seed: int) -> Redraft:
    """A redraft of a base text. base: provisions of a whole draft in document order."""
    random = Random(f"{profile.name} {seed}")
    first = _tree([each for each in base if each.kind is not ProvisionKind.DRAFT], profile, random)
    old = _laid_out(first)
    for node, made in old:
        node.ids = (made.path,)
    before = {made.path: made for _, made in old}
    second = _copied(first)
    _Editor(second, profile, random).edit()
    new = _laid_out(second)
    return Redraft(tuple(before.values()), tuple(made for _, made in new), _truth(old, new))


def _tree(base: Sequence[Provision], profile: Profile, random: Random) -> list[Node]:
    nodes = {each.path: Node((each.path,), each) for each in base}
    top: list[Node] = []
    for each in base:
        node = nodes[each.path]
        if each.kind in PASSAGES and each.text and random.random() < profile.boilerplate:
            node.like = replace(each, text=f"{CLAUSE} {each.text}")
        (nodes[each.parent].inside if each.parent in nodes else top).append(node)
    return top


def _copied(nodes: Sequence[Node]) -> list[Node]:
    return [Node(node.ids, node.like, _copied(node.inside)) for node in nodes]


def _laid_out(top: Sequence[Node]) -> list[tuple[Node, Provision]]:
    """Every node with its provision: neutral paths, numbers given anew in the manner of each kind."""
    made: list[tuple[Node, Provision]] = []
    articles = 0

    def lay(nodes: Sequence[Node], parent: str | None, depth: int) -> None:
        nonlocal articles
        counts: dict[ProvisionKind, int] = defaultdict(int)
        for node in nodes:
            counts[node.like.kind] += 1
            articles += node.like.kind is ProvisionKind.ARTICLE
            place = articles if node.like.kind is ProvisionKind.ARTICLE else counts[node.like.kind]
            path = f"n{len(made) + 1}"
            number = _number(node.like.kind, place) if node.like.number else ""
            made.append(
                (
                    node,
                    replace(
                        node.like, path=path, label=path, number=number, parent=parent, depth=depth, marks=()
                    ),
                )
            )
            lay(node.inside, path, depth + 1)

    lay(top, None, 0)
    return made


def _number(kind: ProvisionKind, place: int) -> str:
    letter = "abcdefghijklmnopqrstuvwxyz"[(place - 1) % 26] * (1 + (place - 1) // 26)
    return f"({letter})" if kind in (ProvisionKind.POINT, ProvisionKind.SUBPOINT) else str(place)


class _Editor:
    """Changes a tree in place."""

    def __init__(self, top: list[Node], profile: Profile, random: Random) -> None:
        self._top, self._profile, self._random = top, profile, random
        self._words = [word for node in self._all() for word in node.like.text.split()]

    def edit(self) -> None:
        """Whole articles first, then passages, then words, then headings."""
        profile = self._profile
        for articles in (True, False):
            rows = self._rows(articles=articles)
            for change, own in (
                (self._swap, profile.swap),
                (self._move, profile.move),
                (self._split, profile.split),
                (self._merge, profile.merge),
                (self._delete, profile.delete),
                (self._insert, profile.insert),
            ):
                for row, node in self._chosen(rows, profile.articles if articles else own):
                    if node in row:
                        change(row, node, rows)
        self._amend()
        self._head()

    def _all(self) -> list[Node]:
        return [node for top in self._top for node in top.all()]

    def _rows(self, *, articles: bool) -> list[list[Node]]:
        """Lists of siblings: of articles, or of passages."""
        rows = [self._top, *(node.inside for node in self._all())]
        return [
            row
            for row in rows
            if row
            and (row[0].like.kind is ProvisionKind.ARTICLE) == articles
            and (articles or row[0].like.kind in PASSAGES)
        ]

    def _chosen(self, rows: list[list[Node]], share: float) -> list[tuple[list[Node], Node]]:
        every = [(row, node) for row in rows for node in row if node.ids and not node.elsewhere]
        return self._random.sample(every, round(share * len(every)))

    def _swap(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        at = row.index(node)
        if at + 1 < len(row):
            row[at], row[at + 1] = row[at + 1], row[at]

    def _move(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        own = [each.inside for each in node.all()]
        rows = self._rows(articles=node.like.kind is ProvisionKind.ARTICLE)
        others = [other for other in rows if other is not row and all(other is not inside for inside in own)]
        targets = [other for other in others if other[0].like.kind is node.like.kind]
        if not targets or len(row) < 2 or len(node.like.text.split()) + len(node.inside) < 6:
            return
        row.remove(node)
        target = self._random.choice(targets)
        target.insert(self._random.randrange(len(target) + 1), node)
        node.elsewhere = True

    def _split(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        at = row.index(node)
        if node.like.kind is ProvisionKind.ARTICLE:
            if len(node.inside) < 4 or len(node.ids) > 1:
                return
            half = len(node.inside) // 2
            tail = Node(node.ids, replace(node.like, heading=self._sentence(3), text=""), node.inside[half:])
            node.inside[half:] = []
        else:
            words = node.like.text.split()
            if node.inside or len(words) < 24 or len(node.ids) > 1:
                return
            half = self._random.randint(len(words) * 2 // 5, len(words) * 3 // 5)
            tail = Node(node.ids, replace(node.like, heading="", text=" ".join(words[half:])))
            node.like = replace(node.like, text=" ".join(words[:half]))
        row.insert(at + 1, tail)

    def _merge(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        at = row.index(node)
        other = row[at + 1] if at + 1 < len(row) else None
        if other is None or not other.ids or set(other.ids) & set(node.ids) or len(node.ids + other.ids) > 2:
            return
        if node.like.kind is not other.like.kind or other.elsewhere or node.elsewhere:
            return
        if any(sum(each.ids == one.ids for each in row) > 1 for one in (node, other)):
            return  # a half of something that was split
        if node.like.kind is not ProvisionKind.ARTICLE and (
            node.inside or other.inside or min(len(each.like.text.split()) for each in (node, other)) < 8
        ):
            return
        node.like = replace(node.like, text=f"{node.like.text} {other.like.text}".strip())
        node.ids += other.ids
        node.inside += other.inside
        row.remove(other)

    def _delete(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        if len(row) > 1:
            row.remove(node)

    def _insert(self, row: list[Node], node: Node, _rows: list[list[Node]]) -> None:
        heading = self._sentence(4) if node.like.heading else ""
        text = "" if node.like.kind is ProvisionKind.ARTICLE else self._sentence(self._random.randint(12, 60))
        new = Node((), replace(node.like, heading=heading, text=text, closing=""))
        if not text:
            like = next((each.like for each in node.inside), None)
            like = replace(
                like or node.like, kind=ProvisionKind.PARAGRAPH, number="1", heading="", closing=""
            )
            new.inside = [Node((), replace(like, text=self._sentence(40))) for _ in range(3)]
        row.insert(row.index(node) + 1, new)

    def _amend(self) -> None:
        for node in self._all():
            if node.ids and node.like.text and self._random.random() < self._profile.amend:
                node.like = replace(node.like, text=self._changed(node.like.text))

    def _changed(self, text: str) -> str:
        share = self._random.uniform(*self._profile.words)
        found: list[str] = []
        for word in text.split():
            if self._random.random() >= share:
                found.append(word)
                continue
            way = self._random.random()  # half replaced, a quarter deleted, a quarter with a word put in
            found += [] if way < 0.25 else [word, self._word()] if way < 0.5 else [self._word()]
        return " ".join(found) or text

    def _head(self) -> None:
        for node in self._all():
            if node.like.heading and node.like.kind is ProvisionKind.ARTICLE and self._profile.headings:
                gone = self._profile.headings == "dropped"
                node.like = replace(node.like, heading="" if gone else self._sentence(4))

    def _word(self) -> str:
        return self._random.choice(self._words)

    def _sentence(self, length: int) -> str:
        """Words of the base text in a chance order: a foreign text that uses its words."""
        return " ".join(self._word() for _ in range(length)).capitalize()


def _truth(old: Sequence[tuple[Node, Provision]], new: Sequence[tuple[Node, Provision]]) -> dict[Pair, str]:
    """The relation of every pair, by the rules of docs/comparing.md, from what the editor did."""
    answers: dict[str, list[str]] = defaultdict(list)
    for node, made in new:
        for path in node.ids:
            answers[path].append(made.path)
    moved = _moved(old, new, answers)
    words, other_words = _wholes(old), _wholes(new)
    numbers = {made.path: made.number for _, made in old}
    found: dict[Pair, str] = {(path, ""): "deleted" for path in numbers if path not in answers}
    found |= {("", made.path): "new" for node, made in new if not node.ids}
    for node, made in new:
        for path in node.ids:
            if len(answers[path]) > 1 or len(node.ids) > 1:
                found[path, made.path] = "split" if len(answers[path]) > 1 else "merged"
            elif (path, made.path) in moved:
                found[path, made.path] = "moved"
            elif words[path] != other_words[made.path]:
                found[path, made.path] = "amended"
            else:
                found[path, made.path] = "same" if numbers[path] == made.number else "renumbered"
    return found


def _wholes(laid: Sequence[tuple[Node, Provision]]) -> dict[str, str]:
    return {
        made.path: "\n".join(f"{n.like.heading}\n{n.like.text}\n{n.like.closing}" for n in node.all())
        for node, made in laid
    }


def _moved(
    old: Sequence[tuple[Node, Provision]],
    new: Sequence[tuple[Node, Provision]],
    answers: dict[str, list[str]],
) -> set[Pair]:
    """What the editor moved, and what changed its place in its row; as few words as possible."""
    place = {made.path: at for at, (_, made) in enumerate(old)}
    parents = {made.path: made.parent for _, made in old}
    weights = {path: len(text.split()) + 1 for path, text in _wholes(old).items()}
    found: set[Pair] = set()
    rows: dict[tuple[object, str | None], list[Pair]] = defaultdict(list)
    parent_ids = {made.path: node.ids for node, made in new}
    for node, made in new:
        for path in node.ids[:1]:
            if node.elsewhere and (parents[path] or "") not in parent_ids.get(made.parent or "", ()):
                found.add((path, made.path))
            else:
                rows[
                    parents[path], made.parent if len(answers.get(parents[path] or "", ())) > 1 else None
                ].append((path, made.path))
    for row in rows.values():
        kept = set(heaviest_increasing([place[path] for path, _ in row], [weights[path] for path, _ in row]))
        found |= {pair for at, pair in enumerate(row) if at not in kept}
    return found
