import pytest

from salvaguarda.domain.drafts import text_hash
from salvaguarda.domain.reading.full_text import Texts, full_text
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment

LAW = """CHAPTER I
General provisions
Article 1
Scope
1. A Party shall, in particular:
(a) act against:
(i) theft;
(ii) fraud;
(b) report,
unless it objects.
2 bis. It may reserve:
– its rights;
– its duties.
Article 2
Nothing else.
IN WITNESS WHEREOF it was signed."""
PROVISIONS = segment([Line(line) for line in LAW.split("\n")]).provisions
ARTICLE = """1. A Party shall, in particular:
(a) act against:
(i) theft;
(ii) fraud;
(b) report,
unless it objects.
2 bis. It may reserve:
– its rights;
– its duties."""


def test_an_article_is_shown_as_its_reader_sees_it() -> None:
    assert full_text(PROVISIONS, "art_1") == ARTICLE


def test_a_paragraph_is_shown_without_its_own_number_and_with_its_closing_words() -> None:
    assert full_text(PROVISIONS, "art_1__para_1") == (
        "A Party shall, in particular:\n(a) act against:\n(i) theft;\n(ii) fraud;\n(b) report,\nunless it objects."
    )


def test_a_leaf_is_its_own_text() -> None:
    assert full_text(PROVISIONS, "art_1__para_1__point_a__subpoint_ii") == "fraud;"


def test_a_chapter_shows_headings_of_its_articles_on_lines_of_their_own() -> None:
    assert full_text(PROVISIONS, "chp_I") == f"Article 1. Scope\n{ARTICLE}\nArticle 2\nNothing else."


def test_the_whole_draft_is_every_line() -> None:
    assert full_text(PROVISIONS, "draft") == (
        f"Chapter I. General provisions\nArticle 1. Scope\n{ARTICLE}\nArticle 2\nNothing else.\nIN WITNESS WHEREOF it was signed."
    )


def test_the_text_and_its_hash_are_the_same_every_time() -> None:
    again = segment([Line(line) for line in LAW.split("\n")]).provisions

    assert text_hash(full_text(again, "art_1")) == text_hash(full_text(PROVISIONS, "art_1"))
    assert Texts(PROVISIONS).of("art_2") == full_text(PROVISIONS, "art_2") == "Nothing else."


def test_a_path_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        full_text(PROVISIONS, "art_99")
