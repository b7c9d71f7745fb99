"""Lines that declare what they open become exactly that."""

from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.reading.lines import Declared, Line
from salvaguarda.domain.reading.segment import segment

K = ProvisionKind


def opens(
    kind: ProvisionKind, depth: int, number: str = "", text: str = "", *, eid: str = "", word: str = ""
) -> Line:
    return Line(text, number, declared=Declared(kind, depth, number, eid=eid, word=word))


def closes(depth: int, text: str) -> Line:
    return Line(text, declared=Declared(K.PARAGRAPH, depth, closing=True))


def cut(*lines: Line) -> tuple[Provision, ...]:
    return segment(lines).provisions


def test_nothing_is_guessed_once_a_line_declares_something() -> None:
    (article,) = cut(
        opens(K.ARTICLE, 0, "1", "Words."),
        Line("Article 2"),
        Line("(a) no point"),
        Line("CHAPTER II", bold=True),
    )

    assert article.text == "Words.\nArticle 2\n(a) no point\nCHAPTER II"


def test_depth_says_what_is_part_of_what() -> None:
    provisions = cut(
        opens(K.ARTICLE, 0, "1"),
        opens(K.PARAGRAPH, 1, "1."),
        opens(K.POINT, 2, "(a)", "x"),
        opens(K.ARTICLE, 0, "2"),
    )

    assert [(each.label, each.parent) for each in provisions] == [
        ("Art. 1", None),
        ("Art. 1(1)", "art_1"),
        ("Art. 1(1)(a)", "art_1__para_1"),
        ("Art. 2", None),
    ]


def test_a_depth_that_skips_some_hangs_on_the_nearest_part_above() -> None:
    provisions = cut(opens(K.ARTICLE, 3, "1"), opens(K.POINT, 9, "(a)"), opens(K.PARAGRAPH, 5, "2."))

    assert [each.depth for each in provisions] == [0, 1, 1]


def test_closing_words_go_to_the_part_whose_depth_they_name() -> None:
    article, paragraph, point = cut(
        opens(K.ARTICLE, 0, "1"),
        opens(K.PARAGRAPH, 1, "1.", "Each Party shall:"),
        opens(K.POINT, 2, "(a)", "act"),
        closes(1, "if it can"),
        Line("and will."),
        closes(0, "The end."),
    )

    assert (article.closing, paragraph.closing, point.closing) == ("The end.", "if it can\nand will.", "")
    assert [each.source for each in (article, paragraph, point)] == [(0, 5), (1, 4), (2, 2)]


def test_words_that_seemed_to_close_a_part_stay_before_the_next_one() -> None:
    _, first, second = cut(
        opens(K.ARTICLE, 0, "1", "Each:"),
        opens(K.POINT, 1, "(a)", "x"),
        closes(0, "or"),
        opens(K.POINT, 1, "(b)", "y"),
    )

    assert (first.text, second.text) == ("x\nor", "y")


def test_closing_words_without_a_part_are_kept() -> None:
    assert [each.text for each in cut(closes(4, "alone"), opens(K.ARTICLE, 0, "1", "x"))] == ["alone", "x"]


def test_words_before_the_first_part_are_a_paragraph() -> None:
    assert [(each.kind, each.text) for each in cut(Line("loose"), opens(K.ARTICLE, 0, "1", "x"))] == [
        (K.PARAGRAPH, "loose"),
        (K.ARTICLE, "x"),
    ]


def test_what_the_format_sets_aside_is_set_aside() -> None:
    made = segment(
        [Line("cover", aside="cover page"), opens(K.ARTICLE, 0, "1", "x"), Line("note", aside="footnote")]
    )

    assert made.set_aside == ((0, 0, "cover page"), (2, 2, "footnote"))
    assert [each.text for each in made.provisions] == ["x"]


def test_lines_set_aside_that_declare_something_do_not_decide() -> None:
    lines = [
        Line("x", declared=Declared(K.ARTICLE, 0), aside="cover page"),
        Line("Article 1"),
        Line("Words of it."),
    ]

    assert [each.label for each in segment(lines).provisions] == ["Art. 1"]


def test_words_of_the_text_and_identifiers_of_the_format_are_taken() -> None:
    section, annex = cut(
        opens(K.ARTICLE, 0, "3", "x", eid="sec_3", word="Section"),
        opens(K.ANNEX, 0, "1", "y", eid="sec_3", word="Schedule"),
    )

    assert (section.path, section.label) == ("sec_3", "Section 3")
    assert (annex.path, annex.label) == ("annex_1", "Schedule 1")


def test_marks_are_found_in_declared_provisions() -> None:
    (article,) = cut(opens(K.ARTICLE, 0, "1", "Each Party [shall][should] act."))

    assert [mark.kind.value for mark in article.marks] == ["bracket", "bracket"]


def test_a_declared_line_is_seen_with_number_and_heading() -> None:
    line = Line("Words.", "Article 1", declared=Declared(K.ARTICLE, 0, "1", "Aims"))

    assert line.seen == "Article 1 Aims Words."


def test_parts_nested_without_end_stay_short_and_quick() -> None:
    lines = [opens(K.POINT, depth, "1", f"w{depth}") for depth in range(4_000)]

    provisions = cut(*lines)

    assert len(provisions) == 4_000
    assert max(each.depth for each in provisions) < 100
    assert max(len(each.path) for each in provisions) < 2_000
    assert provisions[-1].text == "w3999"
