"""A Word file with tracked changes read as proposed and as it was before."""

import pytest
from docx.oxml.ns import nsdecls

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.domain.reading.lines import Line, Reading, ReadingOptions, TextVersion
from tests.adapters.documents.word_files import (
    LIST,
    abstract,
    item,
    level,
    num,
    num_pr,
    paragraph,
    runs,
    style,
    word_file,
)

WHO = 'w:id="7" w:author="A"'
BOTH = [TextVersion.PROPOSED, TextVersion.EARLIER]


def ins(content: str) -> str:
    return f"<w:ins {WHO}>{content}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def mark(change: str) -> str:
    return f"<w:rPr><w:{change} {WHO}/></w:rPr>"


def versions(body: list[str], *, numbered: bool = False, styles: list[str] | None = None) -> list[Reading]:
    numbering = [abstract([level(0, "%1."), level(1, "(%2)", "lowerLetter")]), num()] if numbered else None
    content = word_file(body, numbering, styles)
    return [read_docx(content, "draft.docx", version) for version in BOTH]


def shown(reading: Reading) -> list[str]:
    return [line.seen for line in reading.lines if not line.aside]


def asides(reading: Reading) -> list[tuple[str, str]]:
    return [(line.text, line.aside) for line in reading.lines if line.aside]


def test_inserted_and_deleted_words_change_places() -> None:
    proposed, earlier = versions(
        [paragraph(f"{runs('Parties ')}{deleted('may')}{ins(runs('shall'))}{runs(' act.')}")]
    )

    assert (shown(proposed), asides(proposed)) == (["Parties shall act."], [("may", "deleted text")])
    assert (shown(earlier), asides(earlier)) == (["Parties may act."], [("shall", "inserted text")])


def test_both_versions_can_be_offered_and_each_says_which_it_is() -> None:
    proposed, earlier = versions([paragraph(ins(runs("new")) + runs("old"))])
    plain = read_docx(word_file([paragraph("text")]), "draft.docx")

    assert (proposed.tracked, earlier.tracked, plain.tracked) == (True, True, False)
    assert "as proposed" in proposed.warnings[0].message
    assert "as it was before" in earlier.warnings[0].message
    assert plain.warnings == ()


def test_words_inserted_and_deleted_again_are_in_neither_version() -> None:
    proposed, earlier = versions([paragraph(runs("a ") + ins(deleted("never ")) + runs("b"))])

    assert shown(proposed) == shown(earlier) == ["a b"]


def test_moved_text_stands_at_its_own_place_in_each_version() -> None:
    body = [
        paragraph(f"{runs('first ')}<w:moveFrom {WHO}>{runs('moved')}</w:moveFrom>"),
        paragraph(f"{runs('second ')}<w:moveTo {WHO}>{runs('moved')}</w:moveTo>"),
    ]

    proposed, earlier = versions(body)

    assert shown(proposed) == ["first", "second moved"]
    assert shown(earlier) == ["first moved", "second"]
    assert not asides(proposed)


def test_a_paragraph_inserted_with_its_mark_takes_no_number_in_the_earlier_text() -> None:
    added = paragraph(ins(runs("added")), num_pr(index=0) + mark("ins"))

    proposed, earlier = versions([item("one"), added, item("two")], numbered=True)

    assert shown(proposed) == ["1. one", "2. added", "3. two"]
    assert shown(earlier) == ["1. one", "2. two"]


def test_a_paragraph_split_by_an_inserted_mark_is_one_in_the_earlier_text() -> None:
    proposed, earlier = versions([paragraph("first half ", mark("ins")), paragraph("second half")])

    assert shown(proposed) == ["first half", "second half"]
    assert shown(earlier) == ["first half second half"]


def test_a_deleted_mark_parts_again_in_the_earlier_text() -> None:
    proposed, earlier = versions([paragraph("first half ", mark("del")), paragraph("second half")])

    assert shown(proposed) == ["first half second half"]
    assert shown(earlier) == ["first half", "second half"]


def test_numbers_that_were_added_or_changed_are_as_before_in_the_earlier_text() -> None:
    added = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{LIST}"/><w:ins {WHO}/></w:numPr>'
    lowered = f"{num_pr(LIST, 1)}<w:pPrChange {WHO}><w:pPr>{num_pr(LIST, 0)}</w:pPr></w:pPrChange>"

    proposed, earlier = versions(
        [item("one"), paragraph("two", lowered), paragraph("three", added)], numbered=True
    )

    assert shown(proposed) == ["1. one", "(a) two", "2. three"]
    assert shown(earlier) == ["1. one", "2. two", "three"]


def test_a_changed_style_is_the_old_one_in_the_earlier_text() -> None:
    change = f'<w:pPrChange {WHO}><w:pPr><w:pStyle w:val="Mine"/></w:pPr></w:pPrChange>'

    proposed, earlier = versions(
        [paragraph("Scope", change)], styles=[style("Mine", '<w:outlineLvl w:val="1"/>')]
    )

    assert [line.heading for line in proposed.lines] == [None]
    assert [line.heading for line in earlier.lines] == [2]
    assert proposed.tracked


def test_a_change_of_looks_alone_offers_no_second_version() -> None:
    change = f'<w:jc w:val="center"/><w:pPrChange {WHO}><w:pPr/></w:pPrChange>'

    proposed, earlier = versions([paragraph("Scope", change)])

    assert [line.centred for line in (*proposed.lines, *earlier.lines)] == [True, False]
    assert not proposed.tracked


@pytest.mark.parametrize(
    ("row", "cell"), [("<w:trPr><w:{0} {1}/></w:trPr>", ""), ("", "<w:tcPr><w:cell{2} {1}/></w:tcPr>")]
)
def test_tracked_rows_and_cells_stand_in_one_version_only(row: str, cell: str) -> None:
    def table(change: str, words: str) -> str:
        filled = [part.format(change, WHO, change.capitalize()) for part in (row, cell)]
        return f"<w:tbl {nsdecls('w')}><w:tr>{filled[0]}<w:tc>{filled[1]}{paragraph(words)}</w:tc></w:tr></w:tbl>"

    proposed, earlier = versions([table("ins", "new row"), table("del", "old row"), paragraph("stays")])

    assert (shown(proposed), asides(proposed)) == (["new row", "stays"], [("old row", "deleted text")])
    assert (shown(earlier), asides(earlier)) == (["old row", "stays"], [("new row", "inserted text")])


def test_the_wanted_version_reaches_the_reader_through_the_options() -> None:
    content = word_file([paragraph(deleted("may") + ins(runs("shall")))])

    read = [read_document(content, "draft.docx", ReadingOptions(version=version)) for version in BOTH]

    assert [shown(each) for each in read] == [["shall"], ["may"]]


def test_no_word_of_either_version_is_lost() -> None:
    body = [
        paragraph(runs("a ") + deleted("b ") + ins(runs("c ")) + runs("d ")),
        paragraph(ins(runs("e ")), mark("ins")),
        paragraph(deleted("f "), mark("del")),
        paragraph("g"),
    ]

    for reading in versions(body):
        assert sorted("".join(line.seen for line in reading.lines).replace(" ", "")) == sorted("abcdefg")


def test_many_changes_are_read_in_one_pass() -> None:
    changes = "".join(deleted(f"x{index} ") + ins(runs(f"y{index} ")) for index in range(3_000))

    (line, aside) = versions([paragraph(changes)])[0].lines

    assert isinstance(line, Line)
    assert (line.text.count("y"), aside.text.count("x")) == (3_000, 3_000)
