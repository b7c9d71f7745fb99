"""What a draft itself says is not settled."""

import pytest

from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.lines import Emphasis, EmphasisKind, Line
from salvaguarda.domain.reading.negotiation import contested_share, still_bracketed, with_marks
from salvaguarda.domain.reading.segment import segment
from tests.domain.reading.test_segment import at, codes, cut
from tests.treaties import PARIS, PARIS_DRAFTS, provisions_of


def article(text: str, **fields: str) -> Provision:
    return Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, "1", text=text, **fields)  # type: ignore[arg-type]


def marked(text: str, **fields: str) -> Provision:
    return with_marks([article(text, **fields)], ())[0]


def found(provision: Provision, kind: MarkKind = MarkKind.BRACKET) -> list[tuple[str, int, int]]:
    """(words, depth, alternative) of each mark of a kind."""
    parts = {"heading": provision.heading, "text": provision.text, "closing": provision.closing}
    return [
        (parts[mark.part.value][mark.start : mark.end], mark.depth, mark.alternative)
        for mark in provision.marks
        if mark.kind is kind
    ]


def test_brackets_know_how_deep_they_stand() -> None:
    assert found(marked("Parties [shall [, as appropriate,] act].")) == [
        ("[shall [, as appropriate,] act]", 1, 0),
        ("[, as appropriate,]", 2, 0),
    ]


def test_brackets_in_a_row_are_alternatives() -> None:
    assert found(marked("Parties [shall][should] [other] act [now].")) == [
        ("[shall]", 1, 1), ("[should]", 1, 2), ("[other]", 1, 0), ("[now]", 1, 0),
    ]  # fmt: skip
    assert [mark[2] for mark in found(marked("Parties [shall] [should] [may] act."))] == [1, 2, 3]
    assert [mark[2] for mark in found(marked("[NDMC][INDC] [shall][should]"))] == [1, 2, 1, 2]


def test_a_bracket_that_spans_provisions_marks_each_of_them() -> None:
    cut_text = cut("Article 1\n1. [All Parties shall:\n(a) act;\n(b) report.]\n2. Others wait.")
    marks = {each.path: each.marks for each in cut_text.provisions}

    opening, inside, closing = (
        marks[path][0] for path in ("art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b")
    )
    assert (opening.opens, opening.closes, opening.start, opening.end) == (True, False, 0, 19)
    assert (inside.opens, inside.closes, inside.start, inside.end) == (False, False, 0, 4)
    assert (closing.opens, closing.closes, closing.start, closing.end) == (False, True, 0, 8)
    assert still_bracketed(cut_text.provisions) == {
        "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b",
    }  # fmt: skip


def test_a_bracket_without_the_other_one_marks_itself_only() -> None:
    cut_text = cut("Article 1\n1. Parties [shall act.\n2. They report].\nArticle 2\n1. A [b] c].\n2. End.")
    alone = [mark for mark in at(cut_text, "art_2__para_1").marks if not mark.opens]

    assert [(mark.start, mark.end, mark.closes) for mark in alone] == [(7, 8, True)]
    assert "art_2__para_2" not in still_bracketed(cut_text.provisions)
    assert "unbalanced-brackets" in codes(cut_text)


def test_the_warning_about_brackets_names_the_first_that_stands_alone() -> None:
    cut_text = cut("Article 1\n1. Parties shall act.\n2. They [report.")

    (warning,) = [each for each in cut_text.warnings if each.code == "unbalanced-brackets"]
    assert warning.line == 2
    assert warning.message.endswith("The first that stands alone is in Art. 1(2).")


def test_one_forgotten_bracket_does_not_swallow_the_rest() -> None:
    text = "Article 1\n[Parties shall act.\n" + "".join(
        f"Article {n}\nThey [may] report.\n" for n in range(2, 9)
    )

    assert all(max(mark.depth for mark in each.marks) == 1 for each in cut(text).provisions)


def test_a_bracket_may_span_whole_articles() -> None:
    cut_text = cut("[Article 1\nParties act.\nArticle 2\nThey report.]\nArticle 3\nEnd.")

    assert still_bracketed(cut_text.provisions) == {"art_1", "art_2"}


