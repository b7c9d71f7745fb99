"""The Paris Agreement at four stages: which article became which is known."""

import pytest

from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.drafts import ProvisionKind
from tests.treaties import PARIS, PARIS_DRAFTS, draft_of

OCTOBER, DECEMBER_4, DECEMBER_9 = PARIS_DRAFTS
TO_FINAL = {
    "1": "1", "2": "2", "2bis": "3", "3": "4", "3bis": "5", "3ter": "6", "4": "7", "5": "8", "6": "9", "7": "10",
    "8": "11", "8bis": "12", "9": "13", "10": "14", "11": "15", "12": "16", "13": "17", "14": "18", "15": "19",
    "16": "20", "18": "21", "19": "22", "20": "23", "21": "24", "22": "25", "23": "26", "24": "27", "25": "28",
    "26": "29",
}  # fmt: skip


def article_pairs(old: str, new: str) -> set[tuple[str, str]]:
    before, after = (draft_of(name).segmentation.provisions for name in (old, new))
    articles = {p.path for p in (*before, *after) if p.kind is ProvisionKind.ARTICLE}
    links = [link for link in align(before, after) if {*link.old, *link.new} <= articles]
    return {(a, b) for link in links for a in link.old for b in link.new}


@pytest.mark.parametrize("old", [DECEMBER_4, DECEMBER_9])
def test_every_article_finds_its_number_in_the_final_text(old: str) -> None:
    assert article_pairs(old, PARIS) == {(f"art_{a}", f"art_{b}") for a, b in TO_FINAL.items()}


@pytest.mark.parametrize(("old", "new"), [(OCTOBER, DECEMBER_4), (DECEMBER_4, DECEMBER_9)])
def test_articles_that_kept_their_number_find_each_other(old: str, new: str) -> None:
    pairs = article_pairs(old, new)

    assert len(pairs) >= 29
    assert all(before == after for before, after in pairs)


def test_paragraphs_stay_in_the_articles_that_answer_to_theirs() -> None:
    before, after = (draft_of(name).segmentation.provisions for name in (DECEMBER_9, PARIS))
    inside = [
        (a.split("__")[0], b.split("__")[0])
        for link in align(before, after)
        for a in link.old
        for b in link.new
        if a.startswith("art_") and "__" in a
    ]

    assert len(inside) > 110
    assert {(f"art_{a}", f"art_{b}") for a, b in TO_FINAL.items()} >= set(inside)
