"""A synthetic treaty that is renegotiated with known truth: what became of every provision."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.drafts import Provision
from tests.factories import provision

SUBJECTS = (
    "Each State Party",
    "States Parties",
    "The competent authorities",
    "The Conference",
    "The secretariat",
)
VERBS = (
    "adopt", "review", "ensure", "consider", "promote", "preserve", "disclose", "establish", "limit", "prohibit",
    "supervise", "publish", "suspend", "facilitate", "monitor", "investigate", "restore", "transmit", "withhold",
)  # fmt: skip
ADJECTIVES = (
    "effective", "independent", "domestic", "electronic", "specific", "proportionate", "judicial", "technical",
    "adequate", "regional", "periodic", "confidential", "urgent", "voluntary", "transparent", "lawful",
)  # fmt: skip
NOUNS = (
    "evidence", "remedies", "records", "training", "measures", "warrants", "requests", "systems", "assets", "experts",
    "witnesses", "providers", "networks", "safeguards", "statistics", "devices", "identities", "journalists",
    "researchers", "extradition", "encryption", "funds", "reports", "languages", "reservations", "ports", "cables",
)  # fmt: skip
CLAUSES = (
    "in accordance with its domestic law", "with due regard to human rights", "upon receipt of a reasoned request",
    "without delay", "where appropriate", "to the extent possible", "subject to judicial review",
    "as provided for in this Convention", "within ninety days", "at least every five years",
)  # fmt: skip


@dataclass
class Part:
    """One provision; ids: the old provisions it answers to; mark: its relation, "" for same or renumbered."""

    ids: tuple[str, ...]
    heading: str = ""
    text: str = ""
    inside: list["Part"] = field(default_factory=list)
    mark: str = ""


@dataclass
class Treaty:
    """Chapters of articles of paragraphs of points."""

    chapters: list[Part]

    def laid_out(self) -> Iterator[tuple[Part, Provision]]:
        """Every part with its provision, articles numbered through, the rest from 1 in what it stands in."""
        number = 0
        for place, chapter in enumerate(self.chapters, start=1):
            yield chapter, provision(f"chp_{place}", kind="chapter", heading=chapter.heading)
            for article in chapter.inside:
                number += 1
                path = f"chp_{place}__art_{number}"
                yield article, provision(path, kind="article", heading=article.heading)
                yield from _numbered(article, path, ("para", "point"))

    def provisions(self) -> list[Provision]:
        """The treaty as a draft."""
        return [made for _, made in self.laid_out()]


def _numbered(part: Part, path: str, levels: tuple[str, ...]) -> Iterator[tuple[Part, Provision]]:
    kind = {"para": "paragraph", "point": "point"}
    for place, inner in enumerate(part.inside, start=1):
        own = f"{path}__{levels[0]}_{place}"
        yield inner, provision(own, inner.text, kind=kind[levels[0]])
        yield from _numbered(inner, own, levels[1:])


def sentence(random: Random) -> str:
    """A treaty sentence of some twenty words; many share their beginnings and clauses, as in real ones."""
    pick = random.choice
    return (
        f"{pick(SUBJECTS)} shall {pick(VERBS)} {pick(ADJECTIVES)} {pick(NOUNS)} and {pick(VERBS)} "
        f"{pick(ADJECTIVES)} {pick(NOUNS)} of {pick(NOUNS)}, {pick(CLAUSES)}, {pick(CLAUSES)}."
    )


def treaty(random: Random, chapters: int = 5, articles: int = 6) -> Treaty:
    """A first draft."""

    def paragraph(key: str) -> Part:
        points = [Part((f"{key}.{n}",), text=sentence(random)) for n in range(random.choice((0, 0, 3)))]
        return Part((key,), text=f"{sentence(random)} {sentence(random)}", inside=points)

    def article(key: str) -> Part:
        heading = (
            f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)} and {random.choice(NOUNS)}".capitalize()
        )
        inside = [paragraph(f"{key}.{n}") for n in range(random.randint(3, 5))]
        return Part((key,), heading=heading, inside=inside)

    return Treaty(
        [
            Part(
                (f"{c}",),
                heading=f"On {NOUNS[c % len(NOUNS)]}",
                inside=[article(f"{c}.{a}") for a in range(articles)],
            )
            for c in range(chapters)
        ]
    )


def renegotiated(first: Treaty, random: Random) -> Treaty:
    """The next draft: one article each deleted, new, moved, split, merged; paragraphs changed in five others."""
    chapters = [
        Part(c.ids, c.heading, inside=[_kept(article) for article in c.inside]) for c in first.chapters
    ]
    second = Treaty(chapters)
    rest = [(c, a) for c in range(len(chapters)) for a in range(len(chapters[c].inside))]
    random.shuffle(rest)
    taken = iter(rest)
    for change in (_amend, _split_paragraph, _merge_paragraphs, _swap_paragraphs, _replace_paragraph):
        c, a = next(taken)
        change(chapters[c].inside[a], random)
    _move(second, *next(taken))
    _rearrange(second, taken, random)
    return second


def _kept(part: Part) -> Part:
    return Part(part.ids, part.heading, part.text, [_kept(inner) for inner in part.inside])


def _changed_words(text: str, random: Random) -> str:
    words = text.split()
    for place in random.sample(range(len(words)), len(words) // 6):
        words[place] = random.choice(NOUNS + VERBS)
    return " ".join(words)


def _amend(article: Part, random: Random) -> None:
    article.mark = article.inside[1].mark = "amended"
    article.inside[1].text = _changed_words(article.inside[1].text, random)


def _plain(paragraph: Part) -> Part:
    """A paragraph whose points are gone (marked by their absence), so that it can be cut."""
    paragraph.inside = []
    return paragraph


def _split_paragraph(article: Part, _random: Random) -> None:
    article.mark = "amended"
    whole = _plain(article.inside[1])
    head, _, tail = whole.text.partition(". ")
    halves = [Part(whole.ids, text=f"{head}.", mark="split"), Part(whole.ids, text=tail, mark="split")]
    article.inside[1:2] = halves


def _merge_paragraphs(article: Part, _random: Random) -> None:
    article.mark = "amended"
    one, two = _plain(article.inside[0]), _plain(article.inside[1])
    article.inside[:2] = [Part(one.ids + two.ids, text=f"{one.text} {two.text}", mark="merged")]


def _swap_paragraphs(article: Part, random: Random) -> None:
    """The paragraph of fewer words is the one that is said to have moved: it is cut short to make that sure."""
    article.mark = "amended"
    first, second = article.inside[0], _plain(article.inside[1])
    second.text, second.mark = _changed_words(second.text.partition(". ")[0], random), "moved"
    article.inside[:2] = [second, first]


def _replace_paragraph(article: Part, random: Random) -> None:
    article.mark = "amended"
    article.inside[0] = Part((), text=_foreign(random), mark="new")


def _foreign(random: Random) -> str:
    """A sentence that shares no word with the treaty's."""
    return " ".join(f"quux{random.randrange(10_000)}" for _ in range(20))


