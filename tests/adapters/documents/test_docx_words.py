"""The words of a Word file: as proposed, complete, in order."""

import pytest
from docx.oxml.ns import nsdecls

from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.limits import LINES
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.segment import segment
from tests.adapters.documents.word_files import (
    abstract,
    item,
    level,
    num,
    num_pr,
    numbers,
    paragraph,
    read,
    runs,
    style,
    texts,
    with_part,
    word_file,
)

MARKED = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'


def test_tracked_changes_are_read_as_proposed_and_said() -> None:
    content = (
        f"{runs('States Parties ')}<w:del w:id='1' w:author='A'><w:r><w:delText>may</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='A'>{runs('shall')}</w:ins>{runs(' respect')}"
    )

    reading = read([paragraph(content)])

    assert texts(reading) == ["States Parties shall respect"]
    assert [warning.code for warning in reading.warnings] == ["tracked-changes"]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = [
        paragraph(f"<w:moveFrom w:id='1' w:author='A'>{runs('moved')}</w:moveFrom>{runs('stays')}"),
        paragraph(f"<w:moveTo w:id='2' w:author='A'>{runs('moved')}</w:moveTo>"),
    ]

    assert texts(read(body)) == ["stays", "moved"]


def test_a_paragraph_deleted_with_its_mark_takes_no_number() -> None:
    deleted = paragraph(
        "<w:del w:id='1' w:author='A'><w:r><w:delText>gone</w:delText></w:r></w:del>",
        num_pr(index=0) + MARKED,
    )

    reading = read([item("one"), deleted, item("two")], [abstract([level(0, "%1.")]), num()])

    assert [(line.seen, line.aside) for line in reading.lines] == [
        ("1. one", ""),
        ("gone", "deleted text"),
        ("2. two", ""),
    ]


def test_what_is_left_of_a_paragraph_whose_mark_is_deleted_joins_the_next() -> None:
    body = [paragraph("first half ", MARKED), paragraph("second half")]

    assert texts(read(body)) == ["first half second half"]


def test_words_in_links_tags_fields_and_content_controls_are_read() -> None:
    content = (
        f"{runs('As set out in ')}<w:fldSimple w:instr='REF a'>{runs('Article 12')}</w:fldSimple>{runs(' of the ')}"
        f"<w:smartTag w:element='x'>{runs('Convention')}</w:smartTag>{runs(' and ')}"
        f"<w:hyperlink w:anchor='b'>{runs('its annex')}</w:hyperlink>{runs(' on ')}"
        f"<w:sdt><w:sdtContent>{runs('controls')}</w:sdtContent></w:sdt>"
    )

    assert texts(read([paragraph(content)])) == [
        "As set out in Article 12 of the Convention and its annex on controls"
    ]


def test_complex_fields_show_their_result_only() -> None:
    content = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF _1 \\h</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{runs('Article 3')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )

    assert texts(read([paragraph(content)])) == ["Article 3"]


def test_a_hyphen_that_does_not_break_stays_a_hyphen() -> None:
    content = "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>refoule</w:t><w:softHyphen/><w:t>ment</w:t><w:tab/><w:t>x</w:t></w:r>"

    assert texts(read([paragraph(content)])) == ["non\u2011refoulement x"]


def test_tables_and_block_content_controls_are_read_in_order() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl {nsdecls('w')}><w:tr>{cell.format(paragraph('a'))}{cell.format(paragraph('b'))}</w:tr></w:tbl>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph('c')}</w:sdtContent></w:sdt>"

    assert texts(read([paragraph("before"), table, control, paragraph("after")])) == [
        "before",
        "a b",
        "c",
        "after",
    ]


def test_a_row_with_a_mark_in_its_first_cell_is_a_numbered_line() -> None:
    table = _table([paragraph("(a)")], [paragraph("carriers;"), paragraph("that is, all of them;")])

    found = [(line.number, line.text, line.indent) for line in read([table]).lines]

    assert found == [("(a)", "carriers;", 0), ("", "that is, all of them;", 1)]


def test_lists_in_cells_stay_lists() -> None:
    numbered = [item("first"), item("second")]
    table = _table([paragraph("Measures")], numbered)

    found = [(line.number, line.text) for line in read([table], [abstract([level(0, "%1.")]), num()]).lines]

    assert found == [("", "Measures"), ("1.", "first"), ("2.", "second")]


