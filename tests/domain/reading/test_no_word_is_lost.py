"""Reading never loses a word: what the provisions hold and what is set aside is what the lines held.

What may differ is decoration, and only this:
- white space;
- the words before a number in a heading ("Article", "CHAPTER", "Disposición final" …: kind and label say them), and in a line that is a heading
  the signs between word, number and title;
- the full stop, colon, "、" or closing bracket behind a number ("1." is number "1"), and a bullet before a recital;
- the place of an opening bracket or quote before a number: "[3. Each" is number "3", text "[Each";
- the place of a title above its number: it becomes the heading behind the number.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.drafts import Provision, ProvisionKind, Segmentation
from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment
from tests.treaties import TEXTS, path_of

WORD = re.compile(
    r"\d+|[^\W\d\u3400-\u9fff]+|[\u3400-\u9fff]"
)  # a run of digits or letters, or one Chinese sign
NAMES = sorted(
    str(path.relative_to(TEXTS))
    for path in TEXTS.rglob("*")
    if path.suffix in {".md", ".pdf", ".html", ".xml"} and path.name != "README.md"
)
LISTED = {ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.OPTION}
SIGNS_OF_LISTS = frozenset('.:、．()（）[“"«–—•·▪◦‣-')


def in_order(provisions: Sequence[Provision]) -> Iterator[str]:
    """Number, heading and text of each provision before its parts, its closing words after them.

    The heading of a paragraph stands above its number, that of an article behind it.
    """
    open_ones: list[Provision] = []
    for each in provisions:
        while open_ones and open_ones[-1].path != each.parent:
            yield open_ones.pop().closing
        listed = each.kind in LISTED
        yield from (
            (each.heading, each.number, each.text) if listed else (each.number, each.heading, each.text)
        )
        open_ones.append(each)
    yield from (each.closing for each in reversed(open_ones))


def kept_lines(lines: Sequence[Line], cut: Segmentation) -> list[Line]:
    aside = {index for first, last, _ in cut.set_aside for index in range(first, last + 1)}
    return [line for index, line in enumerate(lines) if index not in aside]


def words_of(texts: Iterator[str]) -> list[str]:
    return [word for text in texts for word in WORD.findall(text)]


def said_by_the_kind(kept: Sequence[Line]) -> Counter[str]:
    """First words of lines that open a division or an article ("第…条": also the last): the kind of the provision says them."""
    heads = [(WORD.findall(line.seen), head.word) for line in kept if (head := read_head(line)) is not None]
    return Counter(
        word
        for words, named in heads
        for word in (*(WORD.findall(named) or words[:1]), *(sign for sign in words if sign in "条條章节節"))
    )


def assert_nothing_is_lost(lines: Sequence[Line], cut: Segmentation) -> None:
    kept = kept_lines(lines, cut)
    held = Counter(words_of(in_order(cut.provisions)))
    given_words = Counter(words_of(line.seen for line in kept))
    assert not held - given_words, "words that no line holds"
    assert not (given_words - held) - said_by_the_kind(kept), "words that were lost"


def assert_order_is_kept(lines: Sequence[Line], cut: Segmentation) -> None:
    """The words of the provisions are the words of the lines, in the same order, but for the first words of headings."""
    held = words_of(in_order(cut.provisions))
    place = 0
    for line in kept_lines(lines, cut):
        for number, word in enumerate(WORD.findall(line.seen)):
            if place < len(held) and held[place] == word:
                place += 1
            else:
                assert number == 0, f"{word!r} of {line.seen[:80]!r} is missing or elsewhere"
                assert read_head(line) is not None, f"{word!r} of {line.seen[:80]!r} is missing or elsewhere"
    assert place == len(held)


def assert_signs_are_kept(lines: Sequence[Line], cut: Segmentation) -> None:
    """Signs other than letters and digits: as many as before, but for those that belong to numbers and headings."""
    kept = [line for line in kept_lines(lines, cut) if read_head(line) is None]
    given_signs = Counter(
        sign for line in kept for sign in line.seen if not sign.isalnum() and not sign.isspace()
    )
    held = Counter(
        sign
        for text in in_order(cut.provisions)
        for sign in text
        if not sign.isalnum() and not sign.isspace()
    )
    lost = given_signs - held
    assert set(lost) <= SIGNS_OF_LISTS
    numbered = sum(bool(each.number) for each in cut.provisions)
    assert sum(lost.values()) <= 2 * numbered


MARKS = ["", "", "", "{n}. ", "({a}) ", "({r}) ", "– ", "{n}bis. ", "[{n}. ", "{n}. ({a}) ", "({a}bis) ", "{n}A. ", "Option {n}: ",
         "[Option {n}: ", "{n}、", "（{h}） ", "{n} ", "{a} ", "{r} ", "{n} {a} ", "§ {n}º ", "Parágrafo único. ", "II - ", "I. – ", "{n}° ", "{n}.º ", "{c}) ", "Pp{n} ", "{n}. Option 1: "]  # fmt: skip
HEADS = ["Article {n}", "[Article {n}bis]", "CHAPTER {r}", "Section {n}", "ANNEX {r}", "Preamble", "Option {n}:", "Статья {n}",
         "第{h}条", "المادة {n}", "I. SCOPE", "A. WIDER SCOPE", "Disposición final {n}", "Disposición adicional primera", "SCHEDULE (s. {n})",
         "SCHEDULES", "{n}. Scope", "{n}.", "BE IT ENACTED as follows:"]  # fmt: skip
WORDS = ["", "The States Parties, ", "Considering that ", "Have agreed as follows: ", "IN WITNESS WHEREOF ", "Each Party shall: ",
         "“Party” means ", "that Party may ", "[ad ref] ", "{ ", "] ", "[[ "]  # fmt: skip


@st.composite
def drafts(draw: st.DrawFn) -> list[Line]:
    """Law-like lines in any order, each with a word of its own, with everything that a reader may say of a line."""
    lines = []
    for index in range(draw(st.integers(0, 20))):
        fill = {
            "n": draw(st.integers(1, 4)),
            "a": draw(st.sampled_from("abhijv")),
            "r": draw(st.sampled_from(["i", "ii", "iv"])),
            "h": draw(st.sampled_from("一二三")),
            "c": draw(st.sampled_from("абв")),
        }
        head = draw(st.integers(0, 4)) == 0
        shape = draw(st.sampled_from(HEADS if head else MARKS)) + (
            "" if head else draw(st.sampled_from(WORDS))
        )
        text = shape.replace("{ ", "{{ ").format(**fill)
        if not head or draw(st.booleans()):
            text = f"{text} unique{index:03d}word{draw(st.sampled_from(['', '.', ',', ':', ';', ', and']))}"
        lines.append(
            Line(
                " ".join(text.split()),
                draw(st.sampled_from(["", "", "", "1.", "(a)", "•"])),
                draw(st.sampled_from([None, None, None, 2])),
                draw(st.integers(0, 2)),
                bold=draw(st.booleans()),
                aside=draw(st.sampled_from(["", "", "", "", "footnote"])),
                quoted=draw(st.integers(0, 5)) == 0,
            )
        )
    return lines


@settings(max_examples=200, derandomize=True)
@given(drafts())
@example([])
@example([Line("(a) unique000word"), Line("and unique001word")])
@example([Line("Article 1"), Line("Option 1:"), Line("Article 2 unique000word"), Line("Option 2:")])
def test_no_word_of_a_line_is_lost(lines: list[Line]) -> None:
    assert_nothing_is_lost(lines, segment(lines))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_real_text_is_lost(name: str) -> None:
    path = path_of(name)
    draft = read_draft(path.read_bytes(), path.name, read_document)

    assert_nothing_is_lost(draft.reading.lines, draft.segmentation)
    assert_order_is_kept(draft.reading.lines, draft.segmentation)
    assert_signs_are_kept(draft.reading.lines, draft.segmentation)
