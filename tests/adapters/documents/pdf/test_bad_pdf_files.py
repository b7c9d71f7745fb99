"""PDFs that cannot be read, or only in part: each says what is wrong and what to do."""

import random

import pytest

from salvaguarda.adapters.documents import limits
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.pdf import opening, read_pdf
from salvaguarda.domain.errors import Unreadable
from tests.adapters.documents.pdf.small_pdfs import PASSWORD, SCANNED, shown, small_pdf

TEXT = shown("Article 1. Each State Party shall respect the rights of everyone.")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (small_pdf(TEXT, trailer=PASSWORD), "protected with a password"),
        (b"%PDF-1.7\nnothing follows", "damaged or incomplete"),
        (small_pdf(SCANNED, SCANNED), "is a scan"),
        (small_pdf(SCANNED + shown("1")), "is a scan"),
        (small_pdf(""), "holds no text"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what) as refused:
        read_document(content, "draft.pdf")

    assert refused.value.problems[0].fix


def test_a_file_with_bytes_before_the_pdf_is_one() -> None:
    assert read_document(b"\n\n" + small_pdf(TEXT), "draft").format == "pdf"


def test_scanned_pages_among_others_are_named() -> None:
    reading = read_pdf(small_pdf(TEXT, SCANNED, SCANNED, TEXT, SCANNED), "draft.pdf")

    assert [warning.code for warning in reading.warnings] == ["scanned-pages"]
    assert "Pages 2–3, 5 are pictures" in reading.warnings[0].message
    assert [line.page for line in reading.lines] == [1, 4]


def test_letters_without_a_meaning_are_refused() -> None:
    coded = "<< /Type /Font /Subtype /Type1 /BaseFont /Odd /Encoding << /Differences [65 /g1 /g2 /g3] >> >>"
    drawn = shown("\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16")

    with pytest.raises(Unreadable, match=r"garbled|no text"):
        read_pdf(small_pdf(drawn, font=coded), "draft.pdf")


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PAGES", 2)

    with pytest.raises(Unreadable, match="3 pages"):
        read_pdf(small_pdf(TEXT, TEXT, TEXT), "draft.pdf")


def test_more_text_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 60)

    with pytest.raises(Unreadable, match="more than 60 characters"):
        read_pdf(small_pdf(TEXT, TEXT), "draft.pdf")


def test_progress_is_told_once_a_page() -> None:
    told: list[tuple[int, int]] = []

    read_pdf(small_pdf(TEXT, TEXT, TEXT), "draft.pdf", lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_damage_anywhere_is_survived() -> None:
    whole = small_pdf(*(TEXT + shown("1. More words of it.", base=600) for _ in range(3)))
    chance = random.Random(4)
    outcomes = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            outcomes.add(read_pdf(bytes(damaged[: chance.randint(40, len(damaged))]), "x.pdf").format)
        except Unreadable:
            outcomes.add("refused")

    assert outcomes == {"pdf", "refused"}


def test_words_far_off_the_page_take_no_room() -> None:
    rows = "".join(
        shown(f"{number}. Each State Party shall respect it.", base=700 - 15 * number) for number in range(10)
    )
    lines = read_pdf(small_pdf(rows + shown("far away", left=1e9, base=1e9)), "a.pdf").lines

    assert sum(line.text.endswith("respect it.") for line in lines) == 10
