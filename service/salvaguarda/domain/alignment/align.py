"""The alignment of two drafts: which provisions of one answer to which of the other. Explained in docs/comparing.md."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salvaguarda.domain.alignment.articles import pair_homes
from salvaguarda.domain.alignment.containers import link_containers
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.order import ranking
from salvaguarda.domain.alignment.outline import Outline, Vocabulary
from salvaguarda.domain.alignment.passages import PassageSide, pair_passages
from salvaguarda.domain.alignment.reasons import is_text_of, was_text_of
from salvaguarda.domain.alignment.relations import Sides, name_links
from salvaguarda.domain.alignment.residue import join_residue, words_between
from salvaguarda.domain.alignment.wordless import link_wordless
from salvaguarda.domain.drafts import Provision

ENGINE_VERSION = "2"
"""Kept with every alignment; raised by each change after which the same drafts can get other links."""


def align(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Link, ...]:
    """The links between two drafts, in order of the new draft; deleted provisions after what preceded them.

    old, new: the provisions of each draft in document order, every path once. Every provision but the synthetic
    whole text stands in exactly one link. Pure: the same drafts give the same links on any machine.
    """
    vocabulary = Vocabulary()
    before, after = Outline.of(old, vocabulary), Outline.of(new, vocabulary)
    homes = pair_homes(before, after, len(vocabulary))
    passages_old, passages_new = PassageSide.of(before), PassageSide.of(after)
    pairs = pair_passages(passages_old, passages_new, homes, len(vocabulary))
    found = join_residue(passages_old, passages_new, homes, pairs)
    between = words_between(passages_old, passages_new, found)
    stars = link_containers(before, after, between, homes.paired)
    _add_passages(stars, between, before, after)
    link_wordless(before, after, stars)
    links = name_links(Sides(before, after, stars))
    return tuple(_in_order(_explained(links, between, before, after), before, after))


def _add_passages(
    stars: Stars, between: Mapping[tuple[int, int], object], old: Outline, new: Outline
) -> None:
    """The links of passages beside those of containers; an article's own text is linked as the article."""
    for before, after in between:
        if not _is_crossing(before, after, between, old, new):
            stars.add(before, after)


def _is_crossing(
    before: int, after: int, between: Mapping[tuple[int, int], object], old: Outline, new: Outline
) -> bool:
    """Whether words went from one level to another, so that no link says it: the other provision is linked as a whole.

    An article's own text became a paragraph, or points became the words of the paragraph they stood in, or back.
    """
    if not (old.is_passage(before) and new.is_passage(after)):
        return True
    taken_in = any((above, after) in between for above in old.ancestors(before) if old.is_passage(above))
    taken_out = any((before, above) in between for above in new.ancestors(after) if new.is_passage(above))
    return taken_in or taken_out


def _explained(
    links: Sequence[Link], between: Mapping[tuple[int, int], object], old: Outline, new: Outline
) -> list[Link]:
    """New and deleted passages whose words were, or are, in the text of another level say so."""
    crossing = [(b, a) for b, a in between if _is_crossing(b, a, between, old, new)]
    came = {new.provisions[a].path: old.provisions[b] for b, a in crossing if new.is_passage(a)}
    went = {old.provisions[b].path: new.provisions[a] for b, a in crossing if old.is_passage(b)}
    found = []
    for link in links:
        if link.relation is Relation.NEW and link.new[0] in came:
            found.append(replace(link, reason=was_text_of(came[link.new[0]])))
        elif link.relation is Relation.DELETED and link.old[0] in went:
            found.append(replace(link, reason=is_text_of(went[link.old[0]])))
        else:
            found.append(link)
    return found


def _in_order(links: Sequence[Link], old: Outline, new: Outline) -> list[Link]:
    sides = ([provision.path for provision in side.provisions] for side in (old, new))
    return sorted(links, key=ranking(links, *sides))
