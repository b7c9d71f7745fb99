"""A link that a person made: its relation, similarity and reason, from the numbers and words of what it joins."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.outline import Outline, Vocabulary
from salvaguarda.domain.alignment.relations import Sides, name_links
from salvaguarda.domain.drafts import Provision


def name_by_hand(
    old: Sequence[Provision], new: Sequence[Provision], old_paths: Sequence[str], new_paths: Sequence[str]
) -> Link:
    """The link between these provisions. Whether they moved is not judged: that needs the whole drafts.

    old, new: the provisions of each draft in document order. old_paths, new_paths: what is linked, several on one
    side at most (ValueError otherwise), none on one side for new or deleted.
    """
    if len(old_paths) > 1 and len(new_paths) > 1:
        raise ValueError("a link joins several provisions on one side only")
    vocabulary = Vocabulary()
    before = Outline.of(_within(old, old_paths), vocabulary)
    after = Outline.of(_within(new, new_paths), vocabulary)
    stars = Stars()
    for old_place in _places(before, old_paths):
        for new_place in _places(after, new_paths):
            stars.add(old_place, new_place)
    wanted = (set(old_paths), set(new_paths))
    named = [link for link in name_links(Sides(before, after, stars)) if _is(link, *wanted)]
    if len(named) == 1:
        return named[0]
    # Several provisions that are all new, or all deleted, kept in one link.
    return replace(
        named[0],
        old=tuple(p for link in named for p in link.old),
        new=tuple(p for link in named for p in link.new),
    )


def moved(link: Link) -> Link:
    """The link of one provision to one that stands elsewhere now; others as they are."""
    if link.relation not in (Relation.SAME, Relation.RENUMBERED, Relation.AMENDED):
        return link
    return replace(link, relation=Relation.MOVED, reason=f"moved, {link.reason}")


def _is(link: Link, old_paths: set[str], new_paths: set[str]) -> bool:
    held = (*link.old, *link.new)
    return bool(held) and set(link.old) <= old_paths and set(link.new) <= new_paths


def _within(provisions: Sequence[Provision], paths: Collection[str]) -> list[Provision]:
    """The provisions at these paths and all inside them; those at the paths stand alone."""
    inside: set[str] = set()
    found = []
    for provision in provisions:
        if provision.path in paths:
            found.append(replace(provision, parent=None))
            inside.add(provision.path)
        elif provision.parent in inside:
            found.append(provision)
            inside.add(provision.path)
    return found


def _places(outline: Outline, paths: Collection[str]) -> list[int]:
    return [place for place, provision in enumerate(outline.provisions) if provision.path in paths]
