from datetime import date

import pytest

from salvaguarda.domain.reading.facts import guess_date, guess_draft_language, guess_label, guess_symbol
from salvaguarda.domain.reading.lines import Line, Reading
from salvaguarda.domain.reading.segment import segment

COVER = [Line("Draft convention against cybercrime", heading=1), Line("A/AC.291/22/Rev.1, 6 November 2023")]
LAW = [
    Line("Preamble"),
    Line("The Parties,"),
    Line("Article 1"),
    Line("Each Party shall act under this law, of 1 May 2020."),
]


def reading(lines: list[Line], title: str = "", language: str = "") -> Reading:
    return Reading("text", tuple(lines), language, title)


def test_symbol_and_date_are_found_on_the_cover() -> None:
    found = reading(COVER + LAW)

    assert guess_symbol(found) == "A/AC.291/22/Rev.1"
    assert guess_date(found, segment(found.lines), "x.docx") == date(2023, 11, 6)
    assert guess_label(found, segment(found.lines), "x.docx") == "Draft convention against cybercrime"


def test_a_title_of_several_lines_is_taken_whole_without_what_stands_in_brackets_below_it() -> None:
    cover = [
        "EUROPEAN COMMISSION",
        "Brussels, 11.5.2022",
        "Proposal for a",
        "REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL",
        "laying down rules to prevent harm",
        "(Text with EEA relevance)",
    ]
    found = reading([Line(line, centred=True) for line in cover] + LAW)

    whole = "Proposal for a REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL laying down rules to prevent harm"
    assert guess_label(found, segment(found.lines), "x.html") == whole
    assert guess_date(found, segment(found.lines), "x.html") == date(2022, 5, 11)


def test_dates_inside_the_law_are_not_its_date() -> None:
    found = reading(LAW)

    assert guess_date(found, segment(found.lines), "x.docx") is None
    assert guess_date(found, segment(found.lines), "draft-2024-02-09.docx") == date(2024, 2, 9)


def test_impossible_dates_are_no_dates() -> None:
    found = reading(LAW, title="31 February 2024")

    assert guess_date(found, segment(found.lines), "x") is None


@pytest.mark.parametrize(
    ("title", "label"),
    [("My draft", "My draft"), ("Microsoft Word - x.doc", "third draft"), ("", "third draft")],
)
def test_the_label_is_the_files_title_or_its_name(title: str, label: str) -> None:
    found = reading(LAW, title=title)

    assert guess_label(found, segment(found.lines), "third_draft.docx") == label


@pytest.mark.parametrize(("said", "language"), [("en-GB", "en-GB"), ("fr", "en"), ("", "en")])
def test_the_words_decide_on_the_language(said: str, language: str) -> None:
    found = reading(LAW, language=said)

    assert guess_draft_language(found, segment(found.lines)) == language


@pytest.mark.parametrize(
    "cover",
    [
        "6th Nov. 2023", "November 6, 2023", "Genève, le 6 novembre 2023", "6 de noviembre de 2023", "6 de novembro de 2023", "6 november 2023",
        "6. November 2023", "6 ноября 2023 года", "6 نوفمبر 2023", "٦ نوفمبر ٢٠٢٣", "2023年11月6日", "2023-11-06",
    ],
)  # fmt: skip
def test_dates_are_read_in_every_language(cover: str) -> None:
    found = reading([Line("Draft convention", heading=1), Line(cover), *LAW])

    assert guess_date(found, segment(found.lines), "x.docx") == date(2023, 11, 6)
