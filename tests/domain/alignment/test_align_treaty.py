from random import Random

import pytest

from salvaguarda.domain.alignment.align import align
from tests.domain.alignment.treaty import named, renegotiated, treaty, truth


@pytest.mark.parametrize("seed", range(12))
def test_every_relation_of_a_renegotiated_treaty_is_found(seed: int) -> None:
    random = Random(seed)
    first = treaty(random)
    second = renegotiated(first, random)

    found = named(align(first.provisions(), second.provisions()))

    assert found == truth(first, second)


@pytest.mark.parametrize("seed", range(3))
def test_chapters_keep_their_links_while_articles_move_between_them(seed: int) -> None:
    random = Random(seed)
    first = treaty(random)
    links = align(first.provisions(), renegotiated(first, random).provisions())

    chapters = {(link.old, link.new) for link in links if "__" not in (link.old + link.new)[0]}

    assert chapters == {((f"chp_{n}",), (f"chp_{n}",)) for n in range(1, 6)}
