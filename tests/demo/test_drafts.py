"""The three drafts are what a negotiation looks like, and say that they are none."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from salvaguarda.domain.drafts import ChapterRole, ProvisionKind
from tests.demo.texts import DRAFTS, articles_of, demo, markdown_of, provisions_of, segmentation_of

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[3] / "shared" / "texts"))
LONGEST_COMMON_RUN = 12  # words; shorter ones are the common coin of treaties ("Have agreed as follows")


@pytest.mark.parametrize(("draft", "articles"), [(1, 38), (2, 39), (3, 38)])
def test_articles_are_numbered_without_a_gap(draft: int, articles: int) -> None:
    assert [each.number for each in articles_of(draft)] == [str(number) for number in range(1, articles + 1)]


@pytest.mark.parametrize("draft", DRAFTS)
def test_nothing_is_doubtful_and_only_title_and_notice_are_set_aside(draft: int) -> None:
    found = segmentation_of(draft)
    assert found.warnings == ()
    assert max(last for _, last, _ in found.set_aside) < 3


@pytest.mark.parametrize("draft", DRAFTS)
def test_chapters_of_every_role_are_there(draft: int) -> None:
    assert {each.role for each in provisions_of(draft) if each.role} == set(ChapterRole)


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_article_has_a_title_and_words(draft: int) -> None:
    inside = {each.parent for each in provisions_of(draft) if each.text}
    assert all(each.heading and (each.text or each.path in inside) for each in articles_of(draft))


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_kind_of_part_occurs(draft: int) -> None:
    kinds = Counter(each.kind for each in provisions_of(draft))
    assert kinds[ProvisionKind.RECITAL] in (8, 9)
    assert kinds[ProvisionKind.CHAPTER] == 9
    assert kinds[ProvisionKind.PARAGRAPH] > 80
    assert kinds[ProvisionKind.POINT] > 30
    assert kinds[ProvisionKind.SUBPOINT] >= 2
    assert kinds[ProvisionKind.CLOSING] == 1
    assert any(each.closing for each in provisions_of(draft) if each.kind is ProvisionKind.PARAGRAPH)


@pytest.mark.parametrize("draft", DRAFTS)
def test_brackets_are_balanced(draft: int) -> None:
    text = markdown_of(draft)
    for opening, closing in ("()", "[]", "“”"):
        assert text.count(opening) == text.count(closing)


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_notice_stands_above_the_text(draft: int) -> None:
    assert "synthetic" in markdown_of(draft).split("## Preamble")[0].lower()


def test_instrument_and_symbols_say_synthetic() -> None:
    assert "(synthetic)" in demo().title
    assert demo().description.startswith("Synthetic")
    assert all(draft.symbol.startswith("SYNTHETIC/") for draft in demo().drafts)


@pytest.mark.parametrize("draft", DRAFTS)
def test_references_to_articles_lead_somewhere(draft: int) -> None:
    known = {each.number for each in articles_of(draft)}
    ranges = re.findall(r"articles? (\d+)(?: to (\d+))?", markdown_of(draft))
    assert {number for pair in ranges for number in pair if number} <= known


def test_no_sentence_is_taken_from_a_treaty() -> None:
    if not TEXTS.is_dir():
        pytest.skip(f"the treaty texts are not at {TEXTS}; set SALVAGUARDA_TEXTS")
    sources = [*TEXTS.glob("treaties/*.md"), *TEXTS.glob("paris-agreement/*.md")]
    treaties = {run for path in sources for run in _runs(path.read_text(encoding="utf-8", errors="replace"))}
    ours = {run for draft in DRAFTS for line in markdown_of(draft).splitlines() for run in _runs(line)}
    assert sources
    assert not ours & treaties


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z]+", text.lower())
    return {tuple(words[at : at + LONGEST_COMMON_RUN]) for at in range(len(words) - LONGEST_COMMON_RUN + 1)}
