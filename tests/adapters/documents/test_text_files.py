"""Plain text: encodings, wrapped lines, hostile characters."""

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import CHARACTERS
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Reading
from salvaguarda.domain.reading.segment import segment


def read(text: str | bytes) -> Reading:
    return read_document(text if isinstance(text, bytes) else text.encode(), "draft.txt")


@pytest.mark.parametrize(
    "content",
    [
        "Artículo é".encode(),
        "Artículo é".encode("utf-8-sig"),
        "\ufeffArtículo é".encode("utf-16-le"),
        "\ufeffArtículo é".encode("utf-16-be"),
        "Artículo é".encode("utf-16-le"),
        "Artículo é".encode("utf-16-be"),
    ],
)
def test_unicode_encodings_are_recognised(content: bytes) -> None:
    reading = read(content)

    assert [line.text for line in reading.lines] == ["Artículo é"]
    assert reading.warnings == ()


def test_other_encodings_are_read_as_windows_1252_with_a_warning() -> None:
    reading = read("Article 1 – “Scope” é".encode("cp1252"))

    assert reading.lines[0].text == "Article 1 – “Scope” é"
    assert [warning.code for warning in reading.warnings] == ["encoding"]


def test_control_characters_are_stripped_and_spaces_are_one() -> None:
    assert read("Each\x02 Party\u00a0\u2003shall\x0b act\x85next").lines[0].text == "Each Party shall act"


def test_script_and_bidirectional_overrides_stay_text() -> None:
    hostile = "<script>alert(1)</script> and \u202eevil\u202c text"

    assert read(hostile).lines[0].text == hostile


def test_hard_wrapped_paragraphs_are_joined() -> None:
    reading = read(
        "Article 1\nScope\n\n"
        "1. Each State Party shall take the measures that may be necessary, in\n"
        "accordance with its domestic law, to establish that this Convention\n"
        "applies to the offences and to the persons that are defined in\nArticle 3, paragraph 8, of the Convention.\n"
        "2. Each State Party shall report.\n"
    )

    assert [line.text[:12] for line in reading.lines] == [
        "Article 1",
        "Scope",
        "1. Each Stat",
        "2. Each Stat",
    ]
    assert (
        "domestic law, to establish that this Convention applies to the offences and to the persons that are defined in Article 3, paragraph 8"
        in reading.lines[2].text
    )


def test_words_broken_at_the_margin_are_mended_with_the_texts_own_words() -> None:
    reading = read(
        "Article 1\n\nEach State Party shall protect the information that it receives in co-\n"
        "operation with others, and shall not disclose any part of this infor-\n"
        "mation to any person who has no right to know it or its whereabouts.\n\nArticle 2\n\nShort.\n"
    )

    assert "in co-operation with others" in reading.lines[1].text
    assert "part of this information to any person" in reading.lines[1].text


def test_lines_of_a_text_that_is_not_wrapped_stay_apart() -> None:
    long = "Considering " + "that people have rights and that these rights are everybody's " * 4
    reading = read(f"{long}\n{long}\nArticle 1\nShort.\n")

    assert len(reading.lines) == 4


@pytest.mark.timeout(30)
def test_a_long_word_is_read_in_linear_time() -> None:
    reading = read("Article 1\n\n1. " + "x" * 10_000 + "\n\n(a) " + "(a)" * 10_000 + "\n\n" + "[" * 10_000)

    segment(reading.lines)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    ["*", "[", "](", "**a", "_", "<", "&", "\\", "Article 1 ", "1. ", "> ", "#", "[^", ", Considering "],
)
def test_repeated_signs_are_read_in_linear_time(piece: str) -> None:
    segment(read_document(("# Title\n\n" + piece * 20_000).encode(), "x.md").lines)


@pytest.mark.timeout(30)
def test_one_endless_wrapped_paragraph_is_joined_in_linear_time() -> None:
    reading = read("each party shall act under this law and with those words\n" * 10_000)

    assert len(reading.lines) == 1


@pytest.mark.timeout(30)
@pytest.mark.parametrize("line", ["CHAPTER I\n", "(a) x\n", "Article 1\nTitle\nText here, and so on.\n"])
def test_headings_and_marks_in_thousands_are_cut_in_linear_time(line: str) -> None:
    lines = read(line * 3_000).lines

    segment(lines)


@pytest.mark.timeout(30)
def test_a_hundred_thousand_words_are_read_and_cut_well_under_two_seconds() -> None:
    sentence = (
        "Each State Party shall adopt such measures as may be necessary under its domestic law to act. "
    )
    articles = [
        f"Article {number}\nTitle of it\n\n"
        + "\n\n".join(f"{each}. {sentence * 5}\n\n(a) {sentence}\n\n(b) {sentence}" for each in range(1, 9))
        for number in range(1, 112)
    ]
    content = "\n\n".join(articles).encode()
    assert len(content.split()) > 100_000

    provisions = segment(read(content).lines).provisions
    assert sum(each.kind is ProvisionKind.ARTICLE for each in provisions) == 111


def test_a_text_longer_than_any_draft_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 6,000,000 characters"):
        read_document(b"x" * (CHARACTERS + 1), "a.txt")
