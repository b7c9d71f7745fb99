import pytest

from salvaguarda.domain.alignment.by_hand import moved, name_by_hand
from tests.factories import article

COURT = "Each Party shall obtain a warrant from an independent court before it searches a device."
NOTICE = "A person whose data were searched shall be told within thirty days."
OLD = [*article("1", COURT, NOTICE), *article("2", NOTICE)]
NEW = [
    *article("3", COURT, NOTICE),
    *article("4", "Each Party may search any device."),
    *article("2", NOTICE),
]


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        (["art_1"], ["art_3"], "renumbered"),
        (["art_2"], ["art_2"], "same"),
        (["art_1"], ["art_4"], "amended"),
        (["art_1"], ["art_3", "art_4"], "split"),
        (["art_1", "art_2"], ["art_3"], "merged"),
        (["art_1"], [], "deleted"),
        ([], ["art_3", "art_4"], "new"),
        (["art_1__para_2"], ["art_2__para_1"], "renumbered"),
    ],
)
def test_a_link_made_by_hand_is_named_from_its_words_and_numbers(
    old: list[str], new: list[str], relation: str
) -> None:
    link = name_by_hand(OLD, NEW, old, new)

    assert (list(link.old), list(link.new), link.relation) == (old, new, relation)
    assert link.reason


def test_a_link_of_several_to_several_is_refused() -> None:
    with pytest.raises(ValueError, match="one side only"):
        name_by_hand(OLD, NEW, ["art_1", "art_2"], ["art_3", "art_4"])


def test_only_a_link_of_one_to_one_can_have_moved() -> None:
    one, several = (name_by_hand(OLD, NEW, ["art_1"], new) for new in (["art_3"], ["art_3", "art_4"]))

    assert (moved(one).relation, moved(one).reason[:6]) == ("moved", "moved,")
    assert moved(several) == several
