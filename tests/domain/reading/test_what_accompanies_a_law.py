"""Covers, contents, memoranda, financial statements, notes and adopting resolutions are set aside; real annexes stay."""

import pytest

from salvaguarda.domain.drafts import ProvisionKind
from tests.domain.reading.cutting import cut, lines_of, outline, reasons

LONG = "The provisions of this Convention apply to every person in the territory of a Party, without any distinction."
LAW = f"""CHAPTER I
General provisions
Article 1
Scope
{LONG}
Article 2
Definitions
{LONG}
Article 3
Principles
{LONG}"""
LAW_TREE = ["chp_I", "art_1", "art_2", "art_3"]
PROPOSAL = f"""EUROPEAN COMMISSION
COM(2024) 1 final
EXPLANATORY MEMORANDUM
1. CONTEXT OF THE PROPOSAL
The proposal concerns Article 1 of the Charter.
Article 1
Sets out the scope.
2024/0001 (COD)
Proposal for a
REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL
THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,
Having regard to the proposal from the European Commission,
Whereas:
(1) Services have become important.
HAVE ADOPTED THIS REGULATION:
{LAW}
Done at Brussels,
For the European Parliament
LEGISLATIVE FINANCIAL STATEMENT
1. FRAMEWORK OF THE PROPOSAL
1.1. Title of the proposal
ANNEX to the Legislative Financial Statement
Name of the proposal
EUROPEAN COMMISSION
ANNEXES
to the
Proposal for a Regulation
ANNEX I
TEMPLATE FOR ORDERS
The order shall contain the name.
ANNEX II
TEMPLATE FOR REPORTS
The report shall contain the name.
"""


def kinds(text: str) -> list[str]:
    return [
        each.path
        for each in cut(text).provisions
        if each.kind in {ProvisionKind.CHAPTER, ProvisionKind.ARTICLE, ProvisionKind.ANNEX}
    ]


def test_a_proposal_keeps_its_law_and_its_annexes_only() -> None:
    assert kinds(PROPOSAL) == [*LAW_TREE, "annex_I", "annex_II"]
    found = cut(PROPOSAL)
    assert {reason for _, _, reason in found.set_aside} == {
        "title",
        "cover page or note",
        "explanatory memorandum",
        "financial statement",
    }
    assert next(each for each in found.provisions if each.path == "preamble").text.startswith("THE EUROPEAN")


def test_the_title_of_the_law_is_not_set_aside_with_the_memorandum() -> None:
    lines = lines_of(PROPOSAL)
    titles = [lines[first].seen for first, _, reason in cut(PROPOSAL).set_aside if reason == "title"]

    assert titles[-1] == "REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL"


@pytest.mark.parametrize(
    "heading",
    [
        "EXPLANATORY MEMORANDUM",
        "Exposé des motifs",
        "EXPOSICIÓN DE MOTIVOS",
        "Exposição de motivos",
        "Пояснительная записка",
        "المذكرة الإيضاحية",
        "立法说明",
        "Memorie van toelichting",
        "Begründung",
        "Statement of Objects and Reasons",
        "Note by the Secretariat",
    ],
)
def test_memoranda_are_known_in_every_language(heading: str) -> None:
    text = f"{heading}\n{LONG}\n{LONG}\nDRAFT LAW\n{LAW}"

    assert kinds(text) == LAW_TREE
    assert reasons(cut(text), text)[0][1] == heading


def test_a_memorandum_that_comments_on_each_article_is_not_taken_for_the_law() -> None:
    comments = "\n".join(
        f"Article {number}\nThis article needs a comment, which is here." for number in (1, 2, 3)
    )
    text = f"EXPLANATORY MEMORANDUM\n{comments}\nDRAFT LAW\n{LAW}"

    assert kinds(text) == LAW_TREE
    assert outline(cut(text)).split("\n")[1] == f"  art_1: Scope | {LONG}"


def test_explanatory_notes_behind_the_law_are_set_aside_to_the_end() -> None:
    text = f"{LAW}\nEXPLANATORY NOTES\nThese notes explain.\nArticle 1\nIt states the scope.\nArticle 2\nIt defines."

    assert kinds(text) == LAW_TREE
    assert reasons(cut(text), text) == [("explanatory notes", "EXPLANATORY NOTES")]


def test_a_note_in_the_midst_of_the_law_ends_where_the_articles_go_on() -> None:
    text = f"{LAW}\nNote by the Co-Facilitators\nThis was not discussed.\nCHAPTER II\nFinal\nArticle 4\nEnd\n{LONG}"

    assert kinds(text) == [*LAW_TREE, "chp_II", "art_4"]


