"""New text for another law is quoted: it belongs to the words of the provision that quotes it and opens nothing."""

import pytest

from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.plan import plan
from salvaguarda.domain.reading.segment import segment
from tests.domain.reading.cutting import cut, lines_of, outline

EUROPEAN = """
Article 1
Amendments
Directive 2002/58/EC is amended as follows:
(1) the following Article is inserted:
‘Article 5a
Retention
1. Member States shall act.
2. They shall report.’;
(2) in Article 6, paragraph 1 is replaced by the following:
‘1. Traffic data shall be erased.’
Article 2
Entry into force
This Directive shall enter into force.
"""
EUROPEAN_TREE = """
art_1: Amendments | Directive 2002/58/EC is amended as follows:
  point_1: the following Article is inserted: / ‘Article 5a / Retention / 1. Member States shall act. / 2. They shall report.’;
  point_2: in Article 6, paragraph 1 is replaced by the following: / ‘1. Traffic data shall be erased.’
art_2: Entry into force | This Directive shall enter into force.
"""


def test_the_articles_of_another_law_are_words_of_the_provision_that_quotes_them() -> None:
    assert outline(cut(EUROPEAN)) == EUROPEAN_TREE.strip()


@pytest.mark.parametrize(
    ("opening", "closing"), [("‘", "’"), ("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("「", "」")]
)
def test_every_kind_of_quotation_mark_quotes(opening: str, closing: str) -> None:
    text = f"Article 1\nThe following is inserted:\n{opening}Article 9\nNew.\nArticle 10\nMore.{closing}\nArticle 2\nEnd."

    assert [each.path for each in cut(text).provisions] == ["art_1", "art_2"]


@pytest.mark.parametrize(
    "words",
    [
        "l'article suivant est inséré :",
        "se añade el artículo siguiente:",
        "é aditado o artigo seguinte:",
        "дополнить статьей следующего содержания:",
        "تضاف المادة التالية:",
        "增加一条：",
        "folgender Artikel wird eingefügt:",
        "het volgende artikel wordt ingevoegd:",
    ],
)
def test_words_that_amend_are_known_in_every_language(words: str) -> None:
    made = plan(lines_of(f"Article 1\n{words}\n«Article 7\nNew words.»\nArticle 2\nEnd."))

    assert made.quoted == {2, 3}


def test_a_quotation_may_open_at_the_end_of_a_line() -> None:
    text = "Article 1\n(a) after paragraph (c) insert “, or\n(d) a provider”;\n(b) omit paragraph (e).\nArticle 2\nEnd."

    assert outline(cut(text)).split("\n")[:3] == [
        "art_1",
        "  point_a: after paragraph (c) insert “, or / (d) a provider”;",
        "  point_b: omit paragraph (e).",
    ]


def test_each_paragraph_of_a_long_quotation_may_open_anew() -> None:
    text = "Article 1\nThe following is added:\n“1. First.\n“2. Second.\n“3. Third.”\n2. The rest.\nArticle 2\nEnd."

    assert plan(lines_of(text)).quoted == {2, 3, 4}


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\nFor the purposes of this Convention, added words mean:\n“service” means a service;\n“data” means words.\nArticle 2\nEnd.",
        "Article 1\nThe Parties add:\n(a) the word “service” and “data”;\n(b) nothing.\nArticle 2\nEnd.",
        "Article 1\nA Party’s amendments:\n1. It shall amend the providers’ rules.\nArticle 2\nEnd.",
    ],
)
def test_quoted_words_and_apostrophes_are_no_quotation(text: str) -> None:
    assert plan(lines_of(text)).quoted == set()


def test_a_quotation_that_never_ends_swallows_no_article() -> None:
    text = "Article 1\nThe following Article is inserted:\n‘Article 9\nNew words.\nArticle 2\nEnd.\nArticle 3\nMore."
    found = cut(text)

    assert [each.path for each in found.provisions] == ["art_1", "art_2", "art_3"]
    assert [(each.code, each.line) for each in found.warnings if each.code == "open-quote"] == [
        ("open-quote", 2)
    ]


def test_a_quotation_that_never_ends_in_the_last_article_is_one_line() -> None:
    text = "Article 1\nFirst.\nArticle 2\nThe following is inserted:\n‘Article 9\nNew words.\nIN WITNESS WHEREOF they signed."

    assert cut(text).provisions[-1].kind == "closing"


def test_lines_that_the_format_quotes_open_nothing() -> None:
    lines = [
        Line("Article 1"),
        Line("After section 8 insert—"),
        Line("Article 8A", quoted=True),
        Line("(1) New.", quoted=True),
        Line("Article 2"),
        Line("End."),
    ]

    assert [(each.path, each.text) for each in segment(lines).provisions] == [
        ("art_1", "After section 8 insert—\nArticle 8A\n(1) New."),
        ("art_2", "End."),
    ]


def test_many_marks_that_never_close_cost_no_time() -> None:
    lines = [Line("The following is inserted: ‘Article 9") for _ in range(4_000)]

    assert len(segment(lines).set_aside) <= 1
