"""What Akoma Ntoso files of both versions declare becomes provisions, as their authors meant it."""

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.drafts import ProvisionKind
from tests.adapters.documents.akn_files import V2, V3, akn, cut, outline, read

K = ProvisionKind
CONVENTION = """
<preamble><formula name="opening"><p>The States Parties,</p></formula>
 <recitals><recital {id}="rec_1"><num>(1)</num><p>Considering one,</p></recital><recital {id}="rec_2"><p>Mindful of two,</p></recital></recitals>
 <formula name="enacting"><p>Have agreed as follows:</p></formula></preamble>
<body><chapter {id}="chp_I"><num>CHAPTER I</num><heading>General</heading>
 <article {id}="art_1"><num>Article 1</num><heading>Use of terms</heading>
  <paragraph {id}="art_1__para_1"><num>1.</num><content><p>For this Convention:</p></content>
   <point {id}="art_1__para_1__point_a"><num>(a)</num><content><p>“data” means data;</p></content></point>
   <point {id}="art_1__para_1__point_b"><num>(b)</num><content><p>“Party” means Party.</p></content></point></paragraph>
  <paragraph {id}="art_1__para_2"><num>2.</num><list><intro><p>Each Party shall:</p></intro>
   <point><num>(a)</num><content><p>act;</p></content></point><wrapUp><p>as it sees fit.</p></wrapUp></list></paragraph></article>
 <article {id}="art_1bis"><num>Article 1 bis</num><content><p>Second.</p></content></article></chapter></body>
<conclusions><p>Done at Geneva.</p></conclusions>
"""
TREE = [
    ("preamble", "Preamble", "The States Parties,"),
    ("rec_1", "Preamble, para. 1", "Considering one,"),
    ("rec_2", "Preamble, para. 2", "Mindful of two,"),
    ("chp_I", "Chapter I", ""),
    ("art_1", "Art. 1", ""),
    ("art_1__para_1", "Art. 1(1)", "For this Convention:"),
    ("art_1__para_1__point_a", "Art. 1(1)(a)", "“data” means data;"),
    ("art_1__para_1__point_b", "Art. 1(1)(b)", "“Party” means Party."),
    ("art_1__para_2", "Art. 1(2)", "Each Party shall:"),
    ("art_1__para_2__point_a", "Art. 1(2)(a)", "act;"),
    ("art_1bis", "Art. 1 bis", "Second."),
    ("closing", "Closing", "Done at Geneva."),
]


@pytest.mark.parametrize(
    ("namespace", "identifier"), [(V3, "eId"), (V2, "id"), ("", "eId"), ("urn:other", "id")]
)
def test_a_convention_keeps_its_structure_and_identifiers_in_every_version(
    namespace: str, identifier: str
) -> None:
    provisions = cut(CONVENTION.format(id=identifier), namespace=namespace)

    by_path = {each.path: each for each in provisions}
    assert outline(provisions) == TREE
    assert by_path["preamble"].closing == "Have agreed as follows:"
    assert by_path["art_1__para_2"].closing == "as it sees fit."
    assert (by_path["art_1"].number, by_path["art_1"].heading) == ("1", "Use of terms")
    assert by_path["art_1"].parent == "chp_I"


def test_the_format_is_found_from_the_content() -> None:
    declared = akn(CONVENTION.format(id="eId"))
    for content in (declared, b"\n<!-- made by hand -->" + declared.partition(b"?>")[2]):
        assert read_document(content, "draft.txt").format == "akn"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    text = akn("<body><article><num>1</num><content><p>Général</p></content></article></body>").decode()
    content = text.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding)

    assert read_document(content, "draft.xml").lines[0].text == "Général"


def test_a_section_of_an_act_is_cited_as_a_section() -> None:
    provisions = cut(
        '<body><part eId="part_1"><num>Part 1</num><hcontainer name="crossheading" eId="xhdg_1"><heading>Duties</heading>'
        '<section eId="sec_3"><num>3</num><heading>Fees</heading><subsection eId="sec_3__subsec_2"><num>(2)</num><intro><p>The body</p></intro>'
        '<level eId="sec_3__subsec_2__para_a"><num>(a)</num><content><p>may charge;</p></content></level>'
        "<wrapUp><p>if it must.</p></wrapUp></subsection></section>"
        "<section><num>4</num><level><num>(a)</num><content><p>Directly.</p></content></level></section></hcontainer></part></body>"
    )

    assert [(each.label, each.kind) for each in provisions] == [
        ("Part 1", K.PART),
        ("Part 1, Duties", K.TITLE),
        ("Section 3", K.ARTICLE),
        ("Section 3(2)", K.PARAGRAPH),
        ("Section 3(2)(a)", K.POINT),
        ("Section 4", K.ARTICLE),
        ("Section 4(a)", K.POINT),
    ]
    assert provisions[3].closing == "if it must."