def test_two_languages_side_by_side_stay_apart() -> None:
    table = _table([paragraph("Article 1")], [paragraph("Article premier")])

    assert texts(read([table])) == ["Article 1", "Article premier"]


def test_a_file_of_too_many_paragraphs_is_refused() -> None:
    content = word_file([paragraph("x")])
    body = b"<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>"
    many = body % (W.strip("{}").encode(), b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * (LINES + 1))

    with pytest.raises(Unreadable, match="more than 60,000 lines"):
        read_docx(with_part(content, "word/document.xml", many), "test.docx")


def _table(*cells: list[str]) -> str:
    row = "".join(f"<w:tc>{''.join(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl {nsdecls('w')}><w:tr>{row}</w:tr></w:tbl>"


def test_deleted_rows_are_out() -> None:
    row = "<w:tr><w:trPr><w:del w:id='1' w:author='A'/></w:trPr><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl {nsdecls('w')}>{row.format(paragraph('gone'))}</w:tbl>"

    assert texts(read([table, paragraph("stays")])) == ["stays"]


def test_hidden_text_is_set_aside() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"

    reading = read([paragraph(f"{runs('seen')}{hidden}")])

    assert [(line.text, line.aside) for line in reading.lines] == [("secret", "hidden text"), ("seen", "")]


def test_text_boxes_are_read_once() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    content = (
        f"{runs('text')}<w:r><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(read([paragraph(content)])) == ["text", "in the box"]


def test_headings_come_from_styles_and_sentences_in_heading_styles_are_body() -> None:
    long = "Each State Party shall adopt such measures as may be necessary to establish offences."
    styles = [style("Mine", '<w:outlineLvl w:val="2"/>'), style("MineToo", based_on="Mine")]
    body = [
        paragraph("General provisions", style_name="Heading1"),
        paragraph("Scope", style_name="MineToo"),
        paragraph(long, style_name="Heading2"),
        paragraph("body"),
    ]

    assert [line.heading for line in read(body, styles=styles).lines] == [1, 3, None, None]


def test_bold_and_centred_lines_are_marked() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Scope</w:t></w:r>"

    (line,) = read([paragraph(bold, '<w:jc w:val="center"/>')]).lines

    assert (line.bold, line.centred) == (True, True)


def test_a_title_behind_a_line_break_is_a_line_of_its_own() -> None:
    content = "<w:r><w:t>Article 5</w:t><w:br/><w:t>Use of terms</w:t></w:r>"
    body = [paragraph(content), paragraph("For the purposes of this Convention, nothing is defined.")]

    (article,) = segment(read(body).lines).provisions

    assert (article.number, article.heading) == ("5", "Use of terms")


def test_automatic_article_numbers_make_articles_with_paragraphs_and_points() -> None:
    levels = [
        level(0, "Article %1"),
        level(1, "%2."),
        level(2, "(%3)", "lowerLetter"),
    ]
    body = [
        item("Scope"),
        item("This applies:", 1),
        item("here;", 2),
        item("there.", 2),
        item("It ends.", 1),
        item("Use"),
        item("x", 1),
    ]

    provisions = segment(read(body, [abstract(levels), num()]).lines).provisions

    assert [each.path for each in provisions] == [
        "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_2", "art_2", "art_2__para_1",
    ]  # fmt: skip
    assert provisions[0].heading == "Scope"


def test_typed_marks_follow_automatic_ones() -> None:
    body = [
        item("The first."),
        paragraph("1 bis. Typed by hand."),
        item("The second."),
        paragraph("(a)\tTyped with a tab."),
    ]

    provisions = segment(read(body, [abstract([level(0, "%1.")]), num()]).lines).provisions

    assert [each.path for each in provisions] == ["para_1", "para_1bis", "para_2", "para_2__point_a"]


def test_the_title_and_language_of_the_file_are_read() -> None:
    reading = read([paragraph("Some text.")])

    assert reading.format == "docx"
    assert numbers(reading) == [""]
    assert word_file([paragraph("x")])[:2] == b"PK"
