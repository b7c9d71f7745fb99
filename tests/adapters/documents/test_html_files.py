"""Pages as a browser shows them: EUR-Lex, Official Journal, Word exports, plain pages, MHTML."""

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.reading.lines import Line, ReadingOptions, TextVersion
from tests.treaties import articles_of, draft_of, path_of

PAGE = "<!doctype html><html lang=fr><head><meta charset=utf-8><title>A &amp; B</title></head><body>{}</body></html>"
CSAM = "csam-regulation/com-2022-209.html"


def lines_of(body: str, version: TextVersion = TextVersion.PROPOSED) -> list[Line]:
    return list(read_document(PAGE.format(body).encode(), "a", ReadingOptions(version)).lines)


def seen(body: str) -> list[str]:
    return [line.seen for line in lines_of(body) if not line.aside]


def asides(body: str) -> list[tuple[str, str]]:
    return [(line.aside, line.seen) for line in lines_of(body) if line.aside]


def test_language_and_title_are_those_of_the_page() -> None:
    reading = read_document(PAGE.format("<p>Texte").encode(), "a")

    assert (reading.format, reading.language, reading.title) == ("html", "fr", "A & B")


def test_split_runs_are_one_word() -> None:
    assert seen("<p><span>of th</span><span>at</span> <span>risk</span></p>") == ["of that risk"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol type=a start=3><li>x<li>y</ol>", ["c. x", "d. y"]),
        ("<ol><li value=7>x<li>y</ol>", ["7. x", "8. y"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ol type=I><li>x<ol type=i><li>y</ol></ol>", ["I. x", "i. y"]),
        ("<ol start=27 type=a><li>x</ol>", ["aa. x"]),
        ("<ul><li>x</ul>", ["• x"]),
        ("<ul><li>(a) x<li>(b) y</ul>", ["(a) x", "(b) y"]),
        ("<ol style='list-style-type:none'><li>(a) x</ol>", ["(a) x"]),
        ("<ol><li>1. x<li>2. y</ol>", ["1. x", "2. y"]),
        ("<ol start=99999999999999999999><li>x</ol>", ["1000000. x"]),
    ],
)
def test_lists_have_the_numbers_a_browser_shows(body: str, expected: list[str]) -> None:
    assert seen(body) == expected


def test_nested_lists_and_words_inside_of_their_parts_say_how_deep_they_stand() -> None:
    lines = lines_of("<ol><li>x<ol type=a><li>y<p>z</ol>w</ol><p>v")

    assert [(line.text, line.indent) for line in lines] == [("x", 0), ("y", 1), ("z", 2), ("w", 1), ("v", 0)]


def test_a_table_of_points_is_numbered_by_its_first_cells() -> None:
    body = (
        "<table><tr><td></td><td><p>(a)</p></td><td><p>text:</p>"
        "<table><tr><td>(i)</td><td>sub</td></tr></table></td></tr></table>"
    )

    assert [(line.number, line.text, line.indent) for line in lines_of(body)] == [
        ("(a)", "text:", 0),
        ("(i)", "sub", 1),
    ]


def test_rows_of_short_cells_are_lines_and_long_cells_stay_apart() -> None:
    long = "word " * 30

    assert seen("<table><tr><td>x<td>y<td>z</table>") == ["x | y | z"]
    assert seen(f"<table><tr><td>{long}<td>{long}</table>") == [long.strip()] * 2


def test_a_line_break_in_a_heading_parts_number_and_title() -> None:
    lines = lines_of("<h3>Article 5<br>Use of terms</h3>")

    assert [(line.text, line.heading) for line in lines] == [("Article 5", 3), ("Use of terms", 3)]


def test_headings_of_the_official_journal_are_headings() -> None:
    lines = lines_of(
        '<p class="oj-ti-art">Article 1</p><div class="eli-title"><p class="oj-sti-art">Scope</p></div>'
    )

    assert [line.heading for line in lines] == [4, 4]


def test_bold_struck_and_centred_words_keep_their_look() -> None:
    (line,) = lines_of("<center>Each <b>State</b> <s>may</s></center>")

    assert line.centred
    assert [(each.kind.value, line.text[each.start : each.end]) for each in line.emphasis] == [
        ("bold", "State"),
        ("struck", "may"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav>Home</nav><p>x", [("navigation", "Home")]),
        ("<p>x<p style='display:none'>y", [("hidden text", "y")]),
        ("<style>.h{display:none}</style><p>x<p class=h>y", [("hidden text", "y")]),
        ("<p>x<script>y</script>", []),
        ("<p>A long enough text of a treaty</p><header>Site</header>", [("navigation", "Site")]),
        ("<div>Menu</div><main><p>A long enough text of a treaty</main>", [("navigation", "Menu")]),
        ("<ul class=toc><li>Article 1</ul><p>x", [("table of contents", "• Article 1")]),
    ],
)
def test_what_is_no_text_of_the_draft_is_kept_aside(body: str, expected: list[tuple[str, str]]) -> None:
    assert asides(body) == expected


def test_footnotes_linked_both_ways_are_aside_and_their_marks_leave_no_trace() -> None:
    body = (
        '<p>environment<span class="F">\n<a id="r1" href="#n1">1</a>\n</span>.</p>'
        '<dl><dd id="n1"><span class="num"><a href="#r1">(1)</a></span><span>A note.</span></dd></dl>'
    )

    assert seen(body) == ["environment."]
    assert asides(body) == [("footnote", "(1) A note.")]


def test_insertions_and_deletions_are_read_in_the_version_that_is_wanted() -> None:
    body = "<p>Each Party <del>may</del><ins>shall</ins> act."

    assert [line.text for line in lines_of(body)] == ["Each Party shall act.", "may"]
    assert [line.text for line in lines_of(body, TextVersion.EARLIER)] == ["Each Party may act.", "shall"]
    assert read_document(PAGE.format(body).encode(), "a").tracked


def test_numbers_that_word_wrote_before_the_words_are_numbers() -> None:
    body = (
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>(a)"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span><![endif]>Text<o:p></o:p></p>"
    )
    (line,) = lines_of(body)

    assert (line.number, line.text, line.indent) == ("(a)", "Text", 1)


def test_lines_of_print_are_joined_to_paragraphs() -> None:
    rows = ["Each State Party shall adopt such measures as may be", "necessary to establish as criminal offences under its",
            "domestic law the access to the whole or any part of a", "computer system without right, and nothing else than."]  # fmt: skip

    assert seen("".join(f"<p>{row}</p>" for row in rows)) == [" ".join(rows)]
    assert seen("<p>" + "<br>".join(rows)) == [" ".join(rows)]


def test_only_quoted_blocks_are_quoted() -> None:
    assert [
        line.quoted for line in lines_of("<blockquote>“New”</blockquote><blockquote>(a) in</blockquote>")
    ] == [True, False]


def test_old_pages_keep_their_dashes_and_letters() -> None:
    page = b"<html><head><meta charset=iso-8859-1></head><body><p>na\xefve \x96 &#150; x"

    assert read_document(page, "a").lines[0].text == "naïve – – x"


def test_a_web_archive_gives_its_page() -> None:
    archive = (
        b'From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>Caf=C3=A9 =\r\nbar</p></body></html>\r\n--b--"
    )

    assert [line.text for line in read_document(archive, "a.doc").lines] == ["Café bar"]


def test_a_fragment_and_xhtml_are_pages_and_markdown_with_tags_is_none() -> None:
    assert read_document(b"<p>Article 1</p><p>Text</p>", "a.txt").format == "html"
    assert (
        read_document(b'<?xml version="1.0"?>\n<html xmlns="x"><body><p>Text</p></body></html>', "a").format
        == "html"
    )
    assert read_document(b"# Article 1\n\nText<br>more\n", "a").format == "markdown"


def test_the_proposal_has_articles_1_to_89_and_its_footnotes_aside() -> None:
    path_of(CSAM)
    numbers = [each.path for each in articles_of(CSAM) if "annex" not in each.path]

    assert numbers == [f"art_{number}" for number in range(1, 90)]
    assert sum(line.aside == "footnote" for line in draft_of(CSAM).reading.lines) == 80


def test_comments_of_word_are_set_aside() -> None:
    page = (
        "<!doctype html><p>Each Party shall act.<span class=MsoCommentReference><a href='#_msocom_1'>[A1]</a></span></p>"
        "<div id=_com_1 class=msocomtxt><p class=MsoCommentText>Too weak?</p></div>"
    )

    lines = read_document(page.encode(), "a.htm").lines

    assert [(line.text, line.aside) for line in lines] == [
        ("Each Party shall act.", ""),
        ("[A1]", "comment"),
        ("Too weak?", "comment"),
    ]