def test_a_facilitators_note_of_one_line_is_set_aside_alone() -> None:
    text = f"Article 1\nScope\n{LONG}\n[Co-facilitators’ note: pending discussion in the drafting group.]\nArticle 2\n{LONG}"

    assert reasons(cut(text), text)[0][0] == "facilitators' note"
    assert kinds(text) == ["art_1", "art_2"]


def test_an_article_about_financial_statements_stays() -> None:
    text = f"Article 1\nScope\n{LONG}\nArticle 2\nLegislative financial statement\n{LONG}\nArticle 3\nEnd\n{LONG}\nArticle 4\nFinancial statement\n{LONG}"

    assert kinds(text) == ["art_1", "art_2", "art_3", "art_4"]


def test_a_memorandum_without_a_law_is_kept() -> None:
    assert cut(f"EXPLANATORY MEMORANDUM\n{LONG}").set_aside == ()


def test_a_resolution_whose_annex_is_the_law_is_set_aside() -> None:
    resolution = "Resolution 79/243\nThe General Assembly,\nRecalling its resolution 74/247,\n1. Adopts the Convention annexed to this resolution;\nAnnex\n"
    text = f"{resolution}Convention against Cybercrime\n{LAW}\n{LAW.replace('CHAPTER I', 'CHAPTER II').replace('Article 1', 'Article 4').replace('Article 2', 'Article 5').replace('Article 3', 'Article 6')}"
    found = reasons(cut(text), text)

    assert kinds(text)[:4] == LAW_TREE
    assert found == [
        ("resolution that adopts the text", "Resolution 79/243"),
        ("title", "Convention against Cybercrime"),
    ]


def test_a_long_decision_with_a_short_annex_is_kept() -> None:
    decision = "\n".join(f"{number}. {LONG}" for number in range(1, 30))
    text = f"Decision 1/CP.21\nThe Conference of the Parties,\nRecalling decision 1/CP.17,\n{decision}\nAnnex\nAgreement\n{LAW}"
    found = cut(text)

    assert "para_29" in [each.path for each in found.provisions]
    assert "annex__art_1" in [each.path for each in found.provisions] or "annex_1__art_1" in [
        each.path for each in found.provisions
    ]


CONTENTS = {
    "titles on the same line": "Contents\nChapter I General provisions\nArticle 1 Scope\nArticle 2 Definitions\nArticle 3 Principles",
    "dot leaders": "TABLE OF CONTENTS\nChapter I. General provisions ........ 3\nArticle 1. Scope ........ 3\nArticle 2. Definitions .... 4\nArticle 3. Principles ... 5",
    "titles on lines of their own": "Contents\nChapter I\nGeneral provisions\nArticle 1\nScope\nArticle 2\nDefinitions\nArticle 3\nPrinciples",
    "page numbers on lines of their own": "Contents\nArticle 1 Scope\n3\nArticle 2 Definitions\n4\nArticle 3 Principles\n5",
    "page numbers behind tabs": "Chapter I General provisions\t1\nArticle 1 Scope\t1\nArticle 2 Definitions\t2\nArticle 3 Principles\t3",
    "no heading of its own": "Chapter I General provisions\nArticle 1 Scope\nArticle 2 Definitions\nArticle 3 Principles",
    "chapters only": "Índice\nChapter I. General provisions",
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
def test_tables_of_contents_are_set_aside(contents: str) -> None:
    text = f"{contents}\n{LAW}"
    found = cut(text)

    assert kinds(text) == LAW_TREE
    assert found.set_aside == ((0, contents.count("\n"), "table of contents"),)


def test_articles_in_a_row_without_words_are_no_table_of_contents() -> None:
    text = "\n".join(f"Article {number} Reserved" for number in range(1, 8))

    assert len(kinds(text)) == 7


def test_a_memorandum_before_a_bill_whose_articles_have_no_titles_is_set_aside() -> None:
    text = f"STATEMENT OF OBJECTS AND REASONS\nThe Bill seeks to protect.\nTHE DATA BILL\nBe it enacted by Parliament as follows:\nCHAPTER I\nPRELIMINARY\n1. {LONG}"

    assert reasons(cut(text), text) == [
        ("explanatory notes", "STATEMENT OF OBJECTS AND REASONS"), ("title", "THE DATA BILL"),
    ]  # fmt: skip
