"""The rows of an assessment: what stands above a point is said with it."""

from salvaguarda.application.sheets import sheet_rows
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment
from tests.domain.example_checklist import example

LINES = [
    Line("Chapter I"),
    Line("Procedural measures"),
    Line("Article 1"),
    Line("Interception"),
    Line("1. Each Party shall empower its authorities to:"),
    Line("(a) collect content data;"),
    Line("(b) compel a service provider to help."),
    Line("2. Paragraph 1 is subject to article 2."),
    Line("Article 2"),
    Line("Safeguards"),
    Line("A judge authorizes each measure."),
]


def rows_at(unit: Unit) -> dict[str, tuple[str, str]]:
    provisions = segment(LINES).provisions
    return {row.label: (row.heading, row.context) for row in sheet_rows(provisions, unit, example())}


def test_a_point_has_the_heading_of_its_article_and_the_opening_words_above_it() -> None:
    rows = rows_at(Unit.POINT)
    assert rows["Art. 1(1)(b)"] == ("Interception", "Each Party shall empower its authorities to:")
    assert rows["Art. 1(2)"] == ("Interception", "")


def test_an_article_stands_on_its_own() -> None:
    rows = rows_at(Unit.ARTICLE)
    assert rows["Art. 2"] == ("Safeguards", "")
    assert rows["Art. 1"] == ("Interception", "")


def test_an_article_is_bracketed_as_long_as_one_of_its_points_is() -> None:
    point = Line("(b) compel a service provider [, where feasible,] to help.")
    lines = [*LINES[:6], point, *LINES[7:]]
    found = {
        row.label: row.bracketed for row in sheet_rows(segment(lines).provisions, Unit.ARTICLE, example())
    }
    assert (found["Art. 1"], found["Art. 2"]) == (True, False)
