"""Footnotes, comments, running heads and words that are set off in a Word file."""

from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.domain.reading.lines import Emphasis, EmphasisKind, Reading
from tests.adapters.documents.word_files import paragraph, read, runs, style, with_part, word_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def notes(kind: str, words: dict[str, str]) -> bytes:
    inside = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in words.items()
    )
    return f'<w:{kind}s xmlns:w="{W}">{inside}</w:{kind}s>'.encode()


def reference(kind: str, number: str) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(line.text, line.aside) for line in reading.lines]


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    body = [
        paragraph(
            f"{runs('One')}{reference('footnote', '2')}{runs(' more')}{reference('endnote', '5')}{runs('.')}"
        ),
        paragraph("Two."),
    ]
    content = with_part(
        word_file(body), "word/footnotes.xml", notes("footnote", {"1": "Left over.", "2": "See A."})
    )
    content = with_part(content, "word/endnotes.xml", notes("endnote", {"5": "See B."}))

    assert lines(read_docx(content, "draft.docx")) == [
        ("One more.", ""),
        ("See A.", "footnote"),
        ("See B.", "footnote"),
        ("Two.", ""),
        ("Left over.", "footnote"),
    ]


def test_a_mark_of_its_own_is_dropped_with_the_reference() -> None:
    marked = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    content = with_part(
        word_file([paragraph(runs("Treaty") + marked)]),
        "word/footnotes.xml",
        notes("footnote", {"2": "Adopted."}),
    )

    assert lines(read_docx(content, "draft.docx")) == [("Treaty", ""), ("Adopted.", "footnote")]


def test_a_note_of_deleted_words_is_kept_at_the_end() -> None:
    gone = f'<w:del w:id="1" w:author="A">{reference("footnote", "2")}<w:r><w:delText>gone</w:delText></w:r></w:del>'
    body = [paragraph(gone + runs("stays")), paragraph("Two.")]
    content = with_part(word_file(body), "word/footnotes.xml", notes("footnote", {"2": "See A."}))

    assert lines(read_docx(content, "draft.docx"))[-1] == ("See A.", "footnote")


def test_tracked_changes_in_notes_count() -> None:
    changed = notes("footnote", {"2": "old"}).replace(
        b"<w:r><w:t>old</w:t></w:r>",
        b'<w:del w:id="1" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>',
    )
    reading = read_docx(
        with_part(word_file([paragraph("One.")]), "word/footnotes.xml", changed), "draft.docx"
    )

    assert reading.tracked
    assert lines(reading) == [("One.", ""), ("new", "footnote")]


def test_comments_are_no_text() -> None:
    commented = '<w:commentRangeStart w:id="0"/>' + runs("text") + '<w:r><w:commentReference w:id="0"/></w:r>'
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0"><w:p><w:r><w:t>Oh no!</w:t></w:r></w:p></w:comment></w:comments>'
    content = with_part(word_file([paragraph(commented)]), "word/comments.xml", comments.encode())

    assert lines(read_docx(content, "draft.docx")) == [("text", "")]


def test_running_heads_are_kept_once_and_set_aside() -> None:
    content = word_file([paragraph("text")])
    for number, kind in ((1, "hdr"), (2, "hdr"), (1, "ftr")):
        words = "12" if kind == "ftr" else "A/AC.291/22"
        part = f'<w:{kind} xmlns:w="{W}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
        content = with_part(
            content, f"word/{'header' if kind == 'hdr' else 'footer'}{number}.xml", part.encode()
        )

    assert lines(read_docx(content, "draft.docx")) == [("A/AC.291/22", "page header"), ("text", "")]


def look(text: str, *properties: str) -> str:
    inside = "".join(f"<w:{name}/>" for name in properties)
    return f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_struck_and_bold_words_keep_their_places_after_squeezing() -> None:
    content = f"{look('Each   Party ')}{look('  may', 'strike')}{look(' shall', 'b')}{look(' not ', 'dstrike')}{look(' act.')}"

    (line,) = read([paragraph(content)]).lines

    assert line.text == "Each Party may shall not act."
    assert [(each.kind, line.text[each.start : each.end]) for each in line.emphasis] == [
        (EmphasisKind.STRUCK, "may"),
        (EmphasisKind.BOLD, "shall"),
        (EmphasisKind.STRUCK, "not"),
    ]


def test_neighbouring_runs_of_one_look_are_one_emphasis() -> None:
    content = f"{look('a ')}{look('b ', 'b')}{look('c', 'b')}{look(' d', 'b', 'strike')}{look('.')}"

    (line,) = read([paragraph(content)]).lines

    assert line.emphasis == (
        Emphasis(EmphasisKind.BOLD, 2, 7),
        Emphasis(EmphasisKind.STRUCK, 6, 7),
    )


def test_a_line_that_is_bold_as_a_whole_has_no_bold_words() -> None:
    whole = read([paragraph(look("Scope ", "b") + look("and aim", "b", "strike"))]).lines[0]

    assert whole.bold
    assert whole.emphasis == (Emphasis(EmphasisKind.STRUCK, 6, 13),)


def test_emphasis_counts_in_each_line_of_a_paragraph() -> None:
    content = f"{look('one')}<w:r><w:br/></w:r>{look('two ', 'b')}{look('three')}"

    first, second = read([paragraph(content)]).lines

    assert (first.emphasis, second.text) == ((), "two three")
    assert second.emphasis == (Emphasis(EmphasisKind.BOLD, 0, 3),)


def test_looks_come_from_character_and_paragraph_styles_too() -> None:
    styles = [
        style("Gone", kind="character").replace("<w:pPr></w:pPr>", "<w:rPr><w:strike/></w:rPr>"),
        style("Fat").replace("<w:pPr></w:pPr>", "<w:rPr><w:b/></w:rPr>"),
    ]
    struck = '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>may</w:t></w:r>'
    plain = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> shall</w:t></w:r>'

    (line,) = read([paragraph(struck + plain, style_name="Fat")], styles=styles).lines

    assert line.emphasis == (
        Emphasis(EmphasisKind.BOLD, 0, 3),
        Emphasis(EmphasisKind.STRUCK, 0, 3),
    )


def test_text_boxes_inside_content_controls_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r>"

    reading = read([paragraph(f"{runs('text')}<w:sdt><w:sdtContent>{box}</w:sdtContent></w:sdt>")])

    assert lines(reading) == [("text", ""), ("boxed", "")]
