import pytest

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Article 1", "1", ""),
        ("Article  1", "1", ""),
        ("Article\u00a05", "5", ""),
        ("ARTICLE 12", "12", ""),
        ("Article 2bis (general)", "2bis", "general"),
        ("Article 8 bis", "8 bis", ""),
        ("[Article 3ter] (mechanism)", "3ter", "mechanism"),
        ("Article 3 (MITIGATION)", "3", "MITIGATION"),
        ("Article 4 - Scope", "4", "Scope"),
        ("Article 4. Scope of application", "4", "Scope of application"),
        ("Article 4: Scope", "4", "Scope"),
        ("Article IV", "IV", ""),
        ("Art. 7 Definitions", "7", "Definitions"),
        ("Artikel 3", "3", ""),
        ("Artículo 5", "5", ""),
        ("第12條", "12", ""),
    ],
)
def test_articles_are_recognised(text: str, number: str, title: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert (head.kind, head.number, head.title) == (ProvisionKind.ARTICLE, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Article 3, paragraph 8, of the Agreement;",
        "Article 2.]",
        "[Article 2, and Article 4, paragraph 1",
        "Article 4 of the Convention",
        "Article 4 shall apply",
        "Article 2 and Article 3",
        "Articles 3 and 4",
        "Article 4 (a) applies",
        "Part of the territory",
        "Section 5 of the Act applies",
        "chapter II of this Convention",
        "Title to the property",
        "Each Party shall act",
    ],
)
def test_sentences_that_mention_an_article_are_no_headings(text: str) -> None:
    assert read_head(Line(text)) is None


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("CHAPTER I", ProvisionKind.CHAPTER, "I", ""),
        ("Chapter II. Preventive measures", ProvisionKind.CHAPTER, "II", "Preventive measures"),
        ("PART ONE", ProvisionKind.PART, "ONE", ""),
        ("SECTION   1", ProvisionKind.SECTION, "1", ""),
        ("TITLE 5 – Sanctions", ProvisionKind.TITLE, "5", "Sanctions"),
        ("Annex", ProvisionKind.ANNEX, "", ""),
        ("ANNEX II", ProvisionKind.ANNEX, "II", ""),
        ("HOOFDSTUK III", ProvisionKind.CHAPTER, "III", ""),
        ("Preamble", ProvisionKind.PREAMBLE, "", "Preamble"),
    ],
)
def test_divisions_are_recognised(text: str, kind: ProvisionKind, number: str, title: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert (head.kind, head.number, head.title) == (kind, number, title)


def test_text_that_follows_the_number_of_an_article_is_its_body() -> None:
    head = read_head(
        Line(
            "Article 1. Each Party shall, in accordance with its law, act against every offence of this Convention."
        )
    )

    assert head is not None
    assert (head.title, head.run_in[:10]) == ("", "Each Party")


def test_a_preamble_can_run_into_its_text() -> None:
    head = read_head(Line("Preamble The States Parties to this Convention,"))

    assert head is not None
    assert (head.title, head.run_in) == ("Preamble", "The States Parties to this Convention,")


def test_any_line_with_a_heading_level_opens_something() -> None:
    head = read_head(Line("1. Scope", heading=2))

    assert head is not None
    assert (head.kind, head.number, head.title, head.named, head.level) == (
        ProvisionKind.SECTION,
        "1",
        "Scope",
        False,
        2,
    )


def test_an_automatic_number_makes_a_heading() -> None:
    head = read_head(Line("Scope of application", number="Article 3"))

    assert head is not None
    assert (head.number, head.title) == ("3", "Scope of application")


@pytest.mark.parametrize(
    "text", ["IN WITNESS WHEREOF the undersigned", "Done at Vienna, this day", "DONE in New York"]
)
def test_closing_words_are_recognised(text: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert head.kind is ProvisionKind.CLOSING


def test_done_in_mid_sentence_is_no_closing() -> None:
    assert read_head(Line("done in good faith")) is None
