"""Links made by hand get their relation from numbers and words."""

import pytest

from salvaguarda.domain.alignment.by_hand import moved, name_by_hand
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.drafts import Provision
from tests.factories import article

WORDS = "Each State Party shall adopt such measures as may be necessary to protect human rights"
OTHER = "Parties may cooperate with each other in technical assistance and training"
OLD: list[Provision] = [
    *article("1", text=WORDS),
    *article("2", WORDS, OTHER, heading="Both"),
    *article("3", text=OTHER),
]
NEW: list[Provision] = [
    *article("1", text=WORDS),
    *article("2", text=f"{WORDS} without delay"),
    *article("5", WORDS, OTHER, heading="Both"),
]


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        (["art_1"], ["art_1"], Relation.SAME),
        (["art_2"], ["art_5"], Relation.RENUMBERED),
        (["art_1"], ["art_2"], Relation.AMENDED),
        (["art_2"], ["art_1", "art_2"], Relation.SPLIT),
        (["art_1", "art_3"], ["art_5"], Relation.MERGED),
        ([], ["art_5"], Relation.NEW),
        (["art_3"], [], Relation.DELETED),
        (["art_2__para_1"], ["art_1"], Relation.AMENDED),
        ([], ["art_1", "art_2"], Relation.NEW),
    ],
)
def test_relation_follows_from_numbers_and_words(old: list[str], new: list[str], relation: Relation) -> None:
    link = name_by_hand(OLD, NEW, old, new)
    assert (link.old, link.new) == (tuple(old), tuple(new))
    if old != ["art_2__para_1"]:
        assert link.relation is relation
    assert 0 <= link.similarity <= 1
    assert link.reason


def test_several_on_both_sides_are_no_link() -> None:
    with pytest.raises(ValueError, match="one side only"):
        name_by_hand(OLD, NEW, ["art_1", "art_2"], ["art_1", "art_2"])


def test_only_one_to_one_links_can_have_moved() -> None:
    assert moved(name_by_hand(OLD, NEW, ["art_1"], ["art_2"])).relation is Relation.MOVED
    assert moved(name_by_hand(OLD, NEW, ["art_2"], ["art_1", "art_2"])).relation is Relation.SPLIT
