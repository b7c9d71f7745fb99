"""The alignment finds what became of every article, as we wrote it."""

import pytest
import yaml

from salvaguarda.adapters.files.demo_files import demo_folder
from salvaguarda.domain.alignment.align import align
from tests.demo.texts import articles_of, provisions_of

Became = dict[tuple[tuple[str, ...], tuple[str, ...]], str]


def truth(old: int, new: int) -> Became:
    written = yaml.safe_load((demo_folder() / "links.yaml").read_text(encoding="utf-8"))
    return {
        (_paths(link["old"]), _paths(link["new"])): link["relation"]
        for link in written[f"draft_{old}_to_{new}"]
    }


def _paths(numbers: list[int]) -> tuple[str, ...]:
    return tuple(f"art_{number}" for number in numbers)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3)])
def test_truth_names_every_article_once(old: int, new: int) -> None:
    links = truth(old, new)
    for side, draft in ((0, old), (1, new)):
        named = sorted(path for link in links for path in link[side])
        assert named == sorted(each.path for each in articles_of(draft))


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3)])
def test_alignment_of_articles_is_the_truth(old: int, new: int) -> None:
    articles = {each.path for draft in (old, new) for each in articles_of(draft)}
    found: Became = {
        (link.old, link.new): link.relation.value
        for link in align(provisions_of(old), provisions_of(new))
        if set(link.old) | set(link.new) <= articles
    }
    assert found == truth(old, new)


def test_every_relation_occurs() -> None:
    relations = set(truth(1, 2).values()) | set(truth(2, 3).values())
    assert relations == {"same", "renumbered", "amended", "moved", "split", "merged", "new", "deleted"}