def test_brackets_around_an_articles_number_mark_its_heading() -> None:
    cut_text = cut("[Article 3bis] (REDD-plus)\nParties act.")

    (mark,) = at(cut_text, "art_3bis").marks
    assert (mark.part, mark.start, mark.end, mark.opens, mark.closes) == (TextPart.HEADING, 0, 9, True, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by […] at the latest", "[…]"), ("within [X] years", "[X]"), ("their ### shall", "###"), ("of ____ 2026", "____"),
        ("[Placeholder for “climate finance”];", "[Placeholder for “climate finance”]"),
        ("[to be elaborated]", "[to be elaborated]"), ("as relevant {Precise language follows}", "{Precise language follows}"),
        ("[Placeholder [for [support]]] here", "[Placeholder [for [support]]]"), ("[TBD]", "[TBD]"), ("[insert date]", "[insert date]"),
    ],
)  # fmt: skip
def test_placeholders(text: str, words: str) -> None:
    assert [each[0] for each in found(marked(text), MarkKind.PLACEHOLDER)] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Each Party shall act. (agreed ad referendum)", "(agreed ad referendum)"), ("Text [Agreed]", "[Agreed]"),
        ("Text (ad ref)", "(ad ref)"), ("[AGREED AD REF.] Text", "[AGREED AD REF.]"), ("Text, provisionally agreed ad ref", "provisionally agreed ad ref"),
        ("[agreed in informals]", "[agreed in informals]"),
    ],
)  # fmt: skip
def test_what_is_agreed(text: str, words: str) -> None:
    assert [each[0] for each in found(marked(text), MarkKind.AGREED)] == [words]


@pytest.mark.parametrize(
    "text", ["signed ad referendum by the Parties", "as agreed (in Article 5)", "They have agreed on it."]
)
def test_ordinary_words_say_nothing(text: str) -> None:
    assert marked(text).marks == ()


def test_an_option_is_marked_over_its_whole_text() -> None:
    cut_text = cut("Article 1\nOption 1: All act.\nOption 2: None acts.")

    assert found(at(cut_text, "art_1__opt_2"), MarkKind.OPTION) == [("None acts.", 0, 0)]


def test_struck_and_bold_words_are_found_again_in_their_provision() -> None:
    lines = [
        Line("Article 1"),
        Line("1. (a) Parties may shall act.", emphasis=(Emphasis(EmphasisKind.STRUCK, 15, 18), Emphasis(EmphasisKind.BOLD, 19, 24))),
        Line("They report.", "2.", emphasis=(Emphasis(EmphasisKind.STRUCK, 0, 4),)),
    ]  # fmt: skip
    cut_text = segment(lines)

    assert found(at(cut_text, "art_1__para_1__point_a"), MarkKind.STRUCK) == [("may", 0, 0)]
    assert found(at(cut_text, "art_1__para_1__point_a"), MarkKind.BOLD) == [("shall", 0, 0)]
    assert found(at(cut_text, "art_1__para_2"), MarkKind.STRUCK) == [("They", 0, 0)]


def test_emphasis_over_several_provisions_of_one_line_is_parted() -> None:
    lines = [
        Line("Preamble"),
        Line("The Parties, Noting this, Recalling that,", emphasis=(Emphasis(EmphasisKind.STRUCK, 13, 41),)),
        Line("Article 1"), Line("They act."),
    ]  # fmt: skip
    cut_text = segment(lines)

    assert found(at(cut_text, "preamble__rec_1"), MarkKind.STRUCK) == [("Noting this,", 0, 0)]
    assert found(at(cut_text, "preamble__rec_2"), MarkKind.STRUCK) == [("Recalling that,", 0, 0)]


def test_marks_are_computed_anew() -> None:
    stale = Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, text="No marks.",
                      marks=(NegotiationMark(MarkKind.BRACKET, TextPart.TEXT, 0, 2),))  # fmt: skip

    assert with_marks([stale], ())[0].marks == ()


@pytest.mark.parametrize(
    ("text", "share"),
    [("Two [of four words]", 0.75), ("None", 0.0), ("", 0.0), ("[[All] of [it]]", 1.0), ("a [b", 0.0)],
)
def test_the_contested_share_counts_own_words_once(text: str, share: float) -> None:
    assert contested_share(marked(text)) == share


@pytest.mark.parametrize("text", ["[" * 3000, "]" * 3000, "[]" * 3000, "{" * 3000, "[to be " * 500])
def test_malformed_marks_are_tolerated(text: str) -> None:
    provision = marked(text)

    assert all(0 <= mark.start < mark.end <= len(text) for mark in provision.marks)


def test_the_share_of_contested_words_falls_from_draft_to_draft() -> None:
    shares = []
    for name in (*PARIS_DRAFTS, PARIS):
        provisions = list(provisions_of(name).values())
        shares.append(sum(map(contested_share, provisions)) / len(provisions))

    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.0


def test_marks_lie_inside_the_words_that_they_mark() -> None:
    for provision in provisions_of(PARIS_DRAFTS[1]).values():
        parts = {
            TextPart.HEADING: provision.heading,
            TextPart.TEXT: provision.text,
            TextPart.CLOSING: provision.closing,
        }
        for mark in provision.marks:
            text = parts[mark.part]
            assert 0 <= mark.start <= mark.end <= len(text)
            if (
                mark.kind is MarkKind.BRACKET
                and mark.opens
                and mark.closes
                and mark.part is not TextPart.HEADING
            ):
                assert (text[mark.start], text[mark.end - 1]) == ("[", "]")


def test_brackets_without_end_are_marked_up_to_a_bound() -> None:
    assert len(marked("[" * 60_000).marks) == 50_000
