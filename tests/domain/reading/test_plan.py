"""Which lines open something, where that is hard to say: mentions, titles that wrap, headings without a word, second texts."""

import pytest

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.plan import plan
from salvaguarda.domain.reading.segment import segment
from tests.domain.reading.cutting import cut, lines_of, outline, reasons

LONG = "The provisions of this Convention apply to every person in the territory of a Party, without any distinction."


def articles(text: str) -> list[str]:
    return [each.number for each in cut(text).provisions if each.kind is ProvisionKind.ARTICLE]


@pytest.mark.parametrize(
    "middle",
    [
        "Measures are taken as provided in\nArticle 2\nof this Convention.",
        "Measures under\nArticle 9 Scope\nare taken.",
        "See\nArticle 3, paragraph 8, of the Agreement;",
        "Las medidas previstas en el\nArtículo 2\nde la presente Convención.",
        "Les mesures visées à\nArticle 2\nsont prises.",
        "Меры в соответствии с\nСтатья 2\nнастоящей Конвенции.",
        "التدابير المنصوص عليها في\nالمادة 2\nمن هذه الاتفاقية.",
        "依照\n第二条规定的措施。",
    ],
)
def test_a_mention_that_a_line_begins_with_is_words(middle: str) -> None:
    text = f"Article 1\n{LONG}\nArticle 2\n{LONG}\nArticle 3\n{middle}\nArticle 4\n{LONG}\nArticle 5\n{LONG}"

    assert articles(text) == ["1", "2", "3", "4", "5"]


def test_a_leap_in_the_numbers_is_a_mention_when_the_next_number_is_still_to_come() -> None:
    text = f"Article 1\n{LONG}\nArticle 17 Extradition\n{LONG}\nArticle 2\n{LONG}\nArticle 3\n{LONG}"
    found = cut(text)

    assert articles(text) == ["1", "2", "3"]
    assert [(each.line, each.code) for each in found.warnings if each.code == "doubtful-heading"] == [
        (2, "doubtful-heading")
    ]


def test_a_leap_in_the_numbers_is_a_gap_when_nothing_comes_between() -> None:
    text = f"Article 1\n{LONG}\nArticle 5 Extradition\n{LONG}\nArticle 6\n{LONG}"

    assert articles(text) == ["1", "5", "6"]
    assert "doubtful-heading" not in {each.code for each in cut(text).warnings}


def test_inserted_articles_follow_in_every_form() -> None:
    numbers = ["3", "3bis", "3 ter", "4", "4-1", "5", "5a", "5ca", "6", "40A"]
    text = "\n".join(f"Article {number}\n{LONG}" for number in numbers)

    assert articles(text) == numbers


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (
            "Article 1\nMeasures to protect the\nrights of persons",
            "Measures to protect the rights of persons",
        ),
        (
            "**Article 1**\n**Measures to protect the**\n**rights of persons**",
            "Measures to protect the rights of persons",
        ),
        (
            "# Article 1. Measures to protect the\n# rights of persons",
            "Measures to protect the rights of persons",
        ),
        (
            "Article 1 – Measures to protect the\nrights of persons",
            "Measures to protect the rights of persons",
        ),
    ],
)
def test_a_title_may_wrap(heading: str, title: str) -> None:
    found = cut(f"{heading}\n1. {LONG}\n2. {LONG}\nArticle 2\n{LONG}")

    assert found.provisions[0].heading == title
    assert [each.path for each in found.provisions] == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]


def test_titles_above_plain_numbers_are_recognised_in_bold() -> None:
    text = "**Scope**\nArticle 1\nFirst words.\n**Terms**\nArticle 2\nSecond words.\n**End**\nArticle 3\nThird words."

    assert (
        outline(cut(text))
        == "art_1: Scope | First words.\nart_2: Terms | Second words.\nart_3: End | Third words."
    )


def test_numbered_titles_are_articles_where_no_line_says_so() -> None:
    text = f"1. Scope\n{LONG}\n2. Definitions\n(1) In this Act “data” means data.\n(2) Other words.\n3. Commencement\n{LONG}"

    assert articles(text) == ["1", "2", "3"]
    assert cut(text).provisions[0].heading == "Scope"
    assert "art_2__para_1" in [each.path for each in cut(text).provisions]


def test_headings_with_numbers_are_articles_where_no_line_says_so() -> None:
    text = (
        f"# Bill\n## 1. Scope\n{LONG}\n## 2. Definitions\n{LONG}\n## 2A. Insertion\n{LONG}\n## 3. End\n{LONG}"
    )

    assert articles(text) == ["1", "2", "2A", "3"]