def test_a_section_that_holds_articles_is_a_division() -> None:
    provisions = cut(
        "<body><section><num>Section 2</num><article><num>Article 7</num><content><p>Text.</p></content></article></section></body>"
    )

    assert [(each.label, each.kind) for each in provisions] == [
        ("Section 2", K.SECTION),
        ("Art. 7", K.ARTICLE),
    ]


def test_a_section_inside_an_article_is_its_part() -> None:
    provisions = cut(
        "<body><article><num>ARTICLE I</num><section><num>Section 2</num><content><p>Text.</p></content></section></article></body>"
    )

    assert [each.kind for each in provisions] == [K.ARTICLE, K.PARAGRAPH]


@pytest.mark.parametrize(
    ("element", "printed", "label"),
    [
        ("article", "Artículo 5", "Art. 5"),
        ("article", "Статья 5", "Art. 5"),
        ("article", "5.", "Art. 5"),
        ("section", "§ 5", "Section § 5"),
        ("rule", "5", "Rule 5"),
        ("clause", "5", "Clause 5"),
        ("section", "Clause 5", "Clause 5"),
        ("chapter", "Capítulo V", "Capítulo V"),
        ("part", "PART FIVE", "Part FIVE"),
        ("title", "5", "Title 5"),
    ],
)
def test_labels_say_what_the_text_says(element: str, printed: str, label: str) -> None:
    (provision,) = cut(
        f"<body><{element}><num>{printed}</num><content><p>Text.</p></content></{element}></body>"
    )

    assert provision.label == label


def test_schedules_are_annexes_with_paragraphs_that_are_counted_through_their_parts() -> None:
    provisions = cut(
        '<body><section eId="sec_1"><num>1</num><content><p>Text.</p></content></section><hcontainer name="schedules"><heading>Schedules</heading>'
        '<hcontainer name="schedule" eId="sched_1"><num>SCHEDULE 1<authorialNote><p>Section 1</p></authorialNote></num><heading>Forms</heading>'
        '<hcontainer name="crossheading" eId="s_x"><heading>First</heading><paragraph eId="sched_1__para_1"><num>1</num>'
        '<subparagraph eId="sched_1__para_1__subpara_2"><num>(2)</num><level><num>(a)</num><content><p>Deep.</p></content></level></subparagraph></paragraph>'
        '</hcontainer><hcontainer name="crossheading"><heading>Second</heading><paragraph eId="sched_1__para_2"><num>2</num><content><p>On.</p></content>'
        "</paragraph></hcontainer></hcontainer></hcontainer></body>"
    )

    assert [each.label for each in provisions] == [
        "Section 1",
        "Schedule 1",
        "Schedule 1, First",
        "Schedule 1, para. 1",
        "Schedule 1, para. 1(2)",
        "Schedule 1, para. 1(2)(a)",
        "Schedule 1, Second",
        "Schedule 1, para. 2",
    ]
    assert (provisions[1].kind, provisions[1].depth, provisions[1].number) == (K.ANNEX, 0, "1")


def test_attachments_are_annexes_and_count_from_one() -> None:
    provisions = cut(
        '<body><article eId="art_1"><num>Article 1</num><content><p>Text.</p></content></article></body>'
        '<attachments><attachment eId="att_1"><heading>Annex I</heading><subheading>Forms</subheading><doc name="annex">'
        "<mainBody><p>Words first.</p><paragraph><num>1.</num><content><p>Fill it.</p></content></paragraph></mainBody></doc></attachment>"
        '<attachment><doc name="annex"><preface><p><docTitle>List of States</docTitle></p></preface><mainBody><p>None.</p></mainBody></doc>'
        "</attachment></attachments>"
    )

    assert outline(provisions)[1:] == [
        ("att_1", "Annex I", "Words first."),
        ("att_1__para_1", "Annex I, para. 1", "Fill it."),
        ("annex_2", "List of States", "None."),
    ]


