"""One treaty, printed by the real Chromium in many ways: each PDF gives the provisions of the Markdown."""

import io
import textwrap

import pypdfium2 as pdfium
import pytest

from salvaguarda.adapters.documents.markdown import read_markdown
from salvaguarda.adapters.documents.pdf import read_pdf
from salvaguarda.domain.reading.lines import EmphasisKind, Line, Reading
from salvaguarda.domain.reading.segment import segment
from tests.adapters.documents.pdf.conftest import Print
from tests.adapters.documents.pdf.treaty import Article, as_markdown, body, treaty

ARTICLES = treaty()
TWO_COLUMNS = "body { columns: 2; column-gap: 10mm; font-size: 9pt } h1 { column-span: all }"
RAGGED = 'body { text-align: left; font-family: "DejaVu Serif" } p { margin: 0 } h2 { text-align: left }'
NUMBERED = """body { font-size: 10pt } .line { position: relative; text-align: left; padding-left: 30pt }
.middle { text-align: center; font-weight: bold }
.number { position: absolute; left: 0; width: 20pt; text-align: right; font-size: 8pt; font-weight: normal }"""
NOTED = """section { position: relative; height: 225mm; break-after: page } h1:empty { display: none }
.notes { position: absolute; bottom: 0; border-top: 1px solid; font-size: 8pt } .notes p { margin: 0 }
sup { font-size: 60%; line-height: 0 }"""
TURNED = "@page { @top-left { content: none } @bottom-center { content: none } } .point { margin: 0; text-indent: 0 }"

Tree = list[tuple[str, str, str, str, str]]


def tree(lines: tuple[Line, ...]) -> Tree:
    return [
        (each.path, each.label, each.heading, each.text, each.closing) for each in segment(lines).provisions
    ]


def truth(articles: list[Article]) -> Tree:
    return tree(read_markdown(as_markdown(articles)).lines)


def aside(reading: Reading, reason: str) -> list[str]:
    return [line.text for line in reading.lines if line.aside == reason]


@pytest.mark.parametrize("style", ["", TWO_COLUMNS, RAGGED], ids=["one column", "two columns", "ragged"])
def test_heads_feet_hyphens_and_page_ends_change_nothing(printed: Print, style: str) -> None:
    reading = read_pdf(printed(body(ARTICLES), style), "draft.pdf")

    assert tree(reading.lines) == truth(ARTICLES)
    assert aside(reading, "page header") == ["A/CONF.999/L.1"]
    pages = max(line.page or 0 for line in reading.lines)
    assert pages >= 3
    assert aside(reading, "page number") == [f"{page} of {pages}" for page in range(1, pages + 1)]


def test_numbers_of_lines_in_the_margin_are_set_aside(printed: Print) -> None:
    rows = [("Draft convention on safeguards", "middle")]
    for each in ARTICLES:
        rows.append((f"Article {each.number}. {each.title}", "middle"))
        for mark, words in each.lines:
            rows += [(row, "") for row in textwrap.wrap(f"{mark} {words}".strip(), 78)]
    inside = "".join(
        f'<div class="line {kind}"><span class="number">{number}</span>{row}</div>'
        for number, (row, kind) in enumerate(rows, 1)
    )

    reading = read_pdf(printed(inside, NUMBERED), "draft.pdf")

    assert tree(reading.lines) == truth(ARTICLES)
    assert " ".join(aside(reading, "line number")).split() == [str(n) for n in range(1, len(rows) + 1)]


def test_footnotes_are_set_aside_and_their_marks_leave_the_words(printed: Print) -> None:
    notes = ["See the report of the second session, paragraph 12.", "Agreed ad referendum."]
    foot = "".join(f"<p><sup>{number}</sup> {note}</p>" for number, note in enumerate(notes, 1))
    first = (
        body(ARTICLES[:2])
        .replace("writing,", "writing<sup>1</sup>,", 1)
        .replace("shall", "shall<sup>2</sup>", 1)
    )
    inside = f'<section>{first}<div class="notes">{foot}</div></section>{body(ARTICLES[2:4], "")}'

    reading = read_pdf(printed(inside, NOTED), "draft.pdf")

    assert tree(reading.lines) == truth(ARTICLES[:4])
    assert aside(reading, "footnote") == [f"{number} {note}" for number, note in enumerate(notes, 1)]


def test_pages_that_are_shown_turned_read_the_same(printed: Print) -> None:
    document = pdfium.PdfDocument(printed(body(ARTICLES)))
    for index in range(len(document)):
        document[index].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    document.close()

    assert tree(read_pdf(turned.getvalue(), "draft.pdf").lines) == truth(ARTICLES)


def test_text_that_is_set_turned_reads_the_same(printed: Print) -> None:
    inside = f'<div style="writing-mode: vertical-rl; height: 160mm">{body(ARTICLES[:2])}</div>'

    assert tree(read_pdf(printed(inside, TURNED), "draft.pdf").lines) == truth(ARTICLES[:2])


def test_bold_and_struck_words_are_emphasis(printed: Print) -> None:
    inside = "<p>1. Parties <b>shall</b> [<s>may consider</s>] <u>cooperate</u> in good faith.</p>"

    (line,) = (
        each
        for each in read_pdf(printed(inside), "draft.pdf").lines
        if not each.aside and each.text[0] == "1"
    )

    assert line.text == "1. Parties shall [may consider] cooperate in good faith."
    assert [(each.kind, line.text[each.start : each.end]) for each in line.emphasis] == [
        (EmphasisKind.BOLD, "shall"),
        (EmphasisKind.STRUCK, "may consider"),
    ]


ARABIC = "تلتزم الدول الأطراف باحترام حقوق الإنسان (المادة 12) والحريات الأساسية وفقا للقانون الدولي وتتخذ كل دولة طرف التدابير اللازمة."
CHINESE = "缔约国应当采取必要的措施，以确保人权和基本自由得到尊重，并应当按照国际法的规定，对所有受影响的人提供有效的救济，不得有任何歧视。缔约国应当合作。"


def test_text_from_right_to_left_comes_in_the_order_it_is_read(printed: Print) -> None:
    reading = read_pdf(printed(f'<p dir="rtl">{ARABIC}</p>', language="ar"), "draft.pdf")

    assert ARABIC in [line.text for line in reading.lines]


def test_rows_of_a_script_without_spaces_are_joined_without_them(printed: Print) -> None:
    reading = read_pdf(printed(f"<p>{CHINESE}</p>", language="zh"), "draft.pdf")

    assert CHINESE in [line.text for line in reading.lines]


def test_ligatures_are_letters(printed: Print) -> None:
    inside = "<p>The o\ufb03ce shall be e\ufb00ective and the \ufb01nal decision re\ufb02ects it.</p>"

    assert "The office shall be effective and the final decision reflects it." in [
        line.text for line in read_pdf(printed(inside), "draft.pdf").lines
    ]