def _move(second: Treaty, c: int, a: int) -> None:
    """To the end of the chapter two further on."""
    moved = second.chapters[c].inside[a]
    moved.mark = "moved"
    target = (c + 2) % len(second.chapters)
    second.chapters[c].inside[a] = Part((), mark="hole")
    second.chapters[target].inside.append(moved)


def _rearrange(second: Treaty, taken: Iterator[tuple[int, int]], random: Random) -> None:
    """Delete, add, split and merge whole articles; last, because that shifts places."""
    articles = [second.chapters[c].inside[a] for c, a in taken]
    gone, cut, added_after = articles[:3]
    gone.mark = "hole"
    inside = cut.inside
    halves = [Part(cut.ids, cut.heading, inside=inside[:2], mark="split")]
    halves.append(Part(cut.ids, "Further rules", inside=inside[2:], mark="split"))
    new = Part(
        (), "Quux zebra", inside=[Part((), text=_foreign(random), mark="new") for _ in range(3)], mark="new"
    )
    _put(second, cut, halves)
    _put(second, added_after, [added_after, new])
    _merge_neighbours(second, [part for part in articles[3:] if not part.mark])
    for chapter in second.chapters:
        chapter.inside = [article for article in chapter.inside if article.mark != "hole"]


def _put(second: Treaty, part: Part, instead: list[Part]) -> None:
    for chapter in second.chapters:
        for place, article in enumerate(chapter.inside):
            if article is part:
                chapter.inside[place : place + 1] = instead
                return


def _merge_neighbours(second: Treaty, free: list[Part]) -> None:
    for chapter in second.chapters:
        for one, two in zip(chapter.inside, chapter.inside[1:], strict=False):
            if any(one is part for part in free) and any(two is part for part in free):
                merged = Part(
                    one.ids + two.ids, one.heading, inside=[*one.inside, *two.inside], mark="merged"
                )
                _put(second, one, [merged])
                chapter.inside = [part for part in chapter.inside if part is not two]
                return


Named = tuple[tuple[str, ...], tuple[str, ...], str]


def truth(first: Treaty, second: Treaty) -> set[Named]:
    """(old paths, new paths, relation) of every article, paragraph and point."""
    old = {part.ids[0]: made for part, made in first.laid_out() if made.kind != "chapter"}
    found: dict[tuple[str, ...], list[tuple[Part, Provision]]] = defaultdict(list)
    links: set[Named] = set()
    for part, made in second.laid_out():
        if made.kind == "chapter":
            continue
        if part.ids:
            found[part.ids].append((part, made))
        else:
            links.add(((), (made.path,), "new"))
    for ids, answers in found.items():
        before = tuple(old[key].path for key in ids)
        links.add((before, tuple(made.path for _, made in answers), _named(old[ids[0]], *answers[0])))
    kept = {key for ids in found for key in ids}
    return links | {((made.path,), (), "deleted") for key, made in old.items() if key not in kept}


def _named(before: Provision, part: Part, after: Provision) -> str:
    return part.mark or ("same" if before.number == after.number else "renumbered")


def named(links: tuple[Link, ...]) -> set[Named]:
    """Links as truth is written, without those of chapters."""
    return {(link.old, link.new, link.relation.value) for link in links if "__" in (link.old + link.new)[0]}