def test_components_of_a_collection_are_texts_and_memoranda_are_set_aside() -> None:
    content = (
        '<components><component><bill name="b"><body><article><num>1</num><content><p>Law.</p></content></article></body></bill></component>'
        '<component><doc name="EXPLANATORY_MEMORANDUM"><mainBody><p>Why.</p></mainBody></doc></component>'
        '<component><heading>Annex</heading><doc name="annex"><mainBody><p>Table.</p></mainBody></doc></component></components>'
    )
    file = f'<akomaNtoso xmlns="{V3}"><documentCollection name="c"><collectionBody/></documentCollection>{content}</akomaNtoso>'

    reading = read_document(file.encode(), "draft.xml")

    assert [(line.text, line.aside) for line in reading.lines] == [
        ("Law.", ""),
        ("Why.", "explanatory memorandum"),
        ("Table.", ""),
    ]


def test_items_of_lists_inside_words_are_points() -> None:
    (_, paragraph, first, second) = cut(
        "<body><article><num>1</num><paragraph><num>1.</num><content><p>Each Party:</p><blockList><listIntroduction>shall</listIntroduction>"
        "<item><num>(a)</num><p>act;</p></item><item><num>(b)</num><p>not act;</p></item><listWrapUp>at once.</listWrapUp></blockList>"
        "<p>It may also wait.</p></content></paragraph></article></body>"
    )

    assert (paragraph.text, paragraph.closing) == ("Each Party:\nshall", "at once.\nIt may also wait.")
    assert [(each.label, each.text) for each in (first, second)] == [
        ("Art. 1(1)(a)", "act;"),
        ("Art. 1(1)(b)", "not act;"),
    ]


def test_paragraphs_without_a_number_are_counted_and_alineas_are_words() -> None:
    provisions = cut(
        "<body><article><num>1</num><paragraph><content><p>First.</p></content></paragraph><paragraph><alinea><content><p>Second.</p></content></alinea>"
        "<alinea><content><p>Still second.</p></content></alinea></paragraph></article></body>"
    )

    assert [(each.label, each.text) for each in provisions[1:]] == [
        ("Art. 1, para. 1", "First."),
        ("Art. 1, para. 2", "Second.\nStill second."),
    ]


def test_a_heading_between_siblings_groups_those_after_it() -> None:
    provisions = cut(
        '<body><crossHeading eId="a">One</crossHeading><article><num>1</num><content><p>x</p></content></article>'
        '<crossHeading eId="b">Two</crossHeading><article><num>2</num><content><p>y</p></content>'
        "</article></body>"
    )

    assert [(each.label, each.depth) for each in provisions] == [
        ("One", 0),
        ("Art. 1", 1),
        ("Two", 0),
        ("Art. 2", 1),
    ]


def test_a_heading_inside_an_article_belongs_to_the_paragraph_below_it() -> None:
    (_, paragraph) = cut(
        "<body><article><num>1</num><crossHeading>Limits</crossHeading><paragraph><num>1.</num><content><p>x</p></content></paragraph></article></body>"
    )

    assert paragraph.heading == "Limits"


def test_a_taken_or_unfit_identifier_gives_way_to_a_path_of_our_own() -> None:
    provisions = cut(
        '<body><article eId="a/../b"><num>1</num><paragraph eId="art_2"><num>1.</num><content><p>x</p></content></paragraph></article>'
        '<article eId="art_2"><num>2</num><content><p>y</p></content></article><article eId="draft"><num>3</num><content><p>z</p></content></article></body>'
    )

    assert [each.path for each in provisions] == ["art_1", "art_2", "art_2_2", "art_3"]


def test_a_document_without_structure_is_cut_by_its_words() -> None:
    provisions = cut(
        "<mainBody><p>Article 1</p><p>1. Each Party shall act.</p><p>2. It shall not wait.</p><p>Article 2</p><p>It ends.</p></mainBody>",
        kind="doc",
    )

    assert [each.label for each in provisions] == ["Art. 1", "Art. 1(1)", "Art. 1(2)", "Art. 2"]


def test_the_title_and_language_come_from_the_cover_and_the_description() -> None:
    reading = read(
        "<preface><p><docTitle>Draft Convention</docTitle></p></preface><body><article><num>1</num><content><p>x</p></content></article></body>"
    )

    assert (reading.title, reading.language, reading.format) == ("Draft Convention", "en", "akn")
