"""What references a text writes, in one form."""

import pytest

from salvaguarda.domain.references import Scope, written_references


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("article 5, paragraph 2 (b)", ["article 5 > 2 > b"]),
        ("Articles 3 to 7 and 9", ["article 3-7", "article 9"]),
        ("section 32(a), (b) and (f)(ii), 33", ["section 32 > a", "section 32 > b", "section 32 > f > ii", "section 33"]),
        ("subparagraph (b) of paragraph 2 of Article 5", ["article 5 > 2 > b"]),
        ("points (a) and (b) of Article 3(1)", ["article 3 > 1 > a", "article 3 > 1 > b"]),
        ("subsection (1)(a) or (2)", ["paragraph 1 > a", "paragraph 2"]),
        ("articles 60 and 62 and chapters II to V", ["article 60", "article 62", "chapter ii-v"]),
        ("Article 3bis, paragraph 2 bis", ["article 3bis > 2bis"]),
        ("Part 2 of Schedule 3", ["annex 3 > 2"]),
        ("within article 5, 10 days after", ["article 5"]),
        ("le paragraphe 2 de l'article 5", ["article 5 > 2"]),
        ("el párrafo 2 del artículo 5", ["article 5 > 2"]),
        ("пункта 2 статьи 5", ["article 5 > 2"]),
        ("الفقرة ٢ من المادة ٥", ["article 5 > 2"]),
        ("第十二條第二款", ["article 12 > 2"]),
        ("States Parties I of the articles", []),
    ],
)  # fmt: skip
def test_references_have_one_form_however_they_are_written(text: str, keys: list[str]) -> None:
    assert [each.key for each in written_references(text)] == keys


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("article 5", Scope.OWN),
        ("article 5 of this Convention", Scope.OWN),
        ("article 5 of the present Protocol", Scope.OWN),
        ("paragraph 1 of this article", Scope.HERE),
        ("paragraph 1", Scope.HERE),
        ("本条第一款", Scope.HERE),
        ("Article 4 of the Framework Convention", Scope.FOREIGN),
        ("Article 16 TFEU", Scope.FOREIGN),
        ("Article 5 of Regulation (EU) 2016/679", Scope.FOREIGN),
        ("section 92K of that Act", Scope.FOREIGN),
        ("статьи 5 Конвенции", Scope.FOREIGN),
        ("статьи 5 настоящей Конвенции", Scope.OWN),
        ("《公约》第四条", Scope.FOREIGN),
    ],
)
def test_whose_provision_is_meant_follows_from_the_words_around(text: str, scope: Scope) -> None:
    assert [each.scope for each in written_references(text)] == [scope]


def test_a_draft_that_calls_itself_the_convention_means_itself() -> None:
    assert written_references("Article 4 of the Convention", "convention")[0].scope is Scope.OWN


def test_paragraphs_go_on_with_the_other_text_inside_one_sentence() -> None:
    found = written_references(
        "In section 92K of the Housing Act 2008, in subsection (3), after subsection (4)"
    )

    assert [each.scope for each in found] == [Scope.FOREIGN] * 3


def test_an_enumeration_of_articles_of_another_text_is_foreign_as_a_whole() -> None:
    found = written_references("Article 4, paragraph 9, and Article 5 of the Convention")

    assert {each.scope for each in found} == {Scope.FOREIGN}


def test_the_numbers_alone_are_spanned() -> None:
    text = "under articles 3 to 7, paragraph 2 (b)"

    spans = [text[start:end] for each in written_references(text) for start, end in each.spans]

    assert spans == ["3", "7", "2", "(b)"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        "article 5, ",
        "(a)",
        "article ",
        "5 and ",
        "  ,  ",
        "paragraph 2 of ",
        "第",
        "第一",
        "in subsection (3) ",
    ],
)
def test_long_hostile_texts_are_read_in_seconds(piece: str) -> None:
    text = "article 5 of the Act " + piece * (300_000 // len(piece))

    assert len(written_references(text)) <= len(text)