def test_a_bill_has_sections_cross_headings_and_schedules() -> None:
    text = f"""A bill to make provision about houses.
Be it enacted by the King’s most Excellent Majesty as follows:—
The regulator
1 Objectives
(1) {LONG}
(2) {LONG}
2 Advisory panel
{LONG}
Registration
3 Meaning of “body”
{LONG}
SCHEDULE 1
Amendments
1. {LONG}"""

    assert [each.path for each in cut(text).provisions] == [
        "preamble", "sec_nn_1", "art_1", "art_1__para_1", "art_1__para_2", "art_2", "sec_nn_2", "art_3", "annex_1", "annex_1__para_1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "1. Bread\n2. Milk\n3. Eggs\n4. Butter",
        f"1. {LONG}\n2. {LONG}\n3. {LONG}",
        f"Article 1\n{LONG}\n1. Scope\n{LONG}\n2. End\n{LONG}\n3. More\n{LONG}",
    ],
)
def test_lists_and_numbered_paragraphs_are_no_articles(text: str) -> None:
    assert articles(text) in ([], ["1"])


def test_a_draft_and_a_decision_in_one_file_are_two_texts() -> None:
    text = f"# Draft Agreement\n## Article 1\n{LONG}\n## Article 2\n{LONG}\nDone at Paris, this day.\n# Draft Decision\n## Article 1\n{LONG}\n## Article 2\n{LONG}"
    found = cut(text)

    assert [each.path for each in found.provisions] == [
        "art_1", "art_2", "closing", "att_1", "att_1__art_1", "att_1__art_2",
    ]  # fmt: skip
    assert [each.code for each in found.warnings if each.code == "second-text"] == ["second-text"]


def test_annexes_of_a_chinese_text_number_their_articles_anew() -> None:
    text = "第一条\n本公约适用于每个人。\n第二条\n本公约生效。\n附件一\n第一条\n仲裁庭由三人组成。"

    assert [each.path for each in cut(text).provisions] == ["art_1", "art_2", "annex_1", "annex_1__art_1"]


def test_the_lines_before_a_law_are_its_title_and_its_cover() -> None:
    text = f"Distr.: General\nPrepared by the Chair\nConvention on Houses\n{LONG.replace('.', ',')}\nArticle 1\n{LONG}"

    assert [reason for reason, _ in reasons(cut(text), text)] == ["cover page or note", "title"]


def test_quoted_and_set_aside_lines_open_nothing() -> None:
    lines = [
        *lines_of("Article 1\nWords."),
        Line("Article 2", aside="footnote"),
        Line("Article 3", quoted=True),
    ]
    made = plan(lines)

    assert list(made.heads) == [0]
    assert [each.path for each in segment(lines).provisions] == ["art_1"]


def test_a_decision_without_articles_is_a_text_of_its_own() -> None:
    text = f"""**A. DRAFT AGREEMENT**
[The Parties to this Agreement,
Pp1 Being Parties to the Convention,
Article 1
{LONG}
Article 2
{LONG}
**B. DRAFT DECISION**
[The Conference of the Parties,
Pp1 Recalling decision 1/CP.17,
**I. ADOPTION OF THE AGREEMENT**
1. Decides to adopt the Agreement;
**II. CONTRIBUTIONS**
2. Welcomes the contributions."""

    assert [each.path for each in cut(text).provisions] == [
        "preamble", "preamble__rec_Pp1", "art_1", "art_2",
        "att_1", "att_1__preamble", "att_1__preamble__rec_Pp1",
        "att_1__sec_I", "att_1__sec_I__para_1", "att_1__sec_II", "att_1__sec_II__para_2",
    ]  # fmt: skip


def test_abbreviated_articles_run_into_their_words() -> None:
    text = "O Congresso Nacional decreta:\nArt. 1º Esta Lei dispõe sobre dados.\nArt. 2º Aplica-se a todos.\nArt. 3º Entra em vigor hoje."

    assert outline(cut(text)) == (
        "preamble: … O Congresso Nacional decreta:\n"
        "art_1: Esta Lei dispõe sobre dados.\nart_2: Aplica-se a todos.\nart_3: Entra em vigor hoje."
    )


def test_a_title_may_end_with_a_full_stop_where_most_do() -> None:
    titled = "Artículo 1. Objeto.\nLa ley protege.\nArtículo 2. Ámbito.\nSe aplica a todos."
    untitled = "Article 1. Each Party shall act.\nArticle 2. Each Party shall report.\nArticle 3. It ends."

    assert [each.heading for each in cut(titled).provisions] == ["Objeto.", "Ámbito."]
    assert [each.text for each in cut(untitled).provisions] == [
        "Each Party shall act.", "Each Party shall report.", "It ends.",
    ]  # fmt: skip
