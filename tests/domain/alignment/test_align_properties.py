import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.drafts import Provision
from tests.domain.alignment.treaty import renegotiated, treaty
from tests.factories import article, chapter, provision

WORDS = st.sampled_from(
    ["each", "party", "shall", "may", "keep", "records", "of", "warrants", "[and]", "第十二條", "حق"]
)
TEXTS = st.lists(WORDS, max_size=9, unique=True).map(" ".join)
PARAGRAPHS = st.lists(TEXTS, max_size=4)


@st.composite
def drafts(draw: st.DrawFn) -> list[Provision]:
    made = [provision("preamble", draw(TEXTS), kind="preamble")] if draw(st.booleans()) else []
    if made:
        made += [
            provision(f"preamble__rec_{n}", text, kind="recital") for n, text in enumerate(draw(PARAGRAPHS))
        ]
    number = 0
    for place in range(draw(st.integers(0, 3))):
        made.append(chapter(str(place), heading=draw(TEXTS)))
        for paragraphs in draw(st.lists(PARAGRAPHS, max_size=3)):
            number += 1
            made += article(
                str(number), *paragraphs, heading=draw(TEXTS), text=draw(TEXTS), within=f"chp_{place}"
            )
    return [provision("draft", kind="draft"), *made]


def paths(provisions: list[Provision]) -> Counter[str]:
    return Counter(p.path for p in provisions if p.kind != "draft")


def ends(links: tuple[Link, ...]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(link.old, link.new) for link in links}


@settings(max_examples=60, derandomize=True)
@given(drafts(), drafts())
def test_every_provision_stands_in_exactly_one_link(old: list[Provision], new: list[Provision]) -> None:
    links = align(old, new)

    assert Counter(path for link in links for path in link.old) == paths(old)
    assert Counter(path for link in links for path in link.new) == paths(new)
    assert all(0 <= link.similarity <= 1 and link.reason for link in links)
    assert all(len(link.old) <= 1 or len(link.new) <= 1 for link in links)


@settings(max_examples=60, derandomize=True)
@given(drafts())
def test_a_draft_aligned_with_itself_is_all_the_same(draft: list[Provision]) -> None:
    assert {link.relation for link in align(draft, draft)} <= {Relation.SAME}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_new_one_way_is_deleted_the_other_way(seed: int) -> None:
    first = treaty(Random(seed), chapters=3)
    second = renegotiated(first, Random(seed))
    there = align(first.provisions(), second.provisions())
    back = align(second.provisions(), first.provisions())

    assert ends(there) == {(b, a) for a, b in ends(back)}


@settings(max_examples=60, derandomize=True)
@given(drafts(), drafts())
def test_the_links_are_the_same_whichever_draft_is_called_old(
    old: list[Provision], new: list[Provision]
) -> None:
    assert ends(align(old, new)) == {(b, a) for a, b in ends(align(new, old))}


@settings(max_examples=30, derandomize=True)
@given(drafts(), drafts())
def test_the_same_drafts_give_the_same_links(old: list[Provision], new: list[Provision]) -> None:
    assert align(old, new) == align(list(old), list(new))


_PRINTED = """
from random import Random
from salvaguarda.domain.alignment.align import align
from tests.domain.alignment.treaty import renegotiated, treaty
first = treaty(Random(5), chapters=4)
print(align(first.provisions(), renegotiated(first, Random(6)).provisions()))
"""


def test_the_links_are_the_same_in_whatever_order_sets_are_walked() -> None:
    root = Path(__file__).parents[3]
    ways = [
        {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([str(root), str(root / "service")]),
        }
        for seed in ("1", "2")
    ]

    printed = [
        subprocess.run(
            [sys.executable, "-c", _PRINTED], env=way, cwd=root, check=True, capture_output=True
        ).stdout
        for way in ways
    ]

    assert printed[0] == printed[1]
    assert len(printed[0]) > 1000
