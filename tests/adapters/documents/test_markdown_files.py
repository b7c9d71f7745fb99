"""Markdown: the words a reader sees, everything else set aside."""

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.markdown import looks_like_markdown, read_markdown
from salvaguarda.domain.reading.lines import Line, Reading


def shown(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines if not line.aside]


def aside(reading: Reading) -> list[tuple[str, str]]:
    return [(line.text, line.aside) for line in reading.lines if line.aside]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the [Charter](../x/README.md) of", "the Charter of"),
        ("as [published][12dec] on", "as published on"),
        ("*Being* Parties **to** it", "Being Parties to it"),
        ("shall, *inter alia,*include", "shall, inter alia, include"),
        ("sub-paragraph *(b),* normally", "sub-paragraph (b), normally"),
        (
            "[shall][should][other] [NDMC*][INDC] and [NDMC*]/[INDC]",
            "[shall][should][other] [NDMC*][INDC] and [NDMC*]/[INDC]",
        ),
        ("Features[^4] and more[^note]", "Features and more"),
        ("1\\. Text \\*starred\\*", "1. Text *starred*"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("<b>bold</b> <script>alert(1)</script>", "<b>bold</b> <script>alert(1)</script>"),
        ("snake_case_word", "snake_case_word"),
        ('``computer system" means', '``computer system" means'),
        ("![a picture](x.png) of it", "a picture of it"),
    ],
)
def test_inline_marks_are_reduced_to_words(text: str, words: str) -> None:
    assert shown(read_markdown(f"{text}\n\n[12dec]: http://example.org/x\n")) == [words]


def test_headings_have_levels_with_and_without_a_space() -> None:
    reading = read_markdown("# One\n\n####USE OF TERMS\n### Article  1  \n## Two ##\n")

    assert [(line.text, line.heading) for line in reading.lines] == [
        ("One", 1), ("USE OF TERMS", 4), ("Article 1", 3), ("Two", 2),
    ]  # fmt: skip


def test_a_footnote_sign_of_hashes_is_no_heading() -> None:
    assert read_markdown("# T\n\nEach Party's ### shall be\n").lines[1].heading is None


def test_soft_line_breaks_join_and_marks_do_not() -> None:
    reading = read_markdown("# T\n\n1. Each Party shall\nact soon.\n2. It ends.\n\n(a) x\n(b) y\n")

    assert shown(reading) == ["T", "1. Each Party shall act soon.", "2. It ends.", "(a) x", "(b) y"]


def test_bullets_become_what_the_reader_sees() -> None:
    assert read_markdown("# T\n\n* one\n- two\n+ three\n").lines[1:] == (
        Line("one", "•"),
        Line("two", "•"),
        Line("three", "•"),
    )


def test_indentation_is_nesting() -> None:
    reading = read_markdown("# T\n\n1. x\n\n    1. y\n\n        More of y.\n\n   2. z\n\n2. q\n")

    assert [line.indent for line in reading.lines[1:]] == [0, 1, 2, 1, 0]


def test_a_line_that_is_wholly_strong_is_bold() -> None:
    assert [line.bold for line in read_markdown("**Scope**\n\n**Scope** of it\n\nplain\n").lines] == [
        True,
        False,
        False,
    ]


def test_quotes_lose_their_sign() -> None:
    assert shown(read_markdown("# T\n\n> Quoted words.\n")) == ["T", "Quoted words."]


def test_a_run_of_spaces_after_punctuation_is_a_lost_line_break() -> None:
    reading = read_markdown(
        "# T\n\n(ii)  If not, it is attached.     In every matter, it is told.   \n\nSentence.   Another one.\n"
    )

    assert shown(reading)[1:] == [
        "(ii) If not, it is attached.",
        "In every matter, it is told.",
        "Sentence. Another one.",
    ]


def test_what_a_reader_does_not_see_is_kept_aside() -> None:
    reading = read_markdown(
        "---\ntitle: Paris Agreement\nedit: true\n---\n\n<meta charset='utf-8' />\n\n<!-- a comment -->\n\n* TOC\n{:toc}\n\n"
        "# T\n\n[source]: http://example.org\n\n[^1]: A note.\n\n    It goes on.\n\n- - -\n"
    )

    assert reading.title == "Paris Agreement"
    assert shown(reading) == ["T"]
    assert [reason for _, reason in aside(reading)] == [
        "front matter", "front matter", "hidden text", "hidden text", "mark-up of the page", "mark-up of the page",
        "address of a link", "footnote", "footnote", "hidden text",
    ]  # fmt: skip


def test_front_matter_without_an_end_is_text() -> None:
    assert "title: x" in " ".join(shown(read_markdown("---\ntitle: x\n\n# T\n")))


@pytest.mark.parametrize(
    "text", ["# Title", "####Title", "see [a](b) and\n**strong** words", "**a** x\n\n**b** y"]
)
def test_markdown_is_recognised(text: str) -> None:
    assert looks_like_markdown(text)


@pytest.mark.parametrize(
    "text", ["Article 1\nText", "1. Each\n2. Other", "[shall] [should]", "#hashtag is no heading?"[1:]]
)
def test_plain_text_is_not_markdown(text: str) -> None:
    assert not looks_like_markdown(text)


def test_the_name_decides_only_between_text_and_markdown() -> None:
    assert read_document(b"*Being* Parties", "x.md").lines[0].text == "Being Parties"
    assert read_document(b"*Being* Parties", "x.txt").lines[0].text == "*Being* Parties"
