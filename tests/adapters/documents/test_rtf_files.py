"""RTF: what a reader sees, whichever program wrote it."""

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.reading.lines import Line, ReadingOptions, TextVersion


def lines_of(body: str, version: TextVersion = TextVersion.PROPOSED) -> list[Line]:
    content = (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}}{\\stylesheet{\\s1 heading 1;}}"
        + body
        + "}"
    )
    return list(read_document(content.encode("latin-1"), "a", ReadingOptions(version)).lines)


def test_numbers_of_lists_headings_and_levels_are_kept() -> None:
    body = "\\pard\\s1 Article 1\\par\\pard\\ls1\\ilvl1{\\listtext (a)\\tab}First\\par"

    assert [(line.number, line.text, line.heading, line.indent) for line in lines_of(body)] == [
        ("", "Article 1", 1, 0),
        ("(a)", "First", None, 1),
    ]


def test_letters_of_every_encoding_are_read() -> None:
    assert [line.text for line in lines_of("\\'e9\\u8217? {\\f1 \\'cf\\'f0} \\u-10179?\\u-8704?\\par")] == [
        "é’ Пр 😀"
    ]


def test_tracked_changes_are_read_in_the_version_that_is_wanted() -> None:
    body = "Each {\\deleted may}{\\revised shall} act.\\par"

    assert [line.text for line in lines_of(body)] == ["Each shall act.", "may"]
    assert [line.text for line in lines_of(body, TextVersion.EARLIER)] == ["Each may act.", "shall"]


def test_footnotes_heads_and_hidden_words_stand_aside() -> None:
    body = "{\\header Head\\par}Text{\\super\\chftn}{\\footnote\\pard\\chftn Note.} end{\\v secret}.\\par"

    assert [(line.seen, line.aside) for line in lines_of(body)] == [
        ("Text end.", ""),
        ("secret", "hidden text"),
        ("Head", "page header"),
        ("1 Note.", "footnote"),
    ]


def test_rows_of_tables_are_read_cell_by_cell() -> None:
    body = "\\trowd\\pard\\intbl (b)\\cell text\\cell\\row\\pard after\\par"

    assert [(line.number, line.text) for line in lines_of(body)] == [("(b)", "text"), ("", "after")]


def test_pictures_and_instructions_of_fields_are_no_words() -> None:
    body = "{\\pict 0102}{\\*\\unknown x}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}\\bin3 abc.\\par"

    assert [line.text for line in lines_of(body)] == ["link."]
