"""The words of Akoma Ntoso files: quotations, notes, versions, tables; what is set aside; no word is lost."""

from salvaguarda.adapters.documents.akn import read_akn
from salvaguarda.domain.reading.lines import EmphasisKind, TextVersion
from tests.adapters.documents.akn_files import akn, asides, cut, read, texts


def article(content: str) -> str:
    return f"<body><article><num>1</num><heading>H</heading><content>{content}</content></article></body>"


QUOTED = (
    "<p><mod>After section 2 insert—<quotedStructure startQuote='“' endQuote='”'><section><num>2A</num><heading>Panel</heading>"
    "<subsection><num>(1)</num><content><p>There is a panel.</p></content></subsection>"
    "<subsection><num>(2)</num><intro><p>It has—</p></intro><level><num>(a)</num><content><p>a chair.</p></content></level></subsection>"
    "</section></quotedStructure><inline name='AppendText'>; and</inline></mod></p>"
)


def test_quoted_provisions_are_words_of_the_one_that_quotes_them() -> None:
    (provision,) = cut(article(QUOTED))

    assert provision.text == (
        "After section 2 insert—\n“2A Panel\n(1) There is a panel.\n(2) It has—\n(a) a chair.”; and"
    )


def test_quoted_lines_are_marked_and_the_words_around_them_are_not() -> None:
    reading = read(article(f"{QUOTED}<p>The rest stays.</p>"))

    assert [line.quoted for line in reading.lines] == [False, True, True, True, True, False]


def test_words_after_a_quotation_go_on_in_the_same_provision() -> None:
    (provision,) = cut(
        article(
            "<p><mod>For (a) <quotedStructure><level><num>(a)</num><content><p>x</p></content></level></quotedStructure>substitute that.</mod></p>"
        )
    )

    assert provision.text == "For (a)\n(a) x\nsubstitute that."


def test_words_quoted_inside_a_line_stay_there() -> None:
    assert texts(
        read(
            article("<p>for <quotedText startQuote='‘' endQuote='’'>may</quotedText> substitute ‘shall’</p>")
        )
    ) == ["for ‘may’ substitute ‘shall’"]


def test_notes_are_set_aside_behind_the_line_they_hang_on() -> None:
    reading = read(
        "<body><article><num>1<authorialNote marker='*'><p>Of the number.</p></authorialNote></num><heading>Terms<authorialNote><p>Of the heading.</p>"
        "</authorialNote></heading><content><p>One<authorialNote marker='2'><p>Of the</p><p>word.</p></authorialNote> two.</p></content></article></body>"
    )

    assert [(line.seen, line.aside) for line in reading.lines] == [
        ("1 Terms One two.", ""),
        ("Of the number.", "footnote"),
        ("Of the heading.", "footnote"),
        ("Of the word.", "footnote"),
    ]


def test_both_versions_of_a_tracked_text_can_be_read() -> None:
    inside = article("<p>Parties <del>may</del><ins>shall</ins> act.</p>")
    proposed, earlier = read(inside), read(inside, version=TextVersion.EARLIER)

    assert (texts(proposed), asides(proposed)) == (["Parties shall act."], [("may", "deleted text")])
    assert (texts(earlier), asides(earlier)) == (["Parties may act."], [("shall", "inserted text")])
    assert proposed.tracked
    assert not read(article("<p>Plain.</p>")).tracked


def test_tables_are_read_row_by_row() -> None:
    table = "<table><caption>Fees</caption><tr><th>What</th><th><p>How much</p></th></tr><tr><td><p>A</p><p>or B</p></td><td/><td>5<br/>6</td></tr></table>"

    assert texts(read(article(f"<p>See:</p>{table}<p>After.</p>"))) == [
        "See:",
        "Fees",
        "What | How much",
        "A or B | 5 6",
        "After.",
    ]


def test_tables_of_another_namespace_and_in_tables_are_read_too() -> None:
    inner = "<table><tr><td>in</td><td>side</td></tr></table>"
    table = f"<foreign><table xmlns='http://www.w3.org/1999/xhtml'><tbody><tr><td>out</td><td>{inner}</td></tr></tbody></table></foreign>"

    assert texts(read(article(f"<tblock>{table}</tblock>"))) == ["out | in | side"]


def test_line_breaks_part_lines_and_ends_of_printed_lines_do_not() -> None:
    content = "<p>One<br/>two<eol/>three for<eol breakat='3'/>mer <b>bold</b>\n  end<eop/>.</p>"

    (first, second) = read(article(content)).lines

    assert (first.text, second.text) == ("One", "two three former bold end.")
    (emphasis,) = second.emphasis
    assert (emphasis.kind, second.text[emphasis.start : emphasis.end]) == (EmphasisKind.BOLD, "bold")


def test_placeholders_show_what_the_description_names() -> None:
    meta = "<meta><references source='#a'><TLCConcept eId='t' href='/' showAs='Housing Bill #y'/><TLCConcept eId='y' href='/' showAs='2022'/></references></meta>"
    body = article(
        "<p>the <ref class='placeholder' href='#t'/> and <placeholder originalText='[date]'/> and <ref class='placeholder' href='#no'/>it</p>"
    )

    assert texts(read_akn(akn(body, meta=meta), "draft.xml")) == ["the Housing Bill 2022 and [date] and it"]


def test_covers_contents_and_prefaces_are_set_aside() -> None:
    reading = read(
        "<coverPage><block name='t'><docTitle>Bill</docTitle></block><toc><tocItem level='1' href='#a'><inline name='tocNum'>1</inline>"
        "<inline name='tocHeading'>Aims</inline></tocItem></toc></coverPage><preface><block name='s'>[<docStage>As amended</docStage>]</block>"
        "<longTitle><p>A</p><p>Bill to</p><p>regulate.</p></longTitle></preface><preamble><formula name='f'><p>Be it enacted:—</p></formula></preamble>"
        f"{article('<p>x</p>')}<conclusions><block name='t'><docTitle>Bill</docTitle></block><p>Published.</p></conclusions>",
        kind="bill",
    )

    assert texts(reading) == ["A Bill to regulate.", "Be it enacted:—", "x"]
    assert asides(reading) == [
        ("Bill", "cover page"),
        ("1 Aims", "table of contents"),
        ("[As amended]", "title"),
        ("Bill", "back cover"),
        ("Published.", "back cover"),
    ]


def test_the_long_title_and_the_enacting_words_are_the_preamble() -> None:
    (preamble, _) = cut(
        "<preface><longTitle><p>A Bill to regulate.</p></longTitle></preface><preamble eId='preamble'><formula name='f'><p>Be it enacted:—</p></formula>"
        f"</preamble>{article('<p>x</p>')}"
    )

    assert (preamble.path, preamble.text) == ("preamble", "A Bill to regulate.\nBe it enacted:—")


def test_paragraphs_of_a_preamble_that_says_none_are_recitals() -> None:
    provisions = cut(
        "<preamble><p>The States Parties,</p><p>Considering one,</p><p>Mindful of two,</p><p>Have agreed:</p></preamble>"
        + article("<p>x</p>")
    )

    assert [each.text for each in provisions[:4]] == [
        "The States Parties,",
        "Considering one,",
        "Mindful of two,",
        "Have agreed:",
    ]


def test_an_alternative_in_another_language_is_set_aside() -> None:
    reading = read(
        article(
            "<p eId='p1'>Each Party.</p><p alternativeTo='p1' xml:lang='fra'>Chaque Partie.</p><p alternativeTo='p1'>Every Party.</p>"
        )
    )

    assert asides(reading) == [("Chaque Partie.", "in another language (fr)")]
    assert texts(reading) == ["Each Party.", "Every Party."]


def test_words_outside_of_every_part_are_kept() -> None:
    reading = read(
        "<body>loose<article><num>1</num>bare<content><p>x</p></content></article><p>late</p></body>"
    )

    assert [line.seen for line in reading.lines] == ["loose", "1 bare", "x", "late"]
